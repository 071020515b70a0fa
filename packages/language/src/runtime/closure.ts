import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import { type FunctionCall, FunctionValue } from "../values/function.js";
import type { Value } from "../values/value.js";
import type { Frame } from "./frame.js";
import type { Tier } from "./tier.js";

/** A function in the text: what all its values share. */
export interface FunctionCode {
  /** How messages name it. */
  readonly name: string;
  readonly parameterCount: number;
  /** How many variables a call has. */
  readonly frameSize: number;
  readonly body: Tier<FunctionBody>;
  /** Levels of the syntax tree that a call takes. */
  readonly levels: number;
}

/** What a call evaluates, given the variables around the function and as many arguments as it takes. */
export type FunctionBody = (scope: Frame, args: readonly Value[]) => Value;

/** A function of a policy together with the variables around it. */
export class Closure extends FunctionValue {
  private readonly code: FunctionCode;
  private readonly scope: Frame;

  constructor(code: FunctionCode, scope: Frame) {
    super();
    this.code = code;
    this.scope = scope;
  }

  override get parameterCount(): number {
    return this.code.parameterCount;
  }

  override call(args: readonly Value[], call: FunctionCall): Value {
    return this.invoke(args, call.site);
  }

  invoke(args: readonly Value[], site: Location): Value {
    const { code, scope } = this;
    const { parameterCount, frameSize, levels } = code;
    if (args.length !== parameterCount)
      failAt(site, "wrong-argument-count", code.name, parameterCount, args.length);
    const { budget } = scope.unit.run;
    budget.step(site);
    budget.chargeScan(frameSize, site);
    budget.enter(levels, site);
    const result = code.body.codeFor(1)(scope, args);
    budget.leave(levels);
    return result;
  }
}
