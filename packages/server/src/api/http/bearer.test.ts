import { expect, it } from "vitest";
import { bearerKey } from "./bearer.js";

it.each([
  ["Bearer abc", "abc"],
  ["bearer abc", "abc"],
  ["BEARER   abc  ", "abc"],
  ["Bearer", null],
  ["Bearer ", null],
  ["Bearer a b", null],
  ["Basic abc", null],
  ["", null],
  [undefined, null],
])("%j holds the key %j", (header, key) => {
  expect(bearerKey(header)).toBe(key);
});
