import {
  type FunctionCall,
  isList,
  isNumeric,
  isString,
  itemsOf,
  kindOf,
  type List,
  type StringValue,
  toDouble,
  type Value,
} from "@portcullis/language";
import { asTexts } from "./texts.js";

/** LIMIT: how deep lists within the list may nest; one that holds itself would never end. */
const MAX_NESTING = 100;

/** Joins the items of a list, and of the lists within it, in order. */
export function joinItems(list: List, separator: StringValue, call: FunctionCall): StringValue {
  const parts: StringValue[] = [];
  collect(list, parts, call, 0);
  const { texts, restore } = asTexts([separator, ...parts]);
  const [between = "", ...items] = texts;
  call.chargeText(items.reduce((sum, item) => sum + item.length + between.length, 0));
  return restore(items.join(between));
}

function collect(list: List, parts: StringValue[], call: FunctionCall, depth: number): void {
  if (depth > MAX_NESTING)
    call.fail("function-failed", "join", `lists nest more than ${MAX_NESTING} levels deep`);
  const items = itemsOf(list);
  call.charge(items.length);
  // A list that is in the list many times over is joined each time.
  if (depth > 0) call.chargeElements(items.length);
  for (const item of items) {
    if (isList(item)) collect(item, parts, call, depth + 1);
    else parts.push(toText(item, call));
  }
}

/** COMPAT (strings): `["a", 1, 1.01, true]` joins to `a,1,1.01,true`; a float is as short as can be. */
function toText(item: Value, call: FunctionCall): StringValue {
  if (isString(item)) return item;
  if (isNumeric(item)) return String(typeof item === "bigint" ? item : toDouble(item));
  if (typeof item === "boolean") return String(item);
  return call.fail("argument-type", "join", "string", kindOf(item));
}
