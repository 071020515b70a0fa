import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Step } from "../../test/harness/fixture.js";
import { prepare } from "../../test/harness/play.js";
import { TestServer } from "../../test/harness/test-server.js";
import { Access } from "../domain/access/access.js";
import { NO_COMPAT } from "../domain/compat.js";
import type { EvaluationMonitor } from "../domain/evaluation/evaluator.js";
import type { Run } from "../domain/runs/run.js";
import type { Revision, Store, Transaction } from "../domain/store.js";
import { LEASE, MAX_ATTEMPTS } from "../domain/work/work-item.js";
import { CheckPolicies } from "./check-policies.js";
import { EvaluateStage } from "./evaluate-stage.js";
import { InspectPlan } from "./inspect-plan.js";
import { CHANGES, FakeEvaluator, reportOf } from "./testing/fake-evaluator.js";
import { Worker } from "./worker.js";

const RUN = "run-0000000000000001";
const PLAN = "plan-0000000000000001";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
  await prepare(server, ["soft policy on workspace app", "run", "plan uploaded"]);
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

function newWorker(
  evaluator = new FakeEvaluator(),
  store: Store = server.store,
  size?: number,
): Worker {
  const { clock, ids, blobs, vault } = server;
  const environment = { store, clock, ids, access: new Access() };
  const handlers = {
    "inspect-plan": new InspectPlan(environment, evaluator, NO_COMPAT),
    "evaluate-policies": new EvaluateStage(environment, evaluator, blobs, vault, NO_COMPAT),
    "check-policies": new CheckPolicies(environment, evaluator, blobs, vault),
  };
  return new Worker(environment, handlers, pino({ level: "silent" }), size);
}

async function workAll(worker: Worker): Promise<void> {
  while (await worker.workOnce());
}

const run = (): Promise<Run> => server.store.transaction((tx) => tx.runs.get(RUN));
const plan = () => server.store.transaction((tx) => tx.plans.get(PLAN));
const check = () => server.store.transaction((tx) => tx.policyChecks.findByRun(RUN));
const cancel = () => server.send({ method: "POST", path: `/api/v2/runs/${RUN}/actions/cancel` });

/** An evaluation that a test holds in its hands. */
class HeldEvaluation {
  readonly evaluator = new FakeEvaluator();
  readonly started: Promise<EvaluationMonitor>;
  finish: () => void = () => {};

  constructor() {
    this.started = new Promise((started) => {
      this.evaluator.inspect = (_, monitor) =>
        new Promise((resolve) => {
          this.finish = () => resolve({ outcome: "plan", summary: CHANGES });
          started(monitor);
        });
    });
  }
}

describe("the trace of a policy", () => {
  const PATH = "/api/v2/policy-checks/polchk-0000000000000001";

  async function answered(trace: unknown): Promise<string> {
    const evaluator = new FakeEvaluator();
    evaluator.check = async (request) => {
      const report = reportOf(request, { failing: [] });
      if (report.outcome === "problem") return report;
      const sets = report.sets.map((set) => ({
        ...set,
        policies: set.policies.map((policy) => ({ ...policy, trace: trace as string })),
      }));
      return { ...report, sets };
    };
    await workAll(newWorker(evaluator));
    const { status, text } = await server.send({ method: "GET", path: PATH });
    expect(status).toBe(200);
    return text;
  }

  it("is answered as it was written, with every digit of its whole numbers", async () => {
    const trace = '{"rules":{"main":{"value":[9223372036854775807,-9223372036854775808]}}}';
    expect(await answered(trace)).toContain(`"trace":${trace}`);
    const list = await server.send({ method: "GET", path: `/api/v2/runs/${RUN}/policy-checks` });
    expect(list.text).toContain(`"trace":${trace}`);
  });

  it("is answered also if an earlier version has kept it", async () => {
    expect(await answered({ print: "hello" })).toContain('"trace":{"print":"hello"}');
  });
});

