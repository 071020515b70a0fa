// Writes docs/language/diagnostics.md from the catalogue of messages and its cases, as the last build
// has them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { readDiagnosticCases, renderDiagnosticsPage } from "../packages/testkit/dist/index.js";

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const target = path("docs/language/diagnostics.md");
const cases = readFileSync(path("packages/language/testdata/diagnostics.txt"), "utf8");

mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, renderDiagnosticsPage(readDiagnosticCases(cases)));
console.log("wrote docs/language/diagnostics.md");
