import {
  ArchivedSetError,
  inspectOpaSet,
  inspectSentinelSet,
  ProgramCache,
  unpackPolicySet,
} from "@portcullis/runner";
import type { PolicySetInspection } from "../../domain/evaluation/evaluator.js";
import type { Notify } from "./evaluate-request.js";
import type { EvaluatorRequest } from "./messages.js";

/** Reads the archive of a policy set, and compiles what can be compiled. */
export async function inspectPolicySet(
  { policyKind, folder }: Extract<EvaluatorRequest, { kind: "inspect policy set" }>,
  archive: Uint8Array,
  notify: Notify,
): Promise<PolicySetInspection> {
  const alive = () => notify({ kind: "alive" });
  try {
    const set = await unpackPolicySet(archive, folder, alive);
    const policies =
      policyKind === "opa"
        ? inspectOpaSet(set)
        : inspectSentinelSet(set, new ProgramCache(), alive);
    return { outcome: "policy set", policies };
  } catch (error) {
    if (!(error instanceof ArchivedSetError)) throw error;
    return { outcome: "problem", error: error.fault, message: error.message };
  }
}