describe("a worker", () => {
  it("does one item after the other until there is none", async () => {
    const worker = newWorker();
    expect(await worker.workOnce()).toBe(true);
    expect((await run()).status).toBe("policy_checking");
    expect(await worker.workOnce()).toBe(true);
    expect((await run()).status).toBe("policy_checked");
    expect(await worker.workOnce()).toBe(false);
  });

  it("asks for the code that a policy has at that moment", async () => {
    const evaluator = new FakeEvaluator();
    const worker = newWorker(evaluator);
    await worker.workOnce();
    const path = "/api/v2/policies/pol-0000000000000001/upload";
    await server.send({ method: "PUT", path, text: "main = rule { false }" });
    await worker.workOnce();
    const [request] = evaluator.checked;
    const code = request?.sets[0]?.policies[0]?.code ?? "";
    expect(Buffer.from(await server.blobs.read(code)).toString()).toBe("main = rule { false }");
  });

  it("asks for the version that was in force when the plan was finished", async () => {
    await server.close();
    server = await TestServer.start();
    await prepare(server, ["versioned policy set on workspace app", "run", "plan uploaded"]);
    const evaluator = new FakeEvaluator();
    const worker = newWorker(evaluator);
    await worker.workOnce();
    await prepare(server, ["policy set version", { uploadVersion: "polsetver-0000000000000002" }]);
    await worker.workOnce();
    const first = await server.store.read((tx) =>
      tx.policySetVersions.get("polsetver-0000000000000001"),
    );
    expect(evaluator.checked[0]?.sets).toEqual([
      {
        name: "prod",
        archive: { blob: first.archive, folder: "" },
        parameters: [],
        policies: [{ name: "tags", level: "soft-mandatory", code: null }],
      },
    ]);
    expect((await run()).status).toBe("policy_checked");
  });

  it("ends the check with an error when the set with its version is gone", async () => {
    await server.close();
    server = await TestServer.start();
    await prepare(server, ["versioned policy set on workspace app", "run", "plan uploaded"]);
    const worker = newWorker();
    await worker.workOnce();
    await prepare(server, [
      { method: "DELETE", path: "/api/v2/policy-sets/polset-0000000000000001" },
    ]);
    await worker.workOnce();
    expect(await check()).toMatchObject({ status: "errored", result: null });
  });

  it("begins at once when work is committed, and stops when it is closed", async () => {
    const worker = newWorker();
    await workAll(worker);
    worker.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await prepare(server, ["run", { uploadPlan: "plan-0000000000000002" }]);
    const second = () => server.store.transaction((tx) => tx.runs.get("run-0000000000000002"));
    await vi.waitFor(async () => expect((await second()).status).toBe("policy_checked"), {
      timeout: 800,
      interval: 10,
    });
    await worker.close();
    await prepare(server, ["run", { uploadPlan: "plan-0000000000000003" }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const third = await server.store.transaction((tx) => tx.runs.get("run-0000000000000003"));
    expect(third.status).toBe("planning");
  });

  it("ends the check with an error when the evaluator answers another question", async () => {
    const evaluator = new FakeEvaluator();
    evaluator.check = async (request) => reportOf({ ...request, sets: [] }, { failing: [] });
    await workAll(newWorker(evaluator));
    expect((await run()).status).toBe("errored");
    expect(await check()).toMatchObject({ status: "errored", result: null });
  });
});

describe("a worker of several at once", () => {
  const statusOf = async (id: string) =>
    (await server.store.transaction((tx) => tx.runs.get(id))).status;

  it("does not let one that takes its time hold up the others, and has no more in hand than it may", async () => {
    const evaluator = new FakeEvaluator();
    const release: (() => void)[] = [];
    evaluator.inspect = () =>
      new Promise((resolve) => {
        release.push(() => resolve({ outcome: "plan", summary: CHANGES }));
      });
    for (const plan of ["plan-0000000000000002", "plan-0000000000000003"])
      await prepare(server, ["run", { uploadPlan: plan }]);
    const worker = newWorker(evaluator, server.store, 2);
    worker.start();
    await vi.waitFor(() => expect(release).toHaveLength(2), { interval: 5 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(release).toHaveLength(2);
    release[1]?.();
    await vi.waitFor(async () => expect(release).toHaveLength(3), { interval: 5 });
    release[2]?.();
    await vi.waitFor(
      async () => expect(await statusOf("run-0000000000000003")).toBe("policy_checked"),
      { interval: 5, timeout: 5_000 },
    );
    expect(await statusOf(RUN)).toBe("planning");
    await worker.close();
    expect(await statusOf(RUN)).toBe("planning");
  });

  it("goes on with whoever has the least in hand", async () => {
    const held = new HeldEvaluation();
    const worker = newWorker(held.evaluator);
    const first = worker.workOnce();
    await held.started;
    held.evaluator.inspect = new FakeEvaluator().inspect;
    await prepare(server, ["run", { uploadPlan: "plan-0000000000000002" }, ...RUN_OF_GLOBEX]);
    await worker.workOnce();
    expect(await statusOf("run-0000000000000002")).toBe("planning");
    expect(await statusOf("run-0000000000000003")).toBe("planned");
    await worker.workOnce();
    expect(await statusOf("run-0000000000000002")).toBe("policy_checking");
    held.finish();
    await first;
  });
});

const create = (path: string, type: string, attributes: object, relationships: object = {}) => ({
  method: "POST" as const,
  path: `/api/v2${path}`,
  body: { data: { type, attributes, relationships } },
});

/** A run of another organization, which nothing is enforced on. */
const RUN_OF_GLOBEX: readonly Step[] = [
  "organization globex",
  create("/organizations/globex/workspaces", "workspaces", { name: "app" }),
  create(
    "/runs",
    "runs",
    { "plan-upload": true },
    { workspace: { data: { id: "ws-0000000000000002", type: "workspaces" } } },
  ),
  { uploadPlan: "plan-0000000000000003" },
];

describe("two workers", () => {
  it("never have the same item", async () => {
    const held = new HeldEvaluation();
    const first = newWorker(held.evaluator).workOnce();
    await held.started;
    expect(await newWorker().workOnce()).toBe(false);
    held.finish();
    await first;
    expect((await run()).status).toBe("policy_checking");
  });

  it("record a result once: who lost the lease is too late", async () => {
    const held = new HeldEvaluation();
    const first = newWorker(held.evaluator).workOnce();
    await held.started;
    server.clock.advance(LEASE);
    const second = newWorker();
    await workAll(second);
    const finished = await run();
    expect(finished.status).toBe("policy_checked");
    held.finish();
    await first;
    expect(await run()).toEqual(finished);
  });
});

describe("a worker that lost its lease", () => {
  it("does not record beside the one that has the item now", async () => {
    const [lost, current] = [new HeldEvaluation(), new HeldEvaluation()];
    const first = newWorker(lost.evaluator).workOnce();
    await lost.started;
    server.clock.advance(LEASE);
    const second = newWorker(current.evaluator).workOnce();
    await current.started;
    lost.finish();
    await first;
    expect((await run()).status).toBe("planning");
    current.finish();
    await second;
    expect((await run()).status).toBe("policy_checking");
  });
});

describe("work whose worker dies", () => {
  it(`is tried ${MAX_ATTEMPTS} times, and then ends with an error that says so`, async () => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const now = server.clock.now();
      await server.store.transaction((tx) => tx.work.claim(now, now + LEASE));
      server.clock.advance(LEASE);
    }
    await newWorker().workOnce();
    expect((await run()).status).toBe("errored");
    expect((await plan()).errorMessage).toContain(`interrupted ${MAX_ATTEMPTS} times`);
  });

  // Whichever transaction of the worker is the last one that its process lives to begin or to end.
  const deaths = [1, 2, 3, 4, 5, 6].flatMap((count) => [
    [count, "before"] as const,
    [count, "after"] as const,
  ]);
  it.each(deaths)("is done once after a death at transaction %i, %s the commit", async (...at) => {
    const dying = new MortalStore(server.store, ...at);
    await workAll(newWorker(new FakeEvaluator(), dying)).catch(() => {});
    server.clock.advance(LEASE);
    await workAll(newWorker());
    expect((await run()).status).toBe("policy_checked");
    expect(await check()).toMatchObject({ status: "passed" });
    expect(await newWorker().workOnce()).toBe(false);
  });
});

/** The store as a process sees it that dies at one of its transactions. */
class MortalStore implements Store {
  private count = 0;

  constructor(
    private readonly store: Store,
    private readonly last: number,
    private readonly when: "before" | "after",
  ) {}

  read<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.live(() => this.store.read(work));
  }

  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.live(() => this.store.transaction(work));
  }

  private async live<Result>(act: () => Promise<Result>): Promise<Result> {
    this.count++;
    const isDead = this.count > this.last || (this.count === this.last && this.when === "before");
    if (isDead) throw new Error("the process is dead");
    const result = await act();
    if (this.count === this.last) throw new Error("the process is dead");
    return result;
  }

  indexed<Result>(work: (tx: Transaction, index: number) => Promise<Result>): Promise<Result> {
    return this.live(() => this.store.indexed(work));
  }

  revision(): Promise<Revision | null> {
    return this.store.revision();
  }

  onIndexTaken(listener: () => void): () => void {
    return this.store.onIndexTaken(listener);
  }

  onWorkEnqueued(listener: () => void): () => void {
    return this.store.onWorkEnqueued(listener);
  }

  async close(): Promise<void> {}
}

