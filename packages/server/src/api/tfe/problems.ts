import type { Problem } from "../../domain/errors.js";
import { LINE_PATTERN, LINE_RULE, NAME_PATTERN, NAME_RULE } from "../../domain/names.js";
import { PROJECT_NAME_PATTERN, PROJECT_NAME_RULE } from "../../domain/projects/project.js";
import { TAG_KEY_PATTERN, TAG_RULE, TAG_VALUE_PATTERN } from "../../domain/tags/tag.js";
import { EMAIL_PATTERN, EMAIL_RULE } from "../../domain/users/user.js";
import type { TSchema } from "./schemas.js";
import { TIME_PATTERN, TIME_RULE } from "./timestamps.js";

/** One entry of an error document. */
export interface ErrorEntry {
  readonly status: string;
  readonly title: string;
  readonly detail?: string;
  readonly source?: { readonly pointer: string } | { readonly parameter: string };
}

/** What a validator says about one place of a document. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: object;
}

/** What people call the patterns that schemas use. */
const PATTERN_RULES = new Map([
  [EMAIL_PATTERN.source, EMAIL_RULE],
  [TIME_PATTERN.source, TIME_RULE],
  [NAME_PATTERN.source, NAME_RULE],
  [LINE_PATTERN.source, LINE_RULE],
  [PROJECT_NAME_PATTERN.source, PROJECT_NAME_RULE],
  [TAG_KEY_PATTERN.source, TAG_RULE],
  [TAG_VALUE_PATTERN.source, TAG_RULE],
]);

/** Every problem of a body that does not fit its schema, each once and with its place. */
export function schemaProblems(errors: readonly SchemaError[]): ErrorEntry[] {
  // A value that fits no alternative of a union is reported for each of them, and then as a whole.
  const unions = errors.filter(({ keyword }) => keyword === "anyOf").map((each) => each.schemaPath);
  return errors
    .filter(({ schemaPath }) => !unions.some((union) => schemaPath.startsWith(`${union}/anyOf/`)))
    .flatMap(({ keyword, instancePath, params }) =>
      keyword === "required"
        ? missingNames(params).map((name) =>
            attributeProblem(`${instancePath}/${name}`, "is required"),
          )
        : [attributeProblem(instancePath, rule(keyword, params))],
    );
}

/** COMPAT (Terraform API, requests): an id in the body is optional, but it must be the right one. */
export function identityProblems(body: unknown, id: string): ErrorEntry[] {
  const { data } = (body ?? {}) as { data?: { id?: unknown } | null };
  const stated = typeof data === "object" && data !== null ? data.id : undefined;
  const isRight = stated === undefined || stated === "" || stated === id;
  return isRight ? [] : [attributeProblem("/data/id", `must be "${id}", as in the address`)];
}

/** Half of a character: JSON can escape it, but no answer and no store could give it back. */
const ILL_FORMED = /\p{Surrogate}/u;

/** Texts of a body that are no Unicode, wherever they stand. */
export function illFormedTexts(body: unknown): ErrorEntry[] {
  const entries: ErrorEntry[] = [];
  // As deep as a client likes: a body may be nothing but brackets.
  const waiting: [pointer: string, value: unknown][] = [["", body]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [pointer, value] = next;
    if (typeof value === "string" && ILL_FORMED.test(value)) {
      entries.push(attributeProblem(pointer, "must be Unicode text: half of a character is none"));
    } else if (typeof value === "object" && value !== null) {
      for (const [name, each] of Object.entries(value)) waiting.push([`${pointer}/${name}`, each]);
    }
  }
  return entries;
}

/** A problem that the domain found, at the place of the body that the field came from. */
export function domainProblem(problem: Problem, body: TSchema | undefined): ErrorEntry {
  const pointer = pointerTo(problem.field, body);
  if ("message" in problem) {
    return attributeProblem(pointer, problem.message, spokenName(wireSegments(problem.field)));
  }
  const { noun, id } = problem.missing;
  return {
    status: "422",
    title: "unprocessable entity",
    // COMPAT (Workspaces API): missing and forbidden are told apart for nobody.
    detail: `${capitalised(noun)} "${id}" not found, or you are not authorized to use it.`,
    source: { pointer },
  };
}

/** COMPAT (Terraform API, error documents): the detail begins with the attribute's name. */
function attributeProblem(
  pointer: string,
  message: string,
  name = spokenName(pointer.split("/").slice(1)),
): ErrorEntry {
  const detail = `${name} ${message}`;
  return { status: "422", title: "invalid attribute", detail, source: { pointer } };
}

/** "enforcement-level" is spoken "Enforcement level", and the `data` of "projects" "Projects". */
function spokenName(segments: readonly string[]): string {
  const isNested = segments.length > 1 && segments.at(-1) === "data";
  const last = segments.at(isNested ? -2 : -1) ?? "body";
  const name = /^\d+$/.test(last) ? `${segments.at(-2) ?? ""} ${last}` : last;
  return capitalised(name.replaceAll("-", " "));
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function missingNames(params: object): readonly string[] {
  return "requiredProperties" in params ? (params.requiredProperties as string[]) : [];
}

const EMPTY = "must be empty: it is not supported yet";

function rule(keyword: string, params: object): string {
  const given = params as Record<string, unknown>;
  switch (keyword) {
    case "type":
      return `must be ${[given.type].flat().map(spokenType).join(" or ")}`;
    case "const":
      return `must be ${JSON.stringify(given.allowedValue)}`;
    case "enum":
      return `must be one of ${[given.allowedValues]
        .flat()
        .map((value) => JSON.stringify(value))
        .join(", ")}`;
    case "pattern":
      return PATTERN_RULES.get(String(given.pattern)) ?? `must match ${given.pattern}`;
    case "maxLength":
      return given.limit === 0 ? EMPTY : `must have at most ${given.limit} characters`;
    case "minimum":
      return `must be at least ${given.limit}`;
    case "maximum":
      return `must be at most ${given.limit}`;
    case "maxItems":
      return given.limit === 0 ? EMPTY : `must have at most ${given.limit} entries`;
    default:
      return "is not of the expected form";
  }
}

function spokenType(type: unknown): string {
  switch (type) {
    case "null":
      return "null";
    case "boolean":
      return "true or false";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "integer":
      return "a whole number";
    default:
      return `a ${type}`;
  }
}

/** The domain's "enforce.0.mode" is "/data/attributes/enforce/0/mode" in the body of the request. */
function pointerTo(field: string, body: TSchema | undefined): string {
  const segments = wireSegments(field);
  // A plain object may have a member "data" for older clients; its own members are not in there.
  if ((segments[0] ?? "") in propertiesOf(body)) return `/${segments.join("/")}`;
  const data = propertiesOf(body).data;
  if (data === undefined || "items" in data) return "/data";
  const relationships = propertiesOf(propertiesOf(data).relationships);
  const isRelationship = (segments[0] ?? "") in relationships;
  return ["/data", isRelationship ? "relationships" : "attributes", ...segments].join("/");
}

function wireSegments(field: string): string[] {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).split(".");
}

function propertiesOf(schema: TSchema | undefined): Record<string, TSchema> {
  if (schema === undefined || !("properties" in schema)) return {};
  return schema.properties as Record<string, TSchema>;
}
