import {
  ArchivedSetError,
  type Environment,
  emptyEnvironment,
  loadArchivedPolicySet,
  type Policy,
  type ProgramCache,
  unpackPolicySet,
} from "@portcullis/runner";
import type { Notify, ReadInput } from "./evaluate-request.js";
import type { PolicyToEvaluate, SetToEvaluate } from "./messages.js";
import { parameterValue, textsOf } from "./parameter-value.js";

/** A policy set as it is evaluated. */
export interface LoadedSet {
  readonly name: string;
  /** Why nothing of it can be evaluated. */
  readonly error: string | null;
  readonly policies: readonly LoadedPolicy[];
  /** What the set itself gives to its policies. */
  readonly environment: Environment;
  /** What the server knows its parameters to be. */
  readonly params: Environment["params"];
  /** What nobody may see of them. */
  readonly secrets: readonly string[];
}

export interface LoadedPolicy {
  readonly policy: Policy;
  /** Why it is not evaluated. */
  readonly refusal: string | null;
}

/** Loads every set of a request, in order. */
export async function loadSets(
  sets: readonly SetToEvaluate[],
  readInput: ReadInput,
  programs: ProgramCache,
  notify: Notify,
): Promise<LoadedSet[]> {
  const loaded: LoadedSet[] = [];
  for (const set of sets) {
    loaded.push(
      set.archive === null
        ? { ...common(set), policies: set.policies.map(loadCode) }
        : await loadArchive(set, set.archive, readInput, programs, notify),
    );
  }
  return loaded;
}

async function loadArchive(
  set: SetToEvaluate,
  { input, folder }: NonNullable<SetToEvaluate["archive"]>,
  readInput: ReadInput,
  programs: ProgramCache,
  notify: Notify,
): Promise<LoadedSet> {
  try {
    const alive = () => notify({ kind: "alive" });
    const unpacked = await unpackPolicySet(readInput(input), folder, alive);
    const { policies, environment } = loadArchivedPolicySet(unpacked, programs);
    return {
      ...common(set),
      environment,
      policies: policies.map((policy, index) => ({
        policy,
        refusal: set.policies[index]?.stopped ?? null,
      })),
    };
  } catch (error) {
    if (!(error instanceof ArchivedSetError)) throw error;
    return { ...common(set), error: error.message, policies: [] };
  }
}

function common({ name, parameters }: SetToEvaluate): Omit<LoadedSet, "policies"> {
  const params = new Map(parameters.map(({ key, value }) => [key, parameterValue(value)]));
  const secrets = parameters.filter((each) => each.isSensitive).flatMap(textsOf);
  return { name, error: null, environment: emptyEnvironment, params, secrets };
}

function loadCode({ name, level, code, stopped }: PolicyToEvaluate): LoadedPolicy {
  const text = code === null ? undefined : decodeText(code);
  const policy: Policy = {
    name,
    fileName: `./${name}.sentinel`,
    text: text ?? "",
    enforcementLevel: level,
    params: new Map(),
  };
  const missing = code === null ? "no code was uploaded for this policy" : null;
  const unreadable = text === undefined ? "the policy is not text in UTF-8" : null;
  return { policy, refusal: stopped ?? missing ?? unreadable };
}

function decodeText(code: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(code, "base64"));
  } catch {
    return undefined;
  }
}
