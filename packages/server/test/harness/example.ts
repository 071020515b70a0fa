/** A value that fits a schema, with everything optional in it. */
export function exampleOf(schema: unknown): unknown {
  const {
    type,
    const: only,
    enum: values,
    anyOf,
    items,
    properties,
  } = schema as {
    type?: string | string[];
    const?: unknown;
    enum?: unknown[];
    anyOf?: unknown[];
    items?: unknown;
    properties?: Record<string, unknown>;
  };
  if (only !== undefined) return only;
  if (values !== undefined) return values[0];
  if (anyOf !== undefined) return exampleOf(anyOf[0]);
  switch ([type].flat()[0]) {
    case "object":
      return Object.fromEntries(
        Object.entries(properties ?? {}).map(([name, each]) => [name, exampleOf(each)]),
      );
    case "array":
      return "maxItems" in (schema as object) && (schema as { maxItems: number }).maxItems === 0
        ? []
        : [exampleOf(items)];
    case "string":
      return "example";
    case "boolean":
      return true;
    case "integer":
      return 1;
    default:
      return null;
  }
}
