import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// The generator is a script of the repository, not a part of this package.
const generator = new URL("../../../scripts/generate-client.mjs", import.meta.url);
const { renderClient } = await import(generator.href);

const generated = new URL("generated/", import.meta.url);
const openapi = new URL("../../../docs/api/openapi.json", import.meta.url);

it("src/generated is docs/api/openapi.json; `npm run generate` rewrites it", () => {
  const expected = renderClient(JSON.parse(readFileSync(openapi, "utf8")));
  const actual = Object.fromEntries(
    readdirSync(generated).map((name) => [name, readFileSync(new URL(name, generated), "utf8")]),
  );
  expect(actual).toEqual(expected);
});

it("refuses a document with something in it that it does not know", () => {
  const schemas = { Odd: { type: "number" } };
  expect(() => renderClient({ components: { schemas }, paths: {} })).toThrow(
    'cannot render a schema of type "number"',
  );
});
