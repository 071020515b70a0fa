import {
  anyType,
  fn,
  functionType,
  isNumeric,
  itemsOf,
  kindOf,
  type List,
  listType,
  rest,
  toDouble,
  toFloat,
} from "@portcullis/language";
import { defineImport } from "../../define-import.js";
import { sortItems } from "./sort.js";
import { ValueSet } from "./value-set.js";

const parameters = { items: listType, additional: rest(listType) };

export const lists = defineImport("collection/lists", {
  functions: {
    concat: fn(
      { items: listType, others: listType, additional: rest(listType) },
      listType,
      ({ items, others, additional }, call) => {
        const all = [items, others, ...additional];
        call.charge(totalLength(all));
        return call.list(all.flatMap((list) => itemsOf(list)));
      },
    ),
    difference: fn(parameters, listType, ({ items, additional }, call) => {
      const excluded = new ValueSet(call, additional.flatMap(itemsOf));
      return call.list(itemsOf(items).filter((item) => !excluded.has(item)));
    }),
    intersection: fn(parameters, listType, ({ items, additional }, call) => {
      const others = additional.map((list) => new ValueSet(call, itemsOf(list)));
      const common = itemsOf(items).filter((item) => others.every((other) => other.has(item)));
      return call.list(distinct(common, new ValueSet(call)));
    }),
    sort: fn({ items: listType, compare: functionType }, listType, ({ items, compare }, call) =>
      call.list(sortItems(itemsOf(items), compare, call)),
    ),
    sum: fn({ items: listType }, anyType, ({ items }, call) => {
      const numbers = itemsOf(items);
      call.charge(numbers.length);
      const sum = numbers.reduce<number>((total, item) => {
        if (!isNumeric(item)) return call.fail("argument-type", "sum", "float", kindOf(item));
        return total + toDouble(item);
      }, 0);
      return toFloat(sum);
    }),
    union: fn(parameters, listType, ({ items, additional }, call) => {
      const all = [items, ...additional].flatMap((list) => itemsOf(list));
      return call.list(distinct(all, new ValueSet(call)));
    }),
  },
  aliases: { diff: "difference" },
});

function totalLength(all: readonly List[]): number {
  return all.reduce((sum, list) => sum + itemsOf(list).length, 0);
}

/** The first of each group of equal values. */
function distinct<Item extends Parameters<ValueSet["add"]>[0]>(
  items: readonly Item[],
  seen: ValueSet,
): Item[] {
  return items.filter((item) => {
    if (seen.has(item)) return false;
    seen.add(item);
    return true;
  });
}
