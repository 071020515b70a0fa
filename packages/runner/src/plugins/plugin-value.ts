import {
  isInt,
  isList,
  isMap,
  isNumeric,
  isString,
  itemsOf,
  kindOf,
  mapGet,
  mapKeys,
  textOf,
  toDouble,
  toFloat,
  toInt,
  UndefinedValue,
  unknown,
  type Value,
} from "@portcullis/language";
import {
  MAX_MESSAGE_DEPTH,
  MessageError,
  MessageWriter,
  readFields,
  type WireValue,
} from "./protobuf.js";

/** The types of values, by their numbers in messages of protocol 3. */
const types = ["invalid", "undefined", "null", "bool", "int", "float", "string", "list", "map"];

/** A value cannot be told to a plugin: it holds a function, or is too deep. */
export class PluginValueError extends Error {}

/** Writes a value as a message of protocol 3. Throws `PluginValueError`. */
export function writeValue(value: Value, depth = 0): MessageWriter {
  if (depth > MAX_MESSAGE_DEPTH)
    throw new PluginValueError(`a value is more than ${MAX_MESSAGE_DEPTH} collections deep`);
  const writer = new MessageWriter();
  const begin = (type: string) => writer.varint(1, types.indexOf(type));
  if (value === null) return begin("null");
  if (value instanceof UndefinedValue) return begin("undefined");
  if (typeof value === "boolean") return begin("bool").varint(2, value);
  if (isInt(value)) return begin("int").varint(3, value);
  if (isNumeric(value)) return begin("float").double(4, toDouble(value));
  if (isString(value)) return begin("string").bytes(5, textOf(value));
  if (isList(value)) {
    const list = new MessageWriter();
    for (const item of itemsOf(value)) list.bytes(1, writeValue(item, depth + 1));
    return begin("list").bytes(6, list);
  }
  if (isMap(value)) {
    const map = new MessageWriter();
    for (const key of mapKeys(value)) {
      const pair = new MessageWriter().bytes(1, writeValue(key, depth + 1));
      const entry = mapGet(value, key);
      map.bytes(1, pair.bytes(2, writeValue(entry === undefined ? unknown : entry, depth + 1)));
    }
    return begin("map").bytes(7, map);
  }
  throw new PluginValueError(`a ${kindOf(value)} cannot be given to a plugin`);
}

/** Reads a value. Throws `MessageError`; keys of maps that are no strings are among the errors. */
export function readValue(message: Buffer, depth = 0): Value {
  if (depth > MAX_MESSAGE_DEPTH) throw new MessageError("a value is too deep");
  let type = 0;
  let content: WireValue | undefined;
  for (const { field, wire } of readFields(message))
    if (field === 1) type = wire.kind === "varint" ? Number(wire.value) : 0;
    else content = wire;
  switch (types[type]) {
    case "undefined":
      return unknown;
    case "null":
      return null;
    case "bool":
      return content?.kind === "varint" && content.value !== 0n;
    case "int":
      return toInt(content?.kind === "varint" ? BigInt.asIntN(64, content.value) : 0n);
    case "float":
      return toFloat(content?.kind === "fixed64" ? content.value.readDoubleLE() : 0);
    case "string":
      return content?.kind === "bytes" ? content.value.toString("utf8") : "";
    case "list":
      return elements(content).map((each) => readValue(each, depth + 1));
    case "map":
      return Object.fromEntries(elements(content).map((pair) => readPair(pair, depth + 1)));
    default:
      throw new MessageError(`a value has the unknown type ${type}`);
  }
}

/** What a list or map holds: its repeated field 1. */
function elements(content: WireValue | undefined): Buffer[] {
  if (content?.kind !== "bytes") return [];
  return Array.from(readFields(content.value), ({ wire }) => bytesOf(wire));
}

function readPair(pair: Buffer, depth: number): [string, Value] {
  let key: Value = null;
  let value: Value = unknown;
  for (const { field, wire } of readFields(pair))
    if (field === 1) key = readValue(bytesOf(wire), depth);
    else if (field === 2) value = readValue(bytesOf(wire), depth);
  if (typeof key === "string") return [key, value];
  throw new MessageError("a map has a key that is no string");
}

export function bytesOf(wire: WireValue): Buffer {
  if (wire.kind === "bytes") return wire.value;
  throw new MessageError("a field has the wrong type");
}
