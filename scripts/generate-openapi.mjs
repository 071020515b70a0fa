// Writes docs/api/openapi.json from the server's table of routes, as the last build has it, and from the
// wire fixtures, which are its examples.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = `${root}docs/api/openapi.json`;

const server = new URL("../packages/server/dist/api/tfe/openapi/", import.meta.url);
const { describedRoutes } = await import(new URL("described-routes.js", server));
const { openApiDocument } = await import(new URL("openapi-document.js", server));

const api = `${root}packages/server/src/api/tfe`;
const fixtures = readdirSync(api, { recursive: true })
  .filter((path) => path.endsWith(".json") && basename(dirname(path)) === "testdata")
  .map((path) => ({
    ...JSON.parse(readFileSync(join(api, path), "utf8")),
    name: `${dirname(dirname(path))}/${basename(path, ".json")}`,
  }));

mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(openApiDocument(describedRoutes(), fixtures), null, 1)}\n`);
console.log("wrote docs/api/openapi.json");
