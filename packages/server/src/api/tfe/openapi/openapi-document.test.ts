import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describedRoutes } from "./described-routes.js";
import { openApiDocument } from "./openapi-document.js";

it("docs/api/openapi.json is the table of routes; `npm run generate` rewrites it", () => {
  const file = new URL("../../../../../../docs/api/openapi.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(openApiDocument(describedRoutes()));
});
