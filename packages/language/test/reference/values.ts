// Values of the reference evaluator: every kind spelled out, ints as plain BigInt, strings one character a
// byte, maps as lists of pairs. Nothing here is shared with the engine.

export type Value =
  | { readonly is: "bool"; readonly bool: boolean }
  | { readonly is: "int"; readonly int: bigint }
  | { readonly is: "float"; readonly float: number }
  | { readonly is: "string"; readonly bytes: string }
  | { readonly is: "list"; readonly items: Value[] }
  | { readonly is: "map"; entries: [key: Value, value: Value][] }
  | { readonly is: "function"; readonly call: (args: readonly Value[]) => Value }
  | { readonly is: "null" }
  | { readonly is: "undefined" };

export const nothing: Value = { is: "undefined" };
export const bool = (value: boolean): Value => ({ is: "bool", bool: value });
export const int = (value: bigint): Value => ({ is: "int", int: BigInt.asIntN(64, value) });
export const float = (value: number): Value => ({ is: "float", float: value });
export const text = (bytes: string): Value => ({ is: "string", bytes });
export const list = (items: Value[]): Value => ({ is: "list", items });

/** Thrown for every error of the language; the evaluator adds the line. */
export class PolicyError extends Error {
  line: number | undefined;
}

export function isNumber(value: Value): value is Extract<Value, { is: "int" | "float" }> {
  return value.is === "int" || value.is === "float";
}

export function double(value: Extract<Value, { is: "int" | "float" }>): number {
  return value.is === "int" ? Number(value.int) : value.float;
}

/** LIMIT: as deep as values may nest for what walks all of them; some hold themselves. */
const MAX_DEPTH = 1000;

function withinDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new PolicyError();
}

/** Section 6.2: `undefined` where an undefined element leaves it open. */
export function equal(left: Value, right: Value, depth = 0): boolean | undefined {
  withinDepth(depth);
  if (left.is === "undefined" || right.is === "undefined") return undefined;
  if (left.is === "int" && right.is === "int") return left.int === right.int;
  if (isNumber(left) && isNumber(right)) return double(left) === double(right);
  if (left.is === "list" && right.is === "list") {
    if (left.items.length !== right.items.length) return false;
    return allEqual(
      left.items.map((item, i) => [item, right.items[i] ?? nothing]),
      depth,
    );
  }
  if (left.is === "map" && right.is === "map") {
    if (left.entries.length !== right.entries.length) return false;
    if (left.entries.some(([key]) => find(right, key) === undefined)) return false;
    return allEqual(
      left.entries.map(([key, value]) => [value, find(right, key) ?? nothing]),
      depth,
    );
  }
  if (left.is === "bool" && right.is === "bool") return left.bool === right.bool;
  if (left.is === "string" && right.is === "string") return left.bytes === right.bytes;
  return left.is === "null" && right.is === "null";
}

function allEqual(pairs: readonly [Value, Value][], depth: number): boolean | undefined {
  for (const [left, right] of pairs) {
    const result = equal(left, right, depth + 1);
    if (result !== true) return result;
  }
  return true;
}

type MapValue = Extract<Value, { is: "map" }>;

export function isKey(value: Value): boolean {
  return isNumber(value) || value.is === "string" || value.is === "bool";
}

export function find(map: MapValue, key: Value): Value | undefined {
  return map.entries.find(([each]) => equal(each, key) === true)?.[1];
}

export function put(map: MapValue, key: Value, value: Value): void {
  const entry = map.entries.find(([each]) => equal(each, key) === true);
  if (entry === undefined) map.entries.push([key, value]);
  else entry[1] = value;
}

/** Section 11: what `print` writes. */
export function show(value: Value): string {
  return value.is === "string" ? decode(value.bytes) : showNested(value, 0);
}

function showNested(value: Value, depth: number): string {
  withinDepth(depth);
  const show = (inner: Value): string => showNested(inner, depth + 1);
  switch (value.is) {
    case "bool":
      return String(value.bool);
    case "int":
      return String(value.int);
    case "float":
      return sixDecimals(value.float);
    case "string":
      return `"${quoted(value.bytes)}"`;
    case "list":
      return `[${value.items.map(show).join(" ")}]`;
    case "map":
      return `{${value.entries.map(([key, entry]) => `${show(key)}: ${show(entry)}`).join(", ")}}`;
    case "function":
      return "func";
    default:
      return value.is;
  }
}

export function encode(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
}

/** Bytes that are no text are shown by their numbers; the tests have no others to escape. */
function quoted(bytes: string): string {
  const shown = decode(bytes);
  if (encode(shown) === bytes) return shown;
  return bytes.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Rounds the exact value of a double half to even, with fractions of whole numbers. */
export function sixDecimals(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  let [numerator, scale] = [Math.abs(value), 0n];
  while (!Number.isInteger(numerator)) [numerator, scale] = [numerator * 2, scale + 1n];
  const [dividend, divisor] = [BigInt(numerator) * 1_000_000n, 2n ** scale];
  let rounded = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  if (twice > divisor || (twice === divisor && rounded % 2n === 1n)) rounded++;
  const digits = String(rounded).padStart(7, "0");
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
