import type { MessageArguments, MessageCode } from "../messages/diagnose.js";
import type { ListValue } from "./list.js";
import type { MapValue } from "./map.js";
import type { Meter } from "./meter.js";
import { mismatch, type ParameterType } from "./parameter-type.js";
import type { UndefinedValue } from "./undefined.js";
import { EngineValue, kindOf, type Value } from "./value.js";

/** What a function may do besides computing: everything that belongs to the running evaluation. */
export interface FunctionCall extends Meter {
  /** An undefined that is born at this call. */
  undefined(): UndefinedValue;
  /** A new list; its elements are charged to the policy's budget. */
  list(items: Value[]): ListValue;
  /** A new list of `count` elements, charged before the first of them is made. */
  listOf(count: number, element: (index: number) => Value): ListValue;
  /** Charges elements added to a collection that exists. */
  chargeElements(count: number): void;
  /** Charges a string of this many bytes before it is made. */
  chargeText(bytes: number): void;
  /** A new map; its elements are charged to the policy's budget. */
  map(entries: readonly (readonly [key: string, value: Value])[]): MapValue;
  /** Calls a function that the policy passed in. */
  invoke(callee: FunctionValue, args: readonly Value[]): Value;
  /** Writes a line to the policy's output. */
  print(line: string): void;
  fail<Code extends MessageCode>(code: Code, ...args: MessageArguments<Code>): never;
}

/** Something a policy can call. */
export abstract class FunctionValue extends EngineValue {
  readonly kind = "function";

  abstract call(args: readonly Value[], call: FunctionCall): Value;
}

type Parameters = Readonly<Record<string, ParameterType<unknown>>>;

type Arguments<Declared extends Parameters> = {
  readonly [Name in keyof Declared]: Declared[Name] extends ParameterType<infer Type>
    ? Type
    : never;
};

/** A function that the host language implements, with its declaration. */
export class NativeFunction extends FunctionValue {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly resultType: string;
  private readonly implementation: (args: readonly Value[], call: FunctionCall) => Value;

  constructor(
    name: string,
    parameters: readonly string[],
    resultType: string,
    implementation: (args: readonly Value[], call: FunctionCall) => Value,
  ) {
    super();
    this.name = name;
    this.parameters = parameters;
    this.resultType = resultType;
    this.implementation = implementation;
  }

  override call(args: readonly Value[], call: FunctionCall): Value {
    return this.implementation(args, call);
  }
}

/** A function still without a name: the row of an import's or the builtins' table gives it one. */
export type FunctionDefinition = (name: string) => NativeFunction;

/**
 * Declares a function of an import. The number of arguments is checked and each is converted to its
 * declared type before `compute` sees them, so `compute` holds the function's own work alone.
 *
 * COMPAT (plugin SDK, framework): the texts of both errors are known to users.
 */
export function fn<const Declared extends Parameters, Result extends Value>(
  parameters: Declared,
  result: ParameterType<Result>,
  compute: (args: Arguments<Declared>, call: FunctionCall) => Result | UndefinedValue,
): FunctionDefinition {
  const names = Object.keys(parameters);
  const types = Object.values(parameters);
  const required = types.filter((type) => type.optional !== true).length;
  return (name) =>
    new NativeFunction(name, names, result.name, (args, call) => {
      if (args.length < required || args.length > names.length)
        call.fail("wrong-argument-count", name, names.length, args.length);
      call.charge(1);
      const converted: Record<string, unknown> = {};
      for (let i = 0; i < args.length; i++) {
        const value = args[i] as Value;
        const type = types[i] as ParameterType<unknown>;
        const argument = type.convert(value);
        if (argument === mismatch) call.fail("argument-type", name, type.name, kindOf(value));
        converted[names[i] as string] = argument;
      }
      return compute(converted as Arguments<Declared>, call);
    });
}
