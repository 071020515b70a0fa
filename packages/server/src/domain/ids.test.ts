import { expect, it } from "vitest";
import { randomIds, randomName } from "./ids.js";

it("draws letters evenly: bytes that would favour some of them are thrown away", () => {
  const bytes = [255, 232, 231, 0, 58];
  const name = randomName(3, () => Uint8Array.from(bytes));
  // 232 is the first multiple of 58 that has no full round after it; 231 is the last letter, 58 the first.
  expect(name).toBe("z11");
});

it("makes ids of a prefix, a dash and sixteen characters that nobody mistakes for another", () => {
  const ids = randomIds((count) => crypto.getRandomValues(new Uint8Array(count)));
  for (let i = 0; i < 100; i++) expect(ids.next("pol")).toMatch(/^pol-[1-9A-HJ-NP-Za-km-z]{16}$/);
});
