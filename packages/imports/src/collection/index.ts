import {
  anyType,
  type FunctionCall,
  type FunctionValue,
  fn,
  functionType,
  isList,
  isMap,
  itemsOf,
  listType,
  mapGet,
  mapKeys,
  mapType,
  mismatch,
  type ParameterType,
  type Value,
} from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { containsDeeply } from "./matching.js";

/** What is in a list or map, each with its index or key. */
type Entries = readonly (readonly [key: Value, value: Value])[];

const collectionType: ParameterType<Entries> = {
  name: "list",
  convert: (value) => {
    if (isList(value)) return itemsOf(value).map((item, index) => [index, item] as const);
    if (!isMap(value)) return mismatch;
    return mapKeys(value).map((key) => [key, mapGet(value, key) ?? null] as const);
  },
};

const parameters = { items: collectionType, predicate: functionType };

export const collection = defineImport("collection", {
  functions: {
    filter: fn(parameters, listType, ({ items, predicate }, call) =>
      listValues(
        items.filter((entry) => accepts(predicate, entry, call)),
        call,
      ),
    ),
    find: fn(parameters, anyType, ({ items, predicate }, call) => {
      const found = items.find((entry) => accepts(predicate, entry, call));
      return found === undefined ? call.undefined() : found[1];
    }),
    matches: fn({ items: collectionType, partial: mapType }, listType, (args, call) =>
      listValues(
        args.items.filter(([, value]) => containsDeeply(value, args.partial, call)),
        call,
      ),
    ),
    reject: fn(parameters, listType, ({ items, predicate }, call) =>
      listValues(
        items.filter((entry) => !accepts(predicate, entry, call)),
        call,
      ),
    ),
  },
});

/** A predicate of one parameter is given the value, one of two the key or index as well. */
function accepts(
  predicate: FunctionValue,
  [key, value]: Entries[number],
  call: FunctionCall,
): boolean {
  call.charge(1);
  return call.invoke(predicate, predicate.parameterCount === 2 ? [key, value] : [value]) === true;
}

function listValues(entries: Entries, call: FunctionCall): ReturnType<FunctionCall["list"]> {
  return call.list(entries.map(([, value]) => value));
}
