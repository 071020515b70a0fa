import type { Value } from "@portcullis/language";
import { bytesOf, readValue, writeValue } from "./plugin-value.js";
import { MessageWriter, readFields } from "./protobuf.js";

// Messages of protocol 3, whose fields the documentation of plugins lists.

/** One step of what a policy asks: `name`, or `name(args)`. */
export interface PluginKey {
  readonly key: string;
  readonly args: readonly Value[] | undefined;
}

/** What a plugin answers. */
export interface PluginAnswer {
  readonly value: Value | undefined;
  /** What the object of a method call holds afterwards. */
  readonly context: ReadonlyMap<string, Value>;
  /** Whether methods can be called on the value, a map. */
  readonly isCallable: boolean;
}

export function configureRequest(config: ReadonlyMap<string, Value>): Buffer {
  return new MessageWriter().bytes(3, writeValue(Object.fromEntries(config))).finish();
}

export function readInstanceId(response: Buffer): bigint {
  for (const { field, wire } of readFields(response))
    if (field === 1 && wire.kind === "varint") return wire.value;
  return 0n;
}

/** `deadline` is in seconds since the Unix epoch. */
export function getRequest(
  instanceId: bigint,
  deadline: number,
  keys: readonly PluginKey[],
  context: ReadonlyMap<string, Value> | undefined,
): Buffer {
  const request = new MessageWriter().varint(1, instanceId).varint(2, 1).varint(3, deadline);
  for (const { key, args } of keys) {
    const step = new MessageWriter().bytes(1, key);
    for (const arg of args ?? []) step.bytes(2, writeValue(arg));
    request.bytes(4, args === undefined ? step : step.varint(3, true));
  }
  request.varint(5, 1);
  for (const [key, value] of context ?? [])
    request.bytes(6, new MessageWriter().bytes(1, key).bytes(2, writeValue(value)));
  return new MessageWriter().bytes(1, request).finish();
}

/** Reads the only answer to the only request. Throws `MessageError`. */
export function readAnswer(multiResponse: Buffer): PluginAnswer {
  let value: Value | undefined;
  let isCallable = false;
  const context = new Map<string, Value>();
  for (const { wire: response } of readFields(multiResponse))
    for (const { field, wire } of readFields(bytesOf(response)))
      if (field === 4) value = readValue(bytesOf(wire));
      else if (field === 5) context.set(...readEntry(bytesOf(wire)));
      else if (field === 6) isCallable = wire.kind === "varint" && wire.value !== 0n;
  return { value, context, isCallable };
}

function readEntry(entry: Buffer): [string, Value] {
  let key = "";
  let value: Value = null;
  for (const { field, wire } of readFields(entry))
    if (field === 1) key = bytesOf(wire).toString("utf8");
    else if (field === 2) value = readValue(bytesOf(wire));
  return [key, value];
}
