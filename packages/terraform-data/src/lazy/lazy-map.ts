import { type MapKey, SharedMap, sortedKeys, type Value } from "@portcullis/language";

/**
 * A map whose values are made when they are first read: a policy that looks at a few entries of a
 * large document pays for these alone.
 */
export class LazyMap<Source> extends SharedMap {
  private readonly sources: ReadonlyMap<MapKey, Source>;
  private readonly make: (source: Source, key: MapKey) => Value;
  private readonly made = new Map<MapKey, Value>();
  private sorted: readonly MapKey[] | undefined;
  /** The values of `sorted`, as far as they were asked for by position. */
  private readonly sortedValues: (Value | undefined)[] = [];

  constructor(sources: ReadonlyMap<MapKey, Source>, make: (source: Source, key: MapKey) => Value) {
    super();
    this.sources = sources;
    this.make = make;
  }

  override keys(): readonly MapKey[] {
    this.sorted ??= inOrder([...this.sources.keys()]);
    return this.sorted;
  }

  override get(key: MapKey): Value | undefined {
    const made = this.made.get(key);
    if (made !== undefined) return made;
    const source = this.sources.get(key);
    if (source === undefined) return undefined;
    const value = this.make(source, key);
    this.made.set(key, value);
    return value;
  }

  override getAt(position: number): Value | undefined {
    const known = this.sortedValues[position];
    if (known !== undefined) return known;
    const value = super.getAt(position);
    this.sortedValues[position] = value;
    return value;
  }
}

/** Ints by their value, then strings by their bytes. */
function inOrder(keys: readonly MapKey[]): MapKey[] {
  const texts = keys.filter((key) => typeof key === "string");
  if (texts.length === keys.length) return sortedKeys(texts);
  const ints = keys.filter((key) => typeof key !== "string");
  return [...ints.sort((a, b) => (a < b ? -1 : 1)), ...sortedKeys(texts)];
}
