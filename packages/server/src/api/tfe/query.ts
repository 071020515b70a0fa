import type { PageRequest } from "../../domain/page.js";
import { BadRequest } from "../http/http-errors.js";

/** Which query parameters a route understands; others are ignored, but for inclusions. */
export interface QuerySpec {
  readonly paged?: true;
  /** The content is read piece by piece: `offset` and `limit`. */
  readonly pieces?: true;
  /** How many come when no size is asked for, where that is not the usual number. */
  readonly pageSize?: number;
  /** Names are searched for by `q`. */
  readonly q?: true;
  /** A moment, `since`, before which nothing is wanted. */
  readonly since?: true;
  /** Names that can be searched for: `search[name]`. */
  readonly search?: readonly string[];
  /** Attributes that can be filtered by: `filter[kind]`, and `filter[project][id]` for "project.id". */
  readonly filters?: readonly string[];
  /** Tags that can be filtered by: `filter[tagged][0][key]` and `…[value]`. */
  readonly tagged?: true;
  /** Attributes of numbered conditions, `filter[0][status]`, each with the values that it can have. */
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
  /** Related resources that can be included, with underscores. */
  readonly include?: readonly string[];
  /** Attributes that can be sorted by. */
  readonly sort?: readonly string[];
}

/** COMPAT (Terraform API, pagination). LIMIT: a page is never larger, whatever is asked for. */
export const PAGE_SIZE_LIMIT = 100;
export const PAGE_SIZE_DEFAULT = 20;

/** LIMIT: a page number with more digits could not be multiplied exactly. */
const COUNT_PATTERN = /^[0-9]{1,10}$/;

type Names<List extends readonly string[] | undefined> = List extends readonly string[]
  ? List[number]
  : never;

type Condition<Named> = { readonly [Name in keyof Named]?: ValueIn<Named[Name]> };
type ValueIn<Values> = Values extends readonly (infer Value)[] ? Value : never;

/** A part of a content, in bytes. */
export interface Piece {
  readonly offset: number;
  readonly limit: number;
}

export interface Query<Spec extends QuerySpec> {
  readonly page: PageRequest;
  /** All of it unless a piece is asked for. */
  readonly piece: Piece;
  /** Undefined when nothing is searched for. */
  readonly q: string | undefined;
  /** As it was written; undefined when no moment is named. */
  readonly since: string | undefined;
  readonly search: { readonly [Name in Names<Spec["search"]>]?: string };
  readonly filter: { readonly [Name in Names<Spec["filters"]>]?: string };
  /** Without a value where any is wanted. */
  readonly tagged: readonly { readonly key: string; readonly value?: string }[];
  /** What is named by one number belongs together; in the order of the request. */
  readonly conditions: readonly Condition<Spec["conditions"]>[];
  readonly include: ReadonlySet<Names<Spec["include"]>>;
  readonly sort: readonly { readonly by: Names<Spec["sort"]>; readonly descending: boolean }[];
}

/** @throws BadRequest for a page, an inclusion or an order that does not exist */
export function decodeQuery<Spec extends QuerySpec>(
  spec: Spec,
  parameters: URLSearchParams,
): Query<Spec> {
  const query: Query<{ include: string[]; sort: string[] }> = {
    page: spec.paged === true ? decodePage(parameters, spec.pageSize) : FIRST_PAGE,
    piece: spec.pieces === true ? decodePiece(parameters) : WHOLE,
    q: spec.q === true ? parameters.get("q") || undefined : undefined,
    since: spec.since === true ? parameters.get("since") || undefined : undefined,
    search: pick(spec.search, (name) => parameters.get(`search[${name}]`)),
    filter: pick(spec.filters, (name) => parameters.get(filterParameter(name))),
    tagged: spec.tagged === true ? decodeTagged(parameters) : [],
    conditions: decodeConditions(spec, parameters),
    include: new Set(decodeInclude(spec, parameters)),
    sort: decodeSort(spec, parameters),
  };
  // Every name in it was found in the lists that the type is made from.
  return query as unknown as Query<Spec>;
}

const FIRST_PAGE: PageRequest = { number: 1, size: PAGE_SIZE_DEFAULT };

function decodePage(parameters: URLSearchParams, absent = FIRST_PAGE.size): PageRequest {
  const number = pageParameter(parameters, "page[number]", FIRST_PAGE.number);
  const size = pageParameter(parameters, "page[size]", absent);
  return { number, size: Math.min(size, Math.max(PAGE_SIZE_LIMIT, absent)) };
}

