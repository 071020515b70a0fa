import type { MessageArguments, MessageCode } from "../messages/diagnose.js";
import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import type { FunctionCall, FunctionValue } from "../values/function.js";
import { ListValue } from "../values/list.js";
import type { MapValue } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import { weights } from "./limits.js";
import type { Run } from "./run.js";

/**
 * What a call from a native function back into the policy takes of the stack, in levels of the syntax
 * tree: the native function's own frames, and those of the host's sorting and filtering.
 */
const NATIVE_LEVELS = 6;

/** A call of a function that the host language implements. */
export class NativeCall implements FunctionCall {
  readonly site: Location;
  private readonly run: Run;

  constructor(run: Run, site: Location) {
    this.run = run;
    this.site = site;
  }

  undefined(): UndefinedValue {
    return new UndefinedValue(this.site);
  }

  list(items: Value[]): ListValue {
    return this.run.list(items, this.site);
  }

  listOf(count: number, element: (index: number) => Value): ListValue {
    this.chargeElements(count + weights.list);
    const items: Value[] = [];
    for (let index = 0; index < count; index++) items.push(element(index));
    return new ListValue(items, this.run.region);
  }

  map(entries: readonly (readonly [key: string, value: Value])[]): MapValue {
    const map = this.run.map(entries.length, this.site);
    for (const [key, value] of entries) map.set(key, key, value);
    return map;
  }

  chargeElements(count: number): void {
    this.run.budget.chargeElements(count, this.site);
  }

  chargeText(bytes: number): void {
    this.run.budget.chargeText(bytes, this.site);
  }

  copy(value: Value): Value {
    return this.run.copyUnsealed(value, this.site);
  }

  invoke(callee: FunctionValue, args: readonly Value[]): Value {
    const { budget } = this.run;
    budget.enter(NATIVE_LEVELS, this.site);
    const result = callee.call(args, this);
    budget.leave(NATIVE_LEVELS);
    return result;
  }

  chargeScan(size: number): void {
    this.run.budget.chargeScan(size, this.site);
  }

  once<Result>(effect: () => Result): Result {
    return this.run.effects.once(effect);
  }

  print(line: string): void {
    this.run.print(line, this.site);
  }

  charge(work: number): void {
    this.run.budget.charge(work, this.site);
  }

  fail<Code extends MessageCode>(code: Code, ...args: MessageArguments<Code>): never {
    return failAt(this.site, code, ...args);
  }
}
