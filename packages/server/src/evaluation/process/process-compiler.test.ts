import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unavailable } from "../../domain/errors.js";
import { ProcessCompiler } from "./process-compiler.js";

describe("the compiler of policies", () => {
  let compiler: ProcessCompiler;
  beforeEach(() => {
    compiler = new ProcessCompiler();
  });
  afterEach(() => compiler.close());

  const cases: [string, string, RegExp | null][] = [
    ["a policy", 'import "strings"\nmain = rule { strings.has_prefix(job.name, "a") }\n', null],
    ["an import that nobody has", 'import "unheard-of" as u\nmain = u.f()\n', null],
    ["what does not parse", "main = rule {\n", /^p:\d+:\d+: ./],
    ["what does not compile", "main = rule { true }\nbreak\n", /^p:2:1: ./],
    ["what is nested too deeply", "(".repeat(200_000), /^p:1:\d+: ./],
  ];
  it.each(cases)("judges %s", async (_, text, problem) => {
    const found = await compiler.problemOf("p", text);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  it("does not run what it compiles", async () => {
    expect(await compiler.problemOf("p", "main = error(1)\n")).toBeNull();
  });

  it("takes several in turn, and refuses those that are too many", async () => {
    const asked = Array.from({ length: 80 }, () => compiler.problemOf("p", "main = true\n"));
    const given = await Promise.allSettled(asked.slice(66));
    for (const { status } of given) expect(status).toBe("rejected");
    await compiler.close();
    const all = await Promise.allSettled(asked);
    for (const each of all)
      if (each.status === "rejected") expect(each.reason).toBeInstanceOf(Unavailable);
  });

  it("gives a text the blame that takes the process down", async () => {
    const small = new ProcessCompiler({ heap: 10, silence: 5_000 });
    const large = `main = [${Array.from({ length: 120_000 }, (_, i) => `"${i}"`).join(",")}] is []\n`;
    expect(await small.problemOf("p", large)).toMatch(
      /^p: the compiler was stopped: it ran out of/,
    );
    await small.close();
  });
});
