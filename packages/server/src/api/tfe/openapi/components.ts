import type { JsonValue } from "../../../domain/json.js";
import type { TSchema } from "../schemas.js";

type JsonObject = { [key: string]: JsonValue };

/** Gathers the schemas that have a title, so that each stands in the document once, by its name. */
export class Components {
  private readonly schemas = new Map<string, JsonValue>();

  /** The schema as JSON, or a reference to it when it has a title. */
  refer(schema: TSchema): JsonValue {
    return this.named(JSON.parse(JSON.stringify(schema)));
  }

  /** By name, in the order of names. */
  all(): JsonObject {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private named(schema: JsonValue): JsonValue {
    if (Array.isArray(schema)) return schema.map((each: JsonValue) => this.named(each));
    if (typeof schema !== "object" || schema === null) return schema;
    const { title, ...rest } = schema as JsonObject;
    const inner = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, this.named(value)]),
    );
    // Only a text is the title of a schema; "title" also is the name of a property.
    if (typeof title !== "string")
      return title === undefined ? inner : { ...inner, title: this.named(title) };
    this.schemas.set(title, inner);
    return { $ref: `#/components/schemas/${title}` };
  }
}
