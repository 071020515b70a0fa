import { describe, expect, it } from "vitest";
import { decodeStateFile, parsePlan, parseState, summarizeState, textRedactor } from "./index.js";
import { providerName } from "./state-file.js";
import { readFixture } from "./testing/walk.js";

const bytes = (document: unknown) => new TextEncoder().encode(JSON.stringify(document));
const file = (given: object) => bytes({ version: 4, serial: 1, ...given });

describe("a state file", () => {
  const text = readFixture("terraform.tfstate");

  it("is summarised", () => {
    const { file: state } = decodeStateFile(new TextEncoder().encode(text));
    if (state === undefined) throw new Error("no state file");
    const { resources, outputs, ...head } = summarizeState(state);
    expect(head).toEqual({
      version: 4,
      terraformVersion: "1.11.4",
      serial: 7,
      lineage: "0f2d1c3e-7a52-4f6e-9d3c-2b8d5f1a9c47",
    });
    expect(
      resources.map(({ type, isManaged, module, count }) => [type, isManaged, module, count]),
    ).toEqual([
      ["aws_ami", false, "", 1],
      ["aws_instance", true, "", 2],
      ["aws_db_instance", true, 'module.app["eu"].module.db', 1],
    ]);
    expect(outputs.map(({ name, isSensitive, type }) => [name, isSensitive, type])).toEqual([
      ["address", false, "string"],
      ["key", true, "string"],
      ["sizes", false, ["tuple", ["number", "number"]]],
    ]);
  });

  it("marks what is sensitive; in a list or map everything", () => {
    const { plan } = parsePlan('{"format_version": "1.2"}');
    const { state } = parseState(text);
    if (plan === undefined) throw new Error("no plan");
    const redact = textRedactor({ plan, state });
    expect(redact("swordfish, correct horse, root of prod")).toBe(
      "REDACTED_SENSITIVE, REDACTED_SENSITIVE, REDACTED_SENSITIVE of prod",
    );
  });

  const refused: [name: string, content: Uint8Array, problem: string][] = [
    ["text", bytes("state"), "is not a JSON object"],
    [
      "a plan",
      bytes({ format_version: "1.2" }),
      "the document is no state file; give what Terraform keeps",
    ],
    ["version 3", bytes({ version: 3, serial: 1 }), "has version 3, but only version 4 is known"],
    ["version [4]", bytes({ version: [4], serial: 1 }), "has a version that is no number"],
  ];
  it.each(refused)("is refused: %s", (_, content, problem) => {
    expect(decodeStateFile(content).problem).toContain(problem);
  });

  const malformed: [name: string, content: Uint8Array, problem: string][] = [
    ["serial", bytes({ version: 4, serial: -1 }), '"serial" is no whole number'],
    ["half a serial", bytes({ version: 4, serial: 1.5 }), '"serial" is no whole number'],
    ["resources", file({ resources: {} }), '"resources" is an object, expected an array'],
    ["output", file({ outputs: { a: 1 } }), '"outputs.a" is a number, expected an object'],
    [
      "resource without a type",
      file({ resources: [{ mode: "managed", name: "a", instances: [{}] }] }),
      '"resources[0].type" is missing',
    ],
    [
      "instance",
      file({
        resources: [{ mode: "managed", type: "a", name: "a", instances: [{ attributes: [] }] }],
      }),
      '"resources[0].instances[0].attributes" is an array, expected an object',
    ],
  ];
  it.each(malformed)("is malformed: %s", (_, content, problem) => {
    const { file: state } = decodeStateFile(content);
    if (state === undefined) throw new Error("no state file");
    expect(() => summarizeState(state)).toThrow(problem);
  });

  it("may mark as sensitive whatever it wants", () => {
    const deep = Array.from({ length: 100_000 }, () => ({ type: "get_attr", value: "__proto__" }));
    const marks = [null, 1, [], [null], [{ type: "get_attr" }], deep];
    const instances = [{ attributes: {}, sensitive_attributes: marks }];
    const text = new TextDecoder().decode(
      file({ resources: [{ mode: "managed", type: "a", name: "a", instances }] }),
    );
    expect(parseState(text).problem).toBeUndefined();
  });
});

describe("the name of a provider", () => {
  const cases: [provider: string, name: string][] = [
    ['provider["registry.terraform.io/hashicorp/aws"]', "registry.terraform.io/hashicorp/aws"],
    ['module.a["x.y"].provider["h/n/t"].west', "h/n/t"],
    ["provider.aws", "aws"],
    ["module.a.provider.aws.west", "aws"],
    ["", ""],
    ["nothing", ""],
  ];
  it.each(cases)("%s", (provider, name) => {
    expect(providerName(provider)).toBe(name);
  });
});