describe("an evaluator that fails", () => {
  it("is asked again, later each time, and then the run ends with its reason", async () => {
    const evaluator = new FakeEvaluator();
    let asked = 0;
    evaluator.inspect = async () => {
      asked++;
      throw new Error("out of memory");
    };
    const worker = newWorker(evaluator);
    expect(await worker.workOnce()).toBe(true);
    expect(await worker.workOnce()).toBe(false);
    server.clock.advance(1_000);
    expect(await worker.workOnce()).toBe(true);
    server.clock.advance(1_000);
    expect(await worker.workOnce()).toBe(false);
    server.clock.advance(1_000);
    expect(await worker.workOnce()).toBe(true);
    expect(asked).toBe(MAX_ATTEMPTS);
    expect((await run()).status).toBe("errored");
    expect((await plan()).errorMessage).toBe("the plan could not be read: out of memory");
  });

  it("is stopped when it gives no sign of life for a lease, and the work goes on without it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const held = new HeldEvaluation();
    const stuck = newWorker(held.evaluator).workOnce();
    const { signal } = await held.started;
    vi.advanceTimersByTime(LEASE - 1);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
    await stuck;
    server.clock.advance(1_000);
    await workAll(newWorker());
    expect((await run()).status).toBe("policy_checked");
  });

  it("keeps its work as long as it gives signs of life", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const held = new HeldEvaluation();
    let extension: Promise<unknown> = Promise.resolve();
    const store: Store = Object.create(server.store, {
      transaction: {
        value: <Result>(work: (tx: Transaction) => Promise<Result>) => {
          const done = server.store.transaction(work);
          extension = done;
          return done;
        },
      },
    });
    const working = newWorker(held.evaluator, store).workOnce();
    const monitor = await held.started;
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(LEASE / 2);
      server.clock.advance(LEASE / 2);
      monitor.heartbeat();
      await extension;
      expect(await newWorker().workOnce()).toBe(false);
    }
    expect(monitor.signal.aborted).toBe(false);
    held.finish();
    await working;
    expect((await run()).status).toBe("policy_checking");
  });
});

