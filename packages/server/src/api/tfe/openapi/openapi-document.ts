import { STATUS_CODES } from "node:http";
import type { JsonValue } from "../../../domain/json.js";
import { errorDocument } from "../documents.js";
import { JSON_API } from "../errors.js";
import { impliedStatuses } from "../implied-statuses.js";
import { PATH_PARAMETERS } from "../path-parameters.js";
import type { TfeRoute } from "../route.js";
import { Components } from "./components.js";
import {
  pathExample,
  queryExample,
  requestExamples,
  responseExamples,
  sharedExamples,
} from "./examples.js";
import { type Exchange, exchangesOf } from "./exchange.js";
import { queryParameters } from "./query-parameters.js";

type JsonObject = { [key: string]: JsonValue };

/**
 * The OpenAPI 3.1 description of the API, as the table of routes has it. Its examples are those of the
 * exchanges, which tests repeat.
 */
export function openApiDocument(
  routes: readonly TfeRoute[],
  exchanges: readonly Exchange[],
): JsonObject {
  const components = new Components();
  const paths: { [path: string]: JsonObject } = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    const described = operation(route, exchangesOf(route, exchanges), components);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: described };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Portcullis",
      version: "v2",
      description:
        "The part of the Terraform v2 HTTP API that a policy server needs. What goes beyond that API is marked as a Portcullis extension.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: components.all(),
      examples: sharedExamples(),
    },
  };
}

function operation(
  route: TfeRoute,
  exchanges: readonly Exchange[],
  components: Components,
): JsonObject {
  const [document = "", summary] = route.doc.split(": ");
  const query = queryParameters(route.query ?? {});
  const parameters = [
    ...pathParameters(route, exchanges),
    ...query.map((each) => ({ ...each, ...queryExample(each, exchanges) })),
  ];
  return {
    operationId: route.operation,
    tags: [route.operation.split(".")[0] ?? ""],
    summary: summary ?? document,
    description: [`See the ${document}.`, ...(route.note === undefined ? [] : [route.note])].join(
      " ",
    ),
    ...(route.isAlias === true ? { deprecated: true } : {}),
    ...(route.access === "open" ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, exchanges, components),
    responses: responses(route, exchanges, components),
  };
}

function pathParameters(route: TfeRoute, exchanges: readonly Exchange[]): JsonObject[] {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: PATH_PARAMETERS[name] ?? "",
    schema: { type: "string" },
    ...pathExample(route, name, exchanges),
  }));
}

function requestBody(
  route: TfeRoute,
  exchanges: readonly Exchange[],
  components: Components,
): JsonObject {
  const { body, upload } = route;
  const examples = requestExamples(route, exchanges);
  if (upload !== undefined) {
    const description = `${upload.description} At most ${upload.limit} bytes.`;
    return { requestBody: { description, content: { "application/octet-stream": examples } } };
  }
  if (body === undefined) return {};
  const content = { [JSON_API]: { schema: components.refer(body), ...examples } };
  return { requestBody: { content } };
}

function responses(
  route: TfeRoute,
  exchanges: readonly Exchange[],
  components: Components,
): JsonObject {
  const statuses = new Set([...route.statuses, ...impliedStatuses(route)]);
  return Object.fromEntries(
    [...statuses]
      .sort((a, b) => a - b)
      .map((status) => {
        const [mediaType, schema] = responseContent(status, route, components) ?? [];
        const described = { ...schema, ...responseExamples(status, route, exchanges) };
        const content = mediaType === undefined ? {} : { content: { [mediaType]: described } };
        return [String(status), { description: STATUS_CODES[status] ?? "", ...content }];
      }),
  );
}

/** The media type and what is said of it; nothing for an answer without content. */
function responseContent(
  status: number,
  { response, mediaType = JSON_API }: TfeRoute,
  components: Components,
): [mediaType: string, described: JsonObject] | undefined {
  if (status >= 400) return [JSON_API, { schema: components.refer(errorDocument) }];
  if (status === 204 || status === 202 || response === "nothing") return undefined;
  if (response === "bytes") return ["application/octet-stream", {}];
  if (response === "text") {
    const textType = mediaType === JSON_API ? "text/plain" : mediaType;
    return [textType, { schema: { type: "string" } }];
  }
  return [mediaType, { schema: components.refer(response) }];
}
