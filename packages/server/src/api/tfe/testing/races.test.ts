import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Ask, RACES, Race } from "../../../../test/harness/races.js";
import { TestServer } from "../../../../test/harness/test-server.js";

describe("at the same time", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.close());

  const ask: Ask = async (_contender, method, path, data) => {
    const body = data === undefined ? {} : { body: { data } };
    const answer = await server.send({ method, path: `/api/v2${path}`, ...body });
    return {
      status: answer.status,
      data: (answer.body as { data: never } | undefined)?.data as never,
    };
  };

  it.each(Object.entries(RACES))("%s", (_, race) => new Race(ask, `o-${randomUUID()}`).run(race));
});
