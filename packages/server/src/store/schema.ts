import type { Generated } from "kysely";

/**
 * The tables as `migrations` makes them.
 *
 * Times are milliseconds since 1970 and truth values 0 or 1, as every engine can hold them. Text that
 * people write freely is kept as UTF-8 bytes: it may contain NUL, which text columns cannot hold. Every
 * engine gives numbers, texts and bytes in the same JavaScript types, JSON as its text.
 */
export interface Tables {
  organizations: OrganizationRow;
  projects: ProjectRow;
  workspaces: WorkspaceRow;
  policies: PolicyRow;
  policy_sets: PolicySetRow;
  policy_set_policies: { policy_set_id: string; policy_id: string };
  policy_set_workspaces: PolicySetScopeRow;
  policy_set_projects: PolicySetScopeRow;
  policy_set_workspace_exclusions: PolicySetScopeRow;
  policy_set_project_exclusions: PolicySetScopeRow;
  policy_set_parameters: ParameterRow;
  tags: TagRow;
  team_workspaces: TeamAccessRow;
  team_projects: TeamAccessRow;
  workspace_tags: TagBindingRow;
  project_tags: TagBindingRow;
  policy_set_versions: PolicySetVersionRow;
  oauth_clients: OAuthClientRow;
  oauth_tokens: OAuthTokenRow;
  policy_set_repositories: SetRepositoryRow;
  tool_versions: ToolVersionRow;
  nomad_policies: NomadPolicyRow;
  change_indexes: { topic: string; value: number };
  users: UserRow;
  organization_memberships: OrganizationMembershipRow;
  teams: TeamRow;
  team_members: { team_id: string; user_id: string };
  access_tokens: TokenRow;
  standing_overrides: StandingOverrideRow;
  configuration_versions: ConfigurationVersionRow;
  runs: RunRow;
  run_events: RunEventRow;
  plans: PlanRow;
  state_versions: StateVersionRow;
  state_version_outputs: StateVersionOutputRow;
  policy_checks: PolicyCheckRow;
  task_stages: TaskStageRow;
  policy_evaluations: PolicyEvaluationRow;
  policy_set_outcomes: PolicySetOutcomeRow;
  work_items: WorkItemRow;
  audit_entries: AuditEntryRow;
  schema_version: { version: number; name: string; applied_at: number };
}

type Bytes = Uint8Array;
type Truth = 0 | 1;
/** A JSON text. */
type Json = string;

export interface OrganizationRow {
  name: string;
  external_id: string;
  email: string | null;
  cost_estimation_enabled: Truth;
  default_project_id: string;
  created_at: number;
}

export interface ProjectRow {
  id: string;
  organization: string;
  name: string;
  description: Bytes | null;
  created_at: number;
}

export interface WorkspaceRow {
  id: string;
  organization: string;
  project_id: string;
  name: string;
  description: Bytes | null;
  auto_apply: Truth;
  execution_mode: string;
  terraform_version: string;
  working_directory: string | null;
  settings: Json;
  lock: Json | null;
  created_at: number;
  updated_at: number;
}

export interface PolicyRow {
  id: string;
  organization: string;
  name: string;
  kind: string;
  description: Bytes | null;
  query: Bytes | null;
  enforcement_level: string;
  code: string | null;
  created_at: number;
  updated_at: number | null;
}

export interface PolicySetRow {
  id: string;
  organization: string;
  name: string;
  kind: string;
  description: Bytes | null;
  is_global: Truth;
  is_agent_enabled: Truth;
  policy_tool_version: string | null;
  is_overridable: Truth | null;
  policy_update_patterns: Json;
  is_versioned: Truth;
  tag_selectors: Json;
  is_tag_scoped: Truth;
  tag_matching: string;
  created_at: number;
  updated_at: number;
}

/** One member of one list of a set: a workspace or a project, as the table's name says. */
export interface PolicySetScopeRow {
  policy_set_id: string;
  member_id: string;
}

export interface ParameterRow {
  id: string;
  policy_set_id: string;
  key: string;
  /** Whether `value` is sealed; otherwise it is text. */
  is_sealed: Truth;
  value: Bytes;
  created_at: number;
}

export interface TagRow {
  id: string;
  organization: string;
  name: string;
  created_at: number;
}

/** A tag of one workspace or project, as the table's name says. */
export interface TagBindingRow {
  id: string;
  owner_id: string;
  tag_id: string;
  value: string;
}

export interface PolicySetVersionRow {
  id: string;
  policy_set_id: string;
  organization: string;
  source: string;
  status: string;
  status_times: Json;
  archive: string | null;
  policies: Json;
  error: string | null;
  error_message: Bytes | null;
  ingress: Json | null;
  created_at: number;
  updated_at: number;
}

export interface OAuthClientRow {
  id: string;
  organization: string;
  name: Bytes | null;
  provider: string;
  http_url: Bytes;
  api_url: Bytes;
  key: Bytes | null;
  rsa_public_key: Bytes | null;
  secret: Bytes | null;
  is_organization_scoped: Truth;
  created_at: number;
  updated_at: number;
}

export interface OAuthTokenRow {
  id: string;
  client_id: string;
  organization: string;
  secret: Bytes;
  ssh_key: Bytes | null;
  created_at: number;
}

export interface SetRepositoryRow {
  policy_set_id: string;
  oauth_token_id: string;
  identifier: Bytes;
  branch: Bytes | null;
  has_submodules: Truth;
  policies_path: Bytes | null;
  webhook_id: string;
  webhook_secret: Bytes | null;
  /** What was seen last. */
  commit_sha: string | null;
  fingerprint: string | null;
  failure: Bytes | null;
  attempt: number;
  /** When it is looked at next. */
  due_at: number;
  /** While somebody looks, when his lease ends. */
  leased_until: number;
  /** Whether somebody told of a push since the last look began. */
  is_pushed: Truth;
}

