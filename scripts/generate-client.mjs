// Writes packages/client/src/generated/ from docs/api/openapi.json.
//
// A generator of our own, because the usual ones print their output through the JavaScript interface of
// the TypeScript compiler, and TypeScript 7 has none that is stable. It knows what our own document
// contains and refuses what it does not know.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const HEADER =
  "// Written by scripts/generate-client.mjs from docs/api/openapi.json. Do not edit.\n";

/** The generated files, by name. */
export function renderClient(openapi) {
  return {
    "schemas.ts": formatted(renderSchemas(openapi.components.schemas)),
    "operations.ts": formatted(renderOperations(openapi.paths)),
  };
}

function formatted(text) {
  const options = { cwd: root, input: text, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] };
  return execFileSync(
    `${root}node_modules/.bin/biome`,
    ["format", "--stdin-file-path=client.ts"],
    options,
  );
}

function renderSchemas(schemas) {
  const declarations = Object.entries(schemas).map(
    ([name, schema]) =>
      `${renderComment(schema.description, "")}export type ${name} = ${renderType(schema, "")};\n`,
  );
  return `${HEADER}\n${declarations.join("\n")}`;
}

/** A schema as a type. `indent` is that of the line on which the type begins. */
function renderType(schema, indent) {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined)
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((each) => renderType(each, indent)).join(" | ");
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => renderType({ ...schema, type }, indent)).join(" | ");
  }
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
      return "number";
    case "array":
      return `readonly ${wrapped(renderType(schema.items, indent))}[]`;
    case "object":
      return renderObject(schema, indent);
    case undefined:
      return "unknown";
    default:
      throw new Error(`cannot render a schema of type "${schema.type}"`);
  }
}

function wrapped(type) {
  return /[|&]/.test(type) && !type.startsWith("{") ? `(${type})` : type;
}

function renderObject({ properties, required = [], patternProperties }, indent) {
  const inner = `${indent}  `;
  if (patternProperties !== undefined) {
    const [value] = Object.values(patternProperties);
    return `{ readonly [key: string]: ${renderType(value, indent)} }`;
  }
  const lines = Object.entries(properties ?? {}).map(([name, schema]) => {
    const mark = required.includes(name) ? "" : "?";
    const type = `${renderType(schema, inner)}${mark === "" ? "" : " | undefined"}`;
    return `${renderComment(schema.description, inner)}${inner}readonly ${propertyName(name)}${mark}: ${type};\n`;
  });
  return lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("")}${indent}}`;
}

function propertyName(name) {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function renderComment(text, indent) {
  return text === undefined ? "" : `${indent}/** ${text} */\n`;
}

function renderOperations(paths) {
  const groups = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.deprecated) continue;
      const [group, name] = operation.operationId.split(".");
      const rendered = renderOperation(name, method.toUpperCase(), path, operation);
      groups.set(group, [...(groups.get(group) ?? []), rendered]);
    }
  }
  const used = [...groups.values()].flat();
  const types = [...new Set(used.flatMap(({ types }) => types))].sort();
  const bodies = [...groups].map(
    ([group, operations]) =>
      `    ${group}: {\n${operations.map(({ text }) => text).join("\n")}    },\n`,
  );
  return [
    HEADER,
    `import type { Call, Content } from "../call.js";\n`,
    `import type {\n${types.map((type) => `  ${type},\n`).join("")}} from "./schemas.js";\n\n`,
    "/** Every operation of the API, by resource; `call` is what sends a request. */\n",
    "export function operations(call: Call) {\n  return {\n",
    bodies.join(""),
    "  };\n}\n",
  ].join("");
}

function renderOperation(name, method, path, operation) {
  const { parameters = [], requestBody, responses } = operation;
  const inPath = parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name: each }) => each);
  const query = renderQuery(parameters.filter((parameter) => parameter.in === "query"));
  const body = requestBody?.content["application/vnd.api+json"]?.schema;
  const answer = renderAnswer(responses);
  const fields = [
    ...inPath.map((each) => `readonly ${camelCase(each)}: string`),
    ...(query === undefined ? [] : [`readonly query?: ${query}`]),
    ...(body === undefined
      ? []
      : [`readonly body${isOptional(body) ? "?" : ""}: ${renderType(body, "")}`]),
    ...(requestBody !== undefined && body === undefined ? ["readonly content: Content"] : []),
  ];
  const needsNothing = fields.every((field) => field.includes("?:"));
  const parameter =
    fields.length === 0 ? "" : `request: { ${fields.join("; ")} }${needsNothing ? " = {}" : ""}`;
  const address = path.replaceAll(
    /\{(\w+)\}/g,
    (_, each) => `\${encodeURIComponent(request.${camelCase(each)})}`,
  );
  const quoted = address === path ? JSON.stringify(path) : `\`${address}\``;
  const parts = [
    `method: "${method}"`,
    `path: ${quoted}`,
    ...(query === undefined ? [] : ["query: request.query"]),
    ...(body === undefined ? [] : ["body: request.body"]),
    ...(requestBody !== undefined && body === undefined ? ["content: request.content"] : []),
    `answer: "${answer.kind}"`,
  ];
  const text = [
    `      /** ${operation.summary}. ${operation.description} */\n`,
    `      ${name}: (${parameter}) =>\n`,
    `        call<${answer.type}>({ ${parts.join(", ")} }),\n`,
  ].join("");
  const types = [answer.type, body && renderType(body, "")].filter((type) =>
    /^[A-Z]\w+$/.test(type ?? ""),
  );
  return { text, types: types.filter((type) => type !== "Uint8Array") };
}

/** What only comments on an action may be left out; every other body must be given. */
function isOptional(body) {
  return /\/(?:Comment|Override)Request$/.test(body.$ref ?? "");
}

/** What comes back: the content of the statuses below 400. */
function renderAnswer(responses) {
  const successes = Object.entries(responses).filter(([status]) => Number(status) < 400);
  const content = Object.assign({}, ...successes.map(([, response]) => response.content ?? {}));
  const [[mediaType, { schema } = {}] = []] = Object.entries(content);
  if (mediaType === undefined) return { kind: "nothing", type: "void" };
  if (["text/plain", "application/x-ndjson"].includes(mediaType))
    return { kind: "text", type: "string" };
  if (mediaType === "application/octet-stream") return { kind: "bytes", type: "Uint8Array" };
  return { kind: "json", type: renderType(schema, "") };
}

/** "page[number]" becomes `page: { number }`. */
function renderQuery(parameters) {
  if (parameters.length === 0) return undefined;
  const fields = new Map();
  for (const { name, schema } of parameters) {
    const path = name.split(/\[|\]\[|\]/).filter((part) => part !== "");
    const last = path.pop();
    let fieldsHere = fields;
    for (const part of path) {
      if (!fieldsHere.has(part)) fieldsHere.set(part, new Map());
      fieldsHere = fieldsHere.get(part);
    }
    fieldsHere.set(last, renderType(schema, ""));
  }
  return renderFields(fields);
}

function renderFields(fields) {
  const rendered = [...fields].map(([name, type]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `readonly ${key}?: ${type instanceof Map ? renderFields(type) : type}`;
  });
  return `{ ${rendered.join("; ")} }`;
}

function camelCase(name) {
  return name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = `${root}packages/client/src/generated`;
  const openapi = JSON.parse(readFileSync(`${root}docs/api/openapi.json`, "utf8"));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(renderClient(openapi))) {
    writeFileSync(`${folder}/${name}`, text);
  }
  console.log("wrote packages/client/src/generated/");
}
