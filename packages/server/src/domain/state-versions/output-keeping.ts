import type { OutputOfState } from "../evaluation/evaluator.js";
import type { Ids } from "../ids.js";
import type { Transaction } from "../store.js";
import type { StateVersionId } from "./state-version.js";

export async function keepOutputs(
  tx: Transaction,
  stateVersionId: StateVersionId,
  outputs: readonly OutputOfState[],
  ids: Ids,
): Promise<void> {
  await tx.stateVersions.insertOutputs(
    outputs.map(({ name, isSensitive, type, value }) => ({
      id: ids.next("wsout"),
      stateVersionId,
      name,
      isSensitive,
      type,
      value,
    })),
  );
}
