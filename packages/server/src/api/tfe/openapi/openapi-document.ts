import { STATUS_CODES } from "node:http";
import type { JsonValue } from "../../../domain/json.js";
import { errorDocument } from "../documents.js";
import { JSON_API } from "../errors.js";
import { impliedStatuses } from "../implied-statuses.js";
import { PATH_PARAMETERS } from "../path-parameters.js";
import type { TfeRoute } from "../route.js";
import { Components } from "./components.js";
import { queryParameters } from "./query-parameters.js";

type JsonObject = { [key: string]: JsonValue };

/** The OpenAPI 3.1 description of the API, as the table of routes has it. */
export function openApiDocument(routes: readonly TfeRoute[]): JsonObject {
  const components = new Components();
  const paths: { [path: string]: JsonObject } = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, components) };
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
    },
  };
}

function operation(route: TfeRoute, components: Components): JsonObject {
  const [document = "", summary] = route.doc.split(": ");
  const parameters = [...pathParameters(route), ...queryParameters(route.query ?? {})];
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
    ...requestBody(route, components),
    responses: responses(route, components),
  };
}

function pathParameters({ path }: TfeRoute): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: PATH_PARAMETERS[name] ?? "",
    schema: { type: "string" },
  }));
}

function requestBody({ body, upload }: TfeRoute, components: Components): JsonObject {
  if (upload !== undefined) {
    const description = `${upload.description} At most ${upload.limit} bytes.`;
    return { requestBody: { description, content: { "application/octet-stream": {} } } };
  }
  if (body === undefined) return {};
  return { requestBody: { content: { [JSON_API]: { schema: components.refer(body) } } } };
}

function responses(route: TfeRoute, components: Components): JsonObject {
  const statuses = new Set([...route.statuses, ...impliedStatuses(route)]);
  return Object.fromEntries(
    [...statuses]
      .sort((a, b) => a - b)
      .map((status) => [
        String(status),
        { description: STATUS_CODES[status] ?? "", ...responseContent(status, route, components) },
      ]),
  );
}

function responseContent(
  status: number,
  { response, mediaType = JSON_API }: TfeRoute,
  components: Components,
): JsonObject {
  if (status >= 400) {
    return { content: { [JSON_API]: { schema: components.refer(errorDocument) } } };
  }
  if (status === 204 || status === 202 || response === "nothing") return {};
  if (response === "bytes") return { content: { "application/octet-stream": {} } };
  if (response === "text") {
    const textType = mediaType === JSON_API ? "text/plain" : mediaType;
    return { content: { [textType]: { schema: { type: "string" } } } };
  }
  return { content: { [mediaType]: { schema: components.refer(response) } } };
}
