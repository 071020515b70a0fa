import { tfeRoutes } from "../dialect.js";
import type { TfeRoute } from "../route.js";
import type { Services } from "../services.js";
import type { Site } from "../site.js";

/** The table of routes without anything behind it: to be read, not to be called. */
export function describedRoutes(): readonly TfeRoute[] {
  const nothing = new Proxy({}, { get: () => undefined });
  return tfeRoutes(nothing as Services, nothing as Site);
}
