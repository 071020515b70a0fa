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
  /** Entries that nobody has looked up by key yet: a filter's result is most often only gone through. */
  private unindexed: Entries | undefined;
  private readonly index = new Map<MapKey, Value>();
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

  /** A map of keys that differ, and of the value of each. Takes over both arrays. */
  static of(keys: readonly Value[], values: readonly Value[], region: Region): MapValue {
    const map = new MapValue(region);
    map.unindexed = { keys, values };
    return map;
  }

  get size(): number {
    return this.unindexed?.keys.length ?? this.index.size;
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

  /** The value of a key that was at a position when `keys` was called. */
  getAt(position: number, key: Value): Value | undefined {
    // As long as there is no index, nothing was written.
    if (this.unindexed !== undefined) return this.unindexed.values[position];
    const mapKey = toMapKey(key);
    return mapKey === undefined ? undefined : this.values.get(mapKey);
  }

  /** Sets the value of a key; `original` is the key as the policy wrote it. */
  set(key: MapKey, original: Value, value: Value): void {
    this.checkWritable();
    if (this.unindexed !== undefined) this.makeIndex(this.unindexed);
    this.add(key, original, value);
  }

  delete(key: MapKey): void {
    this.checkWritable();
    this.values.delete(key);
    this.originalKeys?.delete(key);
  }

  keys(): Value[] {
    if (this.unindexed !== undefined) return [...this.unindexed.keys];
    const { originalKeys } = this;
    if (originalKeys === undefined) return [...this.values.keys()];
    return Array.from(this.values.keys(), (key) => originalKeys.get(key) ?? key);
  }

  private get values(): Map<MapKey, Value> {
    if (this.unindexed !== undefined) this.makeIndex(this.unindexed);
    return this.index;
  }

  private makeIndex({ keys, values }: Entries): void {
    this.unindexed = undefined;
    keys.forEach((original, position) => {
      const key = toMapKey(original);
      if (key !== undefined) this.add(key, original, values[position] as Value);
    });
  }

  private add(key: MapKey, original: Value, value: Value): void {
    if (key !== original && !this.index.has(key)) {
      this.originalKeys ??= new Map();
      this.originalKeys.set(key, original);
    }
    this.index.set(key, value);
  }

  private checkWritable(): void {
    if (this.region.sealed) throw new SealedWrite();
  }
}

interface Entries {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
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

  /** The value of the key that `keys` has at a position. */
  getAt(position: number): Value | undefined {
    const key = this.keys()[position];
    return key === undefined ? undefined : this.get(key);
  }

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

/** Whether a value is a map as JSON has it. */
export function isPlainMap(value: unknown): value is PlainMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof EngineValue) &&
    !Array.isArray(value)
  );
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
  return ownMember(map, name);
}

/**
 * What a map read from JSON has under a name. All objects of JavaScript have something under names
 * such as "constructor" too, which is no data: a function, or the prototype itself. Looking at what was
 * found takes half the time of asking for it first.
 */
export function ownMember(map: PlainMap, name: string): Value | undefined {
  const found = map[name];
  const isInherited = typeof found === "function" || (found as unknown) === Object.prototype;
  return isInherited ? undefined : found;
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
