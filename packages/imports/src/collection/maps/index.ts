import {
  anyType,
  boolType,
  type FunctionCall,
  fn,
  isList,
  isMap,
  isString,
  isUndefined,
  itemsOf,
  kindOf,
  type List,
  listType,
  mismatch,
  optional,
  type ParameterType,
  stringType,
  textOf,
  type Value,
} from "@portcullis/language";
import { defineImport } from "../../define-import.js";
import { follow, parsePath } from "./path.js";
import { omit, type PathTree, pathTree, pick } from "./path-tree.js";
import { setPath } from "./set-path.js";

/** What a path may start from. What is missing is an object in which nothing is found. */
const objectType: ParameterType<Value> = {
  name: "map",
  convert: (value) =>
    isMap(value) || isList(value) || value === null || isUndefined(value) ? value : mismatch,
};

export const maps = defineImport("collection/maps", {
  functions: {
    get: fn(
      { object: objectType, path: stringType, default: optional(anyType) },
      anyType,
      (args, call) => {
        const found = follow(args.object, parsePath("get", args.path, call), call);
        if (found !== undefined) return found;
        return args.default === undefined ? call.undefined() : args.default;
      },
    ),
    has: fn({ object: objectType, path: stringType }, boolType, ({ object, path }, call) => {
      return follow(object, parsePath("has", path, call), call) !== undefined;
    }),
    omit: fn({ object: objectType, paths: listType }, anyType, ({ object, paths }, call) =>
      omit(object, treeOf("omit", paths, call), call),
    ),
    pick: fn(
      { object: objectType, paths: listType },
      anyType,
      ({ object, paths }, call) => pick(object, treeOf("pick", paths, call), call) ?? call.map([]),
    ),
    set: fn({ object: objectType, path: stringType, value: anyType }, anyType, (args, call) =>
      setPath(args.object, parsePath("set", args.path, call), args.value, call),
    ),
    unset: fn({ object: objectType, path: stringType }, anyType, ({ object, path }, call) =>
      omit(object, pathTree([parsePath("unset", path, call)]), call),
    ),
  },
});

function treeOf(name: string, paths: List, call: FunctionCall): PathTree {
  const parsed = itemsOf(paths).map((path) =>
    isString(path)
      ? parsePath(name, textOf(path), call)
      : call.fail("argument-type", name, "string", kindOf(path)),
  );
  return pathTree(parsed);
}
