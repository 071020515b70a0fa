import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { isObject, type JsonObject, member } from "../json/json-object.js";
import { LazyMap } from "../lazy/lazy-map.js";
import type { CollectionKind, ProviderSchemas } from "../provider-schemas.js";
import { primitiveText } from "./primitive-text.js";

/** LIMIT: how deep an attribute may nest; each level takes a frame of the host's stack. */
const MAX_ATTRIBUTE_DEPTH = 200;

/** What becomes of one attribute; the texts are empty where a side has none. */
interface Difference {
  old: string;
  new: string;
  computed: boolean;
}

type Side = "old" | "new";

/**
 * COMPAT (tfplan, first generation): the `diff` of an instance. Both sides of the change are flattened
 * to texts by path: a list to `P.#` and `P.0`, a map to `P.%` and `P.KEY`, null to an empty text. What
 * is not known yet is computed, and so is the size of an object that has something unknown in it,
 * because what is unknown is missing there.
 */
export function attributeDiff(entry: JsonNode, schemas: ProviderSchemas | undefined): Value {
  const change = entry.child("change");
  const diff = new AttributeDiff(change);
  diff.addRoot("old", change.value("before"), undefined);
  diff.addRoot("new", change.value("after"), change.value("after_unknown"));
  const unknown = change.value("after_unknown");
  if (isObject(unknown)) {
    for (const name of Object.keys(unknown))
      if (unknown[name] === true) diff.addUnknown(name, schemas?.kindOf(entry, name));
  }
  return diff.toValue();
}

class AttributeDiff {
  private readonly differences = new Map<string, Difference>();
  private readonly change: JsonNode;

  constructor(change: JsonNode) {
    this.change = change;
  }

  toValue(): Value {
    return new LazyMap(this.differences, (difference) => ({ ...difference }));
  }

  /** The attributes of one side; the root itself has no size. */
  addRoot(side: Side, values: Value | undefined, unknown: Value | undefined): void {
    const known = isObject(values) ? values : {};
    for (const name of keysOf(known, unknown)) {
      // A whole attribute that is unknown has its own rule.
      if (memberOf(unknown, name) === true) continue;
      this.add(side, name, member(known, name), memberOf(unknown, name), 0);
    }
  }

  /**
   * An attribute of which nothing is known. What its collection would be is only told by the
   * provider's schema; without it, all that a policy may ask for is there.
   */
  addUnknown(name: string, kind: CollectionKind | "none" | undefined): void {
    if (kind === undefined || kind === "none") this.setComputed(name);
    if (kind === undefined || kind === "list") this.setComputed(`${name}.#`);
    if (kind === undefined || kind === "map") this.setComputed(`${name}.%`);
  }

  private add(
    side: Side,
    path: string,
    value: Value | undefined,
    unknown: Value | undefined,
    depth: number,
  ): void {
    if (depth > MAX_ATTRIBUTE_DEPTH)
      this.change.failHere(`holds a value that nests more than ${MAX_ATTRIBUTE_DEPTH} levels deep`);
    if (unknown === true) {
      this.setComputed(path);
    } else if (Array.isArray(value)) {
      this.set(side, `${path}.#`, String(value.length));
      value.forEach((item: Value, index) => {
        const itemUnknown = Array.isArray(unknown) ? (unknown[index] as Value) : undefined;
        this.add(side, `${path}.${index}`, item, itemUnknown, depth + 1);
      });
    } else if (isObject(value) || isObject(unknown)) {
      this.addObject(side, path, isObject(value) ? value : {}, unknown, depth);
    } else {
      this.set(side, path, primitiveText(value ?? null) ?? "");
    }
  }

  private addObject(
    side: Side,
    path: string,
    object: JsonObject,
    unknown: Value | undefined,
    depth: number,
  ): void {
    const keys = keysOf(object, unknown);
    const size = `${path}.%`;
    if (keys.some((key) => memberOf(unknown, key) === true)) this.setComputed(size);
    else this.set(side, size, String(keys.length));
    for (const key of keys)
      this.add(side, `${path}.${key}`, member(object, key), memberOf(unknown, key), depth + 1);
  }

  private set(side: Side, path: string, text: string): void {
    this.at(path)[side] = text;
  }

  private setComputed(path: string): void {
    this.at(path).computed = true;
  }

  private at(path: string): Difference {
    let difference = this.differences.get(path);
    if (difference === undefined) {
      difference = { old: "", new: "", computed: false };
      this.differences.set(path, difference);
    }
    return difference;
  }
}

function memberOf(value: Value | undefined, key: string): Value | undefined {
  return isObject(value) ? member(value, key) : undefined;
}

/** What is unknown has no member in the values. */
function keysOf(object: JsonObject, unknown: Value | undefined): string[] {
  const hidden = isObject(unknown)
    ? Object.keys(unknown).filter((key) => unknown[key] === true && !Object.hasOwn(object, key))
    : [];
  return [...Object.keys(object), ...hidden];
}
