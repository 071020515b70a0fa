import type { JsonValue } from "../../../domain/json.js";
import type { Method } from "../../http/route.js";
import type { TfeRoute } from "../route.js";

/** A request and its answer, as a wire fixture has them: what the examples of the document are taken from. */
export interface Exchange {
  /** "<resource>/<case>". */
  readonly name: string;
  /** What is special about it. */
  readonly note?: string;
  /** Present when the server is set to do other than usual. */
  readonly compat?: object;
  readonly request: {
    readonly method: Method;
    readonly path: string;
    readonly body?: unknown;
    readonly text?: string;
  };
  readonly response: {
    readonly status: number;
    readonly body?: unknown;
    readonly text?: string;
  };
}

/**
 * The exchanges of a row, the plainest first: those with a body before those without, and then those
 * whose case has the shortest name.
 */
export function exchangesOf(route: TfeRoute, exchanges: readonly Exchange[]): Exchange[] {
  return exchanges
    .filter((exchange) => exchange.compat === undefined && isOf(route, exchange))
    .sort(
      (a, b) =>
        emptiness(a) - emptiness(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
    );
}

const emptiness = ({ request: { body, text } }: Exchange) =>
  body === undefined && text === undefined ? 1 : 0;

function isOf(route: TfeRoute, { request: { method, path } }: Exchange): boolean {
  return route.method === method && segmentsOf(route.path, path) !== undefined;
}

/** What a request's path says in place of each parameter of a row's; undefined when it is another's. */
export function segmentsOf(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const known = pattern.split("/");
  const asked = (path.startsWith("{") ? SIGNED_PATH : (path.split("?")[0] ?? "")).split("/");
  const isSame = (segment: string, index: number) =>
    segment.startsWith(":") || segment === asked[index];
  if (known.length !== asked.length || !known.every(isSame)) return undefined;
  const named = known.flatMap((segment, index) =>
    segment.startsWith(":") ? [[segment.slice(1), decodeURIComponent(asked[index] ?? "")]] : [],
  );
  return Object.fromEntries(named);
}

/** Stands for a link with a signature, which is another one each time: fixtures only say that there is one. */
const SIGNED_PATH = "/v1/object/eyJpZCI6IjEifQ.c2lnbmF0dXJl";

/** A fixture's value with a link wherever it says that one stands. */
export function withLinks(value: unknown): JsonValue {
  const text = JSON.stringify(value ?? null);
  return JSON.parse(text.replaceAll('"{signed link}"', `"http://portcullis.test${SIGNED_PATH}"`));
}
