import { Compile } from "typebox/compile";
import type { TSchema } from "../../src/api/tfe/schemas.js";

/** Every way in which a value departs from a schema, a key that the schema does not name included. */
export function schemaComplaints(schema: TSchema, value: unknown): string[] {
  return validatorOf(schema)
    .Errors(value)
    .map(
      ({ instancePath, message, params }) =>
        `${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
}

const validators = new WeakMap<TSchema, ReturnType<typeof Compile>>();

function validatorOf(schema: TSchema): ReturnType<typeof Compile> {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validator = Compile(closed(schema) as TSchema);
  validators.set(schema, validator);
  return validator;
}

/** The same schema, with every object closed to keys that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return "properties" in copy ? { ...copy, additionalProperties: false } : copy;
}
