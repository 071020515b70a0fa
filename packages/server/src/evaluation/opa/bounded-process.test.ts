import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { EvaluationMonitor } from "../../domain/evaluation/evaluator.js";
import { type ProgramLimits, runBounded } from "./bounded-process.js";

const limits: ProgramLimits = { time: 10_000, memory: 1_024, output: 1_000 };

class Monitor implements EvaluationMonitor {
  readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  heartbeats = 0;

  heartbeat(): void {
    this.heartbeats++;
  }
}

/** Runs a script of the shell; what a program does to be stopped is the same. */
function runScript(
  script: string,
  {
    input = "",
    monitor = new Monitor(),
    ...bounds
  }: Partial<ProgramLimits> & { input?: string | Readable; monitor?: Monitor } = {},
) {
  return runBounded(
    {
      path: "/bin/sh",
      args: ["-c", script],
      directory: "/",
      environment: { ONLY: "this" },
      input: typeof input === "string" ? Readable.from([input]) : input,
    },
    monitor,
    { ...limits, ...bounds },
  );
}

describe("a program in bounds", () => {
  it("is given its input and its environment, and nothing else", async () => {
    const end = await runScript("cat; echo $ONLY $HOME; exit 3", { input: "in" });
    expect(end).toEqual({
      code: 3,
      signal: null,
      output: "inthis\n",
      complaint: "",
      stopped: null,
    });
  });

  it("is stopped when it takes too long, alive until then", async () => {
    const monitor = new Monitor();
    const end = await runScript("while :; do :; done", { time: 1_500, monitor });
    expect(end.stopped).toBe("it took more than 1.5 seconds");
    expect(monitor.heartbeats).toBeGreaterThan(0);
  });

  it("is stopped when it prints too much", async () => {
    const end = await runScript("while :; do echo 1234567890; done");
    expect(end.stopped).toBe("its result has more than 1000 bytes");
    expect(end.output.length).toBeLessThanOrEqual(1_000);
  });

  it("has so much memory and no more", async () => {
    const double = 'a=xxxxxxxxxxxxxxxx; while :; do a="$a$a"; done';
    const end = await runScript(double, { memory: 64 });
    // Shells differ in how they end without memory; none goes on.
    expect(end.stopped).toBeNull();
    expect([end.code, end.signal]).not.toEqual([0, null]);
  });

  it("writes no files", async () => {
    const end = await runScript("echo text > /tmp/portcullis-must-not-be-there; echo $?");
    expect(end.signal ?? end.output.trim()).not.toBe("0");
  });

  it("may end before it has read its input", async () => {
    const end = await runScript("exit 0", { input: "x".repeat(1_000_000) });
    expect(end).toMatchObject({ code: 0, stopped: null });
  });

  it("is stopped when its input breaks", async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error("the blob is torn"));
      },
    });
    const end = await runScript("cat; sleep 5", { input: broken });
    expect(end.stopped).toBe("its input cannot be read: the blob is torn");
  });

  it("keeps the beginning of what it complains of", async () => {
    const end = await runScript("while :; do echo no >&2; done", { time: 500 });
    expect(end.complaint).toHaveLength(2_000);
  });

  it("is stopped when nobody waits any more", async () => {
    const monitor = new Monitor();
    const running = runScript("while :; do :; done", { monitor });
    setTimeout(() => monitor.controller.abort(new Error("not wanted")), 100);
    await expect(running).rejects.toThrow("not wanted");
  });

  it("is tried again when it cannot be started or somebody else ends it", async () => {
    await expect(runScript("kill -KILL $$")).rejects.toThrow("was killed from outside");
    const missing = runBounded(
      { path: "/nowhere/opa", args: [], directory: "/", environment: {}, input: Readable.from([]) },
      new Monitor(),
      limits,
    );
    await expect(missing).rejects.toThrow('"/nowhere/opa" cannot be started');
  });
});
