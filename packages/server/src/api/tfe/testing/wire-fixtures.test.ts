import { afterEach, describe, expect, it } from "vitest";
import { type Fixture, loadFixtures } from "../../../../test/harness/fixture.js";
import { play } from "../../../../test/harness/play.js";
import { routeOf } from "../../../../test/harness/routing.js";
import { schemaComplaints } from "../../../../test/harness/strict-schema.js";
import { type TestResponse, TestServer } from "../../../../test/harness/test-server.js";
import { TFE_HEADERS } from "../dialect.js";
import { errorDocument } from "../documents.js";
import type { TfeRoute } from "../route.js";

describe("the wire answers as its documents say", () => {
  let server: TestServer;
  afterEach(() => server.close());

  for (const fixture of loadFixtures()) {
    it(fixture.name, async () => {
      server = await TestServer.start({ compat: fixture.compat ?? {} });
      const response = await play(server, fixture);
      const { status, text, body, headers = {} } = fixture.response;
      expect({ status: response.status, body: withoutLinks(response, body) }).toEqual({
        status,
        body: text ?? body,
      });
      expect(response.headers).toMatchObject(lowerCase({ ...TFE_HEADERS, ...headers }));
      expect(complaints(routeOf(server.routes, fixture.request), response)).toEqual([]);
    });
  }
});

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
