// Writes docs/api/openapi.json from the server's table of routes, as the last build has it.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = `${root}docs/api/openapi.json`;

const server = new URL("../packages/server/dist/api/tfe/openapi/", import.meta.url);
const { describedRoutes } = await import(new URL("described-routes.js", server));
const { openApiDocument } = await import(new URL("openapi-document.js", server));

mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, JSON.stringify(openApiDocument(describedRoutes()), null, 2));
execFileSync(`${root}node_modules/.bin/biome`, ["format", "--write", target], { cwd: root });
console.log("wrote docs/api/openapi.json");
