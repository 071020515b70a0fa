import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeRunContext,
  MalformedDocument,
  parsePlan,
  parseState,
  redactData,
  renderMockBundle,
  summarizePlan,
  terraformImports,
} from "./index.js";
import { members, readFixture, walk } from "./testing/walk.js";

/** Makes everything that policies could see of a plan. */
function walkAll(document: object): void {
  const { plan, problem } = parsePlan(JSON.stringify({ format_version: "1.2", ...document }));
  if (plan === undefined) throw new Error(problem);
  const imports = terraformImports({ plan });
  for (const [name, namespace] of imports)
    for (const member of members(name)) walk(namespace.get(member));
}

describe("a malformed plan", () => {
  const deepModules = (depth: number, open: string, close: string): object =>
    JSON.parse(`${open.repeat(depth)}{}${close.repeat(depth)}`);
  const cases: [name: string, document: object, problem: string][] = [
    ["section", { resource_changes: {} }, '"resource_changes" is an object, expected an array'],
    [
      "element",
      { resource_changes: [{ address: "a", change: {} }, 1] },
      '"resource_changes[1]" is a number, expected an object',
    ],
    [
      "address",
      { resource_changes: [{ type: "t", name: "n" }] },
      '"resource_changes[0].address" is missing',
    ],
    [
      "action",
      {
        resource_changes: [
          { address: "a", type: "t", name: "n", change: { actions: ["create", 1] } },
        ],
      },
      '"resource_changes[0].change.actions[1]" is a number, expected a string',
    ],
    [
      "index",
      { resource_drift: [{ address: "a", index: 1.5 }] },
      '"resource_drift[0].index" is a number, expected an integer or a string',
    ],
    ["variable", { variables: { "a b": [] } }, '"variables["a b"]" is an array'],
    ["output", { output_changes: { ip: null, x: 1 } }, '"output_changes.x" is a number'],
    [
      "module",
      { planned_values: { root_module: { child_modules: [[]] } } },
      '"planned_values.root_module.child_modules[0]" is an array, expected an object',
    ],
    [
      "state",
      {
        prior_state: {
          values: { root_module: { resources: [{ type: "t", name: "n", tainted: 1 }] } },
        },
      },
      '"prior_state.values.root_module.resources[0].tainted" is a number, expected a boolean',
    ],
    ["prior state", { prior_state: [] }, '"prior_state" is an array, expected an object'],
    [
      "configuration",
      { configuration: { root_module: { module_calls: { m: { module: { resources: [{}] } } } } } },
      '"configuration.root_module.module_calls.m.module.resources[0].address" is missing',
    ],
    [
      "provider",
      { configuration: { provider_config: { "m:aws": { name: {} } } } },
      '"configuration.provider_config["m:aws"].name" is an object, expected a string',
    ],
    [
      "tree of modules",
      {
        planned_values: { root_module: deepModules(900, '{"address":"a","child_modules":[', "]}") },
      },
      "nests modules more than 200 levels deep",
    ],
    [
      "tree of module calls",
      {
        configuration: { root_module: deepModules(900, '{"module_calls":{"m":{"module":', "}}}") },
      },
      "nests modules more than 200 levels deep",
    ],
    [
      "value",
      {
        resource_changes: [
          {
            address: "a",
            type: "t",
            name: "n",
            change: { actions: [], after: { x: deepModules(900, "[", "]") } },
          },
        ],
      },
      '"resource_changes[0].change" holds a value that nests more than 200 levels deep',
    ],
    [
      "block",
      {
        configuration: {
          root_module: {
            resources: [
              {
                address: "t.n",
                type: "t",
                name: "n",
                expressions: { x: deepModules(900, '[{"a":', "}]") },
              },
            ],
          },
        },
      },
      "blocks that nest more than 200 levels deep",
    ],
  ];
  it.each(cases)("names the place of a wrong %s", (_, document, problem) => {
    expect(() => walkAll(document)).toThrow(MalformedDocument);
    expect(() => walkAll(document)).toThrow(problem);
  });

  it("is told only when a policy looks at what is wrong", () => {
    const wrong = { configuration: 1, planned_values: [], prior_state: "x", variables: 5 };
    const { plan } = parsePlan(
      JSON.stringify({ format_version: "1.2", resource_changes: [{ address: "a" }], ...wrong }),
    );
    if (plan === undefined) throw new Error("not read");
    const imports = terraformImports({ plan });
    walk(imports.get("tfplan/v2")?.get("resource_changes"));
    expect(() => imports.get("tfconfig/v2")?.get("resources")).toThrow(
      'the plan is malformed: "configuration" is a number, expected an object',
    );
    expect(() => imports.get("tfstate/v2")?.get("resources")).toThrow('"prior_state" is a string');
  });

  it("shows a key of any length in short", () => {
    const key = "k".repeat(100_000);
    try {
      walkAll({ variables: { [key]: 1 } });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(300);
    }
  });
});

