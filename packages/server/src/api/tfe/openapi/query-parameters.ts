import type { JsonValue } from "../../../domain/json.js";
import { filterParameter, PAGE_SIZE_DEFAULT, PAGE_SIZE_LIMIT, type QuerySpec } from "../query.js";

type JsonObject = { [key: string]: JsonValue };

export function queryParameters(spec: QuerySpec): JsonObject[] {
  const { search = [], filters = [], conditions = {}, include = [], sort = [] } = spec;
  return [
    ...(spec.q === true ? [Q_PARAMETER] : []),
    ...(spec.since === true ? [SINCE_PARAMETER] : []),
    ...search.map((name) =>
      parameter(`search[${name}]`, "A part of it, whatever the case.", { type: "string" }),
    ),
    ...filters.map((name) => parameter(filterParameter(name), "Exactly this.", { type: "string" })),
    ...(spec.tagged === true ? TAGGED_PARAMETERS : []),
    ...Object.entries(conditions).map(([name, values]) =>
      parameter(`filter[0][${name}]`, CONDITIONS, { type: "string", enum: [...values] }),
    ),
    ...listParameter("sort", "What to sort by; a dash reverses the order.", [
      ...sort,
      ...sort.map((name) => `-${name}`),
    ]),
    ...listParameter("include", "Related resources to include.", include),
    ...(spec.pieces === true ? PIECE_PARAMETERS : []),
    ...(spec.paged === true ? PAGE_PARAMETERS : []),
  ];
}

const CONDITIONS =
  "Exactly this. What has the same number must hold together; one of the numbers is enough.";

const Q_PARAMETER = parameter("q", "A part of a name or address, whatever the case.", {
  type: "string",
});

const SINCE_PARAMETER = parameter("since", "Nothing from before this moment.", {
  type: "string",
  format: "date-time",
});

const TAGGED_PARAMETERS = [
  parameter("filter[tagged][0][key]", "Has a tag of that key; further ones count from 1.", {
    type: "string",
  }),
  parameter("filter[tagged][0][value]", "The value of that tag; any when empty.", {
    type: "string",
  }),
];

const PIECE_PARAMETERS = [
  parameter("offset", "How many bytes to pass over.", { type: "integer", default: 0 }),
  parameter("limit", "How many bytes to send at most; all when absent.", { type: "integer" }),
];

const PAGE_PARAMETERS = [
  parameter("page[number]", "Which page, counting from 1.", { type: "integer", default: 1 }),
  parameter("page[size]", `How many on a page, at most ${PAGE_SIZE_LIMIT}.`, {
    type: "integer",
    default: PAGE_SIZE_DEFAULT,
  }),
];

function listParameter(name: string, description: string, values: readonly string[]): JsonObject[] {
  if (values.length === 0) return [];
  const schema = { type: "array", items: { type: "string", enum: values } };
  return [{ ...parameter(name, description, schema), style: "form", explode: false }];
}

function parameter(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: "query", required: false, description, schema };
}
