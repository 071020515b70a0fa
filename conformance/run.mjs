// Runs every harness whose tools are on the machine. Run with: make acceptance

import { goTfe } from "./go-tfe/run.mjs";
import { has } from "./harness.mjs";
import { terraform } from "./terraform/run.mjs";

const harnesses = [goTfe, terraform];
const required = (process.env.ACCEPTANCE_REQUIRE ?? "").split(",").filter((name) => name !== "");

let failures = 0;
for (const { name, requires, run } of harnesses) {
  const missing = requires.filter((tool) => !has(tool));
  if (missing.length > 0) {
    const isRequired = missing.some((tool) => required.includes(tool));
    if (isRequired) failures++;
    const word = isRequired ? "FAILED " : "SKIPPED";
    console.log(`${word} ${name}: ${missing.join(", ")} not on the machine`);
    continue;
  }
  try {
    console.log(`PASSED  ${name}: ${await run()}`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
