import { describe, expect, it } from "vitest";
import { TextPool } from "./text-pool.js";

describe("TextPool", () => {
  it("gives back the text that it was given", () => {
    const pool = new TextPool();
    for (const text of ["a", "b", "a", "", "__proto__"]) expect(pool.shared(text)).toBe(text);
  });
});
