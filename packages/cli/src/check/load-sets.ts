import {
  openPolicySet,
  type PolicySet,
  type ProgramCache,
  type SetAccess,
} from "@portcullis/runner";
import { giveParams } from "../apply/given-params.js";
import type { Terminal } from "../command.js";
import { UsageError } from "../flags.js";

/** How policy sets are found, and the parameters that win over what they say themselves. */
export interface SetOptions {
  readonly programs: ProgramCache;
  readonly access: SetAccess;
  readonly params: ReadonlyMap<string, string>;
}

/** Loads policy sets and gives their policies the parameters of flags and environment. */
export async function loadSets(
  sources: readonly string[],
  { programs, access, params }: SetOptions,
  { env }: Pick<Terminal, "env">,
): Promise<PolicySet[]> {
  const workspace = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || process.cwd();
  const taken = new Set<string>();
  const sets: PolicySet[] = [];
  for (const source of sources) {
    const set = openPolicySet(source, programs, access, workspace);
    const policies = [];
    for (const policy of set.policies) {
      const { program } = programs.compile(policy.fileName, policy.text);
      for (const { name } of program?.params ?? []) taken.add(name);
      // Nobody is asked: a pipeline cannot answer.
      policies.push(
        program === undefined
          ? policy
          : await giveParams(policy, program, set.environment, params, {
              env,
              write() {},
              writeError() {},
            }),
      );
    }
    sets.push({ ...set, policies });
  }
  const unknown = [...params.keys()].find((name) => !taken.has(name));
  if (unknown !== undefined) throw new UsageError(`no policy has a parameter "${unknown}"`);
  return sets;
}
