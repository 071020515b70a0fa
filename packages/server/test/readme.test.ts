import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

it("README.md names only what is there", () => {
  const readme = readFileSync(`${root}README.md`, "utf8");
  const paths = [...readme.matchAll(/`((?:src|test)(?:\/[\w./-]+)?)`/g)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});
