import type { Location } from "../source/diagnostic.js";
import { utf8Length } from "../source/utf8.js";
import { copyValue } from "../values/copy.js";
import { ListValue } from "../values/list.js";
import { MapValue, SharedMap } from "../values/map.js";
import { Region } from "../values/region.js";
import { EngineValue, type Value } from "../values/value.js";
import type { Budget } from "./budget.js";
import type { Effects } from "./effects.js";
import type { Host } from "./host.js";
import { weights } from "./limits.js";
import { NativeCall } from "./native-call.js";
import type { Program } from "./program.js";
import type { RuleRecord } from "./rule-value.js";
import type { Unit } from "./unit.js";

/** One evaluation of one policy: everything that changes while it runs. */
export class Run {
  readonly host: Host;
  readonly budget: Budget;
  readonly effects: Effects;
  /** Whether every read from an import makes a copy; see `Region`. */
  readonly copying: boolean;
  /** Modules by their program, so that all importers share one. */
  readonly modules = new Map<Program, Unit>();
  /** Rules in the order in which their evaluation ended. */
  readonly rules: RuleRecord[] = [];
  /** Where new collections belong. */
  region = new Region();
  private readonly globals = new Map<string, Value>();
  private returned: Value = null;

  constructor(host: Host, budget: Budget, effects: Effects, copying: boolean) {
    this.host = host;
    this.budget = budget;
    this.effects = effects;
    this.copying = copying;
  }

  /** All that the policy printed, each line with its end. */
  output = "";

  print(line: string, site: Location): void {
    this.budget.chargeOutput(utf8Length(line) + 1, site);
    this.output += `${line}\n`;
  }

  list(items: Value[], site: Location): ListValue {
    this.budget.chargeElements(items.length + weights.list, site);
    return new ListValue(items, this.region);
  }

  /** A new map that is about to get `size` entries. */
  map(size: number, site: Location): MapValue {
    this.budget.chargeElements(size + weights.map, site);
    return new MapValue(this.region);
  }

  /** A new map of keys that differ, and of the value of each. */
  mapOf(keys: readonly Value[], values: readonly Value[], site: Location): MapValue {
    this.budget.chargeElements(keys.length + weights.map, site);
    return MapValue.of(keys, values, this.region);
  }

  /** A copy that the policy may change. */
  copy(value: Value, site: Location): Value {
    return copyValue(value, this.region, new NativeCall(this, site), (count) =>
      this.budget.chargeElements(count, site),
    );
  }

  /** A copy of what a policy may change in place; what it may not is shared. */
  copyUnsealed(value: Value, site: Location): Value {
    return copyValue(
      value,
      this.region,
      new NativeCall(this, site),
      (count) => this.budget.chargeElements(count, site),
      (part) => !this.copying && (isOutsideData(part) || isSealed(part)),
    );
  }

  /** Data from outside as the policy may have it: shared, or its own copy in the copying mode. */
  own(value: Value, site: Location): Value {
    return this.copying && isOutsideData(value) ? this.copy(value, site) : value;
  }

  /** The value of a name that the host gave; the same one at every read. */
  global(name: string, site: Location): Value | undefined {
    const value = this.globals.get(name) ?? this.host.globals.get(name);
    if (value === undefined) return undefined;
    const owned = this.own(value, site);
    this.globals.set(name, owned);
    return owned;
  }

  /** Hands a returned value from the statement to the call around it. */
  leaveReturned(value: Value): void {
    this.returned = value;
  }

  takeReturned(): Value {
    return this.returned;
  }
}

function isSealed(value: Value): boolean {
  return (value instanceof ListValue || value instanceof MapValue) && value.sealed;
}

/** Whether a value is a collection that no policy made. */
function isOutsideData(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  return !(value instanceof EngineValue) || value instanceof SharedMap;
}
