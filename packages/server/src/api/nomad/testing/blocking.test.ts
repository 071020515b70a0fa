import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type NomadAnswer, NomadTestServer } from "../../../../test/harness/nomad-client.js";
import { MAX_WAIT, waitTime } from "../blocking.js";

describe("reads that wait", () => {
  let server: NomadTestServer;
  let client: NomadTestServer["client"];
  beforeEach(async () => {
    server = await NomadTestServer.start();
    client = server.client;
  });
  afterEach(() => server.close());

  const waiting = () => server.server.nomad.catalogs.waiting;
  const untilWaiting = (count: number) =>
    expect.poll(waiting, { timeout: 60_000, interval: 5 }).toBe(count);
  const seen = ({ status, headers, text }: NomadAnswer) => ({
    status,
    index: Number(headers["x-nomad-index"]),
    names: text.match(/(?<="Name":")[^"]*/g) ?? [],
  });

  it("answer at once when the index is behind already, or none", async () => {
    await client.put("a");
    for (const query of ["", "?index=0", "?index=1", "?wait=1h"])
      expect(seen(await client.list(query))).toEqual({ status: 200, index: 2, names: ["a"] });
    expect(seen(await client.read("a", "?index=1"))).toMatchObject({ status: 200, index: 2 });
    expect(seen(await client.read("b", "?index=1"))).toMatchObject({ status: 404, index: 2 });
  });

  it("see a list change by creation, update and deletion", async () => {
    const changes = [() => client.put("a"), () => client.put("a"), () => client.delete("a")];
    for (const [number, change] of changes.entries()) {
      const answer = client.list(`?index=${number + 1}`);
      await untilWaiting(1);
      await change();
      const names = number === 2 ? [] : ["a"];
      expect(seen(await answer)).toEqual({ status: 200, index: number + 2, names });
    }
  });

  it("see one policy change, and not the others", async () => {
    const index = await client.put("a");
    const update = client.read("a", `?index=${index}`);
    await untilWaiting(1);
    await client.put("b");
    await client.delete("b");
    expect(waiting()).toBe(1);
    await client.put("a");
    expect(seen(await update)).toEqual({ status: 200, index: index + 3, names: ["a"] });
    const deletion = client.read("a", `?index=${index + 3}`);
    await untilWaiting(1);
    await client.delete("a");
    const { text, ...gone } = await deletion;
    expect(seen({ text, ...gone })).toMatchObject({ status: 404, index: index + 4 });
    expect(text).toBe("Sentinel policy not found");
  });

  it("wait for a policy that is not there yet", async () => {
    const answer = client.read("a", "?index=1");
    await untilWaiting(1);
    await client.put("a");
    expect(seen(await answer)).toEqual({ status: 200, index: 2, names: ["a"] });
  });

  it("answer what is there when their time is over", async () => {
    await client.put("a");
    const started = performance.now();
    expect(seen(await client.list("?index=2&wait=150ms"))).toEqual({
      ...{ status: 200, index: 2, names: ["a"] },
    });
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
    expect(waiting()).toBe(0);
    // An index that was never reached, from before a server was made anew.
    const beyond = await client.list("?index=18446744073709551615&wait=1ms");
    expect(seen(beyond)).toMatchObject({ status: 200, index: 2 });
  });

  it("end with their clients", async () => {
    const gone = new AbortController();
    const { signal } = gone;
    const path = "/v1/sentinel/policies?index=1";
    const answers = Array.from({ length: 10 }, () => client.ask("GET", path, { signal }));
    await untilWaiting(10);
    gone.abort();
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    await untilWaiting(0);
  });

  it("are not begun for those who may not read", async () => {
    const headers = { "X-Nomad-Token": "" };
    const answer = await client.ask("GET", "/v1/sentinel/policies?index=1", { headers });
    expect(answer.status).toBe(403);
    expect(waiting()).toBe(0);
  });

  it("are answered when the server stops, so that it need not wait for them", async () => {
    const answers = [client.list("?index=1"), client.read("a", "?index=1")];
    await untilWaiting(2);
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 404]);
    server = await NomadTestServer.start();
  });

  it("are held by the thousand, and cost the store nothing", async () => {
    await client.put("watched");
    const { heapUsed } = process.memoryUsage();
    const count = 3_000;
    const answers = Array.from({ length: count }, (_, number) =>
      number % 3 === 0 ? client.read("watched", "?index=2") : client.list("?index=2"),
    );
    await untilWaiting(count);
    // Both ends of the connection are in this process.
    expect((process.memoryUsage().heapUsed - heapUsed) / count).toBeLessThan(100_000);
    const reads = countReads(server);
    const others = await Promise.all(["a", "b"].map((name) => client.read(name)));
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
    const before = reads.count;
    const index = await client.put("watched");
    const indexes = (await Promise.all(answers)).map(({ headers }) => headers["x-nomad-index"]);
    expect(new Set(indexes)).toEqual(new Set([String(index)]));
    // The write's own, one for the list, one for the policy, and what came while one was in progress.
    expect(reads.count - before).toBeLessThan(20);
    expect(waiting()).toBe(0);
  }, 120_000);
});

/** Counts the transactions that only read, from now on. */
function countReads({ server: { store } }: NomadTestServer): { readonly count: number } {
  const counted = { count: 0 };
  const read = store.read.bind(store);
  store.read = (work) => {
    counted.count++;
    return read(work);
  };
  return counted;
}

describe("the time that a read waits", () => {
  it.each([
    ["what is asked for", 10_000, 0, 10_000],
    ["up to a sixteenth more", 16_000, 0.5, 16_500],
    ["never a whole sixteenth", 16_000, 1 - Number.EPSILON, 17_000],
    ["the usual time for nothing", 0, 0, MAX_WAIT],
    ["the usual time for what is negative", -1, 0, MAX_WAIT],
    ["the longest time for an hour", 3_600_000, 0, MAX_WAIT],
    ["and its chance", 3_600_000, 0.5, MAX_WAIT + MAX_WAIT / 32],
  ])("is %s", (_, wait, chance, expected) => {
    expect(waitTime(wait, chance)).toBeCloseTo(expected, 6);
    expect(waitTime(wait, chance)).toBeLessThanOrEqual(318_750);
  });
});
