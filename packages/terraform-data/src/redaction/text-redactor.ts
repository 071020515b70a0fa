import { quote, type Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { isObject, member } from "../json/json-object.js";
import { valueModules } from "../json/modules.js";
import type { TerraformData } from "../terraform-imports.js";
import { primitiveText } from "../v1/primitive-text.js";
import { REDACTED } from "./mask.js";

/** LIMIT: shorter texts are left in reports: replacing each "on" or "80" would leave nothing to read. */
const MIN_CHARACTERS = 4;

/** LIMIT: how deep marks are followed; no provider nests deeper. */
const MAX_MARK_DEPTH = 200;

/**
 * Replaces sensitive texts in whatever is printed about policies: all strings and numbers that the
 * data marks as sensitive, as they are and as a trace or JSON quotes them. What a policy made of a
 * secret (a part, a hash) is not recognised. Throws `MalformedDocument` as the imports do.
 */
export function textRedactor({ plan, state }: TerraformData): (text: string) => string {
  const secrets = new Set<string>();
  const { root } = plan;
  for (const section of ["resource_changes", "resource_drift"])
    for (const entry of root.children(section)) addChange(secrets, entry.child("change"));
  for (const change of root.entries("output_changes").values()) addChange(secrets, change);
  addVariables(secrets, root);
  addValues(secrets, root.child("planned_values"));
  addValues(secrets, root.child("prior_state").child("values"));
  if (state !== undefined) addValues(secrets, state.root.child("values"));
  return redactorOf(secrets);
}

/** As `textRedactor`, for texts that are known to be secret. */
export function knownTextRedactor(texts: Iterable<string>): (text: string) => string {
  return redactorOf(new Set([...texts].filter((text) => text.length >= MIN_CHARACTERS)));
}

/** Takes a time that hardly grows with the number of secrets: a plan may hold thousands of them. */
function redactorOf(secrets: ReadonlySet<string>): (text: string) => string {
  const forms = [...secrets].flatMap((secret) => [
    secret,
    quote(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const byStart = new Map<string, string[]>();
  // The longest first: a secret may be a part of another.
  for (const secret of [...new Set(forms)].sort((a, b) => b.length - a.length)) {
    const start = secret.slice(0, MIN_CHARACTERS);
    const known = byStart.get(start);
    if (known === undefined) byStart.set(start, [secret]);
    else known.push(secret);
  }
  return (text) => {
    const pieces: string[] = [];
    let taken = 0;
    for (let at = 0; at + MIN_CHARACTERS <= text.length; ) {
      const candidates = byStart.get(text.slice(at, at + MIN_CHARACTERS));
      const found = candidates?.find((secret) => text.startsWith(secret, at));
      if (found === undefined) {
        at++;
        continue;
      }
      pieces.push(text.slice(taken, at), REDACTED);
      at += found.length;
      taken = at;
    }
    return taken === 0 ? text : pieces.join("") + text.slice(taken);
  };
}

function addChange(secrets: Set<string>, change: JsonNode): void {
  for (const side of ["before", "after"])
    addMarked(secrets, change.value(side), change.value(`${side}_sensitive`));
}

function addVariables(secrets: Set<string>, root: JsonNode): void {
  const declared = root.child("configuration").child("root_module").entries("variables");
  for (const [name, variable] of declared) {
    if (!variable.boolean("sensitive")) continue;
    addMarked(secrets, variable.value("default"), true);
    addMarked(secrets, root.child("variables").child(name).value("value"), true);
  }
}

function addValues(secrets: Set<string>, values: JsonNode): void {
  for (const output of values.entries("outputs").values())
    addMarked(secrets, output.value("value"), output.boolean("sensitive"));
  for (const { module } of valueModules(values.child("root_module")))
    for (const resource of module.children("resources"))
      addMarked(secrets, resource.value("values"), resource.value("sensitive_values"));
}

/** Adds the texts in a value that a mask marks; `true` marks all of them. */
function addMarked(
  secrets: Set<string>,
  value: Value | undefined,
  mask: Value | undefined,
  depth = 0,
): void {
  if (value === undefined || mask === undefined || mask === false || depth > MAX_MARK_DEPTH) return;
  if (Array.isArray(value)) {
    value.forEach((item: Value, index) => {
      addMarked(secrets, item, Array.isArray(mask) ? (mask[index] as Value) : mask, depth + 1);
    });
  } else if (isObject(value)) {
    for (const key of Object.keys(value))
      addMarked(secrets, value[key], isObject(mask) ? member(mask, key) : mask, depth + 1);
  } else if (mask === true && typeof value !== "boolean") {
    const text = primitiveText(value) ?? "";
    if (text.length >= MIN_CHARACTERS) secrets.add(text);
  }
}