describe("an evaluation that nobody wants any more", () => {
  it("is stopped at its next sign of life when the run was canceled, and leaves no trace", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const held = new HeldEvaluation();
    const working = newWorker(held.evaluator).workOnce();
    const monitor = await held.started;
    await cancel();
    vi.advanceTimersByTime(LEASE / 2);
    monitor.heartbeat();
    await working;
    expect(monitor.signal.aborted).toBe(true);
    expect((await run()).status).toBe("canceled");
    expect((await plan()).status).toBe("canceled");
  });

  it("records nothing when the run was canceled while it went on", async () => {
    const evaluator = new FakeEvaluator();
    evaluator.check = async (request) => {
      await cancel();
      return reportOf(request, { failing: [] });
    };
    await workAll(newWorker(evaluator));
    expect((await run()).status).toBe("canceled");
    expect(await check()).toMatchObject({ status: "canceled", result: null });
  });

  it("records nothing when the workspace was deleted while it went on", async () => {
    const evaluator = new FakeEvaluator();
    evaluator.check = async (request) => {
      await server.send({ method: "DELETE", path: "/api/v2/workspaces/ws-0000000000000001" });
      return reportOf(request, { failing: [] });
    };
    await workAll(newWorker(evaluator));
    expect(await check()).toBeNull();
  });

  it("is given back unharmed when the server stops", async () => {
    const held = new HeldEvaluation();
    const stopping = newWorker(held.evaluator);
    const working = stopping.workOnce();
    const { signal } = await held.started;
    await stopping.close();
    await working;
    expect(signal.aborted).toBe(true);
    const now = server.clock.now();
    const again = await server.store.transaction((tx) => tx.work.claim(now, now + LEASE));
    expect(again).toMatchObject({ attempt: 1 });
  });
});
