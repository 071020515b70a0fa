import { Compile } from "typebox/compile";
import type { Actor } from "../../domain/access/actor.js";
import { readJson, refuseAnnounced } from "../http/content.js";
import type { HttpReply, HttpRequest, HttpRoute, Method } from "../http/route.js";
import { InvalidDocument, renderTfeError } from "./errors.js";
import { identityProblems, illFormedTexts, schemaProblems } from "./problems.js";
import { decodeQuery, type Query, type QuerySpec } from "./query.js";
import type { Static, TSchema } from "./schemas.js";

/** LIMIT: a JSON body; ten thousand members of a relationship fit into it several times. */
export const JSON_LIMIT = 4 * 1024 * 1024;

/** Where the API is. */
const API_PREFIX = "/api/v2";

/** The names of a path's segments: "organization_name" of "/organizations/:organization_name". */
type ParameterOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface TfeRequest<Path extends string, Body, Spec extends QuerySpec> {
  readonly actor: Actor;
  param(name: ParameterOf<Path>): string;
  /** The body, which fits the route's schema. */
  readonly body: Body;
  readonly query: Query<Spec>;
  /** The body as it comes, of a route that takes bytes. */
  readonly content: AsyncIterable<Uint8Array>;
  /** The path and query as they were asked for. */
  readonly url: string;
  readonly header: HttpRequest["header"];
}

/** What is known of every route, however it is carried out; the OpenAPI document is written from it. */
export interface RouteDescription {
  /** "policies.update": what the operation is called in the OpenAPI document and in the client. */
  readonly operation: `${string}.${string}`;
  /** The document that describes it, and where in it. */
  readonly doc: string;
  /** What goes beyond that document or differs from it. */
  readonly note?: string;
  /** An older address of what another row does: described as deprecated, absent from the client. */
  readonly isAlias?: boolean;
  /** Those that this row has a fixture for; what every row answers alike comes on top. */
  readonly statuses: readonly number[];
  /** "open": nobody is asked who they are. */
  readonly access?: "bearer" | "open";
  /** The path counts from the root, not from the API. */
  readonly isRoot?: boolean;
  /** Bytes of a JSON body; `JSON_LIMIT` when absent. */
  readonly bodyLimit?: number;
  /** The body is taken as bytes. */
  readonly upload?: { readonly limit: number; readonly description: string };
  /** What the first status comes with. */
  readonly response: TSchema | "bytes" | "text" | "nothing";
  /** What is found depends on the time, beside links that expire: the answer is made anew each time. */
  readonly isOfItsTime?: boolean;
  /** The media type of `response` where it is not that of JSON:API. */
  readonly mediaType?: string;
}

interface RouteSpec<Path extends string, Body extends TSchema, Spec extends QuerySpec>
  extends RouteDescription {
  /** An empty body counts as an empty object. */
  readonly body?: Body;
  /** The segment of the path that `data.id` must repeat, if the body has one. */
  readonly identity?: ParameterOf<Path>;
  readonly query?: Spec;
  handle(request: TfeRequest<Path, Static<Body>, Spec>): Promise<HttpReply>;
}

export interface TfeRoute extends RouteDescription {
  readonly method: Method;
  /** From the root. */
  readonly path: string;
  readonly body?: TSchema;
  readonly query?: QuerySpec;
  readonly http: HttpRoute;
}

/** One row of the API: address, documents, and what carries it out. */
export function route<
  const Path extends string,
  Body extends TSchema,
  const Spec extends QuerySpec = Record<never, never>,
>(method: Method, path: Path, spec: RouteSpec<Path, Body, Spec>): TfeRoute {
  const { handle, identity, ...description } = spec;
  const fullPath = spec.isRoot === true ? path : `${API_PREFIX}${path}`;
  const decodeBody = bodyDecoder(spec.body, spec.bodyLimit ?? JSON_LIMIT, identity);
  return {
    ...description,
    method,
    path: fullPath,
    http: {
      method,
      path: fullPath,
      access: spec.access ?? "bearer",
      isOfStore: method === "GET" && typeof spec.response === "object" && spec.isOfItsTime !== true,
      renderError: (error) => renderTfeError(error, spec.body),
      handle: async (request) => {
        if (spec.upload !== undefined) refuseAnnounced(request, spec.upload.limit);
        return handle({
          actor: request.actor,
          param: (name) => parameter(request, name),
          body: (await decodeBody(request)) as Static<Body>,
          query: decodeQuery(spec.query ?? ({} as Spec), request.query),
          content: request.content,
          url: request.url,
          header: (name) => request.header(name),
        });
      },
    },
  };
}

/** @throws InvalidDocument with every problem of the body */
function bodyDecoder(
  schema: TSchema | undefined,
  limit: number,
  identity: string | undefined,
): (request: HttpRequest) => Promise<unknown> {
  if (schema === undefined) return async () => undefined;
  let validator: ReturnType<typeof Compile> | undefined;
  return async (request) => {
    validator ??= Compile(schema);
    const stated = await readJson(request, limit);
    const body = stated === undefined ? {} : stated;
    const entries = validator.Check(body) ? [] : schemaProblems(validator.Errors(body));
    entries.push(...illFormedTexts(body));
    if (identity !== undefined) {
      entries.push(...identityProblems(body, parameter(request, identity)));
    }
    if (entries.length > 0) throw new InvalidDocument(entries);
    return body;
  };
}

function parameter(request: HttpRequest, name: string): string {
  const value = request.parameters[name];
  if (value === undefined) throw new Error(`the path has no segment "${name}"`);
  return value;
}
