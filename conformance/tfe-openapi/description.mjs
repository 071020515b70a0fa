// What an OpenAPI 3.0 description says of an answer.

import { Ajv } from "ajv";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

export class Description {
  #validators = new Map();

  constructor(document) {
    this.document = allowingNull(document);
    this.ajv = new Ajv({
      strict: false,
      allErrors: true,
      formats: { "date-time": DATE_TIME, email: EMAIL, int64: true, binary: true, uuid: true },
    });
    this.ajv.addSchema({ $id: "vendor", ...this.document });
  }

  /** The operation at an address, if the description has one. Of several paths the most literal counts. */
  operationAt(method, path) {
    const asked = path.split("/");
    const matches = Object.keys(this.document.paths)
      .filter((each) => {
        const known = each.split("/");
        const isSame = (part, index) => part.startsWith("{") || part === asked[index];
        return known.length === asked.length && known.every(isSame);
      })
      .sort((a, b) => a.split("{").length - b.split("{").length);
    for (const template of matches) {
      const operation = this.document.paths[template][method.toLowerCase()];
      if (operation !== undefined) return { template, operation };
    }
    return null;
  }

  /** How an answer departs from the description: one line each, without what differs between answers. */
  departures({ template, operation }, { method, status, type, body, size }) {
    const name = `${method} ${template} ${status}`;
    const key = String(status) in operation.responses ? String(status) : "default";
    const isError = status >= 400;
    if (key === "default" && !isError) return [`${name}: the status is not described`];
    const response = operation.responses[key];
    if (response === undefined) return [`${name}: the status is not described`];
    const content = response.content ?? {};
    if (Object.keys(content).length === 0)
      return size > 0 ? [`${name}: a body is not described`] : [];
    const [described, { schema }] = Object.entries(content)[0];
    if (size === 0) return schema?.format === "binary" ? [] : [`${name}: has no body`];
    if (!(type in content)) return [`${name}: is ${type}, described is ${described}`];
    if (content[type].schema === undefined || body === null) return [];
    const validate = this.#validatorOf(template, method, key, type);
    if (validate(body)) return [];
    return validate.errors.map((error) => `${name}: ${place(error)} ${rule(error)}`);
  }

  #validatorOf(template, method, status, type) {
    const pointer = ["paths", template, method.toLowerCase(), "responses", status, "content", type];
    const $ref = `vendor#/${[...pointer, "schema"].map(escaped).join("/")}`;
    const known = this.#validators.get($ref);
    if (known !== undefined) return known;
    const validator = this.ajv.compile({ $ref });
    this.#validators.set($ref, validator);
    return validator;
  }
}

const escaped = (segment) =>
  encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));

const place = ({ instancePath }) => instancePath.replaceAll(/\/\d+(?=\/|$)/g, "/*") || "/";

function rule({ keyword, params, message }) {
  if (keyword === "enum") return `must be one of ${params.allowedValues.join(", ")}`;
  return message;
}

/** In OpenAPI 3.0 "nullable" stands beside a type; a list of values has to say null itself in JSON Schema. */
function allowingNull(node) {
  if (Array.isArray(node)) return node.map(allowingNull);
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, each]) => [key, allowingNull(each)]),
  );
  if (copy.nullable === true && Array.isArray(copy.enum)) copy.enum = [...copy.enum, null];
  return copy;
}
