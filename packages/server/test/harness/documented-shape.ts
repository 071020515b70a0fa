/**
 * What a document says of an answer, in the form of the answer: "text", "number", "truth", "time",
 * "object" and "null" stand for any value of their kind, "=…" for just that one; more members are allowed.
 * A list shows its entries; an empty one is empty.
 */
export type Shape = string | readonly Shape[] | { readonly [name: string]: Shape };

/** The places where a value has not the documented shape: "data.attributes.name". */
export function departures(shape: Shape, value: unknown, place = ""): string[] {
  if (typeof shape === "string") return hasKind(shape, value) ? [] : [place];
  const at = (key: string | number) => (place === "" ? String(key) : `${place}.${key}`);
  if (Array.isArray(shape)) {
    if (!Array.isArray(value) || (shape.length === 0 && value.length > 0)) return [place];
    return shape.flatMap((each, index) =>
      index in value ? departures(each, value[index], at(index)) : [at(index)],
    );
  }
  if (typeof value !== "object" || value === null) return [place];
  return Object.entries(shape).flatMap(([name, each]) =>
    name in value
      ? departures(each, (value as Record<string, unknown>)[name], at(name))
      : [at(name)],
  );
}

function hasKind(kind: string, value: unknown): boolean {
  if (kind.startsWith("=")) return String(value) === kind.slice(1);
  switch (kind) {
    case "text":
      return typeof value === "string" && value !== "";
    case "number":
      return Number.isInteger(value);
    case "truth":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    // COMPAT (Terraform API, timestamps): UTC with a literal Z.
    case "time":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
    default:
      throw new Error(`no kind "${kind}"`);
  }
}
