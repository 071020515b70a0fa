import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readFile } from "./source-tree.js";

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly examples: Readonly<Record<string, Example>> };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; schema: object; example?: unknown }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<
  Record<
    string,
    { readonly schema?: object; readonly examples?: Readonly<Record<string, Example>> }
  >
>;
type Example = { readonly $ref: string } | { readonly value: unknown };

const openapi = JSON.parse(readFile("docs/api/openapi.json")) as OpenApi;
const operations = Object.values(openapi.paths).flatMap((methods) => Object.values(methods));

describe("every operation of docs/api/openapi.json has an example that fits its schema", () => {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addSchema(openapi, "openapi");

  const complaints = (schema: object, value: unknown): string[] => {
    const within = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
    return ajv.validate(JSON.parse(within), value) ? [] : [ajv.errorsText()];
  };
  const resolved = (example: Example): unknown => {
    if (!("$ref" in example)) return example.value;
    const found = openapi.components.examples[example.$ref.split("/").at(-1) ?? ""];
    return found === undefined ? undefined : resolved(found);
  };
  const wrong = (content: Content = {}): string[] =>
    Object.values(content).flatMap(({ schema = {}, examples = {} }) => {
      const values = Object.values(examples).map(resolved);
      if (values.length === 0) return ["there is none"];
      return values.flatMap((value) => complaints(schema, value));
    });

  it.each(operations)("$operationId", ({ parameters = [], requestBody, responses }) => {
    expect(wrong(requestBody?.content)).toEqual([]);
    for (const [status, { content }] of Object.entries(responses))
      expect([status, wrong(content)]).toEqual([status, []]);
    for (const { name, in: place, schema, example } of parameters) {
      const isShown = example !== undefined || place !== "path";
      const isWrong = example !== undefined && complaints(schema, example).length > 0;
      expect([name, isShown, isWrong]).toEqual([name, true, false]);
    }
  });
});
