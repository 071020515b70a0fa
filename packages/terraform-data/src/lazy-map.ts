import { SharedMap, sortedKeys, type Value } from "@portcullis/language";

/**
 * A map whose values are made when they are first read: a policy that looks at a few entries of a
 * large document pays for these alone.
 */
export class LazyMap<Source> extends SharedMap {
  private readonly sources: ReadonlyMap<string, Source>;
  private readonly make: (source: Source, key: string) => Value;
  private readonly made = new Map<string, Value>();
  private sorted: readonly string[] | undefined;

  constructor(sources: ReadonlyMap<string, Source>, make: (source: Source, key: string) => Value) {
    super();
    this.sources = sources;
    this.make = make;
  }

  override keys(): readonly string[] {
    this.sorted ??= sortedKeys([...this.sources.keys()]);
    return this.sorted;
  }

  override get(key: string): Value | undefined {
    const made = this.made.get(key);
    if (made !== undefined) return made;
    const source = this.sources.get(key);
    if (source === undefined) return undefined;
    const value = this.make(source, key);
    this.made.set(key, value);
    return value;
  }
}
