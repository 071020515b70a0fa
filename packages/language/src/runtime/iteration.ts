import { isList, itemsOf } from "../values/list.js";
import { isMap, type MapLike, mapGet, mapKeys } from "../values/map.js";
import type { Value } from "../values/value.js";

/**
 * The elements of a list or map at the moment an iteration over it began. What is appended later is
 * not visited; what is deleted before its turn is skipped.
 */
export interface Elements {
  readonly length: number;
  readonly isMap: boolean;
  /** The index of a list's element, the key of a map's. */
  key(index: number): Value;
  /** `undefined` when the element is gone by now. */
  value(index: number): Value | undefined;
}

/** The elements of a list or map; `undefined` for values that cannot be iterated over. */
export function elementsOf(value: Value): Elements | undefined {
  if (isList(value)) return new ListElements(itemsOf(value));
  return isMap(value) ? new MapElements(value) : undefined;
}

class ListElements implements Elements {
  readonly isMap = false;
  readonly length: number;
  private readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
    this.length = items.length;
  }

  key(index: number): Value {
    return index;
  }

  value(index: number): Value | undefined {
    return this.items[index];
  }
}

class MapElements implements Elements {
  readonly isMap = true;
  readonly length: number;
  private readonly map: MapLike;
  private readonly keys: readonly Value[];

  constructor(map: MapLike) {
    this.map = map;
    this.keys = mapKeys(map);
    this.length = this.keys.length;
  }

  key(index: number): Value {
    return this.keys[index] as Value;
  }

  value(index: number): Value | undefined {
    return mapGet(this.map, this.key(index));
  }
}