export interface ToolVersionRow {
  id: string;
  kind: string;
  version: string;
  builds: Json;
  is_deprecated: Truth;
  deprecated_reason: Bytes | null;
  is_official: Truth;
  is_enabled: Truth;
  is_beta: Truth;
  created_at: number;
}

export interface UserRow {
  id: string;
  username: string;
  email: string | null;
  is_site_admin: Truth;
  created_at: number;
}

export interface OrganizationMembershipRow {
  id: string;
  organization: string;
  user_id: string;
  created_at: number;
}

export interface TeamRow {
  id: string;
  organization: string;
  name: string;
  visibility: string;
  access: Json;
  allows_member_tokens: Truth;
  created_at: number;
}

/** What a team may do in a workspace or project, as the table's name says. */
export interface TeamAccessRow {
  id: string;
  team_id: string;
  place_id: string;
  level: string;
  permissions: Json;
  created_at: number;
}

/** Exactly one of the first three references has a value. */
export interface TokenRow {
  id: string;
  user_id: string | null;
  team_id: string | null;
  organization: string | null;
  created_by: string | null;
  digest: string;
  description: string;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
}

export interface ConfigurationVersionRow {
  id: string;
  organization: string;
  workspace_id: string;
  status: string;
  status_times: Json;
  wants_runs: Truth;
  is_speculative: Truth;
  is_provisional: Truth;
  archive: string | null;
  error: string | null;
  error_message: Bytes | null;
  created_at: number;
}

export interface RunRow {
  id: string;
  organization: string;
  workspace_id: string;
  configuration_version_id: string | null;
  plan_id: string;
  apply_id: string;
  policy_check_id: string | null;
  task_stage_id: string | null;
  created_by: string | null;
  status: string;
  status_times: Json;
  has_changes: Truth;
  /** The creator's options: never searched, always read whole. */
  options: Json;
  operation: string;
  source: string;
  /** The beginning of the message, in lower case and without control characters. */
  search_text: string;
  created_at: number;
}

export interface RunEventRow {
  id: string;
  run_id: string;
  position: number;
  action: string;
  actor_id: string | null;
  comment_id: string | null;
  comment: Bytes | null;
  created_at: number;
}

export interface PlanRow {
  id: string;
  run_id: string;
  organization: string;
  status: string;
  status_times: Json;
  document: string | null;
  summary: Json | null;
  state_version_id: string | null;
  error_message: Bytes | null;
  created_at: number;
}

export interface StateVersionRow {
  id: string;
  workspace_id: string;
  /** Which one of its workspace it is: later ones have higher numbers. */
  number: number;
  organization: string;
  status: string;
  serial: number;
  md5: string;
  lineage: Bytes | null;
  state: string | null;
  json_state: string | null;
  summary: Json | null;
  resource_count: number;
  run_id: string | null;
  created_by: string | null;
  rollback_of: string | null;
  created_at: number;
}

export interface StateVersionOutputRow {
  id: string;
  state_version_id: string;
  position: number;
  name: Bytes;
  is_sensitive: Truth;
  type: Json;
  value: Bytes;
}

export interface PolicyCheckRow {
  id: string;
  run_id: string;
  organization: string;
  status: string;
  status_times: Json;
  policy_sets: Json;
  counts: Json | null;
  report: string | null;
  log: string | null;
  overridden_by: string | null;
  overridden_at: number | null;
  override_comment: Bytes | null;
  standing_overrides: Json;
  created_at: number;
}

/** The names are those of the time when it was granted. */
export interface StandingOverrideRow {
  id: string;
  organization: string;
  workspace_id: string;
  policy_set_id: string | null;
  policy_id: string | null;
  set_name: string;
  policy_name: string;
  run_id: string;
  granted_by: Json;
  comment: Bytes | null;
  created_at: number;
  expires_at: number;
}

export interface NomadPolicyRow {
  name: string;
  description: Bytes;
  scope: string;
  enforcement_level: string;
  policy: Bytes;
  hash: Bytes;
  create_index: number;
  modify_index: number;
}

export interface TaskStageRow {
  id: string;
  run_id: string;
  organization: string;
  status: string;
  status_times: Json;
  overridden_by: string | null;
  overridden_at: number | null;
  override_comment: Bytes | null;
  standing_overrides: Json;
  created_at: number;
  updated_at: number;
}

export interface PolicyEvaluationRow {
  id: string;
  task_stage_id: string;
  run_id: string;
  organization: string;
  kind: string;
  status: string;
  status_times: Json;
  tool_version: string | null;
  policy_sets: Json;
  counts: Json;
  created_at: number;
  updated_at: number;
}

export interface PolicySetOutcomeRow {
  id: string;
  policy_evaluation_id: string;
  position: number;
  set_name: string;
  set_description: Bytes | null;
  is_overridable: Truth;
  tool_version: string | null;
  error: Bytes;
  /** Names, statuses and descriptions: never searched, always read whole. */
  entries: Json;
  output: string | null;
}

export interface WorkItemRow {
  id: string;
  kind: string;
  run_id: string;
  attempt: number;
  /** When it may be claimed; while somebody holds it, when the lease ends. */
  available_at: number;
  enqueued_at: number;
}

export interface AuditEntryRow {
  /** Given by the engine. */
  position: Generated<number>;
  at: number;
  actor_kind: string;
  actor: Json;
  verb: string;
  noun: string;
  subject_id: string | null;
  organization: string | null;
  details: Json;
  request_id: string | null;
}
