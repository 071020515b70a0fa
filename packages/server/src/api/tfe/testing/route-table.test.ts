import { describe, expect, it } from "vitest";
import { loadFixtures } from "../../../../test/harness/fixture.js";
import { routeOf } from "../../../../test/harness/routing.js";
import { describedRoutes } from "../openapi/described-routes.js";
import { PATH_PARAMETERS } from "../path-parameters.js";

const routes = describedRoutes();
const name = (route: (typeof routes)[number]) => `${route.method} ${route.path}`;

describe("the table of routes", () => {
  it("has a fixture for every status that a row lists", () => {
    const shown = new Set(
      loadFixtures().map(
        ({ request, response }) => `${name(routeOf(routes, request))} ${response.status}`,
      ),
    );
    const missing = routes.flatMap((route) =>
      route.statuses.map((status) => `${name(route)} ${status}`).filter((each) => !shown.has(each)),
    );
    expect(missing).toEqual([]);
  });

  it("lists every status that a fixture shows", () => {
    const unlisted = loadFixtures().filter(
      ({ request, response }) => !routeOf(routes, request).statuses.includes(response.status),
    );
    expect(unlisted.map((fixture) => fixture.name)).toEqual([]);
  });

  it("describes every segment of a path that stands for a value", () => {
    const named = new Set(
      routes.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, each]) => each)),
    );
    expect([...named].sort()).toEqual(Object.keys(PATH_PARAMETERS).sort());
  });

  it("names each operation and each address once", () => {
    const operations = routes.map((route) => route.operation);
    const addresses = routes.map(name);
    expect(operations).toEqual([...new Set(operations)]);
    expect(addresses).toEqual([...new Set(addresses)]);
  });

  it("says of every row which document it follows", () => {
    for (const { operation, doc } of routes)
      expect([operation, doc]).toEqual([operation, expect.stringMatching(/^[A-Z].+: [A-Z]/)]);
  });
});
