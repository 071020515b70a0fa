import {
  anyType,
  boolType,
  type FunctionCall,
  fn,
  intType,
  isList,
  kindOf,
  listType,
  optional,
  stringType,
} from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { joinItems } from "./join.js";
import { replaceTimes } from "./replace.js";
import { trimEnd, trimSpace, trimStart } from "./trim.js";

export const strings = defineImport("strings", {
  has_prefix: fn({ s: stringType, prefix: stringType }, boolType, ({ s, prefix }) =>
    s.startsWith(prefix),
  ),
  has_suffix: fn({ s: stringType, suffix: stringType }, boolType, ({ s, suffix }) =>
    s.endsWith(suffix),
  ),
  join: fn({ list: listType, separator: stringType }, stringType, ({ list, separator }, call) =>
    joinItems(list, separator, call),
  ),
  replace: fn(
    { s: stringType, old: stringType, new: stringType, times: optional(intType) },
    stringType,
    (args, call) => replaceTimes(args.s, args.old, args.new, args.times, call),
  ),
  // COMPAT (strings): a list is returned as it is.
  split: fn({ s: anyType, separator: stringType }, anyType, ({ s, separator }, call) => {
    if (isList(s)) return s;
    const text = stringType.convert(s);
    if (typeof text !== "string") return call.fail("argument-type", "split", "string", kindOf(s));
    return call.list(splitText(text, separator, call));
  }),
  to_lower: fn({ s: stringType }, stringType, ({ s }, call) => charged(s.toLowerCase(), call)),
  to_upper: fn({ s: stringType }, stringType, ({ s }, call) => charged(s.toUpperCase(), call)),
  trim: fn({ s: stringType, cutset: stringType }, stringType, ({ s, cutset }) =>
    trimEnd(trimStart(s, cutset), cutset),
  ),
  trim_left: fn({ s: stringType, cutset: stringType }, stringType, ({ s, cutset }) =>
    trimStart(s, cutset),
  ),
  trim_prefix: fn({ s: stringType, prefix: stringType }, stringType, ({ s, prefix }) =>
    s.startsWith(prefix) ? s.slice(prefix.length) : s,
  ),
  trim_right: fn({ s: stringType, cutset: stringType }, stringType, ({ s, cutset }) =>
    trimEnd(s, cutset),
  ),
  trim_space: fn({ s: stringType }, stringType, ({ s }) => trimSpace(s)),
  trim_suffix: fn({ s: stringType, suffix: stringType }, stringType, ({ s, suffix }) =>
    s.endsWith(suffix) ? s.slice(0, s.length - suffix.length) : s,
  ),
});

/** An empty separator stands between all characters. */
function splitText(text: string, separator: string, call: FunctionCall): string[] {
  call.chargeText(text.length);
  return separator === "" ? Array.from(text) : text.split(separator);
}

function charged(text: string, call: FunctionCall): string {
  call.chargeText(text.length);
  return text;
}
