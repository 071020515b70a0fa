import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inspectState, MAX_LISTED_RESOURCES, MAX_OUTPUTS } from "./inspect-state.js";

const bytes = (document: object) =>
  new TextEncoder().encode(JSON.stringify({ version: 4, serial: 1, ...document }));
const inspect = (document: object) => inspectState(bytes(document), () => {});

const resource = (given: object) => ({
  mode: "managed",
  type: "aws_instance",
  name: "web",
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ attributes: { id: "i-1" } }],
  ...given,
});

describe("a state that is uploaded", () => {
  it("is summarised, with its sum and its outputs", () => {
    const document = {
      terraform_version: "1.11.4",
      outputs: {
        ids: { value: [1, "a"], type: ["tuple", ["number", "string"]] },
        large: { value: 1, type: "number", sensitive: true },
      },
      resources: [
        resource({ instances: [{ attributes: {} }, { attributes: {}, deposed: "0badcafe" }] }),
        resource({ mode: "data", name: "ami" }),
      ],
    };
    const content = JSON.stringify({ version: 4, serial: 1, ...document });
    const state = new TextEncoder().encode(
      content.replace('"value":1,', '"value":1234567890123456789,'),
    );
    expect(inspectState(state, () => {})).toEqual({
      outcome: "state",
      md5: createHash("md5").update(state).digest("hex"),
      summary: {
        size: state.length,
        version: 4,
        terraformVersion: "1.11.4",
        resourceCount: 2,
        resources: [
          {
            isManaged: true,
            type: "aws_instance",
            name: "web",
            module: "",
            provider: 'provider["registry.terraform.io/hashicorp/aws"]',
            count: 2,
          },
          expect.objectContaining({ isManaged: false, name: "ami", count: 1 }),
        ],
      },
      outputs: [
        {
          name: "ids",
          isSensitive: false,
          type: ["tuple", ["number", "string"]],
          value: '[\n  1,\n  "a"\n]',
        },
        { name: "large", isSensitive: true, type: "number", value: "1234567890123456789" },
      ],
    });
  });

  it("lists so many resources, each in short, and counts all", () => {
    const resources = Array.from({ length: 2_000 }, () => resource({ name: "n".repeat(2_000) }));
    const inspection = inspect({ resources });
    if (inspection.outcome !== "state") throw new Error(inspection.message);
    expect(inspection.summary.resourceCount).toBe(2_000);
    expect(inspection.summary.resources).toHaveLength(MAX_LISTED_RESOURCES);
    expect(JSON.stringify(inspection.summary).length).toBeLessThan(1_000_000);
  });

  const output = { value: "", type: "string" };
  const refused: [name: string, document: object, message: string][] = [
    ["another version", { version: 5 }, "has version 5, but only version 4 is known"],
    ["malformed", { resources: [{ instances: [1] }] }, '"resources[0].instances[0]" is a number'],
    [
      "many outputs",
      {
        outputs: Object.fromEntries(Array.from({ length: MAX_OUTPUTS + 1 }, (_, n) => [n, output])),
      },
      `it has more than ${MAX_OUTPUTS} outputs`,
    ],
    [
      "large outputs",
      { outputs: { a: { ...output, value: "a".repeat(5_000_000) } } },
      "its outputs are larger than 4194304 characters",
    ],
  ];
  it.each(refused)("is refused: %s", (_, document, message) => {
    expect(inspect(document)).toMatchObject({
      outcome: "problem",
      message: expect.stringContaining(message),
    });
  });
});
