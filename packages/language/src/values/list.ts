import { type Region, SealedWrite } from "./region.js";
import { EngineValue, type Value } from "./value.js";

/** A list that a policy, a module or a function made. */
export class ListValue extends EngineValue {
  private readonly elements: Value[];
  private readonly region: Region;

  /** Takes over the array. */
  constructor(elements: Value[], region: Region) {
    super();
    this.elements = elements;
    this.region = region;
  }

  override get kind(): "list" {
    return "list";
  }

  get items(): readonly Value[] {
    return this.elements;
  }

  get sealed(): boolean {
    return this.region.sealed;
  }

  append(value: Value): void {
    this.checkWritable();
    this.elements.push(value);
  }

  /** Replaces the element at an index that exists. */
  replace(index: number, value: Value): void {
    this.checkWritable();
    this.elements[index] = value;
  }

  private checkWritable(): void {
    if (this.region.sealed) throw new SealedWrite();
  }
}

export type List = ListValue | readonly Value[];

export function isList(value: Value): value is List {
  return value instanceof ListValue || Array.isArray(value);
}

export function itemsOf(list: List): readonly Value[] {
  return list instanceof ListValue ? list.items : list;
}
