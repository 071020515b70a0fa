import type { Value } from "@portcullis/language";
import {
  booleanAt,
  elementObject,
  indexAt,
  type JsonObject,
  join,
  listAt,
  objectAt,
  ShapeError,
  stringAt,
} from "./json-shape.js";

/** LIMIT: how deep modules may nest; each level takes a few frames of the host's stack. */
const MAX_MODULE_DEPTH = 200;

/**
 * Checks all that the adapters rely on, so that none of them meets a surprise while a policy runs.
 * Throws `ShapeError` for the first thing that is not as Terraform writes it.
 */
export function checkPlanShape(document: JsonObject): void {
  stringAt(document, "terraform_version", "");
  for (const section of ["resource_changes", "resource_drift"])
    forEachObject(document, section, "", checkResourceChange);
  forEachMember(document, "output_changes", checkActions);
  forEachMember(document, "variables", () => {});
  const planned = objectAt(document, "planned_values", "");
  forEachMember(planned, "outputs", (output, path) => booleanAt(output, "sensitive", path));
  checkModule(objectAt(planned, "root_module", "planned_values"), "planned_values.root_module", 0);
}

function checkResourceChange(entry: JsonObject, path: string): void {
  if (stringAt(entry, "address", path) === "")
    throw new ShapeError(join(path, "address"), undefined, "a string");
  checkStrings(entry, path, ["module_address", "deposed"]);
  checkIdentity(entry, path);
  checkActions(objectAt(entry, "change", path), join(path, "change"));
}

function checkModule(module: JsonObject, path: string, depth: number): void {
  if (depth > MAX_MODULE_DEPTH)
    throw new ShapeError(path, module, `modules to nest at most ${MAX_MODULE_DEPTH} levels deep`);
  stringAt(module, "address", path);
  forEachObject(module, "resources", path, (resource, resourcePath) => {
    checkStrings(resource, resourcePath, ["deposed_key"]);
    checkIdentity(resource, resourcePath);
    listAt(resource, "depends_on", resourcePath);
    booleanAt(resource, "tainted", resourcePath);
  });
  forEachObject(module, "child_modules", path, (child, childPath) =>
    checkModule(child, childPath, depth + 1),
  );
}

/** What names a resource in every section. */
function checkIdentity(resource: JsonObject, path: string): void {
  checkStrings(resource, path, ["mode", "type", "name", "provider_name"]);
  indexAt(resource, "index", path);
}

function checkStrings(object: JsonObject, path: string, keys: readonly string[]): void {
  for (const key of keys) stringAt(object, key, path);
}

function checkActions(change: JsonObject, path: string): void {
  listAt(change, "actions", path).forEach((action: Value, index) => {
    if (typeof action !== "string")
      throw new ShapeError(`${path}.actions[${index}]`, action, "a string");
  });
}

function forEachObject(
  parent: JsonObject,
  key: string,
  path: string,
  check: (element: JsonObject, path: string) => void,
): void {
  listAt(parent, key, path).forEach((element, index) => {
    const elementPath = `${join(path, key)}[${index}]`;
    check(elementObject(element, elementPath), elementPath);
  });
}

function forEachMember(
  parent: JsonObject,
  key: string,
  check: (member: JsonObject, path: string) => void,
): void {
  const members = objectAt(parent, key, "");
  for (const name of Object.keys(members))
    check(elementObject(members[name], `${key}.${name}`), `${key}.${name}`);
}
