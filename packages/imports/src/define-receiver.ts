import {
  type Arguments,
  argumentConverter,
  type FunctionCall,
  FunctionValue,
  type Parameters,
  Receiver,
  receiverOf,
  type UndefinedValue,
  unknown,
  type Value,
} from "@portcullis/language";

/** A method still without a name: the row of a receiver's table gives it one. */
export type MethodDefinition<State> = (name: string) => Method<State>;

interface Method<State> {
  readonly parameterCount: number;
  call(state: State, args: readonly Value[], call: FunctionCall): Value;
}

/** Declares a method; see `fn`, which does the same for a function. */
export function method<State, const Declared extends Parameters>(
  parameters: Declared,
  compute: (state: State, args: Arguments<Declared>, call: FunctionCall) => Value | UndefinedValue,
): MethodDefinition<State> {
  return (name) => {
    const convert = argumentConverter(name, parameters);
    return {
      parameterCount: Object.keys(parameters).length,
      call: (state, args, call) => compute(state, convert(args, call), call),
    };
  };
}

export interface ReceiverDeclaration<State> {
  /** The keys of the map, each computed when it is first read. */
  readonly fields: Readonly<Record<string, (state: State) => Value | undefined>>;
  readonly methods: Readonly<Record<string, MethodDefinition<State>>>;
  /** Further names of methods, each with the method that it stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** A kind of objects with methods: how policies see a `State` that only the import understands. */
export interface ReceiverType<State> {
  /** How documents call one: `decimal`, `timespace`. */
  readonly name: string;
  readonly fields: readonly string[];
  readonly methods: ReadonlyMap<string, Method<State>>;
  readonly aliases: Readonly<Record<string, string>>;
  of(state: State): Receiver;
  /** What an object of this kind, or a policy's copy of one, holds. */
  stateOf(value: Value): State | undefined;
}

/** Declares a kind of objects by the tables of their fields and methods. */
export function defineReceiver<State>(
  name: string,
  { fields, methods, aliases = {} }: ReceiverDeclaration<State>,
): ReceiverType<State> {
  const names = Object.keys(fields).sort();
  const table = new Map(Object.entries(methods).map(([key, define]) => [key, define(key)]));
  for (const [alias, key] of Object.entries(aliases)) {
    const define = methods[key];
    if (define === undefined) throw new Error(`alias "${alias}" stands for nothing`);
    table.set(alias, define(alias));
  }

  class DeclaredReceiver extends Receiver {
    readonly state: State;
    private readonly read = new Map<string, Value>();

    constructor(state: State) {
      super();
      this.state = state;
    }

    override keys(): readonly string[] {
      return names;
    }

    override get(key: string): Value | undefined {
      const known = this.read.get(key);
      if (known !== undefined) return known;
      if (!Object.hasOwn(fields, key)) return undefined;
      const value = fields[key]?.(this.state) ?? unknown;
      this.read.set(key, value);
      return value;
    }

    override findMethod(key: string): FunctionValue | undefined {
      const found = table.get(key);
      return found && new BoundMethod(found, this.state);
    }
  }

  return {
    name,
    fields: names,
    methods: table,
    aliases,
    of: (state) => new DeclaredReceiver(state),
    stateOf: (value) => {
      const receiver = receiverOf(value);
      return receiver instanceof DeclaredReceiver ? receiver.state : undefined;
    },
  };
}

class BoundMethod<State> extends FunctionValue {
  readonly parameterCount: number;
  private readonly method: Method<State>;
  private readonly state: State;

  constructor(bound: Method<State>, state: State) {
    super();
    this.parameterCount = bound.parameterCount;
    this.method = bound;
    this.state = state;
  }

  override call(args: readonly Value[], call: FunctionCall): Value {
    return this.method.call(this.state, args, call);
  }
}
