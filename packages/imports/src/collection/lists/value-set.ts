import { compareValues, type FunctionCall, toMapKey, type Value } from "@portcullis/language";

/** Values by the language's equality: scalars are looked up, collections compared one by one. */
export class ValueSet {
  private readonly keys = new Set<unknown>();
  private readonly others: Value[] = [];
  private readonly call: FunctionCall;

  constructor(call: FunctionCall, values: readonly Value[] = []) {
    this.call = call;
    for (const value of values) this.add(value);
  }

  add(value: Value): void {
    this.call.charge(1);
    const key = toMapKey(value);
    if (key === undefined || Number.isNaN(key)) this.others.push(value);
    else this.keys.add(key);
  }

  has(value: Value): boolean {
    this.call.charge(1);
    const key = toMapKey(value);
    if (key !== undefined) return !Number.isNaN(key) && this.keys.has(key);
    return this.others.some((other) => {
      this.call.charge(1);
      return compareValues(value, other, this.call) === true;
    });
  }
}
