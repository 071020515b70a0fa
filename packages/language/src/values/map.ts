import { compareUtf8 } from "../source/utf8.js";
import { isString } from "./byte-string.js";
import { type MapKey, toMapKey } from "./map-key.js";
import type { Receiver } from "./receiver.js";
import { type Region, SealedWrite } from "./region.js";
import { EngineValue, type Value } from "./value.js";

/** A map that a policy, a module or a function made. Keys keep the order in which they came. */
export class MapValue extends EngineValue {
  /** What its methods work on, if it is a copy of a map that has some. */
  readonly receiver: Receiver | undefined;
  private readonly values = new Map<MapKey, Value>();
  /** The keys whose value differs from what they are looked up by: 2.0, byte strings. Few maps have any. */
  private originalKeys: Map<MapKey, Value> | undefined;
  private readonly region: Region;

  constructor(region: Region, receiver?: Receiver) {
    super();
    this.region = region;
    this.receiver = receiver;
  }

  override get kind(): "map" {
    return "map";
  }

  get size(): number {
    return this.values.size;
  }

  get sealed(): boolean {
    return this.region.sealed;
  }

  get(key: MapKey): Value | undefined {
    return this.values.get(key);
  }

  has(key: MapKey): boolean {
    return this.values.has(key);
  }

  /** Sets the value of a key; `original` is the key as the policy wrote it. */
  set(key: MapKey, original: Value, value: Value): void {
    this.checkWritable();
    if (key !== original && !this.values.has(key)) {
      this.originalKeys ??= new Map();
      this.originalKeys.set(key, original);
    }
    this.values.set(key, value);
  }

  delete(key: MapKey): void {
    this.checkWritable();
    this.values.delete(key);
    this.originalKeys?.delete(key);
  }

  keys(): Value[] {
    const { originalKeys } = this;
    if (originalKeys === undefined) return [...this.values.keys()];
    return Array.from(this.values.keys(), (key) => originalKeys.get(key) ?? key);
  }

  private checkWritable(): void {
    if (this.region.sealed) throw new SealedWrite();
  }
}

/**
 * A map from outside that is made as it is read: an adapter's view of data that a policy may never
 * look at. It must not change.
 */
export abstract class SharedMap extends EngineValue {
  readonly kind = "map";

  /** The keys, strings in byte order; ints come before them. */
  abstract keys(): readonly MapKey[];

  /** The value of a key, the same one at every call; `undefined` if there is no such key. */
  abstract get(key: MapKey): Value | undefined;

  get size(): number {
    return this.keys().length;
  }
}

/** A map read from JSON. */
export interface PlainMap {
  readonly [key: string]: Value;
}

export type MapLike = MapValue | SharedMap | PlainMap;

export function isMap(value: Value): value is MapLike {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof EngineValue) || value instanceof MapValue || value instanceof SharedMap;
}

export function mapSize(map: MapLike): number {
  if (map instanceof MapValue || map instanceof SharedMap) return map.size;
  return Object.keys(map).length;
}

/** The keys in the order of iteration: as they came for a policy's map, byte order for data. */
export function mapKeys(map: MapLike): readonly Value[] {
  if (map instanceof MapValue || map instanceof SharedMap) return map.keys();
  return sortedKeys(Object.keys(map));
}

/** The value of a key, or `undefined` if there is none or the key is of a kind that maps lack. */
export function mapGet(map: MapLike, key: Value): Value | undefined {
  if (map instanceof MapValue || map instanceof SharedMap) {
    const mapKey = toMapKey(key);
    return mapKey === undefined ? undefined : map.get(mapKey);
  }
  return isString(key) && typeof key === "string" ? getByName(map, key) : undefined;
}

/** The value of a key that is a string. */
export function getByName(map: MapLike, name: string): Value | undefined {
  if (map instanceof MapValue || map instanceof SharedMap) return map.get(name);
  // Data may have keys such as "constructor"; only its own count.
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

export function mapHas(map: MapLike, key: Value): boolean {
  return mapGet(map, key) !== undefined;
}

/** Sorts keys by their bytes, in place; what Terraform writes is in this order already. */
export function sortedKeys(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) {
    const before = keys[i - 1];
    const key = keys[i];
    if (before !== undefined && key !== undefined && compareUtf8(before, key) > 0)
      return keys.sort(compareUtf8);
  }
  return keys;
}