function pageParameter(parameters: URLSearchParams, name: string, absent: number): number {
  const value = parameters.get(name) ?? "";
  if (value === "") return absent;
  const number = COUNT_PATTERN.test(value) ? Number(value) : 0;
  if (number < 1) throw new BadRequest(`${name} must be a whole number of at least 1`, name);
  return number;
}

const WHOLE: Piece = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

function decodePiece(parameters: URLSearchParams): Piece {
  const count = (name: keyof Piece) => {
    const value = parameters.get(name) ?? "";
    if (value === "") return WHOLE[name];
    if (COUNT_PATTERN.test(value)) return Number(value);
    throw new BadRequest(`${name} must be a whole number of bytes`, name);
  };
  return { offset: count("offset"), limit: count("limit") };
}

/** The values of those parameters that have one; an empty one is none. */
function pick(
  names: readonly string[] = [],
  read: (name: string) => string | null,
): Record<string, string> {
  const values = names.map((name) => [name, read(name) ?? ""] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}

/** "filter[project][id]" for "project.id". */
export function filterParameter(name: string): string {
  return `filter[${name.replaceAll(".", "][")}]`;
}

/** LIMIT: tags that one request filters by; others are not looked at. */
const TAGGED_LIMIT = 20;

/** COMPAT (client for Terraform Enterprise, filters by tags): an empty value counts as none. */
function decodeTagged(parameters: URLSearchParams): { key: string; value?: string }[] {
  const keys = [...parameters].flatMap(([name, key]) => {
    const [, index] = /^filter\[tagged\]\[(\d{1,4})\]\[key\]$/.exec(name) ?? [];
    return index === undefined || key === "" ? [] : [{ index, key }];
  });
  return keys.slice(0, TAGGED_LIMIT).map(({ index, key }) => {
    const value = parameters.get(`filter[tagged][${index}][value]`) ?? "";
    return value === "" ? { key } : { key, value };
  });
}

/** The values of a list with commas between them; undefined when there is none. */
export function listOf(value: string | undefined): string[] | undefined {
  const values = value?.split(",").map((each) => each.trim()) ?? [];
  const stated = values.filter((each) => each !== "");
  return stated.length === 0 ? undefined : stated;
}

const CONDITION_PATTERN = /^filter\[([^\]]*)\]\[([^\]]*)\]$/;

/** COMPAT (Policy Evaluations API): the page writes enforcementLevel, the client enforcement_level. */
function decodeConditions(
  { conditions: known }: QuerySpec,
  parameters: URLSearchParams,
): Record<string, string>[] {
  if (known === undefined) return [];
  const conditions = new Map<string, Record<string, string>>();
  for (const [parameter, value] of parameters) {
    const [, number, asked] = CONDITION_PATTERN.exec(parameter) ?? [];
    if (number === undefined || asked === undefined) continue;
    const name = asked.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const values = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!values?.includes(value)) throw new BadRequest(conditionRule(parameter, known), parameter);
    conditions.set(number, { ...conditions.get(number), [name]: value });
  }
  return [...conditions.values()];
}

function conditionRule(parameter: string, known: NonNullable<QuerySpec["conditions"]>): string {
  const rules = Object.entries(known).map(
    ([name, values]) => `${name} of ${values.map((value) => `"${value}"`).join(", ")}`,
  );
  return `"${parameter}" is no condition: filter by ${rules.join(" or ")}`;
}

/** COMPAT (Terraform API, related resources): dashes and underscores are the same; this error text. */
function decodeInclude(spec: QuerySpec, parameters: URLSearchParams): string[] {
  return commaList(parameters, "include").map((asked) => {
    const name = asked.replaceAll("-", "_");
    if (spec.include?.includes(name)) return name;
    throw new BadRequest("Invalid include parameter", "include");
  });
}

function decodeSort(
  { sort: known }: QuerySpec,
  parameters: URLSearchParams,
): { by: string; descending: boolean }[] {
  if (known === undefined) return [];
  return commaList(parameters, "sort").map((asked) => {
    const descending = asked.startsWith("-");
    const by = descending ? asked.slice(1) : asked;
    if (known.includes(by)) return { by, descending };
    const orders = known.flatMap((name) => [`"${name}"`, `"-${name}"`]).join(", ");
    throw new BadRequest(`sort must be a list of ${orders}`, "sort");
  });
}

function commaList(parameters: URLSearchParams, name: string): string[] {
  return parameters
    .getAll(name)
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "");
}
