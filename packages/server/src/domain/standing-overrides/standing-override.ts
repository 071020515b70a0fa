import type { Identity } from "../access/actor.js";
import { DAY, type Duration, type Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicyId } from "../policies/policy.js";
import { WITHOUT_SETS } from "../policy-sets/enforcement.js";
import type { PolicySetId, PolicySetMembers } from "../policy-sets/policy-set.js";
import type { ProjectId } from "../projects/project.js";
import type { RunId } from "../runs/run.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type StandingOverrideId = string;

/** LIMIT: how long one stands at most; whoever wants it longer decides again. */
export const LONGEST_STANDING: Duration = 90 * DAY;

/** LIMIT: policies that one override goes on to cover; each is a row and an audit entry of its own. */
export const GRANT_LIMIT = 100;

/** LIMIT: characters of why; every check that is covered shows them again for each policy. */
export const REASON_LIMIT = 4_096;

/** A policy as a set holds it. */
export interface PolicyInSet {
  /** Null for policies in no set. */
  readonly policySetId: PolicySetId | null;
  /** Null for a policy that comes with the versions of its set. */
  readonly policyId: PolicyId | null;
  readonly setName: string;
  readonly policyName: string;
}

/** The decision that failures of one policy in one workspace stop no run for a while. */
export interface StandingOverride extends PolicyInSet {
  readonly id: StandingOverrideId;
  readonly organization: OrganizationName;
  readonly workspaceId: WorkspaceId;
  /** The project that the workspace is in now. */
  readonly projectId: ProjectId;
  /** The run that was overridden with it. */
  readonly runId: RunId;
  readonly grantedBy: Identity;
  readonly comment: string | null;
  readonly createdAt: Instant;
  /** From this moment on it covers nothing. */
  readonly expiresAt: Instant;
}

/** A standing override as what it covered remembers it, whatever becomes of it. */
export type AppliedOverride = Pick<
  StandingOverride,
  "id" | "setName" | "policyName" | "grantedBy" | "comment" | "createdAt" | "expiresAt"
>;

export const OVERRIDE_SCOPES = ["run", "workspace"] as const;
export type OverrideScope = (typeof OVERRIDE_SCOPES)[number];

/** What somebody says who overrides. */
export interface OverrideDraft {
  readonly comment: string | null;
  /** "workspace": what failed shall also stop no later run of the workspace, until it expires. */
  readonly scope: OverrideScope;
  readonly expiresAt?: Instant | undefined;
  /** Which of the failed policies, as "set/policy"; all of them when it is absent. */
  readonly policies?: readonly string[] | undefined;
}

/** The policy of a set that has this name. */
export function policyInSet(
  { id, name, policies, versionId }: PolicySetMembers,
  policyName: string,
): PolicyInSet {
  const single = versionId === undefined ? policies.find((each) => each.name === policyName) : null;
  return {
    policySetId: id === WITHOUT_SETS ? null : id,
    policyId: single?.id ?? null,
    setName: name,
    policyName,
  };
}

/** "set/policy", as policy checks name it. */
export function spokenPolicy({ setName, policyName }: Pick<PolicyInSet, "setName" | "policyName">) {
  return `${setName}/${policyName}`;
}

export function overrideProblems(
  draft: OverrideDraft,
  failed: readonly PolicyInSet[],
  now: Instant,
): Problem[] {
  const { scope, expiresAt, policies } = draft;
  if (scope === "run") {
    const stray = [expiresAt === undefined ? [] : "expiresAt", policies ? "policies" : []].flat();
    return stray.map((field) => ({ field, message: 'belongs to the scope "workspace"' }));
  }
  const names = new Set(failed.map(spokenPolicy));
  const tooMany = standingPolicies(draft, failed).length > GRANT_LIMIT;
  return [
    ...(tooMany ? [{ field: "policies", message: `must name at most ${GRANT_LIMIT}` }] : []),
    ...((draft.comment?.length ?? 0) > REASON_LIMIT
      ? [{ field: "comment", message: `must have at most ${REASON_LIMIT} characters to stand` }]
      : []),
    ...expiryProblems(expiresAt, now).map((message) => ({ field: "expiresAt", message })),
    ...(policies?.length === 0 ? [{ field: "policies", message: "must name a policy" }] : []),
    ...(policies ?? []).flatMap((name, index) =>
      names.has(name)
        ? []
        : [{ field: `policies.${index}`, message: "is none of those that can be overridden" }],
    ),
  ];
}

function expiryProblems(expiresAt: Instant | undefined, now: Instant): string[] {
  if (expiresAt === undefined) return ['is required with the scope "workspace"'];
  if (expiresAt <= now) return ["must be in the future"];
  const days = LONGEST_STANDING / DAY;
  return expiresAt > now + LONGEST_STANDING ? [`must be at most ${days} days from now`] : [];
}

/** Those of the failed policies that the override shall go on to cover. */
export function standingPolicies(
  { scope, policies }: OverrideDraft,
  failed: readonly PolicyInSet[],
): readonly PolicyInSet[] {
  if (scope === "run") return [];
  return failed.filter((each) => policies?.includes(spokenPolicy(each)) ?? true);
}

/** What covers failed policies at a moment, and whether it covers them all. */
export interface Coverage {
  readonly applied: readonly AppliedOverride[];
  readonly isWhole: boolean;
}

export function coverageOf(
  failed: readonly PolicyInSet[],
  standing: readonly StandingOverride[],
  now: Instant,
): Coverage {
  const covering = failed.flatMap(
    (policy) => standing.find((each) => isFor(each, policy) && now < each.expiresAt) ?? [],
  );
  return { applied: covering.map(toApplied), isWhole: covering.length === failed.length };
}

/** INVARIANT: a policy that is deleted and made anew, or is in another set too, is another one. */
function isFor(standing: StandingOverride, policy: PolicyInSet): boolean {
  return (
    standing.policySetId === policy.policySetId &&
    standing.policyId === policy.policyId &&
    standing.policyName === policy.policyName
  );
}

export function toApplied(standing: StandingOverride): AppliedOverride {
  const { id, setName, policyName, grantedBy, comment, createdAt, expiresAt } = standing;
  return { id, setName, policyName, grantedBy, comment, createdAt, expiresAt };
}

/** A new one takes the place of the one that its policy had. */
export function withGranted(
  applied: readonly AppliedOverride[],
  granted: readonly AppliedOverride[],
): readonly AppliedOverride[] {
  const renewed = new Set(granted.map(spokenPolicy));
  return [...applied.filter((each) => !renewed.has(spokenPolicy(each))), ...granted];
}
