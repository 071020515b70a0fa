// Sections 5, 6 and 11 of the language: what operators and builtins do to values.

import {
  bool,
  double,
  equal,
  find,
  float,
  int,
  isKey,
  isNumber,
  list,
  nothing,
  PolicyError,
  put,
  sixDecimals,
  text,
  type Value,
} from "./values.js";

const refuse = (): never => {
  throw new PolicyError();
};
const orNothing = (truth: boolean | undefined): Value =>
  truth === undefined ? nothing : bool(truth);

/** Every binary operator that evaluates both sides; the others are the evaluator's. */
export function apply(operator: string, left: Value, right: Value): Value {
  if (["+", "-", "*", "/", "%"].includes(operator)) return arithmetic(operator, left, right);
  if (left.is === "undefined" || right.is === "undefined") return nothing;
  switch (operator) {
    case "==":
    case "is":
      return orNothing(equal(left, right));
    case "!=":
    case "is not":
      return not(orNothing(equal(left, right)));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return order(operator, left, right);
    case "in":
      return contains(right, left);
    case "not in":
      return not(contains(right, left));
    case "contains":
      return contains(left, right);
    case "not contains":
      return not(contains(left, right));
    case "matches":
      return matches(left, right);
    default:
      return not(matches(left, right));
  }
}

export function not(value: Value): Value {
  if (value.is === "undefined") return nothing;
  return value.is === "bool" ? bool(!value.bool) : refuse();
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (left.is === "undefined" || right.is === "undefined") return nothing;
  if (left.is === "int" && right.is === "int") return intArithmetic(operator, left.int, right.int);
  if (isNumber(left) && isNumber(right)) {
    const [a, b] = [double(left), double(right)];
    const results: Record<string, number> = {
      "+": a + b,
      "-": a - b,
      "*": a * b,
      "/": a / b,
      "%": a % b,
    };
    return float(results[operator] ?? 0);
  }
  if (operator === "+" && left.is === "string" && right.is === "string")
    return text(left.bytes + right.bytes);
  if (operator === "+" && left.is === "list" && right.is === "list")
    return list([...left.items, ...right.items]);
  return refuse();
}

function intArithmetic(operator: string, a: bigint, b: bigint): Value {
  if (operator === "+") return int(a + b);
  if (operator === "-") return int(a - b);
  if (operator === "*") return int(a * b);
  if (b === 0n) return refuse();
  return int(operator === "/" ? a / b : a % b);
}

function order(operator: string, left: Value, right: Value): Value {
  const holds = <Comparable>(a: Comparable, b: Comparable): Value => {
    if (operator === "<") return bool(a < b);
    if (operator === "<=") return bool(a <= b);
    return bool(operator === ">" ? a > b : a >= b);
  };
  if (left.is === "int" && right.is === "int") return holds(left.int, right.int);
  if (isNumber(left) && isNumber(right)) return holds(double(left), double(right));
  if (left.is === "string" && right.is === "string") return holds(left.bytes, right.bytes);
  return nothing;
}

function contains(container: Value, element: Value): Value {
  switch (container.is) {
    case "list": {
      const results = container.items.map((item) => equal(item, element));
      return results.includes(true)
        ? bool(true)
        : orNothing(results.includes(undefined) ? undefined : false);
    }
    case "map":
      return bool(find(container, element) !== undefined);
    case "string":
      return element.is === "string" ? bool(container.bytes.includes(element.bytes)) : refuse();
    default:
      return refuse();
  }
}

/** The patterns of the tests mean the same to the host's own regular expressions. */
function matches(subject: Value, pattern: Value): Value {
  if (subject.is !== "string" || pattern.is !== "string") return refuse();
  return bool(new RegExp(pattern.bytes).test(subject.bytes));
}

export function sign(operator: string, value: Value): Value {
  if (value.is === "undefined") return nothing;
  if (value.is === "int") return int(operator === "-" ? -value.int : value.int);
  if (value.is === "float") return float(operator === "-" ? -value.float : value.float);
  return refuse();
}

export function isEmpty(value: Value): Value {
  const size = length(value);
  return size.is === "int" ? bool(size.int === 0n) : size;
}

export function length(value: Value): Value {
  if (value.is === "undefined") return nothing;
  if (value.is === "string") return int(BigInt(value.bytes.length));
  if (value.is === "list") return int(BigInt(value.items.length));
  return value.is === "map" ? int(BigInt(value.entries.length)) : refuse();
}

export function select(object: Value, name: string): Value {
  if (object.is === "map") return find(object, text(name)) ?? nothing;
  return ["list", "null", "undefined"].includes(object.is) ? nothing : refuse();
}

export function index(object: Value, key: Value): Value {
  if (object.is === "undefined" || object.is === "null" || key.is === "undefined") return nothing;
  if (object.is === "map") return isKey(key) ? (find(object, key) ?? nothing) : refuse();
  if (object.is !== "list" && object.is !== "string") return refuse();
  if (key.is !== "int") return refuse();
  const elements = object.is === "list" ? object.items : [...object.bytes].map(text);
  return elements.at(Number(key.int)) ?? nothing;
}

