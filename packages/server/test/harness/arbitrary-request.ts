import fc from "fast-check";
import type { TfeRoute } from "../../src/api/tfe/route.js";
import { exampleOf } from "./example.js";
import type { Fixture } from "./fixture.js";
import { routeOf } from "./routing.js";
import type { TestRequest } from "./test-server.js";

/** What stands in the paths and bodies of fixtures: ids and names that exist in some of their scenes. */
const ID = /\b[a-z]+-0{10,}[0-9]+\b|\bacme\b|\bapp\b/g;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Requests that a client may mean, and some that none does, near the routes and their fixtures. */
export function arbitraryRequests(
  routes: readonly TfeRoute[],
  fixtures: readonly Fixture[],
): fc.Arbitrary<TestRequest> {
  const known = [...new Set(JSON.stringify(fixtures).match(ID) ?? [])].sort();
  const segments = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: fc.constantFrom("", ".", "..", "%", "a".repeat(9_000), "\u0000") },
  );
  const pathsOf = (path: string) =>
    fc
      .tuple(
        ...path.split("/").map((part) => (part.startsWith(":") ? segments : fc.constant(part))),
      )
      .map((parts) => parts.map(encoded).join("/"));

  const onRow = fc.constantFrom(...routes).chain((row) =>
    fc.record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constant(row.method) },
        { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
      ),
      path: pathsOf(row.path),
      text: bodiesNear(row.body === undefined ? undefined : exampleOf(row.body)),
    }),
  );
  const asInFixture = fc
    .constantFrom(...fixtures.filter(({ request }) => !request.path.startsWith("{")))
    .chain(({ request }) =>
      fc.record({
        method: fc.constant(routeOf(routes, request).method),
        path: fc.constant(request.path.split("?")[0] ?? ""),
        text: request.text === undefined ? bodiesNear(request.body) : fc.string(),
      }),
    );
  return fc
    .record({ asked: fc.oneof(onRow, asInFixture), query: queries, headers })
    .map(({ asked: { method, path, text }, query, headers }) => ({
      method,
      path: query === "" ? path : `${path}?${query}`,
      headers,
      ...(text === undefined ? {} : { text }),
    }));
}

/** Lone halves of surrogate pairs cannot be written in an address. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/[\ud800-\udfff]/g, "?"));
}

const values = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("1", "0", "-1", "99999999999", "1e3", "policies", "workspace,plan", "-name", "%"),
  fc.constantFrom("sentinel", "true", "failed", "name,-name,name", "_", "%25", "'", "[a", "\u0000"),
);

const queries = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom(
            ...["page[number]", "page[size]", "include", "sort", "q", "search[name]", "search"],
            ...[
              "filter[kind]",
              "filter[versioned]",
              "filter[0][status]",
              "filter[email]",
              "filter",
            ],
          ),
          values,
        ),
        { maxLength: 4 },
      )
      .map((entries) => new URLSearchParams(entries).toString()),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("?", "&", "%zz", "page[number", "page%5Bnumber%5D=1&&="),
  },
);

/** No header with a meaning for the framing: `inject` writes those itself. */
const headers = fc
  .dictionary(
    fc.constantFrom(
      ...["content-type", "accept", "x-request-id", "authorization", "content-encoding", "host"],
      ...["if-match", "range", "cookie", "x-forwarded-for", "expect-ct", "user-agent", "origin"],
    ),
    fc.oneof(
      fc.constantFrom(
        "application/vnd.api+json",
        "text/html;;;",
        "gzip",
        "Bearer ",
        "*/*",
        "",
        "a,b",
      ),
      fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
    ),
    { maxKeys: 3 },
  )
  .map(({ authorization, ...others }) =>
    // A token at times only: without one nothing is reached.
    authorization?.startsWith("B") ? { ...others, authorization } : others,
  );

/** Bodies near a good one: whole, or with one value of it replaced by another, or anything. */
function bodiesNear(example: unknown): fc.Arbitrary<string | undefined> {
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom(
      "",
      "[".repeat(5_000),
      '{"__proto__":{"data":{}}}',
      "\ufeff{}",
      '{"data":1e999}',
    ),
  );
  if (example === undefined) return fc.option(anything, { nil: undefined });
  const other = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "a", -1),
  );
  const spoiled = fc
    .tuple(fc.constantFrom(...placesOf(example)), other)
    .map(([place, value]) => JSON.stringify(replaced(example, place, value)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(JSON.stringify(example)) },
    { weight: 6, arbitrary: spoiled },
    { weight: 1, arbitrary: anything },
  );
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
