import type { AuditStore } from "./audit/audit-store.js";
import type { BlobReferences } from "./blobs/blob-store.js";
import type { ConfigurationVersionStore } from "./configuration-versions/configuration-version-store.js";
import type { ChangeIndex } from "./nomad-policies/nomad-policy.js";
import type { NomadPolicyStore } from "./nomad-policies/nomad-policy-store.js";
import type { OAuthStore } from "./oauth/oauth-store.js";
import type { OrganizationMembershipStore } from "./organization-memberships/organization-membership-store.js";
import type { OrganizationStore } from "./organizations/organization-store.js";
import type { ParameterStore } from "./parameters/parameter-store.js";
import type { PlanStore } from "./plans/plan-store.js";
import type { PolicyStore } from "./policies/policy-store.js";
import type { PolicyCheckStore } from "./policy-checks/policy-check-store.js";
import type { PolicySetVersionStore } from "./policy-set-versions/policy-set-version-store.js";
import type { PolicySetStore } from "./policy-sets/policy-set-store.js";
import type { ProjectStore } from "./projects/project-store.js";
import type { RunEventStore } from "./run-events/run-event-store.js";
import type { RunStore } from "./runs/run-store.js";
import type { StandingOverrideStore } from "./standing-overrides/standing-override-store.js";
import type { StateVersionStore } from "./state-versions/state-version-store.js";
import type { TagStore } from "./tags/tag-store.js";
import type { TaskStageStore } from "./task-stages/task-stage-store.js";
import type { TeamProject, TeamWorkspace } from "./team-access/team-access.js";
import type { TeamAccessStore } from "./team-access/team-access-store.js";
import type { TeamStore } from "./teams/team-store.js";
import type { TokenStore } from "./tokens/token-store.js";
import type { ToolVersionStore } from "./tool-versions/tool-version-store.js";
import type { UserStore } from "./users/user-store.js";
import type { RepositoryStore } from "./vcs/repository-store.js";
import type { WorkStore } from "./work/work-store.js";
import type { WorkspaceStore } from "./workspaces/workspace-store.js";

/** Every noun's store, seen from inside one transaction. */
export interface Transaction {
  readonly audit: AuditStore;
  readonly blobs: BlobReferences;
  readonly configurationVersions: ConfigurationVersionStore;
  readonly nomadPolicies: NomadPolicyStore;
  readonly oauth: OAuthStore;
  readonly organizationMemberships: OrganizationMembershipStore;
  readonly organizations: OrganizationStore;
  readonly parameters: ParameterStore;
  readonly plans: PlanStore;
  readonly policies: PolicyStore;
  readonly policyChecks: PolicyCheckStore;
  readonly policySets: PolicySetStore;
  readonly policySetVersions: PolicySetVersionStore;
  readonly projects: ProjectStore;
  readonly repositories: RepositoryStore;
  readonly runEvents: RunEventStore;
  readonly runs: RunStore;
  readonly standingOverrides: StandingOverrideStore;
  readonly stateVersions: StateVersionStore;
  readonly tags: TagStore;
  readonly taskStages: TaskStageStore;
  readonly teamProjects: TeamAccessStore<TeamProject>;
  readonly teamWorkspaces: TeamAccessStore<TeamWorkspace>;
  readonly teams: TeamStore;
  readonly tokens: TokenStore;
  readonly toolVersions: ToolVersionStore;
  readonly users: UserStore;
  readonly work: WorkStore;
  readonly workspaces: WorkspaceStore;
}

/**
 * Stands for all that is committed at one time. Two that are equal stand for the same state: nothing
 * was committed in between, by whomever.
 */
export type Revision = string;

/**
 * Where everything is kept.
 *
 * INVARIANT: transactions are not nested; one that waits for another from within may never end.
 */
export interface Store {
  /** What is committed now, also by other processes; null where that cannot be told. */
  revision(): Promise<Revision | null>;

  /** Runs `work` on one consistent state. It waits for nobody, and whatever would change something fails. */
  read<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;

  /**
   * Runs `work` as if it were alone, and makes all of its changes durable, or none when it throws.
   *
   * INVARIANT: `work` is done again when another transaction came in between, or failed beside it; so it
   * touches nothing but `tx`, and counts only when this resolves.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;

  /**
   * As `transaction`, with the next number of the index of changes. Such transactions follow each other
   * in the order of their numbers, also those of several processes.
   */
  indexed<Result>(work: (tx: Transaction, index: ChangeIndex) => Promise<Result>): Promise<Result>;

  /**
   * Calls `listener` after each commit that took an index, also of another process where several share
   * the store. What another process did may be told late, or never when the connection was lost in
   * between: whoever must know also looks. Returns the way to stop.
   */
  onIndexTaken(listener: () => void): () => void;

  /**
   * Calls `listener` after each commit that enqueued work, also of another process where several share
   * the store. Returns the way to stop.
   */
  onWorkEnqueued(listener: () => void): () => void;

  close(): Promise<void>;
}
