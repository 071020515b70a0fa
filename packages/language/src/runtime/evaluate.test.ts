import { engines } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import {
  compilePolicy,
  defaultLimits,
  evaluate,
  type Host,
  type ImportSource,
  type Outcome,
  renderDiagnosticLine,
  SourceFile,
  unknown,
  type Value,
} from "../index.js";

const emptyHost: Host = {
  findImport: () => undefined,
  params: new Map(),
  globals: new Map(),
  limits: defaultLimits,
  now: () => performance.now(),
};

describe.each(engines)("evaluation, %s", (_, options) => {
  function run(text: string, host: Partial<Host> = {}): Outcome {
    const { program, diagnostics } = compilePolicy(new SourceFile("main.sentinel", text), options);
    if (program === undefined) throw new Error(diagnostics.map(renderDiagnosticLine).join("\n"));
    return evaluate(program, { ...emptyHost, ...host });
  }

  describe("evaluate", () => {
    it("records every named rule that was evaluated, with its description and place", () => {
      const outcome = run(
        "# Policy.\n\n# About b.\nb = rule { 1 is 1 }\nunused = rule { false }\nmain = rule { b }\n",
      );
      expect(outcome.status).toBe("pass");
      expect(outcome.description).toBe("Policy.");
      expect(
        outcome.rules.map(({ name, description, value }) => [name, description, value]),
      ).toEqual([
        ["b", "About b.", true],
        ["main", "", true],
      ]);
      const location = outcome.rules[0]?.location;
      expect(location?.file.positionAt(location.span.start)).toEqual({
        line: 4,
        column: 1,
        offset: 22,
      });
    });

    it("keeps rules that an error interrupted, without a value", () => {
      const outcome = run("a = rule { 1 / zero is 1 }\nzero = 0\nmain = rule { a }\n");
      expect(outcome.status).toBe("error");
      expect(outcome.rules.map(({ name, value }) => [name, value])).toEqual([
        ["a", undefined],
        ["main", undefined],
      ]);
    });

    it("leaves nothing of one evaluation for the next", () => {
      const text = `count = 0
seen = []
r = rule { length(seen) is 1 }
f = func() { count += 1; append(seen, count); return count }
x = f()
print(count, seen)
main = r
`;
      const { program } = compilePolicy(new SourceFile("main.sentinel", text), options);
      if (program === undefined) throw new Error("the policy does not compile");
      for (let i = 0; i < 3; i++) {
        const { status, output, rules } = evaluate(program, emptyHost);
        expect([status, output, rules.length]).toEqual(["pass", "1 [1]\n", 1]);
      }
    });

    it("looks for all imports before any module runs", () => {
      const { program } = compilePolicy(
        new SourceFile("talks.sentinel", 'print("set up")\n'),
        options,
      );
      if (program === undefined) throw new Error("the module does not compile");
      const outcome = run('import "talks"\nimport "nowhere"\nmain = true\n', {
        findImport: (path) => (path === "talks" ? { kind: "module", program } : undefined),
      });
      expect(outcome.error && renderDiagnosticLine(outcome.error)).toBe(
        'main.sentinel:2:8: Import "nowhere" is not available',
      );
      expect(outcome.output).toBe("");
    });

    it("refuses a parameter in a module, at its place there", () => {
      const text = "param limit default 1\n";
      const { program } = compilePolicy(new SourceFile("m.sentinel", text), options);
      if (program === undefined) throw new Error("the module does not compile");
      const outcome = run('import "m"\nmain = true\n', {
        findImport: () => ({ kind: "module", program }),
      });
      expect(outcome.error && renderDiagnosticLine(outcome.error)).toBe(
        'm.sentinel:1:7: parameter "limit" is declared in a module',
      );
    });

    it("names the missing main at the start, and one that decides nothing at its name", () => {
      const lineOf = (text: string) => {
        const { error } = run(text);
        return error && renderDiagnosticLine(error);
      };
      expect(lineOf("a = 1\n")).toBe('main.sentinel:1:1: the policy has no "main"');
      expect(lineOf("a = 1\nmain = null\n")).toMatch(/^main\.sentinel:2:1: "main" is of type null/);
    });

    it.each([
      ["a selector", "main = data.gap\n", "main.sentinel:2:13"],
      ["an index", "main = data.list[1]\n", "main.sentinel:2:8"],
      [
        "a loop",
        "for data.list as x { last = x }\nmain = all data.list as y { y is 1 }\n",
        "main.sentinel:3:25",
      ],
      ["a second variable", "main = any data as k, v { v }\n", "main.sentinel:2:23"],
      ["a comparison", "main = data.list is [1, 2]\n", "main.sentinel:2:18"],
      ["a search", "main = 2 in data.list\n", "main.sentinel:2:10"],
      ["a global", "main = gap\n", "main.sentinel:2:8"],
    ])("names the place where data that is not known was read: %s", (_, text, place) => {
      const value: Value = { gap: unknown, list: [1, unknown] };
      const { status, undefinedAt } = run(`import "data"\n${text}`, {
        findImport: () => ({ kind: "static", value }),
        globals: new Map([["gap", unknown]]),
      });
      expect(status).toBe("undefined");
      expect(undefinedAt?.file.describe(undefinedAt.span)).toBe(place);
    });

    it("names the place where the undefined value of main first arose", () => {
      const outcome = run('r = {}\nx = r.tags.env\nmain = rule { x is "prod" }\n');
      expect(outcome.status).toBe("undefined");
      const at = outcome.undefinedAt;
      expect(at?.file.describe(at.span)).toBe("main.sentinel:2:7");
    });

    it("asks for a parameter at the place of its name", () => {
      const { error } = run("param day\nmain = day is 1\n");
      expect(error && renderDiagnosticLine(error)).toBe(
        "main.sentinel:1:7: requires value for parameter day",
      );
    });

    it("names an import that is not available at the place of its name", () => {
      const { error } = run('\n\nimport "module-functions" as m\nmain = true\n');
      expect(error && renderDiagnosticLine(error)).toBe(
        'main.sentinel:3:30: Import "module-functions" is not available',
      );
    });

    it("gives parameters the host's values before their defaults", () => {
      const text = 'param a default 1\nparam b default [-2, {"k": true}]\nmain = rule { [a, b] }\n';
      expect(run(text, { params: new Map<string, Value>([["a", "given"]]) }).output).toBe("");
      expect(
        run(`${text}print(a, b)\n`, { params: new Map<string, Value>([["a", "given"]]) }).output,
      ).toBe('given [-2 {"k": true}]\n');
    });

    it("offers the host's globals as names, null among them", () => {
      const globals = new Map<string, Value>([
        ["job", { name: "web" }],
        ["nothing", null],
      ]);
      expect(run('main = job.name is "web" and nothing is null', { globals }).status).toBe("pass");
    });

    it("demands a main", () => {
      expect(run("a = 1\n").error?.code).toBe("missing-main");
    });
  });

  describe("what a policy writes", () => {
    const shared = { list: [1], map: { key: { deep: 1 } } };
    const findImport = (): ImportSource => ({
      kind: "namespace",
      namespace: { get: (key) => (shared as Record<string, Value>)[key] },
    });

    it.each([
      ["append to a list", "l = data.list\nappend(l, 2)\nmain = l is [1, 2] and data.list is [1]"],
      [
        "an index of a map",
        'm = data.map\nm["x"] = 1\nmain = m.x is 1 and data.map.x is not defined',
      ],
      [
        "deep inside",
        'm = data.map\nm["key"]["deep"] = 2\nmain = m.key.deep is 2 and data.map.key.deep is 1',
      ],
      ["through an alias", "a = data.list\nb = a\nappend(b, 2)\nmain = a is [1, 2]"],
      [
        "in a filtered copy",
        'f = filter data.map as _, v { true }\nf["key"]["deep"] = 5\nmain = data.map.key.deep is 1',
      ],
      ["two reads", "a = data.list\nb = data.list\nappend(a, 2)\nmain = b is [1]"],
      ["a parameter", "append(given, 2)\nmain = given is [1, 2]"],
      ["a global", "append(global, 2)\nmain = global is [1, 2]"],
      ["in an iteration", 'for data.map as k, v { v["deep"] = 3 }\nmain = data.map.key.deep is 1'],
    ])("never reaches the data it was given: %s", (_, body) => {
      const text = `import "data"\nparam given default [1]\nprint("once")\n${body}\n`;
      const given: Value = [1];
      const outcome = run(text, {
        findImport,
        params: new Map([["given", given]]),
        globals: new Map<string, Value>([["global", [1]]]),
      });
      expect(outcome.error).toBeUndefined();
      expect(outcome.status).toBe("pass");
      expect(outcome.output).toBe("once\n");
      expect(shared).toEqual({ list: [1], map: { key: { deep: 1 } } });
      expect(given).toEqual([1]);
    });
  });

  describe("the budget", () => {
    const cases: [name: string, text: string, limits: object, code: string, line: number][] = [
      [
        "steps",
        "x = 0\nfor range(1000) as _ {\nfor range(1000) as _ { x += 1 }\n}",
        { steps: 200_000 },
        "budget-steps",
        3,
      ],
      [
        "elements",
        "x = []\nfor range(100) as _ {\nappend(x, 1)\n}",
        { elements: 150 },
        "budget-elements",
        3,
      ],
      ["text", 's = "0123456789"\nfor range(50) as _ {\ns += s\n}', {}, "budget-text", 3],
      [
        "output",
        'for range(100) as _ {\nprint("0123456789")\n}',
        { outputBytes: 500 },
        "budget-output",
        2,
      ],
      ["depth", "func f(n) {\nreturn f(n) }\nf(0)", {}, "budget-depth", 2],
      ["a value that holds itself", 'm = {}\nm["m"] = m\nprint(m)', {}, "value-too-deep", 3],
      [
        "a comparison without end",
        'a = {}\na["m"] = a\nb = {}\nb["m"] = b\nx = a is b',
        {},
        "value-too-deep",
        5,
      ],
      [
        "a pattern too long",
        'p = "a"\nfor range(14) as _ { p += p }\nx = "a" matches p',
        {},
        "pattern-too-long",
        3,
      ],
    ];
    it.each(cases)("ends %s with an error at its place", (_, text, limits, code, line) => {
      const { status, error } = run(`${text}\nmain = true\n`, {
        limits: { ...defaultLimits, ...limits },
      });
      expect([status, error?.code]).toEqual(["error", code]);
      const at = error?.location;
      expect(at?.file.positionAt(at.span.start).line).toBe(line);
    });

    it("ends a policy when its time is up, and says that it is alive until then", () => {
      let clock = 0;
      let alive = 0;
      const { error } = run("for range(1000000) as x { y = x }\nmain = true\n", {
        now: () => clock,
        alive: () => {
          alive++;
          clock += 1000;
        },
        limits: { ...defaultLimits, milliseconds: 5000 },
      });
      expect(error?.code).toBe("budget-time");
      expect(alive).toBe(6);
    });
  });
});
