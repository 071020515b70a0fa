import type { AuditService } from "../../domain/audit/audit-service.js";
import type { ConfigurationVersionService } from "../../domain/configuration-versions/configuration-version-service.js";
import type { OAuthClientService } from "../../domain/oauth/oauth-client-service.js";
import type { OAuthTokenService } from "../../domain/oauth/oauth-token-service.js";
import type { OrganizationMembershipService } from "../../domain/organization-memberships/organization-membership-service.js";
import type { OrganizationService } from "../../domain/organizations/organization-service.js";
import type { ParameterService } from "../../domain/parameters/parameter-service.js";
import type { PlanService } from "../../domain/plans/plan-service.js";
import type { PolicyService } from "../../domain/policies/policy-service.js";
import type { PolicyCheckService } from "../../domain/policy-checks/policy-check-service.js";
import type { PolicySetVersionService } from "../../domain/policy-set-versions/policy-set-version-service.js";
import type { MembershipService } from "../../domain/policy-sets/membership-service.js";
import type { PolicySetService } from "../../domain/policy-sets/policy-set-service.js";
import type { ProjectService } from "../../domain/projects/project-service.js";
import type { RunEventService } from "../../domain/run-events/run-event-service.js";
import type { RunService } from "../../domain/runs/run-service.js";
import type { StandingOverrideService } from "../../domain/standing-overrides/standing-override-service.js";
import type { StateOutputService } from "../../domain/state-versions/state-output-service.js";
import type { StateUploadService } from "../../domain/state-versions/state-upload-service.js";
import type { StateVersionService } from "../../domain/state-versions/state-version-service.js";
import type { BindingService } from "../../domain/tags/binding-service.js";
import type { TagService } from "../../domain/tags/tag-service.js";
import type { TaskStageService } from "../../domain/task-stages/task-stage-service.js";
import type {
  ProjectAccessService,
  WorkspaceAccessService,
} from "../../domain/team-access/team-access-service.js";
import type { TeamMemberService } from "../../domain/teams/team-member-service.js";
import type { TeamService } from "../../domain/teams/team-service.js";
import type { TokenKeeper } from "../../domain/tokens/token-keeper.js";
import type { ToolVersionService } from "../../domain/tool-versions/tool-version-service.js";
import type { UserService } from "../../domain/users/user-service.js";
import type { WebhookService } from "../../domain/vcs/webhook-service.js";
import type { WorkspaceLockService } from "../../domain/workspaces/workspace-lock-service.js";
import type { WorkspaceService } from "../../domain/workspaces/workspace-service.js";

/** Everything that the routes carry out. */
export interface Services {
  readonly audit: AuditService;
  readonly bindings: BindingService;
  readonly configurationVersions: ConfigurationVersionService;
  readonly memberships: MembershipService;
  readonly oauthClients: OAuthClientService;
  readonly oauthTokens: OAuthTokenService;
  readonly organizationMemberships: OrganizationMembershipService;
  readonly organizations: OrganizationService;
  readonly parameters: ParameterService;
  readonly plans: PlanService;
  readonly policies: PolicyService;
  readonly policyChecks: PolicyCheckService;
  readonly policySets: PolicySetService;
  readonly policySetVersions: PolicySetVersionService;
  readonly projects: ProjectService;
  readonly runEvents: RunEventService;
  readonly runs: RunService;
  readonly standingOverrides: StandingOverrideService;
  readonly stateOutputs: StateOutputService;
  readonly stateUploads: StateUploadService;
  readonly stateVersions: StateVersionService;
  readonly tags: TagService;
  readonly taskStages: TaskStageService;
  readonly teamProjects: ProjectAccessService;
  readonly teamWorkspaces: WorkspaceAccessService;
  readonly teamMembers: TeamMemberService;
  readonly teams: TeamService;
  readonly tokens: TokenKeeper;
  readonly users: UserService;
  readonly toolVersions: ToolVersionService;
  readonly workspaceLocks: WorkspaceLockService;
  readonly webhooks: WebhookService;
  readonly workspaces: WorkspaceService;
}
