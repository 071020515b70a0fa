/**
 * What a provider says was pushed to. Whoever knows the address of a webhook can make it up, so it decides
 * nothing but whether the repository is worth a look.
 */
export interface PushHint {
  /** None when nothing was pushed, or nothing but tags. */
  readonly branches: readonly string[];
  /** Null when it is not said. */
  readonly defaultBranch: string | null;
}

/**
 * Whether a branch may have changed, where null stands for the default branch. Only what surely leaves it
 * alone says no.
 */
export function mayConcern(hint: PushHint | null, branch: string | null): boolean {
  if (hint === null) return true;
  const watched = branch ?? hint.defaultBranch;
  return watched === null ? hint.branches.length > 0 : hint.branches.includes(watched);
}
