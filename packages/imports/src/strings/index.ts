import {
  anyType,
  boolType,
  bytesType,
  type FunctionCall,
  fn,
  intType,
  isList,
  kindOf,
  listType,
  mismatch,
  optional,
  type StringValue,
  stringType,
} from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { joinItems } from "./join.js";
import { replaceTimes } from "./replace.js";
import { asTexts, mapTexts } from "./texts.js";
import { trimEnd, trimSpace, trimStart } from "./trim.js";

export const strings = defineImport("strings", {
  functions: {
    has_prefix: fn({ s: bytesType, prefix: bytesType }, boolType, (args) => {
      const [s = "", prefix = ""] = asTexts([args.s, args.prefix]).texts;
      return s.startsWith(prefix);
    }),
    has_suffix: fn({ s: bytesType, suffix: bytesType }, boolType, (args) => {
      const [s = "", suffix = ""] = asTexts([args.s, args.suffix]).texts;
      return s.endsWith(suffix);
    }),
    join: fn({ list: listType, separator: bytesType }, bytesType, ({ list, separator }, call) =>
      joinItems(list, separator, call),
    ),
    replace: fn(
      { s: bytesType, old: bytesType, new: bytesType, times: optional(intType) },
      bytesType,
      (args, call) =>
        mapTexts([args.s, args.old, args.new], (s = "", old = "", replacement = "") =>
          replaceTimes(s, old, replacement, args.times, call),
        ),
    ),
    // COMPAT (strings): a list is returned as it is.
    split: fn({ s: anyType, separator: bytesType }, anyType, ({ s, separator }, call) => {
      if (isList(s)) return s;
      const text = bytesType.convert(s);
      return text === mismatch
        ? call.fail("argument-type", "split", "string", kindOf(s))
        : call.list(splitString(text, separator, call));
    }),
    to_lower: fn({ s: stringType }, stringType, ({ s }, call) => charged(s.toLowerCase(), call)),
    to_upper: fn({ s: stringType }, stringType, ({ s }, call) => charged(s.toUpperCase(), call)),
    trim: trimmer((s, cutset) => trimEnd(trimStart(s, cutset), cutset)),
    trim_left: trimmer(trimStart),
    trim_prefix: fn({ s: bytesType, prefix: bytesType }, bytesType, (args) =>
      mapTexts([args.s, args.prefix], (s = "", prefix = "") =>
        s.startsWith(prefix) ? s.slice(prefix.length) : s,
      ),
    ),
    trim_right: trimmer(trimEnd),
    trim_space: fn({ s: stringType }, stringType, ({ s }, call) => charged(trimSpace(s), call)),
    trim_suffix: fn({ s: bytesType, suffix: bytesType }, bytesType, (args) =>
      mapTexts([args.s, args.suffix], (s = "", suffix = "") =>
        s.endsWith(suffix) ? s.slice(0, s.length - suffix.length) : s,
      ),
    ),
  },
});

function trimmer(trim: (text: string, cutset: string) => string) {
  return fn({ s: bytesType, cutset: bytesType }, bytesType, (args, call) =>
    mapTexts([args.s, args.cutset], (s = "", cutset = "") => {
      call.chargeText(s.length + cutset.length);
      return trim(s, cutset);
    }),
  );
}

/** An empty separator stands between all characters. */
function splitString(s: StringValue, separator: StringValue, call: FunctionCall): StringValue[] {
  if (typeof s === "string" && typeof separator === "string" && separator !== "") {
    call.chargeText(s.length);
    return splitText(s, separator);
  }
  const { texts, restore } = asTexts([s, separator]);
  const [text = "", between = ""] = texts;
  call.chargeText(text.length);
  return (between === "" ? Array.from(text) : text.split(between)).map(restore);
}

/** As `String.split`, which takes several times as long for the few parts that most texts have. */
function splitText(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf(separator, start);
    if (end === -1) break;
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  parts.push(start === 0 ? text : text.slice(start));
  return parts;
}

function charged(text: string, call: FunctionCall): string {
  call.chargeText(text.length);
  return text;
}
