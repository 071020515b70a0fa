import { expect, it } from "vitest";
import { marksSensitiveValues } from "./plan.js";

const summary = {
  formatVersion: "1.2",
  hasChanges: true,
  additions: 1,
  changes: 0,
  destructions: 0,
  imports: 0,
};

it.each([
  ["0.12.31", false],
  ["0.15.1", false],
  ["0.15.2", true],
  ["0.15.2-rc1", true],
  ["0.16.0", true],
  ["1.0.0", true],
  ["1.14.0-dev", true],
  ["12.0.0", true],
  ["", false],
  ["1.0", false],
  ["v1.0.0", false],
  ["1.0.0.0", false],
  ["latest", false],
])("a plan of Terraform %j marks what is sensitive: %s", (terraformVersion, expected) => {
  expect(marksSensitiveValues({ ...summary, terraformVersion })).toBe(expected);
});
