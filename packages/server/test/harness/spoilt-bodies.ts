import { exampleOf } from "./example.js";

/** A body that is wrong in one place. */
export interface SpoiltBody {
  /** The place as a JSON pointer, as the answer must name it. */
  readonly pointer: string;
  /** What is wrong there, for whoever reads a failure. */
  readonly what: string;
  readonly body: unknown;
}

/** A place where a request names something that exists already. */
export interface ReferencePlace {
  readonly place: Place;
  /** What it must be, such as "workspaces". */
  readonly type: string;
}

type Place = readonly (string | number)[];

/** As much of JSON Schema as the routes use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

const OF_EVERY_TYPE = [null, true, 1, 1.5, "text", [], {}];

/** Tried wherever a pattern says which characters there may be. */
const UNUSUAL_TEXTS = [
  "",
  " ",
  "a b",
  "a\nb",
  "a\u0000b",
  "a\u0085b",
  "a/b",
  "é",
  "🙂",
  "<b>",
  "ſ",
];

/** Half of a surrogate pair: JSON can say it, no encoding can. */
const ILL_FORMED = "a\ud800b";

/** Every way to spoil one place of a body that fits the schema. `base` is such a body. */
export function* spoiltBodies(schema: unknown, base: unknown): Iterable<SpoiltBody> {
  for (const { place, schema: here, isRequired, shownAs } of placesOf(schema as Schema)) {
    const instead = (what: string, value: unknown): SpoiltBody => ({
      // What no schema says is named where it is, also inside of a union.
      pointer: pointerTo(value === ILL_FORMED && permitsText(here) ? place : (shownAs ?? place)),
      what,
      body: put(schema as Schema, base, place, value),
    });
    for (const [what, value] of wrongValues(here)) yield instead(what, value);
    if (isRequired) yield instead("is absent", undefined);
  }
}

/** Where identifiers of other resources stand. */
export function referencePlaces(schema: unknown): ReferencePlace[] {
  return [...placesOf(schema as Schema)].flatMap(({ place, schema: { properties } }) => {
    const type = properties?.type?.const;
    const isIdentifier = properties?.id !== undefined && Object.keys(properties).length === 2;
    return isIdentifier && typeof type === "string" ? [{ place, type }] : [];
  });
}

/** The body with another value in this place; undefined takes away what is there. */
export function put(schema: unknown, base: unknown, place: Place, value: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const { properties = {}, items } = alternative(schema as Schema);
  if (typeof key === "number") {
    const list = Array.isArray(base) ? base : [];
    return [put(items ?? {}, list[key], rest, value), ...list.slice(1)];
  }
  const whole = base ?? exampleOfRequired(schema as Schema);
  const { [key]: old, ...others } = whole as Record<string, unknown>;
  const changed = put(properties[key] ?? {}, old, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}

interface PlaceInSchema {
  readonly place: Place;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** The place that an answer names, where it is another one: a union is wrong as a whole. */
  readonly shownAs?: Place | undefined;
}

function* placesOf(
  schema: Schema,
  place: Place = [],
  isRequired = false,
  shownAs?: Place,
): Iterable<PlaceInSchema> {
  yield { place, schema, isRequired, shownAs };
  const inside = schema.anyOf === undefined ? shownAs : (shownAs ?? place);
  const { properties = {}, required = [], items } = alternative(schema);
  for (const [name, each] of Object.entries(properties)) {
    yield* placesOf(each, [...place, name], required.includes(name), inside);
  }
  if (items !== undefined) yield* placesOf(items, [...place, 0], false, inside);
}

/** Of a union the member that has parts. */
function alternative(schema: Schema): Schema {
  const isComposed = (each: Schema) => each.properties !== undefined || each.items !== undefined;
  return schema.anyOf?.find(isComposed) ?? schema;
}

function* wrongValues(schema: Schema): Iterable<readonly [string, unknown]> {
  for (const value of OF_EVERY_TYPE) {
    if (!permitsType(schema, value)) yield [`is ${JSON.stringify(value)}`, value];
  }
  const { const: only, enum: values, maxLength, maxItems, pattern, items } = schema;
  if (typeof only === "string") yield ["is another text", `${only}-`];
  if (values !== undefined) yield ["is none of the values", String(values[0]).toUpperCase()];
  if (!permitsType(schema, "")) {
    if (maxItems !== undefined) {
      yield ["has too many entries", new Array(maxItems + 1).fill(exampleOf(items ?? {}))];
    }
    return;
  }
  yield ["has half a character", ILL_FORMED];
  if (maxLength !== undefined) yield ["is too long", "a".repeat(maxLength + 1)];
  if (pattern !== undefined) {
    const wrong = UNUSUAL_TEXTS.filter((text) => !new RegExp(pattern, "u").test(text));
    for (const text of wrong) yield [`is ${JSON.stringify(text)}`, text];
  }
}

function permitsType(schema: Schema, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((each) => permitsType(each, value));
  const types = [schema.type ?? typesOf(schema.const)].flat();
  return typesOf(value).some((each) => types.includes(each));
}

function permitsText({ pattern }: Schema): boolean {
  return pattern === undefined || new RegExp(pattern, "u").test(ILL_FORMED);
}

function typesOf(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (Number.isInteger(value)) return ["integer", "number"];
  return [typeof value];
}

function exampleOfRequired(schema: Schema): unknown {
  const { properties = {}, required = [] } = alternative(schema);
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name])]));
}

function pointerTo(place: Place): string {
  return place.map((each) => `/${each}`).join("");
}
