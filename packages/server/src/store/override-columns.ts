import type { Override } from "../domain/policy-checks/policy-check.js";
import { bytesOrNull, textOrNull } from "./columns.js";

/** The columns in which every table keeps who overrode its row, when and why. */
interface OverrideColumns {
  overridden_by: string | null;
  overridden_at: number | null;
  override_comment: Uint8Array | null;
}

export function toOverride(row: OverrideColumns): Override | null {
  if (row.overridden_at === null) return null;
  const comment = textOrNull(row.override_comment);
  return { by: row.overridden_by, at: row.overridden_at, comment };
}

export function overrideColumns(override: Override | null): OverrideColumns {
  return {
    overridden_by: override?.by ?? null,
    overridden_at: override?.at ?? null,
    override_comment: bytesOrNull(override?.comment ?? null),
  };
}
