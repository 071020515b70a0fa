/** A JSON object that nobody has checked. */
export type Content = Readonly<Record<string, unknown>>;

/** LIMIT: bytes of a message that is read; one of a larger push is not worth it. */
export const READ_LIMIT = 1024 * 1024;

/**
 * What is in a message, as JSON or as the field `payload` of a form; undefined when it is anything else.
 *
 * COMPAT (GitHub, Creating webhooks, content type): the form.
 */
export function readContent(body: Uint8Array): Content | undefined {
  if (body.length > READ_LIMIT) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const isForm = text.startsWith("payload=");
    const json = isForm ? (new URLSearchParams(text).get("payload") ?? "") : text;
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands at a place of a message: `at(message, "repository", "name")`. */
export function at(content: unknown, ...keys: readonly string[]): unknown {
  let value = content;
  for (const key of keys) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : null;
  return value;
}

/** The text at a place; undefined when there is none. */
export function textAt(content: unknown, ...keys: readonly string[]): string | undefined {
  const value = at(content, ...keys);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The entries of a list at a place; undefined when it is none, or is empty. */
export function listAt(content: unknown, ...keys: readonly string[]): unknown[] | undefined {
  const value = at(content, ...keys);
  return Array.isArray(value) && value.length > 0 ? value : undefined;
}

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
