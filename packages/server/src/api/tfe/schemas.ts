import Type, { type Static, type TProperties, type TSchema, type TUnsafe } from "typebox";

/** Short names for the schemas of values; `documents.ts` puts them together. */

export type { Static, TProperties, TSchema };

type Described = { readonly description?: string };
type TextLimits = Described & {
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly format?: "date-time";
};
type WholeLimits = Described & { readonly minimum?: number; readonly maximum?: number };
type ListLimits = Described & { readonly maxItems?: number };

type Text = TUnsafe<string | null>;
type Truth = TUnsafe<boolean | null>;
type Whole = TUnsafe<number | null>;

// "or null" is a list of types, not a union: a wrong value is then one problem, not three.
const orNull = <Value>(type: string, options: TextLimits): TUnsafe<Value | null> =>
  Type.Unsafe<Value | null>({ type: [type, "null"], ...options });

export const text = (options: TextLimits = {}) => Type.String(options);
export const textOrNull = (options: TextLimits = {}): Text => orNull("string", options);
export const truth = (options: Described = {}) => Type.Boolean(options);
export const truthOrNull = (options: Described = {}): Truth => orNull("boolean", options);
export const whole = (options: WholeLimits = {}) => Type.Integer(options);
export const wholeOrNull = (options: Described = {}): Whole => orNull("integer", options);
export const time = (options: Described = {}) => text({ format: "date-time", ...options });
export const timeOrNull = (options: Described = {}) =>
  textOrNull({ format: "date-time", ...options });
export const onlyNull = (options: Described = {}) => Type.Null(options);
export const exactly = <const Value extends string | boolean>(value: Value) => Type.Literal(value);
export const oneOf = <const Value extends string>(
  values: readonly Value[],
  options: Described = {},
): TUnsafe<Value> => Type.Unsafe<Value>({ type: "string", enum: [...values], ...options });
export const object = <Properties extends TProperties>(
  properties: Properties,
  options: Described & { readonly title?: string } = {},
) => Type.Object(properties, options);
/** One schema, not a union: what is wrong inside of it is told with its place. */
export const objectOrNull = <Properties extends TProperties>(properties: Properties) => {
  const { type: _, ...rest } = Type.Object(properties);
  const given = { type: ["object", "null"], properties: rest.properties, required: rest.required };
  return Type.Unsafe<Static<ReturnType<typeof object<Properties>>> | null>(given);
};
export const list = <Item extends TSchema>(item: Item, options: ListLimits = {}) =>
  Type.Array(item, options);
export const mapOf = <Value extends TSchema>(value: Value, options: Described = {}) =>
  Type.Record(Type.String(), value, options);
export const anything = (options: Described = {}) => Type.Unknown(options);
export const anyOf = <Options extends TSchema[]>(...options: Options) =>
  Type.Unsafe<Static<Options[number]>>({ anyOf: options });
export const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);