describe("a malformed state or run context", () => {
  const states: [name: string, text: string, problem: RegExp][] = [
    ["nothing", "", /the state is not JSON/],
    ["no format", "{}", /no "format_version"/],
    ["a plan", '{"format_version": "1.2", "planned_values": {}}', /is a plan, not a state/],
    ["an old state file", '{"version": 3, "serial": 1}', /has version 3.*Terraform 0.12 or newer/],
    ["format 2.0", '{"format_version": "2.0"}', /format "2.0"/],
  ];
  it.each(states)("1. says what is wrong with %s", (_, text, problem) => {
    expect(parseState(text).problem).toMatch(problem);
  });

  const runs: [name: string, text: string, problem: RegExp][] = [
    ["no object", "[]", /the run context is not a JSON object.*tfrun/],
    ["a number", '{"id": 1}', /the run context is malformed: "id" is a number, expected a string/],
    ["a tag", '{"workspace": {"tags": [1]}}', /"workspace.tags\[0\]" is a number/],
    [
      "a binding",
      '{"workspace": {"tag_bindings": [{}]}}',
      /"workspace.tag_bindings\[0\].key" is missing/,
    ],
    ["a variable", '{"variables": {"a": "b"}}', /"variables.a" is a string, expected an object/],
    ["costs", '{"cost_estimate": {"prior_monthly_cost": 1}}', /"cost_estimate.prior_monthly_cost"/],
  ];
  it.each(runs)("says what is wrong with %s", (_, text, problem) => {
    expect(decodeRunContext(Buffer.from(text)).problem).toMatch(problem);
  });
});

describe("a plan with anything changed in it", () => {
  const sources = ["plan.json", "configuration.json", "first-generation.json", "replaced.json"].map(
    (name) => JSON.parse(readFixture(name)) as unknown,
  );
  const replacement = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      null,
      [],
      {},
      "",
      0,
      -1,
      1.5,
      true,
      [[]],
      [{}],
      { a: {} },
      "__proto__",
    ),
  );

  it("is read or gives an error that names the place, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(), replacement), { minLength: 1, maxLength: 4 }),
        (source, mutations) => {
          let document = source;
          for (const [at, value] of mutations) document = mutate(document, at, value);
          const { plan } = parsePlan(JSON.stringify(document));
          if (plan === undefined) return;
          const uses = [
            () => summarizePlan(plan),
            () => renderMockBundle(redactData({ plan })),
            ...[...terraformImports({ plan })].flatMap(([name, namespace]) =>
              members(name).map((member) => () => walk(namespace.get(member))),
            ),
          ];
          for (const use of uses) {
            try {
              use();
            } catch (error) {
              if (!(error instanceof MalformedDocument)) throw error;
              expect(error.path).not.toBe("");
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is read or gives an error when it is cut off", () => {
    const text = readFixture("plan.json").trimEnd();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (length) => {
        expect(parsePlan(text.slice(0, length)).problem).toMatch(
          /^the plan is not JSON: .* offset \d+/,
        );
      }),
    );
  });
});

/** The document with its value number `at`, counted through the whole of it, replaced. */
function mutate(document: unknown, at: number, value: unknown): unknown {
  let remaining = at % count(document);
  const visit = (node: unknown): unknown => {
    if (remaining-- === 0) return value;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, visit(item)]));
  };
  return visit(document);
}

function count(node: unknown): number {
  if (typeof node !== "object" || node === null) return 1;
  return Object.values(node).reduce<number>((sum, item) => sum + count(item), 1);
}
