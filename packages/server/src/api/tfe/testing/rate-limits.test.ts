import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestServer } from "../../../../test/harness/test-server.js";
import { GENERAL_ANSWERS } from "../openapi/general-answers.js";

describe("the rate limit", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start({ rateLimit: 2 });
  });
  afterEach(() => server.close());

  const ask = (path = "/api/v2/organizations", authorization?: string) =>
    server.send({
      method: "GET",
      path,
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });
  const statuses = async (count: number, ...request: Parameters<typeof ask>) => {
    const answers: number[] = [];
    for (let sent = 0; sent < count; sent++) answers.push((await ask(...request)).status);
    return answers;
  };

  it("refuses what goes beyond it, with the document and the headers that clients read", async () => {
    expect(await statuses(2)).toEqual([200, 200]);
    server.clock.advance(400);
    expect(await ask()).toMatchObject({
      status: 429,
      headers: {
        "content-type": "application/vnd.api+json",
        "x-ratelimit-limit": "2",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "0.600",
      },
      body: GENERAL_ANSWERS["too-many-requests"],
    });
    server.clock.advance(600);
    expect(await statuses(1)).toEqual([200]);
  });

  it("tells every answer what is left", async () => {
    const headers = { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "1" };
    expect(await ask()).toMatchObject({ status: 200, headers });
    expect(await ask("/api/v2/ping")).toMatchObject({ status: 204, headers });
  });

  it("counts whoever has no token by his address, and does not count him for those who have one", async () => {
    expect(await statuses(3, "/api/v2/ping")).toEqual([204, 204, 429]);
    expect(await statuses(1)).toEqual([200]);
  });

  it("is not evaded with a new made-up key each time", async () => {
    const answers: number[] = [];
    for (const key of ["a", "b", "c"]) {
      answers.push((await ask("/api/v2/organizations", `Bearer ${key}`)).status);
    }
    expect(answers).toEqual([401, 401, 429]);
  });

  it("is nothing that anybody hears of when there is none", async () => {
    const unlimited = await TestServer.start();
    const { headers } = await unlimited.send({ method: "GET", path: "/api/v2/ping" });
    await unlimited.close();
    expect(Object.keys(headers).filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
  });
});
