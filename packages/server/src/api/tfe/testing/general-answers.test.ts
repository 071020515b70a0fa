import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";
import { GENERAL_ANSWERS } from "../openapi/general-answers.js";
import { JSON_LIMIT, type TfeRoute } from "../route.js";

/** What rows answer alike, whatever they are about; `implied-statuses.ts` says which rows. */

const rows = describedRoutes();
const pathOf = (route: TfeRoute) => route.path.replace(/:\w+/g, "unknown");
const entry = (status: number, title: string, more: object = {}) => ({
  errors: [{ status: String(status), title, ...more }],
});

describe("every row", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.close());

  const send = (route: TfeRoute, more: { query?: string; text?: string; headers?: object } = {}) =>
    server.send({
      method: route.method,
      path: `${pathOf(route)}${more.query ?? ""}`,
      ...(more.text === undefined ? {} : { text: more.text }),
      ...(more.headers === undefined ? {} : { headers: more.headers as Record<string, string> }),
    });

  describe.each(rows.filter((row) => row.access !== "open"))("$method $path", (row) => {
    it.each([
      ["no token", ""],
      ["an unknown token", "Bearer unknown"],
      ["another kind of credential", "Basic YWRtaW46YWRtaW4="],
    ])("answers 401 to %s", async (_, authorization) => {
      const response = await send(row, { headers: { authorization } });
      expect(response).toMatchObject({ status: 401, body: GENERAL_ANSWERS.unauthorized });
    });
  });

  describe.each(rows.filter((row) => row.body !== undefined))("$method $path", (row) => {
    it("answers 400 to a body that is no JSON", async () => {
      const response = await send(row, { text: '{"data": {},}' });
      expect(response).toMatchObject({ status: 400, body: GENERAL_ANSWERS["malformed-document"] });
    });

    it("answers 422 to a body that is no object", async () => {
      const response = await send(row, { text: "[]" });
      const body = entry(422, "invalid attribute", {
        detail: "Body must be an object",
        source: { pointer: "" },
      });
      expect(response).toMatchObject({ status: 422, body });
    });

    it("answers 413 to a body beyond the limit", async () => {
      const { bodyLimit = JSON_LIMIT } = row;
      const response = await send(row, { text: " ".repeat(bodyLimit + 1) });
      const [error] = GENERAL_ANSWERS["payload-too-large"].errors;
      const detail = `the content is larger than ${bodyLimit} bytes: send less`;
      expect(response).toMatchObject({ status: 413, body: { errors: [{ ...error, detail }] } });
    });

    it.each([
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/html; charset=utf-16",
      "application/vnd.api+json; ext=unknown",
      ";;;",
      "",
    ])('takes JSON under the content type "%s"', async (type) => {
      const response = await send(row, { text: "[]", headers: { "content-type": type } });
      expect(response.status).toBe(422);
    });

    it("answers 400 to what is nearly JSON", async () => {
      for (const text of ["{'data': 1}", "{data: 1}", "NaN", "{} {}", "[1,]", '"\n"', "\u0000"]) {
        const response = await send(row, { text });
        expect([text, response.status]).toEqual([text, 400]);
      }
    });
  });

  const reads = rows.filter((row) => row.method === "GET" && row.access !== "open");
  it.each(reads)("answers 400 to an unknown inclusion: $path", async (row) => {
    const response = await send(row, { query: "?include=nonsense" });
    expect(response).toMatchObject({ status: 400, body: GENERAL_ANSWERS["unknown-inclusion"] });
  });

  const lists = rows.filter((row) => row.query?.paged === true);
  it.each(lists)("answers 400 to a page that cannot be: $path", async (row) => {
    for (const query of ["page[number]=0", "page[number]=two", "page[size]=-1", "page[size]=1.5"]) {
      const response = await send(row, { query: `?${query}` });
      expect([query, response.status]).toEqual([query, 400]);
    }
  });

  const sorted = rows.filter((row) => row.query?.sort !== undefined);
  it.each(sorted)("answers 400 to an unknown order: $path", async (row) => {
    const response = await send(row, { query: "?sort=age" });
    expect(response.status).toBe(400);
  });

  it("is the only thing that is there", async () => {
    for (const path of ["/", "/api/v2", "/api/v2/nonsense", "/api/v2/organizations/"]) {
      const response = await server.send({ method: "GET", path });
      expect(response).toMatchObject({ status: 404, body: GENERAL_ANSWERS["not-found"] });
    }
  });

  it("answers 400 to an address that cannot be decoded", async () => {
    const response = await server.send({ method: "GET", path: "/api/v2/policies/%zz" });
    expect(response).toMatchObject({
      status: 400,
      headers: { "tfp-api-version": "2.6" },
      body: GENERAL_ANSWERS["malformed-address"],
    });
  });
});
