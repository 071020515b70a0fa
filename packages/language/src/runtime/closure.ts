import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import { type FunctionCall, FunctionValue } from "../values/function.js";
import type { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import { type Action, Frame } from "./frame.js";

/** A function in the text: what all its values share. */
export interface FunctionCode {
  /** How messages name it. */
  readonly name: string;
  readonly parameters: readonly number[];
  readonly frameSize: number;
  readonly body: Action;
  /** Levels of the syntax tree that a call takes. */
  readonly levels: number;
  /** What a call that returns nothing comes to. */
  readonly nothing: UndefinedValue;
}

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
    return this.code.parameters.length;
  }

  override call(args: readonly Value[], call: FunctionCall): Value {
    return this.invoke(args, call.site);
  }

  invoke(args: readonly Value[], site: Location): Value {
    const { code, scope } = this;
    const { parameters } = code;
    if (args.length !== parameters.length)
      failAt(site, "wrong-argument-count", code.name, parameters.length, args.length);
    const { run } = scope.unit;
    const frame = new Frame(code.frameSize, scope, scope.unit);
    for (let i = 0; i < parameters.length; i++) frame.cells[parameters[i] as number] = args[i];
    run.budget.step(site);
    run.budget.chargeScan(code.frameSize, site);
    run.budget.enter(code.levels, site);
    const completion = code.body(frame);
    run.budget.leave(code.levels);
    return completion === "return" ? run.takeReturned() : code.nothing;
  }
}
