import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { FreshDatabase } from "../harness/fresh-database.js";
import { type Answer, type Ask, RACES, Race } from "../harness/races.js";
import { ServerProcess } from "../harness/server-process.js";

describe("at the same time, through servers that share a PostgreSQL", () => {
  let folder: string;
  let database: FreshDatabase;
  let servers: ServerProcess[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-races-"));
    database = await FreshDatabase.create();
    const options = { dataDirectory: folder, evaluationMs: 0, databaseUrl: database.url };
    const first = await ServerProcess.start(options);
    servers = [first, await ServerProcess.start({ ...options, token: first.token })];
  });
  afterAll(async () => {
    for (const server of servers) await server.kill();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const ask: Ask = async (contender, method, path, data) => {
    const { api } = servers[contender % servers.length] as ServerProcess;
    const { status, text } = await api.answer(method, path, data && { data });
    return { status, data: (text.startsWith("{") ? JSON.parse(text) : {}).data } as Answer;
  };

  it.each(Object.entries(RACES))("%s", (_, race) => new Race(ask, `o-${randomUUID()}`).run(race));
});
