import type { TfeRoute } from "../../src/api/tfe/route.js";
import type { TestRequest } from "./test-server.js";

/** The row that a request goes to. */
export function routeOf(routes: readonly TfeRoute[], request: TestRequest): TfeRoute {
  const found = routes.find((route) => matches(route, request));
  if (found === undefined) throw new Error(`no route for ${request.method} ${request.path}`);
  return found;
}

function matches(route: TfeRoute, { method, path }: TestRequest): boolean {
  if (/^\{[\w-]+ link of /.test(path)) {
    return route.method === method && route.path === "/v1/object/:secret";
  }
  const asked = (path.split("?")[0] ?? "").split("/");
  const known = route.path.split("/");
  return (
    route.method === method &&
    known.length === asked.length &&
    known.every((segment, index) => segment.startsWith(":") || segment === asked[index])
  );
}
