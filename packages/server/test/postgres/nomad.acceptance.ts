import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FreshDatabase } from "../harness/fresh-database.js";
import { indexOf } from "../harness/nomad-client.js";
import { ServerProcess } from "../harness/server-process.js";

describe("Nomad's policies on servers that share a PostgreSQL", () => {
  let folder: string;
  let database: FreshDatabase;
  let one: ServerProcess;
  let other: ServerProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-nomad-"));
    database = await FreshDatabase.create();
    const options = { dataDirectory: folder, evaluationMs: 0, databaseUrl: database.url };
    one = await ServerProcess.start(options);
    other = await ServerProcess.start({ ...options, token: one.token });
  });
  afterEach(async () => {
    for (const server of [one, other]) await server.kill();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Milliseconds from the answer to a write through one server to that of a read that waits on the other. */
  async function wakingTime(): Promise<number> {
    const index = indexOf(await other.nomad.list());
    const answer = other.nomad.list(`?index=${index}&wait=30s`).then((found) => ({
      index: indexOf(found),
      at: performance.now(),
    }));
    // Until the other server holds it; its connection may be new.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const written = await one.nomad.delete("nothing");
    const at = performance.now();
    const woken = await answer;
    expect(woken.index).toBe(written);
    return woken.at - at;
  }

  it("wake whoever waits, whichever of them wrote", async () => {
    const times: number[] = [];
    for (let i = 0; i < 9; i++) times.push(await wakingTime());
    // Looking once a second would take half of one on average.
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(200);
  });

  it("wake whoever waits although nobody tells them", async () => {
    expect(await wakingTime()).toBeLessThan(3_000);
    // No announcement arrives while the connection that listens is made anew; looking helps.
    await database.disconnectAll();
    expect(await wakingTime()).toBeLessThan(5_000);
  });

  it("see at once what another has written", async () => {
    for (let i = 0; i < 10; i++) {
      const [writer, reader] = i % 2 === 0 ? [one, other] : [other, one];
      const index = await writer.nomad.put(`p${i}`);
      expect(indexOf(await reader.nomad.list())).toBe(index);
      expect(indexOf(await reader.nomad.read(`p${i}`))).toBe(index);
    }
  });

  it("number the changes of both in one row", async () => {
    const deletions = Array.from({ length: 40 }, (_, number) =>
      (number % 2 === 0 ? one : other).nomad.delete(`p${number % 5}`),
    );
    const indexes = (await Promise.all(deletions)).sort((a, b) => a - b);
    expect(indexes).toEqual(Array.from({ length: 40 }, (_, number) => number + 2));
  });

  it("say that there is no leader while the database is away", async () => {
    await one.nomad.put("a");
    await database.refuseConnections();
    expect(await one.nomad.list()).toMatchObject({ status: 500, text: "No cluster leader" });
    await database.acceptConnections();
    expect(indexOf(await one.nomad.list())).toBe(2);
  });
});
