import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import { SealedWrite } from "../values/region.js";
import { isUndefined } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Code, Frame } from "./frame.js";
import type { Tier } from "./tier.js";
import type { UnitRole } from "./unit.js";

/** A rule in the text: what all its values share. */
export interface RuleCode {
  /** The name it is assigned to, where it has one. */
  readonly name: string | undefined;
  /** The name's place, or the rule's own. */
  readonly span: Span;
  readonly description: string;
  readonly condition: Tier<Code> | undefined;
  readonly body: Tier<Code>;
  /** Levels of the syntax tree that evaluating it takes. */
  readonly levels: number;
}

/** A rule that was evaluated, for the trace. `value` is missing when an error interrupted it. */
export interface RuleRecord {
  readonly name: string;
  readonly description: string;
  readonly location: Location;
  readonly value: Value | undefined;
  /** Whether the policy itself or a module that it imports has the rule. */
  readonly role: UnitRole;
}

/** A rule held by a variable: evaluated when its value is asked for, once. */
export class RuleValue {
  private readonly code: RuleCode;
  private readonly frame: Frame;
  private value: Value | undefined;
  private running = false;

  constructor(code: RuleCode, frame: Frame) {
    this.code = code;
    this.frame = frame;
  }

  force(): Value {
    if (this.value !== undefined) return this.value;
    const { name, span, levels } = this.code;
    const { unit } = this.frame;
    const site = { file: unit.program.source, span };
    if (this.running) failAt(site, "rule-cycle", name ?? "");
    this.running = true;
    unit.run.budget.enter(levels, site);
    try {
      this.value = this.evaluate(site);
    } catch (error) {
      if (!(error instanceof SealedWrite)) this.record(site, undefined);
      throw error;
    }
    unit.run.budget.leave(levels);
    this.record(site, this.value);
    return this.value;
  }

  private evaluate(site: Location): Value {
    const { condition, body } = this.code;
    if (condition !== undefined) {
      const holds = condition.codeFor(1)(this.frame);
      // An undefined condition decides nothing, and so does the rule then.
      if (isUndefined(holds)) return holds;
      if (typeof holds !== "boolean")
        failAt(site, "not-boolean", "the condition of a rule", kindOf(holds));
      if (!holds) return true;
    }
    const value = body.codeFor(1)(this.frame);
    const kind = kindOf(value);
    if (kind === "function") failAt(site, "rule-type", kind);
    return value;
  }

  private record(location: Location, value: Value | undefined): void {
    const { name, description } = this.code;
    if (name === undefined) return;
    const { run, role } = this.frame.unit;
    run.rules.push({ name, description, location, value, role });
  }
}
