import { createHash } from "node:crypto";
import {
  decodeStateFile,
  jsonText,
  MalformedDocument,
  type StateFile,
  summarizeState,
  toJson,
} from "@portcullis/runner";
import type { OutputOfState, StateInspection } from "../../domain/evaluation/evaluator.js";
import type { JsonValue } from "../../domain/json.js";
import type { Notify } from "./evaluate-request.js";

/** LIMIT: resources that a version lists; it counts all of them. */
export const MAX_LISTED_RESOURCES = 500;

/** LIMIT: characters of each text that a version shows of its resources; the rest is cut off. */
const MAX_SHOWN_CHARACTERS = 1_000;

/** LIMIT: outputs of a state, and characters of all their names, types and values as JSON. */
export const MAX_OUTPUTS = 1_000;
const MAX_OUTPUT_CHARACTERS = 4 * 1024 * 1024;

/** Reads a state file as far as anything of it is ever shown. */
export function inspectState(bytes: Uint8Array, notify: Notify): StateInspection {
  const { file, problem } = decodeStateFile(bytes);
  notify({ kind: "alive" });
  if (file === undefined) return { outcome: "problem", message: problem };
  try {
    return inspectFile(file, bytes);
  } catch (error) {
    if (error instanceof MalformedDocument) return { outcome: "problem", message: error.message };
    throw error;
  }
}

function inspectFile(file: StateFile, bytes: Uint8Array): StateInspection {
  const { version, terraformVersion, resources, outputs } = summarizeState(file);
  if (outputs.length > MAX_OUTPUTS)
    return refused(`it has more than ${MAX_OUTPUTS} outputs: make fewer of them`);
  const texts = outputs.map(({ value }) => jsonText(toJson(value)));
  const types = outputs.map(({ type }) => jsonText(toJson(type)));
  const all = [...texts, ...types, ...outputs.map(({ name }) => name)];
  if (all.reduce((sum, { length }) => sum + length, 0) > MAX_OUTPUT_CHARACTERS)
    return refused(
      `its outputs are larger than ${MAX_OUTPUT_CHARACTERS} characters: keep what is large elsewhere`,
    );
  const managed = resources.filter(({ isManaged }) => isManaged);
  return {
    outcome: "state",
    md5: createHash("md5").update(bytes).digest("hex"),
    summary: {
      size: bytes.length,
      version,
      terraformVersion: shortened(terraformVersion),
      resourceCount: managed.reduce((sum, { count }) => sum + count, 0),
      resources: resources.slice(0, MAX_LISTED_RESOURCES).map((resource) => ({
        isManaged: resource.isManaged,
        type: shortened(resource.type),
        name: shortened(resource.name),
        module: shortened(resource.module),
        provider: shortened(resource.provider),
        count: resource.count,
      })),
    },
    outputs: outputs.map(
      ({ name, isSensitive }, index): OutputOfState => ({
        name,
        isSensitive,
        type: JSON.parse(types[index] ?? "null") as JsonValue,
        value: texts[index] ?? "null",
      }),
    ),
  };
}

function shortened(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

function refused(what: string): StateInspection {
  return { outcome: "problem", message: `the state cannot be kept: ${what}` };
}
