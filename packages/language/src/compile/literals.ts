import { failAt } from "../messages/failure.js";
import type { Code } from "../runtime/frame.js";
import { interned } from "../source/interned.js";
import type {
  Expression,
  ListLiteral,
  MapLiteral,
  NumberLiteral,
  StringLiteral,
} from "../syntax/ast.js";
import { type StringValue, stringFromBytes } from "../values/byte-string.js";
import type { NumberValue } from "../values/equality.js";
import { toFloat } from "../values/float.js";
import { type MapKey, toMapKey } from "../values/map-key.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";

export function constant(value: Value): Code {
  return () => value;
}

export function numberOf({ type, value }: NumberLiteral): NumberValue {
  return type === "float" ? toFloat(Number(value)) : value;
}

export function stringOf({ value }: StringLiteral): StringValue {
  return typeof value === "string" ? interned(value) : stringFromBytes(value);
}

export function compileList(node: ListLiteral, compilation: Compilation): Code {
  const elements = node.elements.map((element) => compilation.expression(element));
  const site = compilation.location(node.span);
  return (frame) =>
    frame.unit.run.list(
      elements.map((element) => element(frame)),
      site,
    );
}

export function compileMap(node: MapLiteral, compilation: Compilation): Code {
  const entries = node.entries.map(({ key, value }) => ({
    key: compilation.expression(key),
    value: compilation.expression(value),
    toKey: mapKeyOf(key, compilation),
  }));
  const mapSite = compilation.location(node.span);
  return (frame) => {
    const map = frame.unit.run.map(entries.length, mapSite);
    for (const { key, value, toKey } of entries) {
      const original = key(frame);
      const mapKey = toKey(original);
      map.set(mapKey, original, value(frame));
    }
    return map;
  };
}

/** What a value is as the key of a map literal; fails for one that is no key. */
export function mapKeyOf(node: Expression, compilation: Compilation): (key: Value) => MapKey {
  const site = compilation.location(node.span);
  return (key) => toMapKey(key) ?? failAt(site, "map-key-type", kindOf(key));
}
