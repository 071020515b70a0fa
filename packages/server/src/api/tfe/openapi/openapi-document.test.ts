import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadFixtures } from "../../../../test/harness/fixture.js";
import { describedRoutes } from "./described-routes.js";
import { openApiDocument } from "./openapi-document.js";

const file = new URL("../../../../../../docs/api/openapi.json", import.meta.url);
const openapi = JSON.parse(readFileSync(file, "utf8"));

it("docs/api/openapi.json is the table of routes; `npm run generate` rewrites it", () => {
  expect(openapi).toEqual(openApiDocument(describedRoutes(), loadFixtures()));
});

it("does not depend on the order of the fixtures", () => {
  expect(openApiDocument(describedRoutes(), loadFixtures().reverse())).toEqual(openapi);
});
