import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleOf } from "../../../../test/harness/example.js";
import { prepare } from "../../../../test/harness/play.js";
import { TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";

const rows = describedRoutes();

const ids = fc.constantFrom(
  "acme",
  "app",
  "ws-0000000000000001",
  "pol-0000000000000001",
  "polset-0000000000000001",
  "run-0000000000000001",
  "plan-0000000000000001",
  "polchk-0000000000000001",
  "prj-0000000000000001",
  "team-0000000000000001",
  "ou-0000000000000001",
  "at-0000000000000001",
  "user-0000000000000001",
);
const segments = fc.oneof(ids, fc.string(), fc.string({ unit: "binary" }));

/** A request that goes to a row, with values in its path that may or may not exist. */
const requests = fc.constantFrom(...rows).chain((row) =>
  fc.record({
    method: fc.constant(row.method),
    path: pathsOf(row.path),
    query: queries,
    text: fc.option(bodiesOf(row.body), { nil: undefined }),
  }),
);

function pathsOf(path: string): fc.Arbitrary<string> {
  const parts = path
    .split("/")
    .map((part) => (part.startsWith(":") ? segments : fc.constant(part)));
  return fc.tuple(...parts).map((chosen) => chosen.map(encoded).join("/"));
}

/** Lone halves of surrogate pairs cannot be written in an address. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/[\ud800-\udfff]/g, "?"));
}

const queries = fc
  .dictionary(
    fc.constantFrom(
      "page[number]",
      "page[size]",
      "include",
      "sort",
      "q",
      "search[name]",
      "filter[kind]",
    ),
    fc.oneof(
      fc.string(),
      fc.constantFrom("1", "99999999999", "policies", "workspace,plan", "-name", "%"),
    ),
  )
  .map((entries) => new URLSearchParams(entries).toString());

/** Bodies near the schema's own example: whole, or with one value of it replaced by another. */
function bodiesOf(schema: unknown): fc.Arbitrary<string> {
  const anyJson = fc.oneof(fc.json(), fc.string());
  if (schema === undefined) return anyJson;
  const example = exampleOf(schema);
  const spoiled = fc
    .tuple(fc.constantFrom(...placesOf(example)), fc.jsonValue())
    .map(([place, value]) => JSON.stringify(replaced(example, place, value)));
  return fc.oneof({ weight: 4, arbitrary: spoiled }, { weight: 1, arbitrary: anyJson });
}

type Place = readonly string[];

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, each]) => placesOf(each).map((rest) => [key, ...rest])),
  ];
}

function replaced(value: unknown, [key, ...rest]: Place, other: unknown): unknown {
  if (key === undefined) return other;
  const old = (value as Record<string, unknown>)[key];
  const changed = replaced(old, rest, other);
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? changed : each));
  return { ...(value as object), [key]: changed };
}

describe("whatever is sent", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await prepare(server, ["run with soft failed policies"]);
  });
  afterAll(() => server.close());

  it("is answered, and never with a fault of the server", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ method, path, query, text }) => {
        const response = await server.send({
          method,
          path: `${path}?${query}`,
          ...(text === undefined ? {} : { text }),
        });
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400)
          expect(response.body).toHaveProperty("errors.0.status", String(response.status));
      }),
      { numRuns: 1_500 },
    );
  });
});
