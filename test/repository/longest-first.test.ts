import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LONGEST } from "../longest-first.js";
import { root } from "./source-tree.js";

it("every file that is to run first is there", () => {
  expect(LONGEST.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
