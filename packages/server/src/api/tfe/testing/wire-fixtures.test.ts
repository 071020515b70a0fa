import { afterAll, describe, expect, it, vi } from "vitest";
import { type Fixture, loadFixtures } from "../../../../test/harness/fixture.js";
import { ask, prepare } from "../../../../test/harness/play.js";
import { routeOf } from "../../../../test/harness/routing.js";
import { schemaComplaints } from "../../../../test/harness/strict-schema.js";
import {
  type TestRequest,
  type TestResponse,
  TestServer,
} from "../../../../test/harness/test-server.js";
import { HOUR } from "../../../domain/clock.js";
import { showsSignedLink } from "../../http/signed-links.js";
import { TFE_HEADERS } from "../dialect.js";
import { errorDocument } from "../documents.js";
import { JSON_API } from "../errors.js";
import type { TfeRoute } from "../route.js";

describe("the wire answers as its documents say", () => {
  let server: TestServer | undefined;
  let scene: string | undefined;
  afterAll(() => server?.close());

  /** A server at which everything has happened that the case presupposes. */
  async function serverFor(fixture: Fixture): Promise<TestServer> {
    if (server !== undefined && scene === sceneOf(fixture)) return server;
    await server?.close();
    server = await TestServer.start({ compat: fixture.compat ?? {} });
    await prepare(server, fixture.given);
    scene = sceneOf(fixture);
    return server;
  }

  for (const fixture of loadFixtures().sort(byScene)) {
    it(fixture.name, async () => {
      const server = await serverFor(fixture);
      const response = await ask(server, fixture.request);
      const { status, text, body, headers = {} } = fixture.response;
      expect({ status: response.status, body: withoutLinks(response, body) }).toEqual({
        status,
        body: text ?? body,
      });
      expect(response.headers).toMatchObject(lowerCase({ ...TFE_HEADERS, ...headers }));
      const row = routeOf(server.routes, fixture.request);
      const mediaType = lowerCase(headers)["content-type"] ?? mediaTypeOf(row, response);
      expect(response.headers["content-type"]).toBe(mediaType);
      expect(wrongTimes(response.body)).toEqual([]);
      expect(complaints(row, response)).toEqual([]);
      if (row.http.isOfStore === true && status === 200) {
        await expectSameUntilSomethingChanges(server, fixture.request, response.text);
      }
    });
  }
});

/**
 * What there is before the request. Cases that change nothing, because they read or are refused, follow
 * each other on one server where they presuppose the same; every other has a server of its own.
 */
function sceneOf({ name, compat = {}, given, request, response }: Fixture): string {
  const changesNothing = request.method === "GET" || response.status >= 400;
  return JSON.stringify([compat, given, ...(changesNothing ? [] : [name])]);
}

const byScene = (a: Fixture, b: Fixture) => (sceneOf(a) < sceneOf(b) ? -1 : 1);

/** Answers are kept until something in the store changes; so nothing else, such as the time, may change them. */
async function expectSameUntilSomethingChanges(
  server: TestServer,
  request: TestRequest,
  text: string,
): Promise<void> {
  if (showsSignedLink(Buffer.from(text))) return;
  expect((await server.send(request)).text).toBe(text);
  // Nothing is remembered, and nobody notes that the token was used, which tokens would show.
  const remembering = vi.spyOn(server.store, "revision").mockResolvedValue(null);
  const noting = vi.spyOn(server.store, "transaction").mockResolvedValue(undefined);
  server.clock.advance(BEYOND_ALL);
  try {
    expect((await server.send(request)).text).toBe(text);
  } finally {
    server.clock.advance(-BEYOND_ALL);
    remembering.mockRestore();
    noting.mockRestore();
  }
}

/** Nothing that expires lasts as long. */
const BEYOND_ALL = 1_000 * 24 * HOUR;

/** The answer, with "{signed link}" wherever that is expected and a link of ours stands. */
function withoutLinks(response: TestResponse, expected: unknown): unknown {
  if (response.text === "") return undefined;
  if (response.body === undefined) return response.text;
  return replaceLinks(response.body, expected);
}

function replaceLinks(actual: unknown, expected: unknown): unknown {
  if (expected === "{signed link}") {
    const isLink = typeof actual === "string" && SIGNED_LINK.test(actual);
    return isLink ? expected : actual;
  }
  if (Array.isArray(actual)) {
    return actual.map((each, index) =>
      replaceLinks(each, Array.isArray(expected) ? expected[index] : undefined),
    );
  }
  if (typeof actual !== "object" || actual === null) return actual;
  const wanted = (typeof expected === "object" && expected !== null ? expected : {}) as Record<
    string,
    unknown
  >;
  return Object.fromEntries(
    Object.entries(actual).map(([key, value]) => [key, replaceLinks(value, wanted[key])]),
  );
}

const SIGNED_LINK = /^http:\/\/portcullis\.test\/v1\/object\/[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** An answer without content has no type of content. */
function mediaTypeOf({ response, mediaType }: TfeRoute, { status }: TestResponse) {
  if (status >= 400) return JSON_API;
  if (status !== 200 && status !== 201) return undefined;
  if (response === "nothing") return undefined;
  if (typeof response === "object") return mediaType ?? JSON_API;
  return mediaType ?? (response === "text" ? "text/plain; charset=utf-8" : OCTETS);
}

/**
 * COMPAT (Terraform API, timestamps): moments are in UTC with a literal Z, which clients insist on; those
 * of statuses have an offset. None is an empty text.
 */
function wrongTimes(value: unknown, within = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (!key.endsWith("-at") || each === null) return wrongTimes(each, key);
    const pattern = within === "status-timestamps" ? /:\d\d\+00:00$/ : /:\d\d\.\d{3}Z$/;
    return pattern.test(String(each)) ? [] : [`${key}: ${each}`];
  });
}

const OCTETS = "application/octet-stream";

/** What the answer has that its schema does not name, and the other way round. */
function complaints(route: TfeRoute, { status, body, text }: TestResponse): string[] {
  if (status >= 400) return schemaComplaints(errorDocument, body);
  if (typeof route.response !== "string") return schemaComplaints(route.response, body);
  return route.response === "nothing" && text !== "" ? ["a body that the route does not name"] : [];
}

function lowerCase(headers: Fixture["response"]["headers"] & object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
