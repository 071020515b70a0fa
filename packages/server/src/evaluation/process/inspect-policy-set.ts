import {
  ArchivedSetError,
  inspectOpaSet,
  inspectSentinelSet,
  ProgramCache,
  unpackPolicySet,
} from "@portcullis/runner";
import type { PolicySetInspection } from "../../domain/evaluation/evaluator.js";
import type { PolicyKind } from "../../domain/policies/policy.js";
import type { Notify } from "./evaluate-request.js";

/** Reads the archive of a policy set, and compiles what can be compiled. */
export async function inspectPolicySet(
  kind: PolicyKind,
  archive: Uint8Array,
  notify: Notify,
): Promise<PolicySetInspection> {
  const alive = () => notify({ kind: "alive" });
  try {
    const files = await unpackPolicySet(archive, alive);
    const policies =
      kind === "opa" ? inspectOpaSet(files) : inspectSentinelSet(files, new ProgramCache(), alive);
    return { outcome: "policy set", policies };
  } catch (error) {
    if (!(error instanceof ArchivedSetError)) throw error;
    return { outcome: "problem", error: error.fault, message: error.message };
  }
}
