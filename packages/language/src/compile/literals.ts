import { failAt } from "../messages/failure.js";
import type { Code } from "../runtime/frame.js";
import type { ListLiteral, MapLiteral, NumberLiteral, StringLiteral } from "../syntax/ast.js";
import { stringFromBytes } from "../values/byte-string.js";
import type { NumberValue } from "../values/equality.js";
import { toFloat } from "../values/float.js";
import { toMapKey } from "../values/map-key.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";

export function constant(value: Value): Code {
  return () => value;
}

export function numberOf({ type, value }: NumberLiteral): NumberValue {
  return type === "float" ? toFloat(Number(value)) : value;
}

export function compileString({ value }: StringLiteral): Code {
  return constant(typeof value === "string" ? value : stringFromBytes(value));
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
    site: compilation.location(key.span),
  }));
  const mapSite = compilation.location(node.span);
  return (frame) => {
    const map = frame.unit.run.map(entries.length, mapSite);
    for (const { key, value, site } of entries) {
      const original = key(frame);
      const mapKey = toMapKey(original);
      if (mapKey === undefined) failAt(site, "map-key-type", kindOf(original));
      map.set(mapKey, original, value(frame));
    }
    return map;
  };
}
