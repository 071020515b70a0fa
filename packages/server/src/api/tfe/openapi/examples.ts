import type { JsonValue } from "../../../domain/json.js";
import type { TfeRoute } from "../route.js";
import { type Exchange, segmentsOf, withLinks } from "./exchange.js";
import { GENERAL_ANSWERS, generalAnswerOf } from "./general-answers.js";

type JsonObject = { [key: string]: JsonValue };

/** The answers that many operations share, each once. */
export function sharedExamples(): JsonObject {
  return Object.fromEntries(
    Object.entries(GENERAL_ANSWERS).map(([name, value]) => [name, { value: withLinks(value) }]),
  );
}

/** Of a good request; `exchanges` are those of the row. */
export function requestExamples(route: TfeRoute, exchanges: readonly Exchange[]): JsonObject {
  const [status] = route.statuses;
  const found = exchanges.find(({ response }) => response.status === status);
  if (found === undefined) return {};
  const { body, text } = found.request;
  if (body === undefined && text === undefined) return {};
  return { examples: { [nameOf(found)]: described(found, text ?? body) } };
}

/** Of an answer with that status. */
export function responseExamples(
  status: number,
  route: TfeRoute,
  exchanges: readonly Exchange[],
): JsonObject {
  const found = exchanges.find(({ response }) => response.status === status);
  if (found === undefined) {
    return route.statuses.includes(status) ? {} : shared(generalAnswerOf(status, route));
  }
  const { body, text } = found.response;
  const isMissing = JSON.stringify(body) === JSON.stringify(GENERAL_ANSWERS["not-found"]);
  if (isMissing) return shared("not-found");
  return { examples: { [nameOf(found)]: described(found, text ?? body ?? "") } };
}

/** What stands in place of a path's parameter. */
export function pathExample(
  route: TfeRoute,
  name: string,
  [plainest]: readonly Exchange[],
): JsonObject {
  const value = plainest && segmentsOf(route.path, plainest.request.path)?.[name];
  return value === undefined ? {} : { example: value };
}

/** What a query says of one of its parameters, in the first request that does. */
export function queryExample(parameter: JsonObject, exchanges: readonly Exchange[]): JsonObject {
  const { type, items } = parameter.schema as unknown as ParameterSchema;
  for (const { request, response } of exchanges) {
    const query = new URLSearchParams(request.path.split("?")[1] ?? "");
    const value = query.get(String(parameter.name));
    if (response.status >= 300 || value === null) continue;
    if (type !== "array") return { example: type === "integer" ? Number(value) : value };
    const entries = value.split(",");
    // Another spelling of an inclusion is understood, but not for showing.
    if (entries.every((entry) => items?.enum.includes(entry))) return { example: entries };
  }
  return {};
}

interface ParameterSchema {
  readonly type: string;
  readonly items?: { readonly enum: readonly string[] };
}

function described({ note }: Exchange, value: unknown): JsonObject {
  return { ...(note === undefined ? {} : { summary: note }), value: withLinks(value) };
}

const nameOf = ({ name }: Exchange) => name.slice(name.lastIndexOf("/") + 1);

const shared = (name: string): JsonObject => ({
  examples: { [name]: { $ref: `#/components/examples/${name}` } },
});
