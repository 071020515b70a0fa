import { isList, itemsOf } from "../values/list.js";
import { isMap, MapValue, mapKeys, type PlainMap, SharedMap } from "../values/map.js";
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
  if (value instanceof SharedMap) return new SharedElements(value);
  if (value instanceof MapValue) return new MapElements(value);
  return isMap(value) ? new PlainElements(value as PlainMap) : undefined;
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

abstract class KeyedElements<Map extends MapValue | SharedMap | PlainMap> implements Elements {
  readonly isMap = true;
  readonly length: number;
  protected readonly map: Map;
  protected readonly keys: readonly Value[];

  constructor(map: Map) {
    this.map = map;
    this.keys = mapKeys(map);
    this.length = this.keys.length;
  }

  key(index: number): Value {
    return this.keys[index] as Value;
  }

  abstract value(index: number): Value | undefined;
}

class MapElements extends KeyedElements<MapValue> {
  override value(index: number): Value | undefined {
    return this.map.getAt(index, this.key(index));
  }
}

class SharedElements extends KeyedElements<SharedMap> {
  override value(index: number): Value | undefined {
    return this.map.getAt(index);
  }
}

class PlainElements extends KeyedElements<PlainMap> {
  override value(index: number): Value | undefined {
    return this.map[this.key(index) as string];
  }
}
