import type { MessageArguments, MessageCode } from "../messages/diagnose.js";
import { isString, lengthInHost } from "./byte-string.js";
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
  /** A new map; its elements are charged to the policy's budget. */
  map(entries: readonly (readonly [key: string, value: Value])[]): MapValue;
  /**
   * A copy of a value that shares nothing with it that a policy may change. Its elements are charged
   * to the policy's budget.
   */
  copy(value: Value): Value;
  /** Calls a function that the policy passed in. */
  invoke(callee: FunctionValue, args: readonly Value[]): Value;
  /**
   * Does what has an effect outside of the evaluation, or an answer of its own each time: a request, a
   * question to another program. An evaluation that starts again does not repeat it.
   */
  once<Result>(effect: () => Result): Result;
  /** Writes a line to the policy's output. */
  print(line: string): void;
  fail<Code extends MessageCode>(code: Code, ...args: MessageArguments<Code>): never;
}

/** Something a policy can call. */
export abstract class FunctionValue extends EngineValue {
  readonly kind = "function";

  /** How many arguments it takes at the most; infinite if there is no bound. */
  abstract readonly parameterCount: number;

  abstract call(args: readonly Value[], call: FunctionCall): Value;
}

export type Parameters = Readonly<Record<string, ParameterType<unknown>>>;

export type Arguments<Declared extends Parameters> = {
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

  override get parameterCount(): number {
    return this.parameters.length;
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
 */
export function fn<const Declared extends Parameters, Result extends Value>(
  parameters: Declared,
  result: ParameterType<Result>,
  compute: (args: Arguments<Declared>, call: FunctionCall) => Result | UndefinedValue,
): FunctionDefinition {
  return (name) => {
    const convert = argumentConverter(name, parameters);
    return new NativeFunction(name, Object.keys(parameters), result.name, (args, call) =>
      compute(convert(args, call), call),
    );
  };
}

/**
 * What checks the number of arguments of a function and converts them.
 *
 * COMPAT (plugin SDK, framework): the texts of both errors are known to users.
 */
export function argumentConverter<const Declared extends Parameters>(
  name: string,
  parameters: Declared,
): (args: readonly Value[], call: FunctionCall) => Arguments<Declared> {
  const names = Object.keys(parameters);
  const types = Object.values(parameters);
  const required = types.filter((type) => !type.optional && !type.rest).length;
  const restIndex = types.findIndex((type) => type.rest);
  const most = restIndex === -1 ? types.length : Number.POSITIVE_INFINITY;
  const fixed = restIndex === -1 ? types.length : restIndex;
  const Named = classWithMembers(names);
  return (args, call) => {
    if (args.length < required || args.length > most)
      call.fail("wrong-argument-count", name, countText(required, most), args.length);
    call.charge(1 + args.length);
    const converted: unknown[] = args.slice();
    for (let i = 0; i < args.length; i++) {
      const value = args[i] as Value;
      const type = types[i < fixed ? i : fixed] as ParameterType<unknown>;
      // Whatever the function does with a text, it looks at all of it.
      if (isString(value)) call.chargeScan(lengthInHost(value));
      const argument = type.convert(value);
      if (argument === mismatch) call.fail("argument-type", name, type.name, kindOf(value));
      converted[i] = argument;
    }
    return new Named(
      restIndex === -1 ? converted : gathered(converted, restIndex),
    ) as Arguments<Declared>;
  };
}

/** The last of the arguments as one, which takes the place of its parameter. */
function gathered(converted: readonly unknown[], restIndex: number): unknown[] {
  return [...converted.slice(0, restIndex), converted.slice(restIndex)];
}

/**
 * A class of objects with the given members, which read an array. All objects of one function look
 * alike to the host then, which makes reading a member several times as fast as from a record that was
 * filled by name.
 */
function classWithMembers(names: readonly string[]): new (values: readonly unknown[]) => object {
  const members = Symbol("members");
  class Named {
    readonly [members]: readonly unknown[];

    constructor(values: readonly unknown[]) {
      this[members] = values;
    }
  }
  names.forEach((name, index) => {
    Object.defineProperty(Named.prototype, name, {
      get(this: Named) {
        return this[members][index];
      },
    });
  });
  return Named;
}

function countText(required: number, most: number): number | string {
  if (required === most) return required;
  return most === Number.POSITIVE_INFINITY ? `at least ${required}` : `${required} to ${most}`;
}
