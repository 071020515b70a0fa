import { describe, expect, it } from "vitest";
import { MAX_CACHED_TEXT, ProgramCache } from "./program-cache.js";

describe("ProgramCache", () => {
  it("compiles a text once, however often it is evaluated", () => {
    const programs = new ProgramCache();
    const first = programs.compile("a.sentinel", "main = true\n");
    expect(programs.compile("a.sentinel", "main = true\n").program).toBe(first.program);
  });

  it("knows a text by what it says and by its name, which is in positions", () => {
    const programs = new ProgramCache();
    const { program } = programs.compile("a.sentinel", "main = true\n");
    expect(programs.compile("a.sentinel", "main = false\n").program).not.toBe(program);
    expect(programs.compile("b.sentinel", "main = true\n").program).not.toBe(program);
  });

  it("remembers what does not compile, too", () => {
    const programs = new ProgramCache();
    const first = programs.compile("a.sentinel", "main =\n");
    expect(first.diagnostics).not.toEqual([]);
    expect(programs.compile("a.sentinel", "main =\n")).toBe(first);
  });

  it("keeps modules apart from policies", () => {
    const programs = new ProgramCache();
    const { program } = programs.compileModule("a.sentinel", "main = true\n");
    expect(programs.compileModule("a.sentinel", "main = true\n").program).toBe(program);
    expect(programs.compile("a.sentinel", "main = true\n").program).not.toBe(program);
  });

  it("forgets what was not asked for the longest, when it knows too much", () => {
    const programs = new ProgramCache();
    const large = (name: string) =>
      programs.compileModule(name, `a = "${"x".repeat(MAX_CACHED_TEXT / 3)}"`);
    const [first, second] = [large("first"), large("second")];
    expect(large("first")).toBe(first);
    large("third");
    expect(large("first")).toBe(first);
    expect(large("second")).not.toBe(second);
  });
});
