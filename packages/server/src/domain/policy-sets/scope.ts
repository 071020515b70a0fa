import type { ChangeOf } from "../change.js";
import type { Problem } from "../errors.js";
import type { Transaction } from "../store.js";
import type { PolicySet } from "./policy-set.js";

/** The lists that say where a set is enforced: what it is attached to, and what is left out. */
export const SCOPE_LISTS = [
  "workspaces",
  "projects",
  "workspaceExclusions",
  "projectExclusions",
] as const;
export type ScopeList = (typeof SCOPE_LISTS)[number];

/** The ids of workspaces or projects, by list. */
export type Scope = { readonly [List in ScopeList]: readonly string[] };

export type ScopeChange = ChangeOf<Scope>;

/** COMPAT (Policy Sets API, notes on attaching and detaching): a global set is attached to nothing. */
export const ATTACHMENTS: readonly ScopeList[] = ["workspaces", "projects"];

const NOUNS = {
  workspaces: "workspace",
  projects: "project",
  workspaceExclusions: "workspace",
  projectExclusions: "project",
} as const;

/** Why the lists of a set cannot have these members. */
export async function scopeProblems(
  tx: Transaction,
  set: PolicySet,
  change: ScopeChange,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const list of SCOPE_LISTS) {
    const ids = change[list] ?? [];
    if (ids.length > 0 && isClosed(set, list)) problems.push(closedProblem(list, "attached"));
    else problems.push(...(await missingProblems(tx, set, list, ids)));
  }
  return problems;
}

/** Whether a list can neither gain nor lose members. */
export function isClosed(set: PolicySet, list: ScopeList): boolean {
  return set.isGlobal && ATTACHMENTS.includes(list);
}

export function closedProblem(list: ScopeList, verb: "attached" | "detached"): Problem {
  const message = `cannot be ${verb} one by one while the policy set is global`;
  return { field: list, message };
}

/**
 * COMPAT (Policy Sets API, Update a Policy Set, sample): going global drops the attachments; exclusions
 * stay.
 */
export function scopeAfter(updated: PolicySet, change: ScopeChange = {}): ScopeChange {
  return updated.isGlobal ? { ...change, workspaces: [], projects: [] } : change;
}

async function missingProblems(
  tx: Transaction,
  set: PolicySet,
  list: ScopeList,
  ids: readonly string[],
): Promise<Problem[]> {
  const noun = NOUNS[list];
  const store = noun === "workspace" ? tx.workspaces : tx.projects;
  const found = await store.getMany(ids);
  const usable = new Set(
    found.filter((each) => each.organization === set.organization).map((each) => each.id),
  );
  return ids.filter((id) => !usable.has(id)).map((id) => ({ field: list, missing: { noun, id } }));
}