export function slice(object: Value, low: Value | undefined, high: Value | undefined): Value {
  if (object.is === "undefined" || object.is === "null") return nothing;
  if (object.is !== "list" && object.is !== "string") return refuse();
  const size = object.is === "list" ? object.items.length : object.bytes.length;
  const [from, to] = [low ?? int(0n), high ?? int(BigInt(size))];
  if (from.is === "undefined" || to.is === "undefined") return nothing;
  if (from.is !== "int" || to.is !== "int") return refuse();
  if (!(0n <= from.int && from.int <= to.int && to.int <= BigInt(size))) return nothing;
  const [start, end] = [Number(from.int), Number(to.int)];
  return object.is === "list"
    ? list(object.items.slice(start, end))
    : text(object.bytes.slice(start, end));
}

export function assignIndex(object: Value, key: Value, value: (old: Value) => Value): void {
  if (object.is === "map") {
    if (!isKey(key)) refuse();
    put(object, key, value(find(object, key) ?? nothing));
  } else if (object.is === "list" && key.is === "int") {
    const at = key.int < 0n ? object.items.length + Number(key.int) : Number(key.int);
    const old = object.items[at];
    if (old === undefined) refuse();
    else object.items[at] = value(old);
  } else refuse();
}

function toInt(value: Value): Value {
  if (value.is === "int") return value;
  if (value.is === "bool") return int(value.bool ? 1n : 0n);
  if (value.is === "float") {
    if (!Number.isFinite(value.float)) return nothing;
    const whole = BigInt(Math.trunc(value.float));
    return BigInt.asIntN(64, whole) === whole ? int(whole) : nothing;
  }
  if (value.is !== "string" || !/^[+-]?(0[0-7]*|[1-9][0-9]*)$/.test(value.bytes)) return nothing;
  const digits = value.bytes.replace(/^[+-]/, "");
  const magnitude = BigInt(
    digits.length > 1 && digits.startsWith("0") ? `0o${digits.slice(1)}` : digits,
  );
  return int(value.bytes.startsWith("-") ? -magnitude : magnitude);
}

function toFloat(value: Value): Value {
  if (isNumber(value)) return float(double(value));
  if (value.is === "bool") return float(value.bool ? 1 : 0);
  if (value.is !== "string" || !/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value.bytes)) return nothing;
  return float(Number(value.bytes));
}

function toText(value: Value): Value {
  if (value.is === "string") return value;
  if (value.is === "int") return text(String(value.int));
  if (value.is === "float") return text(sixDecimals(value.float));
  return value.is === "bool" ? text(String(value.bool)) : nothing;
}

function toBool(value: Value): Value {
  if (value.is === "bool") return value;
  if (isNumber(value)) return bool(double(value) !== 0);
  if (value.is !== "string") return nothing;
  if (["1", "t", "T", "TRUE", "true", "True"].includes(value.bytes)) return bool(true);
  return ["0", "f", "F", "FALSE", "false", "False"].includes(value.bytes) ? bool(false) : nothing;
}

function range(args: readonly Value[]): Value {
  const bounds = args.map((arg) => (arg.is === "int" ? arg.int : refuse()));
  if (bounds.length < 1 || bounds.length > 3) return refuse();
  const [start, end] =
    bounds.length === 1 ? [0n, bounds[0] as bigint] : (bounds as [bigint, bigint]);
  const step = bounds[2] ?? 1n;
  if (step === 0n) return refuse();
  const items: Value[] = [];
  for (let at = start; step > 0n ? at < end : at > end; at += step) items.push(int(at));
  return list(items);
}

const one =
  (compute: (value: Value) => Value) =>
  (args: readonly Value[]): Value =>
    args.length === 1 ? compute(args[0] as Value) : refuse();

/** `print` and `error` are the evaluator's. */
export const builtins: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  append: ([target, value, ...rest]) => {
    if (target?.is !== "list" || value === undefined || rest.length > 0) return refuse();
    target.items.push(value);
    return nothing;
  },
  delete: ([target, key, ...rest]) => {
    if (target?.is !== "map" || key === undefined || rest.length > 0 || !isKey(key))
      return refuse();
    target.entries = target.entries.filter(([each]) => equal(each, key) !== true);
    return nothing;
  },
  keys: one((map) => {
    if (map.is === "undefined") return nothing;
    return map.is === "map" ? list(map.entries.map(([key]) => key)) : refuse();
  }),
  values: one((map) => {
    if (map.is === "undefined") return nothing;
    return map.is === "map" ? list(map.entries.map(([, value]) => value)) : refuse();
  }),
  length: one(length),
  int: one(toInt),
  float: one(toFloat),
  string: one(toText),
  bool: one(toBool),
  range,
};
