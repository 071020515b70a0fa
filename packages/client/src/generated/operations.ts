// Written by scripts/generate-client.mjs from docs/api/openapi.json. Do not edit.
import type { Call, Content } from "../call.js";
import type {
  AccountChangeRequest,
  ApplyDocument,
  AuditEntryPage,
  AuditTrail,
  AuthenticationTokenDocument,
  AuthenticationTokenPage,
  AuthenticationTokenRequest,
  AuthorizedRepoPage,
  CommentDocument,
  CommentPage,
  CommentRequest,
  ConfigurationVersionDocument,
  ConfigurationVersionPage,
  ConfigurationVersionRequest,
  DiscoveryDocument,
  EffectiveTagBindingPage,
  EntitlementSetDocument,
  FeatureSetPage,
  GithubAppInstallationPage,
  MovedWorkspaces,
  NewCommentRequest,
  OAuthClientChangeRequest,
  OAuthClientDocument,
  OAuthClientPage,
  OAuthClientRequest,
  OAuthTokenChangeRequest,
  OAuthTokenDocument,
  OAuthTokenPage,
  OpaVersionChangeRequest,
  OpaVersionDocument,
  OpaVersionPage,
  OpaVersionRequest,
  OrganizationCapacityDocument,
  OrganizationChangeRequest,
  OrganizationDocument,
  OrganizationMembershipDocument,
  OrganizationMembershipPage,
  OrganizationMembershipRequest,
  OrganizationPage,
  OrganizationRequest,
  OrganizationTagPage,
  OverrideRequest,
  PlanDocument,
  PolicyChangeRequest,
  PolicyCheckDocument,
  PolicyCheckPage,
  PolicyDocument,
  PolicyEvaluationDocument,
  PolicyEvaluationPage,
  PolicyMembers,
  PolicyPage,
  PolicyRequest,
  PolicySetChangeRequest,
  PolicySetDocument,
  PolicySetOutcomeDocument,
  PolicySetOutcomePage,
  PolicySetPage,
  PolicySetParameterChangeRequest,
  PolicySetParameterDocument,
  PolicySetParameterPage,
  PolicySetParameterRequest,
  PolicySetRequest,
  PolicySetVersionDocument,
  PolicySetVersionPage,
  ProjectChangeRequest,
  ProjectDocument,
  ProjectMembers,
  ProjectPage,
  ProjectRequest,
  RunDocument,
  RunEventDocument,
  RunEventPage,
  RunPage,
  RunRequest,
  SentinelVersionChangeRequest,
  SentinelVersionDocument,
  SentinelVersionPage,
  SentinelVersionRequest,
  StandingOverrideDocument,
  StandingOverridePage,
  StateVersionDocument,
  StateVersionOutputDocument,
  StateVersionOutputList,
  StateVersionOutputPage,
  StateVersionPage,
  StateVersionRequest,
  StateVersionRollbackRequest,
  TagBindingMembers,
  TagBindingPage,
  TagIdentifiers,
  TagMembers,
  TagPage,
  TagSelectorMembers,
  TaggedWorkspaces,
  TaskStageDocument,
  TaskStagePage,
  TeamChangeRequest,
  TeamDocument,
  TeamMemberships,
  TeamPage,
  TeamProjectChangeRequest,
  TeamProjectDocument,
  TeamProjectPage,
  TeamProjectRequest,
  TeamRequest,
  TeamUsers,
  TeamWorkspaceChangeRequest,
  TeamWorkspaceDocument,
  TeamWorkspacePage,
  TeamWorkspaceRequest,
  UserDocument,
  WorkspaceChangeRequest,
  WorkspaceDocument,
  WorkspaceLockRequest,
  WorkspaceMembers,
  WorkspacePage,
  WorkspaceRequest,
} from "./schemas.js";

/** Every operation of the API, by resource; `call` is what sends a request. */
export function operations(call: Call) {
  return {
    server: {
      /** Discover the API. See the Remote service discovery of the Terraform command. */
      discover: () =>
        call<DiscoveryDocument>({
          method: "GET",
          path: "/.well-known/terraform.json",
          answer: "json",
        }),

      /** Ask whether the server is there. See the Terraform API. */
      ping: () => call<void>({ method: "GET", path: "/api/v2/ping", answer: "nothing" }),
    },
    organizations: {
      /** List Organizations. See the Organizations API. */
      list: (
        request: {
          readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
        } = {},
      ) =>
        call<OrganizationPage>({
          method: "GET",
          path: "/api/v2/organizations",
          query: request.query,
          answer: "json",
        }),

      /** Create an Organization. See the Organizations API. `email` may be absent. */
      create: (request: { readonly body: OrganizationRequest }) =>
        call<OrganizationDocument>({
          method: "POST",
          path: "/api/v2/organizations",
          body: request.body,
          answer: "json",
        }),

      /** Show an Organization. See the Organizations API. */
      show: (request: {
        readonly organizationName: string;
        readonly query?: { readonly include?: readonly ("default_project" | "entitlement_set")[] };
      }) =>
        call<OrganizationDocument>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update an Organization. See the Organizations API. */
      update: (request: {
        readonly organizationName: string;
        readonly body: OrganizationChangeRequest;
      }) =>
        call<OrganizationDocument>({
          method: "PATCH",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete an Organization. See the Organizations API. */
      delete: (request: { readonly organizationName: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}`,
          answer: "nothing",
        }),

      /** Show the Entitlement Set. See the Organizations API. Every feature is on. */
      showEntitlements: (request: { readonly organizationName: string }) =>
        call<EntitlementSetDocument>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/entitlement-set`,
          answer: "json",
        }),

      /** Organizations.ReadCapacity. See the Client for Terraform Enterprise. */
      capacity: (request: { readonly organizationName: string }) =>
        call<OrganizationCapacityDocument>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/capacity`,
          answer: "json",
        }),

      /** Subscribe an Organization. See the Admin Organizations API. Changes nothing, and its body is not read: every organization has every feature. */
      subscribe: (request: { readonly organizationName: string }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/admin/organizations/${encodeURIComponent(request.organizationName)}/subscription`,
          answer: "nothing",
        }),
    },
    auditEntries: {
      /** Audit trail. See the Portcullis. Portcullis extension, for owners: every change and every decision in the organization, the latest first. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly filter?: {
            readonly action?: string;
            readonly resource?: { readonly type?: string; readonly id?: string };
            readonly actor?: { readonly type?: string };
            readonly since?: string;
            readonly until?: string;
          };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<AuditEntryPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/audit-entries`,
          query: request.query,
          answer: "json",
        }),

      /** Audit trail. See the Portcullis. Portcullis extension, for owners: all of it, the oldest first, a JSON object in each line. */
      export: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly filter?: {
            readonly action?: string;
            readonly resource?: { readonly type?: string; readonly id?: string };
            readonly actor?: { readonly type?: string };
            readonly since?: string;
            readonly until?: string;
          };
        };
      }) =>
        call<string>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/audit-entries/export`,
          query: request.query,
          answer: "text",
        }),
    },
    auditTrail: {
      /** List an organization's audit events. See the Audit Trails API. With the token of an organization and no other; no document of JSON:API. */
      list: (
        request: {
          readonly query?: {
            readonly since?: string;
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<AuditTrail>({
          method: "GET",
          path: "/api/v2/organization/audit-trail",
          query: request.query,
          answer: "json",
        }),
    },
    users: {
      /** Get your account details. See the Account API. 404 for the tokens of teams and organizations. */
      account: () =>
        call<UserDocument>({ method: "GET", path: "/api/v2/account/details", answer: "json" }),

      /** Update your account info. See the Account API. 404 for the tokens of teams and organizations. */
      updateAccount: (request: { readonly body: AccountChangeRequest }) =>
        call<UserDocument>({
          method: "PATCH",
          path: "/api/v2/account/update",
          body: request.body,
          answer: "json",
        }),

      /** Show a User. See the Users API. */
      show: (request: { readonly userId: string }) =>
        call<UserDocument>({
          method: "GET",
          path: `/api/v2/users/${encodeURIComponent(request.userId)}`,
          answer: "json",
        }),
    },
    organizationMemberships: {
      /** List Memberships for an Organization. See the Organization Memberships API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly q?: string;
          readonly filter?: { readonly email?: string; readonly status?: string };
          readonly include?: readonly ("user" | "teams")[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<OrganizationMembershipPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/organization-memberships`,
          query: request.query,
          answer: "json",
        }),

      /** Invite a User to an Organization. See the Organization Memberships API. Whoever is not known yet becomes a user at once; nobody is sent anything. */
      create: (request: {
        readonly organizationName: string;
        readonly body: OrganizationMembershipRequest;
      }) =>
        call<OrganizationMembershipDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/organization-memberships`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Membership. See the Organization Memberships API. */
      show: (request: {
        readonly organizationMembershipId: string;
        readonly query?: { readonly include?: readonly ("user" | "teams")[] };
      }) =>
        call<OrganizationMembershipDocument>({
          method: "GET",
          path: `/api/v2/organization-memberships/${encodeURIComponent(request.organizationMembershipId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Remove User from Organization. See the Organization Memberships API. 409 for the last owner. */
      delete: (request: { readonly organizationMembershipId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/organization-memberships/${encodeURIComponent(request.organizationMembershipId)}`,
          answer: "nothing",
        }),
    },
    teams: {
      /** List teams. See the Teams API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly filter?: { readonly names?: string };
          readonly include?: readonly ("users" | "organization_memberships")[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<TeamPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/teams`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Team. See the Teams API. */
      create: (request: { readonly organizationName: string; readonly body: TeamRequest }) =>
        call<TeamDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/teams`,
          body: request.body,
          answer: "json",
        }),

      /** Show Team Information. See the Teams API. */
      show: (request: {
        readonly teamId: string;
        readonly query?: { readonly include?: readonly ("users" | "organization_memberships")[] };
      }) =>
        call<TeamDocument>({
          method: "GET",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update a Team. See the Teams API. */
      update: (request: { readonly teamId: string; readonly body: TeamChangeRequest }) =>
        call<TeamDocument>({
          method: "PATCH",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Team. See the Teams API. 409 for the owners. */
      delete: (request: { readonly teamId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}`,
          answer: "nothing",
        }),

      /** Add a User to Team. See the Team Membership API. Users who are in no team of the organization yet become its members. */
      addUsers: (request: { readonly teamId: string; readonly body: TeamUsers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/relationships/users`,
          body: request.body,
          answer: "nothing",
        }),

      /** Delete a User from Team. See the Team Membership API. 409 for the last owner. */
      removeUsers: (request: { readonly teamId: string; readonly body: TeamUsers }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/relationships/users`,
          body: request.body,
          answer: "nothing",
        }),

      /** Add a User to Team with an organization membership. See the Team Membership API. */
      addMemberships: (request: { readonly teamId: string; readonly body: TeamMemberships }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/relationships/organization-memberships`,
          body: request.body,
          answer: "nothing",
        }),

      /** Delete a User from Team with an organization membership. See the Team Membership API. 409 for the last owner. */
      removeMemberships: (request: { readonly teamId: string; readonly body: TeamMemberships }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/relationships/organization-memberships`,
          body: request.body,
          answer: "nothing",
        }),
    },
    teamWorkspaces: {
      /** List Team Access to a Workspace. See the Team Access API. The workspace must be named; teams that the caller does not know of are left out. */
      list: (
        request: {
          readonly query?: {
            readonly filter?: { readonly workspace?: { readonly id?: string } };
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<TeamWorkspacePage>({
          method: "GET",
          path: "/api/v2/team-workspaces",
          query: request.query,
          answer: "json",
        }),

      /** Add Team Access to a Workspace. See the Team Access API. */
      create: (request: { readonly body: TeamWorkspaceRequest }) =>
        call<TeamWorkspaceDocument>({
          method: "POST",
          path: "/api/v2/team-workspaces",
          body: request.body,
          answer: "json",
        }),

      /** Show a Team Access relationship. See the Team Access API. */
      show: (request: { readonly teamWorkspaceId: string }) =>
        call<TeamWorkspaceDocument>({
          method: "GET",
          path: `/api/v2/team-workspaces/${encodeURIComponent(request.teamWorkspaceId)}`,
          answer: "json",
        }),

      /** Update Team Access to a Workspace. See the Team Access API. */
      update: (request: {
        readonly teamWorkspaceId: string;
        readonly body: TeamWorkspaceChangeRequest;
      }) =>
        call<TeamWorkspaceDocument>({
          method: "PATCH",
          path: `/api/v2/team-workspaces/${encodeURIComponent(request.teamWorkspaceId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Remove Team Access from a Workspace. See the Team Access API. */
      delete: (request: { readonly teamWorkspaceId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/team-workspaces/${encodeURIComponent(request.teamWorkspaceId)}`,
          answer: "nothing",
        }),
    },
    teamProjects: {
      /** List Team Access to a Project. See the Project Team Access API. The project must be named; teams that the caller does not know of are left out. */
      list: (
        request: {
          readonly query?: {
            readonly filter?: { readonly project?: { readonly id?: string } };
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<TeamProjectPage>({
          method: "GET",
          path: "/api/v2/team-projects",
          query: request.query,
          answer: "json",
        }),

      /** Add Team Access to a Project. See the Project Team Access API. */
      create: (request: { readonly body: TeamProjectRequest }) =>
        call<TeamProjectDocument>({
          method: "POST",
          path: "/api/v2/team-projects",
          body: request.body,
          answer: "json",
        }),

      /** Show a Team Access relationship. See the Project Team Access API. */
      show: (request: { readonly teamProjectId: string }) =>
        call<TeamProjectDocument>({
          method: "GET",
          path: `/api/v2/team-projects/${encodeURIComponent(request.teamProjectId)}`,
          answer: "json",
        }),

      /** Update Team Access to a Project. See the Project Team Access API. */
      update: (request: {
        readonly teamProjectId: string;
        readonly body: TeamProjectChangeRequest;
      }) =>
        call<TeamProjectDocument>({
          method: "PATCH",
          path: `/api/v2/team-projects/${encodeURIComponent(request.teamProjectId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Remove Team Access from a Project. See the Project Team Access API. */
      delete: (request: { readonly teamProjectId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/team-projects/${encodeURIComponent(request.teamProjectId)}`,
          answer: "nothing",
        }),
    },
    tokens: {
      /** List User Tokens. See the User Tokens API. */
      listOfUser: (request: {
        readonly userId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<AuthenticationTokenPage>({
          method: "GET",
          path: `/api/v2/users/${encodeURIComponent(request.userId)}/authentication-tokens`,
          query: request.query,
          answer: "json",
        }),

      /** Create a User Token. See the User Tokens API. */
      createForUser: (request: {
        readonly userId: string;
        readonly body: AuthenticationTokenRequest;
      }) =>
        call<AuthenticationTokenDocument>({
          method: "POST",
          path: `/api/v2/users/${encodeURIComponent(request.userId)}/authentication-tokens`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Team Token. See the Team Token API. */
      showOfTeam: (request: { readonly teamId: string }) =>
        call<AuthenticationTokenDocument>({
          method: "GET",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/authentication-token`,
          answer: "json",
        }),

      /** Generate a new team token. See the Team Token API. It takes the place of the one before. */
      createForTeam: (request: {
        readonly teamId: string;
        readonly body: AuthenticationTokenRequest;
      }) =>
        call<AuthenticationTokenDocument>({
          method: "POST",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/authentication-token`,
          body: request.body,
          answer: "json",
        }),

      /** Delete the team token. See the Team Token API. */
      deleteOfTeam: (request: { readonly teamId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/teams/${encodeURIComponent(request.teamId)}/authentication-token`,
          answer: "nothing",
        }),

      /** Show an organization token. See the Organization Token API. */
      showOfOrganization: (request: { readonly organizationName: string }) =>
        call<AuthenticationTokenDocument>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/authentication-token`,
          answer: "json",
        }),

      /** Generate a new organization token. See the Organization Token API. It takes the place of the one before. */
      createForOrganization: (request: {
        readonly organizationName: string;
        readonly body: AuthenticationTokenRequest;
      }) =>
        call<AuthenticationTokenDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/authentication-token`,
          body: request.body,
          answer: "json",
        }),

      /** Delete the organization token. See the Organization Token API. */
      deleteOfOrganization: (request: { readonly organizationName: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/authentication-token`,
          answer: "nothing",
        }),

      /** Show a User Token. See the User Tokens API. */
      show: (request: { readonly tokenId: string }) =>
        call<AuthenticationTokenDocument>({
          method: "GET",
          path: `/api/v2/authentication-tokens/${encodeURIComponent(request.tokenId)}`,
          answer: "json",
        }),

      /** Destroy a User Token. See the User Tokens API. */
      delete: (request: { readonly tokenId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/authentication-tokens/${encodeURIComponent(request.tokenId)}`,
          answer: "nothing",
        }),
    },
    projects: {
      /** List Projects. See the Projects API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly filter?: { readonly names?: string };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<ProjectPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/projects`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Project. See the Projects API. */
      create: (request: { readonly organizationName: string; readonly body: ProjectRequest }) =>
        call<ProjectDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/projects`,
          body: request.body,
          answer: "json",
        }),

      /** Move Workspaces into a Project. See the Projects API. 403 for workspaces that the caller may not move: none is moved then. */
      moveWorkspaces: (request: { readonly projectId: string; readonly body: MovedWorkspaces }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/relationships/workspaces`,
          body: request.body,
          answer: "nothing",
        }),

      /** Show a Project. See the Projects API. */
      show: (request: { readonly projectId: string }) =>
        call<ProjectDocument>({
          method: "GET",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}`,
          answer: "json",
        }),

      /** Update a Project. See the Projects API. */
      update: (request: { readonly projectId: string; readonly body: ProjectChangeRequest }) =>
        call<ProjectDocument>({
          method: "PATCH",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Project. See the Projects API. 409 for the default project and for one that has workspaces. */
      delete: (request: { readonly projectId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}`,
          answer: "nothing",
        }),
    },
    workspaces: {
      /** List Workspaces. See the Workspaces API. 400 when `outputs` are included that are too large together. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly search?: {
            readonly name?: string;
            readonly tags?: string;
            readonly "exclude-tags"?: string;
            readonly "wildcard-name"?: string;
          };
          readonly filter?: {
            readonly project?: { readonly id?: string };
            readonly "current-run"?: { readonly status?: string };
            readonly tagged?: { readonly "0"?: { readonly key?: string; readonly value?: string } };
          };
          readonly sort?: readonly (
            | "name"
            | "current-run.created-at"
            | "-name"
            | "-current-run.created-at"
          )[];
          readonly include?: readonly (
            | "organization"
            | "project"
            | "current_run"
            | "current_run.plan"
            | "current_run.configuration_version"
            | "current_run.configuration_version.ingress_attributes"
            | "current_configuration_version"
            | "current_configuration_version.ingress_attributes"
            | "current_state_version"
            | "outputs"
            | "effective_tag_bindings"
            | "locked_by"
            | "readme"
          )[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<WorkspacePage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Workspace. See the Workspaces API. */
      create: (request: { readonly organizationName: string; readonly body: WorkspaceRequest }) =>
        call<WorkspaceDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Workspace. See the Workspaces API. */
      showByName: (request: {
        readonly organizationName: string;
        readonly workspaceName: string;
        readonly query?: {
          readonly include?: readonly (
            | "organization"
            | "project"
            | "current_run"
            | "current_run.plan"
            | "current_run.configuration_version"
            | "current_run.configuration_version.ingress_attributes"
            | "current_configuration_version"
            | "current_configuration_version.ingress_attributes"
            | "current_state_version"
            | "outputs"
            | "effective_tag_bindings"
            | "locked_by"
            | "readme"
          )[];
        };
      }) =>
        call<WorkspaceDocument>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces/${encodeURIComponent(request.workspaceName)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update a Workspace. See the Workspaces API. */
      updateByName: (request: {
        readonly organizationName: string;
        readonly workspaceName: string;
        readonly body: WorkspaceChangeRequest;
      }) =>
        call<WorkspaceDocument>({
          method: "PATCH",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces/${encodeURIComponent(request.workspaceName)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Workspace. See the Workspaces API. */
      deleteByName: (request: {
        readonly organizationName: string;
        readonly workspaceName: string;
      }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces/${encodeURIComponent(request.workspaceName)}`,
          answer: "nothing",
        }),

      /** Show a Workspace. See the Workspaces API. */
      show: (request: {
        readonly workspaceId: string;
        readonly query?: {
          readonly include?: readonly (
            | "organization"
            | "project"
            | "current_run"
            | "current_run.plan"
            | "current_run.configuration_version"
            | "current_run.configuration_version.ingress_attributes"
            | "current_configuration_version"
            | "current_configuration_version.ingress_attributes"
            | "current_state_version"
            | "outputs"
            | "effective_tag_bindings"
            | "locked_by"
            | "readme"
          )[];
        };
      }) =>
        call<WorkspaceDocument>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update a Workspace. See the Workspaces API. */
      update: (request: { readonly workspaceId: string; readonly body: WorkspaceChangeRequest }) =>
        call<WorkspaceDocument>({
          method: "PATCH",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Workspace. See the Workspaces API. */
      delete: (request: { readonly workspaceId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}`,
          answer: "nothing",
        }),

      /** Safe Delete a Workspace. See the Workspaces API. 409 while the workspace is locked or manages resources. */
      deleteSafelyByName: (request: {
        readonly organizationName: string;
        readonly workspaceName: string;
      }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/workspaces/${encodeURIComponent(request.workspaceName)}/actions/safe-delete`,
          answer: "nothing",
        }),

      /** Safe Delete a Workspace. See the Workspaces API. 409 while the workspace is locked or manages resources. */
      deleteSafely: (request: { readonly workspaceId: string }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/actions/safe-delete`,
          answer: "nothing",
        }),

      /** Lock a Workspace. See the Workspaces API. 409 when somebody holds the lock already, and for the token of an organization. */
      lock: (request: { readonly workspaceId: string; readonly body: WorkspaceLockRequest }) =>
        call<WorkspaceDocument>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/actions/lock`,
          body: request.body,
          answer: "json",
        }),

      /** Unlock a Workspace. See the Workspaces API. 409 unless whoever asks holds the lock; 422 while a state may still be uploaded. */
      unlock: (request: { readonly workspaceId: string }) =>
        call<WorkspaceDocument>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/actions/unlock`,
          answer: "json",
        }),

      /** Force Unlock a Workspace. See the Workspaces API. 409 when nobody holds the lock. */
      forceUnlock: (request: { readonly workspaceId: string }) =>
        call<WorkspaceDocument>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/actions/force-unlock`,
          answer: "json",
        }),
    },
    tags: {
      /** List Tags. See the Organization Tags API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly q?: string;
          readonly filter?: { readonly exclude?: { readonly taggable?: { readonly id?: string } } };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<OrganizationTagPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/tags`,
          query: request.query,
          answer: "json",
        }),

      /** Delete Tags. See the Organization Tags API. */
      delete: (request: { readonly organizationName: string; readonly body: TagIdentifiers }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/tags`,
          body: request.body,
          answer: "nothing",
        }),

      /** Add Workspaces to a Tag. See the Organization Tags API. */
      addWorkspaces: (request: { readonly tagId: string; readonly body: TaggedWorkspaces }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/tags/${encodeURIComponent(request.tagId)}/relationships/workspaces`,
          body: request.body,
          answer: "nothing",
        }),
    },
    workspaceTags: {
      /** Get Tags. See the Workspaces API. */
      list: (request: {
        readonly workspaceId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<TagPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/relationships/tags`,
          query: request.query,
          answer: "json",
        }),

      /** Add Tags to a Workspace. See the Workspaces API. */
      add: (request: { readonly workspaceId: string; readonly body: TagMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/relationships/tags`,
          body: request.body,
          answer: "nothing",
        }),

      /** Remove Tags from a Workspace. See the Workspaces API. */
      remove: (request: { readonly workspaceId: string; readonly body: TagMembers }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/relationships/tags`,
          body: request.body,
          answer: "nothing",
        }),
    },
    workspaceTagBindings: {
      /** List Tag Bindings. See the Workspaces API. */
      list: (request: {
        readonly workspaceId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<TagBindingPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/tag-bindings`,
          query: request.query,
          answer: "json",
        }),

      /** Add or Update Tag Bindings. See the Workspaces API. Answers with the bindings that were named, in their order. */
      add: (request: { readonly workspaceId: string; readonly body: TagBindingMembers }) =>
        call<TagBindingPage>({
          method: "PATCH",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/tag-bindings`,
          body: request.body,
          answer: "json",
        }),

      /** Add Tag Bindings. See the Workspaces API. */
      create: (request: { readonly workspaceId: string; readonly body: TagBindingMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/relationships/tag-bindings`,
          body: request.body,
          answer: "nothing",
        }),

      /** Replace Tag Bindings. See the Workspaces API. */
      replace: (request: { readonly workspaceId: string; readonly body: TagBindingMembers }) =>
        call<void>({
          method: "PATCH",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/relationships/tag-bindings`,
          body: request.body,
          answer: "nothing",
        }),

      /** List Effective Tag Bindings. See the Workspaces API. */
      listEffective: (request: {
        readonly workspaceId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<EffectiveTagBindingPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/effective-tag-bindings`,
          query: request.query,
          answer: "json",
        }),
    },
    projectTagBindings: {
      /** List Tag Bindings. See the Projects API. */
      list: (request: {
        readonly projectId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<TagBindingPage>({
          method: "GET",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/tag-bindings`,
          query: request.query,
          answer: "json",
        }),

      /** Add or Update Tag Bindings. See the Projects API. Answers with the bindings that were named, in their order. */
      add: (request: { readonly projectId: string; readonly body: TagBindingMembers }) =>
        call<TagBindingPage>({
          method: "PATCH",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/tag-bindings`,
          body: request.body,
          answer: "json",
        }),

      /** Add Tag Bindings. See the Projects API. */
      create: (request: { readonly projectId: string; readonly body: TagBindingMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/relationships/tag-bindings`,
          body: request.body,
          answer: "nothing",
        }),

      /** Replace Tag Bindings. See the Projects API. */
      replace: (request: { readonly projectId: string; readonly body: TagBindingMembers }) =>
        call<void>({
          method: "PATCH",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/relationships/tag-bindings`,
          body: request.body,
          answer: "nothing",
        }),

      /** List Effective Tag Bindings. See the Projects API. */
      listEffective: (request: {
        readonly projectId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<EffectiveTagBindingPage>({
          method: "GET",
          path: `/api/v2/projects/${encodeURIComponent(request.projectId)}/effective-tag-bindings`,
          query: request.query,
          answer: "json",
        }),
    },
    policies: {
      /** List Policies. See the Policies API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly search?: { readonly name?: string };
          readonly filter?: { readonly kind?: string };
          readonly sort?: readonly ("name" | "updated-at" | "-name" | "-updated-at")[];
          readonly include?: readonly "policy_sets"[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<PolicyPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/policies`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Policy. See the Policies API. Answers 200, as the documents of 2017 to 2019 say; the vendor's OpenAPI description says 201. */
      create: (request: { readonly organizationName: string; readonly body: PolicyRequest }) =>
        call<PolicyDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/policies`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Policy. See the Policies API. */
      show: (request: {
        readonly policyId: string;
        readonly query?: { readonly include?: readonly "policy_sets"[] };
      }) =>
        call<PolicyDocument>({
          method: "GET",
          path: `/api/v2/policies/${encodeURIComponent(request.policyId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update a Policy. See the Policies API. */
      update: (request: { readonly policyId: string; readonly body: PolicyChangeRequest }) =>
        call<PolicyDocument>({
          method: "PATCH",
          path: `/api/v2/policies/${encodeURIComponent(request.policyId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Policy. See the Policies API. */
      delete: (request: { readonly policyId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policies/${encodeURIComponent(request.policyId)}`,
          answer: "nothing",
        }),

      /** Upload a Policy. See the Policies API. */
      upload: (request: { readonly policyId: string; readonly content: Content }) =>
        call<PolicyDocument>({
          method: "PUT",
          path: `/api/v2/policies/${encodeURIComponent(request.policyId)}/upload`,
          content: request.content,
          answer: "json",
        }),

      /** Download a Policy. See the Policies API. Answers with the bytes themselves, not with a redirection. */
      download: (request: { readonly policyId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/policies/${encodeURIComponent(request.policyId)}/download`,
          answer: "bytes",
        }),
    },
    policySets: {
      /** List Policy Sets. See the Policy Sets API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly search?: { readonly name?: string };
          readonly filter?: { readonly kind?: string; readonly versioned?: string };
          readonly include?: readonly (
            | "policies"
            | "workspaces"
            | "projects"
            | "workspace_exclusions"
            | "project_exclusions"
            | "current_version"
            | "newest_version"
          )[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<PolicySetPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/policy-sets`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Policy Set. See the Policy Sets API. */
      create: (request: { readonly organizationName: string; readonly body: PolicySetRequest }) =>
        call<PolicySetDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/policy-sets`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Policy Set. See the Policy Sets API. */
      show: (request: {
        readonly policySetId: string;
        readonly query?: {
          readonly include?: readonly (
            | "policies"
            | "workspaces"
            | "projects"
            | "workspace_exclusions"
            | "project_exclusions"
            | "current_version"
            | "newest_version"
          )[];
        };
      }) =>
        call<PolicySetDocument>({
          method: "GET",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update a Policy Set. See the Policy Sets API. */
      update: (request: { readonly policySetId: string; readonly body: PolicySetChangeRequest }) =>
        call<PolicySetDocument>({
          method: "PATCH",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Policy Set. See the Policy Sets API. */
      delete: (request: { readonly policySetId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}`,
          answer: "nothing",
        }),

      /** Add Policies to the Policy Set. See the Policy Sets API. */
      addPolicies: (request: { readonly policySetId: string; readonly body: PolicyMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/policies`,
          body: request.body,
          answer: "nothing",
        }),

      /** Remove Policies from the Policy Set. See the Policy Sets API. */
      removePolicies: (request: { readonly policySetId: string; readonly body: PolicyMembers }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/policies`,
          body: request.body,
          answer: "nothing",
        }),

      /** Add Tag Selectors. See the Policy Sets API. */
      addTagSelectors: (request: {
        readonly policySetId: string;
        readonly body: TagSelectorMembers;
      }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/tag-selectors`,
          body: request.body,
          answer: "nothing",
        }),

      /** Remove Tag Selectors. See the Policy Sets API. */
      removeTagSelectors: (request: {
        readonly policySetId: string;
        readonly body: TagSelectorMembers;
      }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/tag-selectors`,
          body: request.body,
          answer: "nothing",
        }),

      /** Attach a Policy Set to workspaces. See the Policy Sets API. */
      addWorkspaces: (request: { readonly policySetId: string; readonly body: WorkspaceMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/workspaces`,
          body: request.body,
          answer: "nothing",
        }),

      /** Detach the Policy Set from workspaces. See the Policy Sets API. */
      removeWorkspaces: (request: {
        readonly policySetId: string;
        readonly body: WorkspaceMembers;
      }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/workspaces`,
          body: request.body,
          answer: "nothing",
        }),

      /** Attach a Policy Set to projects. See the Policy Sets API. */
      addProjects: (request: { readonly policySetId: string; readonly body: ProjectMembers }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/projects`,
          body: request.body,
          answer: "nothing",
        }),

      /** Detach a Policy Set from projects. See the Policy Sets API. */
      removeProjects: (request: { readonly policySetId: string; readonly body: ProjectMembers }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/projects`,
          body: request.body,
          answer: "nothing",
        }),

      /** Attach a Policy Set to workspace exclusions. See the Policy Sets API. */
      addWorkspaceExclusions: (request: {
        readonly policySetId: string;
        readonly body: WorkspaceMembers;
      }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/workspace-exclusions`,
          body: request.body,
          answer: "nothing",
        }),

      /** Detach the Policy Set from workspace exclusions. See the Policy Sets API. */
      removeWorkspaceExclusions: (request: {
        readonly policySetId: string;
        readonly body: WorkspaceMembers;
      }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/workspace-exclusions`,
          body: request.body,
          answer: "nothing",
        }),

      /** Attach a Policy Set to project exclusions. See the Policy Sets API. */
      addProjectExclusions: (request: {
        readonly policySetId: string;
        readonly body: ProjectMembers;
      }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/project-exclusions`,
          body: request.body,
          answer: "nothing",
        }),

      /** Detach the Policy Set from project exclusions. See the Policy Sets API. */
      removeProjectExclusions: (request: {
        readonly policySetId: string;
        readonly body: ProjectMembers;
      }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/relationships/project-exclusions`,
          body: request.body,
          answer: "nothing",
        }),
    },
    policySetVersions: {
      /** List Policy Set Versions. See the Policy Sets API. The newest first. */
      list: (request: {
        readonly policySetId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<PolicySetVersionPage>({
          method: "GET",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/versions`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Policy Set Version. See the Policy Sets API. */
      create: (request: { readonly policySetId: string }) =>
        call<PolicySetVersionDocument>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/versions`,
          answer: "json",
        }),

      /** Show a Policy Set Version. See the Policy Sets API. */
      show: (request: {
        readonly policySetVersionId: string;
        readonly query?: { readonly include?: readonly "policy_set"[] };
      }) =>
        call<PolicySetVersionDocument>({
          method: "GET",
          path: `/api/v2/policy-set-versions/${encodeURIComponent(request.policySetVersionId)}`,
          query: request.query,
          answer: "json",
        }),
    },
    policySetParameters: {
      /** List Parameters. See the Policy Set Parameters API. */
      list: (request: {
        readonly policySetId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<PolicySetParameterPage>({
          method: "GET",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/parameters`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Parameter. See the Policy Set Parameters API. */
      create: (request: {
        readonly policySetId: string;
        readonly body: PolicySetParameterRequest;
      }) =>
        call<PolicySetParameterDocument>({
          method: "POST",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/parameters`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Parameter. See the Policy Set Parameters API. */
      show: (request: { readonly policySetId: string; readonly parameterId: string }) =>
        call<PolicySetParameterDocument>({
          method: "GET",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/parameters/${encodeURIComponent(request.parameterId)}`,
          answer: "json",
        }),

      /** Update Parameters. See the Policy Set Parameters API. */
      update: (request: {
        readonly policySetId: string;
        readonly parameterId: string;
        readonly body: PolicySetParameterChangeRequest;
      }) =>
        call<PolicySetParameterDocument>({
          method: "PATCH",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/parameters/${encodeURIComponent(request.parameterId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete Parameters. See the Policy Set Parameters API. */
      delete: (request: { readonly policySetId: string; readonly parameterId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/policy-sets/${encodeURIComponent(request.policySetId)}/parameters/${encodeURIComponent(request.parameterId)}`,
          answer: "nothing",
        }),
    },
    runs: {
      /** Create a Run. See the Runs API. Portcullis extension: `plan-upload` must be true; the plan then waits for an upload through its `links.upload`. */
      create: (request: { readonly body: RunRequest }) =>
        call<RunDocument>({
          method: "POST",
          path: "/api/v2/runs",
          body: request.body,
          answer: "json",
        }),

      /** Get run details. See the Runs API. */
      show: (request: {
        readonly runId: string;
        readonly query?: {
          readonly include?: readonly (
            | "workspace"
            | "plan"
            | "apply"
            | "created_by"
            | "cost_estimate"
            | "configuration_version"
            | "configuration_version.ingress_attributes"
            | "task_stages"
            | "tf_policy_evaluations"
          )[];
        };
      }) =>
        call<RunDocument>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}`,
          query: request.query,
          answer: "json",
        }),

      /** List Runs in a Workspace. See the Runs API. */
      listByWorkspace: (request: {
        readonly workspaceId: string;
        readonly query?: {
          readonly search?: {
            readonly user?: string;
            readonly commit?: string;
            readonly basic?: string;
          };
          readonly filter?: {
            readonly operation?: string;
            readonly status?: string;
            readonly status_group?: string;
            readonly source?: string;
            readonly timeframe?: string;
            readonly agent_pool_names?: string;
          };
          readonly include?: readonly (
            | "workspace"
            | "plan"
            | "apply"
            | "created_by"
            | "cost_estimate"
            | "configuration_version"
            | "configuration_version.ingress_attributes"
            | "task_stages"
            | "tf_policy_evaluations"
          )[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<RunPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/runs`,
          query: request.query,
          answer: "json",
        }),

      /** List Runs in an Organization. See the Runs API. */
      listByOrganization: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly search?: {
            readonly user?: string;
            readonly commit?: string;
            readonly basic?: string;
          };
          readonly filter?: {
            readonly operation?: string;
            readonly status?: string;
            readonly status_group?: string;
            readonly source?: string;
            readonly timeframe?: string;
            readonly agent_pool_names?: string;
            readonly workspace_names?: string;
          };
          readonly include?: readonly (
            | "workspace"
            | "plan"
            | "apply"
            | "created_by"
            | "cost_estimate"
            | "configuration_version"
            | "configuration_version.ingress_attributes"
            | "task_stages"
            | "tf_policy_evaluations"
          )[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<RunPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/runs`,
          query: request.query,
          answer: "json",
        }),

      /** Organizations.ReadRunQueue. See the Client for Terraform Enterprise. */
      queue: (request: {
        readonly organizationName: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<RunPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/runs/queue`,
          query: request.query,
          answer: "json",
        }),

      /** Apply a Run. See the Runs API. Always 409: a plan that was uploaded is applied where it was made. */
      apply: (request: { readonly runId: string; readonly body?: CommentRequest }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/actions/apply`,
          body: request.body,
          answer: "nothing",
        }),

      /** Discard a Run. See the Runs API. */
      discard: (request: { readonly runId: string; readonly body?: CommentRequest }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/actions/discard`,
          body: request.body,
          answer: "nothing",
        }),

      /** Cancel a Run. See the Runs API. */
      cancel: (request: { readonly runId: string; readonly body?: CommentRequest }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/actions/cancel`,
          body: request.body,
          answer: "nothing",
        }),

      /** Forcefully cancel a run. See the Runs API. Always 409: whatever is canceled here is so at once. */
      forceCancel: (request: { readonly runId: string; readonly body?: CommentRequest }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/actions/force-cancel`,
          body: request.body,
          answer: "nothing",
        }),

      /** Forcefully execute a run. See the Runs API. Discards the runs of its workspace that came before; the plan is still uploaded. */
      forceExecute: (request: { readonly runId: string }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/actions/force-execute`,
          answer: "nothing",
        }),
    },
    applies: {
      /** Show an apply. See the Applies API. Always `unreachable`: a plan that was uploaded is applied where it was made. */
      show: (request: { readonly applyId: string }) =>
        call<ApplyDocument>({
          method: "GET",
          path: `/api/v2/applies/${encodeURIComponent(request.applyId)}`,
          answer: "json",
        }),
    },
    runEvents: {
      /** RunEvents.List. See the Client for Terraform Enterprise. */
      listByRun: (request: {
        readonly runId: string;
        readonly query?: {
          readonly include?: readonly ("actor" | "comment")[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<RunEventPage>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/run-events`,
          query: request.query,
          answer: "json",
        }),

      /** RunEvents.Read. See the Client for Terraform Enterprise. */
      show: (request: {
        readonly runEventId: string;
        readonly query?: { readonly include?: readonly ("actor" | "comment")[] };
      }) =>
        call<RunEventDocument>({
          method: "GET",
          path: `/api/v2/run-events/${encodeURIComponent(request.runEventId)}`,
          query: request.query,
          answer: "json",
        }),
    },
    comments: {
      /** List Comments for a Run. See the Comments API. */
      listByRun: (request: {
        readonly runId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<CommentPage>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/comments`,
          query: request.query,
          answer: "json",
        }),

      /** Create Comment. See the Comments API. */
      create: (request: { readonly runId: string; readonly body: NewCommentRequest }) =>
        call<CommentDocument>({
          method: "POST",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/comments`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Comment. See the Comments API. */
      show: (request: { readonly commentId: string }) =>
        call<CommentDocument>({
          method: "GET",
          path: `/api/v2/comments/${encodeURIComponent(request.commentId)}`,
          answer: "json",
        }),
    },
    plans: {
      /** Show a Plan. See the Plans API. */
      show: (request: { readonly planId: string }) =>
        call<PlanDocument>({
          method: "GET",
          path: `/api/v2/plans/${encodeURIComponent(request.planId)}`,
          answer: "json",
        }),

      /** Show the Plan of a Run. See the Plans API. */
      showByRun: (request: { readonly runId: string }) =>
        call<PlanDocument>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/plan`,
          answer: "json",
        }),

      /** Retrieve the JSON Execution Plan. See the Plans API. What was uploaded, byte by byte, for admins of the workspace; 204 until the plan is finished. */
      jsonOutput: (request: { readonly planId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/plans/${encodeURIComponent(request.planId)}/json-output`,
          answer: "bytes",
        }),

      /** Retrieve the JSON Execution Plan of a Run. See the Plans API. What was uploaded, byte by byte, for admins of the workspace; 204 until the plan is finished. */
      jsonOutputOfRun: (request: { readonly runId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/plan/json-output`,
          answer: "bytes",
        }),

      /** Retrieve the redacted JSON Execution Plan. See the Plans API. What was uploaded, with everything replaced that it marks as sensitive, for whoever may read the run; 204 until the plan is finished, 422 for a plan that Terraform before 0.15.2 made. */
      redactedOutput: (request: { readonly planId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/plans/${encodeURIComponent(request.planId)}/json-output-redacted`,
          answer: "bytes",
        }),

      /** Retrieve the redacted JSON Execution Plan of a Run. See the Plans API. What was uploaded, with everything replaced that it marks as sensitive, for whoever may read the run; 204 until the plan is finished, 422 for a plan that Terraform before 0.15.2 made. */
      redactedOutputOfRun: (request: { readonly runId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/plan/json-output-redacted`,
          answer: "bytes",
        }),
    },
    configurationVersions: {
      /** List Configuration Versions. See the Configuration Versions API. The newest first. */
      list: (request: {
        readonly workspaceId: string;
        readonly query?: {
          readonly include?: readonly ("ingress_attributes" | "run")[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<ConfigurationVersionPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/configuration-versions`,
          query: request.query,
          answer: "json",
        }),

      /** Create a Configuration Version. See the Configuration Versions API. No run begins when it is uploaded: this server does not plan. */
      create: (request: {
        readonly workspaceId: string;
        readonly body: ConfigurationVersionRequest;
      }) =>
        call<ConfigurationVersionDocument>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/configuration-versions`,
          body: request.body,
          answer: "json",
        }),

      /** Show a Configuration Version. See the Configuration Versions API. */
      show: (request: {
        readonly configurationVersionId: string;
        readonly query?: { readonly include?: readonly ("ingress_attributes" | "run")[] };
      }) =>
        call<ConfigurationVersionDocument>({
          method: "GET",
          path: `/api/v2/configuration-versions/${encodeURIComponent(request.configurationVersionId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Download Configuration Files. See the Configuration Versions API. The archive as it was uploaded; 404 until then, and once it is archived. */
      download: (request: { readonly configurationVersionId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/configuration-versions/${encodeURIComponent(request.configurationVersionId)}/download`,
          answer: "bytes",
        }),

      /** Archive a Configuration Version. See the Configuration Versions API. Lets go of what was uploaded. 409 for the current one of its workspace, and while it has runs in progress. */
      archive: (request: { readonly configurationVersionId: string }) =>
        call<void>({
          method: "POST",
          path: `/api/v2/configuration-versions/${encodeURIComponent(request.configurationVersionId)}/actions/archive`,
          answer: "nothing",
        }),

      /** Show the Configuration Version of a Run. See the Configuration Versions API. */
      showByRun: (request: {
        readonly runId: string;
        readonly query?: { readonly include?: readonly ("ingress_attributes" | "run")[] };
      }) =>
        call<ConfigurationVersionDocument>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/configuration-version`,
          query: request.query,
          answer: "json",
        }),

      /** Download Configuration Files of a Run. See the Configuration Versions API. The archive as it was uploaded; 404 until then, and once it is archived. */
      downloadOfRun: (request: { readonly runId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/configuration-version/download`,
          answer: "bytes",
        }),
    },
    policyChecks: {
      /** List Policy Checks. See the Policy Checks API. */
      listByRun: (request: {
        readonly runId: string;
        readonly query?: {
          readonly include?: readonly ("run" | "run.workspace")[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<PolicyCheckPage>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/policy-checks`,
          query: request.query,
          answer: "json",
        }),

      /** Show Policy Check. See the Policy Checks API. */
      show: (request: {
        readonly policyCheckId: string;
        readonly query?: { readonly include?: readonly ("run" | "run.workspace")[] };
      }) =>
        call<PolicyCheckDocument>({
          method: "GET",
          path: `/api/v2/policy-checks/${encodeURIComponent(request.policyCheckId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Show the output of a Policy Check. See the Policy Checks API. Answers with the text itself, not with a redirection; 204 while there is none. */
      output: (request: { readonly policyCheckId: string }) =>
        call<string>({
          method: "GET",
          path: `/api/v2/policy-checks/${encodeURIComponent(request.policyCheckId)}/output`,
          answer: "text",
        }),

      /** Override Policy. See the Policy Checks API. `scope`, `expires-at` and `policies` are a Portcullis extension. */
      override: (request: { readonly policyCheckId: string; readonly body?: OverrideRequest }) =>
        call<PolicyCheckDocument>({
          method: "POST",
          path: `/api/v2/policy-checks/${encodeURIComponent(request.policyCheckId)}/actions/override`,
          body: request.body,
          answer: "json",
        }),
    },
    taskStages: {
      /** List the Task Stages of a Run. See the Task Stages API. */
      listByRun: (request: {
        readonly runId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<TaskStagePage>({
          method: "GET",
          path: `/api/v2/runs/${encodeURIComponent(request.runId)}/task-stages`,
          query: request.query,
          answer: "json",
        }),

      /** Show a Task Stage. See the Task Stages API. */
      show: (request: {
        readonly taskStageId: string;
        readonly query?: {
          readonly include?: readonly (
            | "run"
            | "run.workspace"
            | "task_results"
            | "policy_evaluations"
            | "cost_estimate"
          )[];
        };
      }) =>
        call<TaskStageDocument>({
          method: "GET",
          path: `/api/v2/task-stages/${encodeURIComponent(request.taskStageId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Override a Task Stage. See the Task Stages API. `scope`, `expires-at` and `policies` are a Portcullis extension. */
      override: (request: { readonly taskStageId: string; readonly body?: OverrideRequest }) =>
        call<TaskStageDocument>({
          method: "POST",
          path: `/api/v2/task-stages/${encodeURIComponent(request.taskStageId)}/actions/override`,
          body: request.body,
          answer: "json",
        }),
    },
    policyEvaluations: {
      /** List Policy Evaluations in the Task Stage. See the Policy Evaluations API. */
      listByTaskStage: (request: {
        readonly taskStageId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<PolicyEvaluationPage>({
          method: "GET",
          path: `/api/v2/task-stages/${encodeURIComponent(request.taskStageId)}/policy-evaluations`,
          query: request.query,
          answer: "json",
        }),

      /** Show a Policy Evaluation. See the Policy Evaluations API. */
      show: (request: { readonly policyEvaluationId: string }) =>
        call<PolicyEvaluationDocument>({
          method: "GET",
          path: `/api/v2/policy-evaluations/${encodeURIComponent(request.policyEvaluationId)}`,
          answer: "json",
        }),
    },
    policySetOutcomes: {
      /** List Policy Outcomes. See the Policy Evaluations API. */
      listByEvaluation: (request: {
        readonly policyEvaluationId: string;
        readonly query?: {
          readonly filter?: {
            readonly "0"?: {
              readonly status?: "passed" | "failed" | "errored";
              readonly enforcement_level?: "advisory" | "mandatory";
            };
          };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<PolicySetOutcomePage>({
          method: "GET",
          path: `/api/v2/policy-evaluations/${encodeURIComponent(request.policyEvaluationId)}/policy-set-outcomes`,
          query: request.query,
          answer: "json",
        }),

      /** Show a Policy Outcome. See the Policy Evaluations API. */
      show: (request: { readonly policySetOutcomeId: string }) =>
        call<PolicySetOutcomeDocument>({
          method: "GET",
          path: `/api/v2/policy-set-outcomes/${encodeURIComponent(request.policySetOutcomeId)}`,
          answer: "json",
        }),
    },
    standingOverrides: {
      /** Standing overrides. See the Portcullis. Portcullis extension: those that have not expired, in workspaces that the caller may see, the latest first. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly filter?: {
            readonly workspace?: { readonly id?: string };
            readonly "policy-set"?: { readonly id?: string };
          };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<StandingOverridePage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/standing-overrides`,
          query: request.query,
          answer: "json",
        }),

      /** Standing overrides. See the Portcullis. Portcullis extension; 404 once it has expired or was revoked. */
      show: (request: { readonly standingOverrideId: string }) =>
        call<StandingOverrideDocument>({
          method: "GET",
          path: `/api/v2/standing-overrides/${encodeURIComponent(request.standingOverrideId)}`,
          answer: "json",
        }),

      /** Standing overrides. See the Portcullis. Portcullis extension, for whoever may override in the workspace: from now on it covers nothing. */
      revoke: (request: { readonly standingOverrideId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/standing-overrides/${encodeURIComponent(request.standingOverrideId)}`,
          answer: "nothing",
        }),
    },
    oauthClients: {
      /** List OAuth Clients. See the OAuth Clients API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: {
          readonly include?: readonly "oauth_tokens"[];
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<OAuthClientPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/oauth-clients`,
          query: request.query,
          answer: "json",
        }),

      /** Create an OAuth Client. See the OAuth Clients API. Portcullis extension: the provider `git`, any server that speaks git over http. */
      create: (request: { readonly organizationName: string; readonly body: OAuthClientRequest }) =>
        call<OAuthClientDocument>({
          method: "POST",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/oauth-clients`,
          body: request.body,
          answer: "json",
        }),

      /** Show an OAuth Client. See the OAuth Clients API. */
      show: (request: {
        readonly oauthClientId: string;
        readonly query?: { readonly include?: readonly "oauth_tokens"[] };
      }) =>
        call<OAuthClientDocument>({
          method: "GET",
          path: `/api/v2/oauth-clients/${encodeURIComponent(request.oauthClientId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Update an OAuth Client. See the OAuth Clients API. */
      update: (request: {
        readonly oauthClientId: string;
        readonly body: OAuthClientChangeRequest;
      }) =>
        call<OAuthClientDocument>({
          method: "PATCH",
          path: `/api/v2/oauth-clients/${encodeURIComponent(request.oauthClientId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Destroy an OAuth Client. See the OAuth Clients API. */
      delete: (request: { readonly oauthClientId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/oauth-clients/${encodeURIComponent(request.oauthClientId)}`,
          answer: "nothing",
        }),
    },
    oauthTokens: {
      /** List OAuth Tokens. See the OAuth Tokens API. */
      list: (request: {
        readonly organizationName: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<OAuthTokenPage>({
          method: "GET",
          path: `/api/v2/organizations/${encodeURIComponent(request.organizationName)}/oauth-tokens`,
          query: request.query,
          answer: "json",
        }),

      /** List OAuth Tokens of a client. See the OAuth Tokens API. */
      listOfClient: (request: {
        readonly oauthClientId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<OAuthTokenPage>({
          method: "GET",
          path: `/api/v2/oauth-clients/${encodeURIComponent(request.oauthClientId)}/oauth-tokens`,
          query: request.query,
          answer: "json",
        }),

      /** Show an OAuth Token. See the OAuth Tokens API. */
      show: (request: { readonly oauthTokenId: string }) =>
        call<OAuthTokenDocument>({
          method: "GET",
          path: `/api/v2/oauth-tokens/${encodeURIComponent(request.oauthTokenId)}`,
          answer: "json",
        }),

      /** Update an OAuth Token. See the OAuth Tokens API. The key is kept and shown by `has-ssh-key`; git is spoken over http alone. */
      update: (request: {
        readonly oauthTokenId: string;
        readonly body: OAuthTokenChangeRequest;
      }) =>
        call<OAuthTokenDocument>({
          method: "PATCH",
          path: `/api/v2/oauth-tokens/${encodeURIComponent(request.oauthTokenId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Destroy an OAuth Token. See the OAuth Tokens API. */
      delete: (request: { readonly oauthTokenId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/oauth-tokens/${encodeURIComponent(request.oauthTokenId)}`,
          answer: "nothing",
        }),

      /** List authorized repositories. See the OAuth Tokens API. The provider is asked at that moment: GitHub, GitLab or Bitbucket, where its host is allowed. */
      listRepositories: (request: {
        readonly oauthTokenId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<AuthorizedRepoPage>({
          method: "GET",
          path: `/api/v2/oauth-tokens/${encodeURIComponent(request.oauthTokenId)}/authorized-repos`,
          query: request.query,
          answer: "json",
        }),
    },
    githubAppInstallations: {
      /** List Installations. See the GitHub App Installations API. There are none: this server is no GitHub App, and reads repositories with OAuth tokens. */
      list: (
        request: {
          readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
        } = {},
      ) =>
        call<GithubAppInstallationPage>({
          method: "GET",
          path: "/api/v2/github-app/installations",
          query: request.query,
          answer: "json",
        }),
    },
    sentinelVersions: {
      /** List Versions. See the Admin Sentinel Versions API. */
      list: (
        request: {
          readonly query?: {
            readonly search?: { readonly version?: string };
            readonly filter?: { readonly version?: string };
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<SentinelVersionPage>({
          method: "GET",
          path: "/api/v2/admin/sentinel-versions",
          query: request.query,
          answer: "json",
        }),

      /** Create a Version. See the Admin Sentinel Versions API. */
      create: (request: { readonly body: SentinelVersionRequest }) =>
        call<SentinelVersionDocument>({
          method: "POST",
          path: "/api/v2/admin/sentinel-versions",
          body: request.body,
          answer: "json",
        }),

      /** Show a Version. See the Admin Sentinel Versions API. */
      show: (request: { readonly toolVersionId: string }) =>
        call<SentinelVersionDocument>({
          method: "GET",
          path: `/api/v2/admin/sentinel-versions/${encodeURIComponent(request.toolVersionId)}`,
          answer: "json",
        }),

      /** Update a Version. See the Admin Sentinel Versions API. */
      update: (request: {
        readonly toolVersionId: string;
        readonly body: SentinelVersionChangeRequest;
      }) =>
        call<SentinelVersionDocument>({
          method: "PATCH",
          path: `/api/v2/admin/sentinel-versions/${encodeURIComponent(request.toolVersionId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Version. See the Admin Sentinel Versions API. */
      delete: (request: { readonly toolVersionId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/admin/sentinel-versions/${encodeURIComponent(request.toolVersionId)}`,
          answer: "nothing",
        }),
    },
    opaVersions: {
      /** List Versions. See the Admin OPA Versions API. */
      list: (
        request: {
          readonly query?: {
            readonly search?: { readonly version?: string };
            readonly filter?: { readonly version?: string };
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<OpaVersionPage>({
          method: "GET",
          path: "/api/v2/admin/opa-versions",
          query: request.query,
          answer: "json",
        }),

      /** Create a Version. See the Admin OPA Versions API. */
      create: (request: { readonly body: OpaVersionRequest }) =>
        call<OpaVersionDocument>({
          method: "POST",
          path: "/api/v2/admin/opa-versions",
          body: request.body,
          answer: "json",
        }),

      /** Show a Version. See the Admin OPA Versions API. */
      show: (request: { readonly toolVersionId: string }) =>
        call<OpaVersionDocument>({
          method: "GET",
          path: `/api/v2/admin/opa-versions/${encodeURIComponent(request.toolVersionId)}`,
          answer: "json",
        }),

      /** Update a Version. See the Admin OPA Versions API. */
      update: (request: {
        readonly toolVersionId: string;
        readonly body: OpaVersionChangeRequest;
      }) =>
        call<OpaVersionDocument>({
          method: "PATCH",
          path: `/api/v2/admin/opa-versions/${encodeURIComponent(request.toolVersionId)}`,
          body: request.body,
          answer: "json",
        }),

      /** Delete a Version. See the Admin OPA Versions API. */
      delete: (request: { readonly toolVersionId: string }) =>
        call<void>({
          method: "DELETE",
          path: `/api/v2/admin/opa-versions/${encodeURIComponent(request.toolVersionId)}`,
          answer: "nothing",
        }),
    },
    featureSets: {
      /** List Feature Sets. See the Admin Organizations API. One, whatever is searched for: every organization has every feature. */
      list: (
        request: {
          readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
        } = {},
      ) =>
        call<FeatureSetPage>({
          method: "GET",
          path: "/api/v2/admin/feature-sets",
          query: request.query,
          answer: "json",
        }),
    },
    webhooks: {
      /** Webhook of a repository. See the Policy Sets API. Takes what GitHub, GitLab, Bitbucket and Azure DevOps send, or an empty body. The repository is looked at, unless the message surely is about another branch or no push. */
      receive: (request: { readonly webhookId: string; readonly content: Content }) =>
        call<void>({
          method: "POST",
          path: `/webhooks/vcs/${encodeURIComponent(request.webhookId)}`,
          content: request.content,
          answer: "nothing",
        }),
    },
    stateVersions: {
      /** List State Versions for a Workspace. See the State Versions API. The workspace must be named. The newest first; `filter[status]` takes several, with commas between them. */
      list: (
        request: {
          readonly query?: {
            readonly filter?: {
              readonly organization?: { readonly name?: string };
              readonly workspace?: { readonly name?: string };
              readonly status?: string;
            };
            readonly page?: { readonly number?: number; readonly size?: number };
          };
        } = {},
      ) =>
        call<StateVersionPage>({
          method: "GET",
          path: "/api/v2/state-versions",
          query: request.query,
          answer: "json",
        }),

      /** List State Versions for a Workspace. See the State Versions API. Portcullis extension. The newest first; `filter[status]` takes several, with commas between them. */
      listOfWorkspace: (request: {
        readonly workspaceId: string;
        readonly query?: {
          readonly filter?: { readonly status?: string };
          readonly page?: { readonly number?: number; readonly size?: number };
        };
      }) =>
        call<StateVersionPage>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/state-versions`,
          query: request.query,
          answer: "json",
        }),

      /** Create a State Version. See the State Versions API. 409 unless whoever asks holds the lock of the workspace. Without `state` the version is pending until that is uploaded. */
      create: (request: { readonly workspaceId: string; readonly body: StateVersionRequest }) =>
        call<StateVersionDocument>({
          method: "POST",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/state-versions`,
          body: request.body,
          answer: "json",
        }),

      /** Rollback to a Previous State Version. See the State Versions API. 409 unless whoever asks holds the lock of the workspace. The former version once more, its serial included. */
      rollBack: (request: {
        readonly workspaceId: string;
        readonly body: StateVersionRollbackRequest;
      }) =>
        call<StateVersionDocument>({
          method: "PATCH",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/state-versions`,
          body: request.body,
          answer: "json",
        }),

      /** Get Current State Version for a Workspace. See the State Versions API. */
      showCurrent: (request: {
        readonly workspaceId: string;
        readonly query?: { readonly include?: readonly ("outputs" | "run")[] };
      }) =>
        call<StateVersionDocument>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/current-state-version`,
          query: request.query,
          answer: "json",
        }),

      /** Show a State Version. See the State Versions API. */
      show: (request: {
        readonly stateVersionId: string;
        readonly query?: { readonly include?: readonly ("outputs" | "run")[] };
      }) =>
        call<StateVersionDocument>({
          method: "GET",
          path: `/api/v2/state-versions/${encodeURIComponent(request.stateVersionId)}`,
          query: request.query,
          answer: "json",
        }),

      /** Download a State Version. See the State Versions API. What was uploaded, byte by byte. */
      download: (request: { readonly stateVersionId: string }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/api/v2/state-versions/${encodeURIComponent(request.stateVersionId)}/download`,
          answer: "bytes",
        }),
    },
    stateVersionOutputs: {
      /** List State Version Outputs. See the State Version Outputs API. */
      list: (request: {
        readonly stateVersionId: string;
        readonly query?: { readonly page?: { readonly number?: number; readonly size?: number } };
      }) =>
        call<StateVersionOutputPage>({
          method: "GET",
          path: `/api/v2/state-versions/${encodeURIComponent(request.stateVersionId)}/outputs`,
          query: request.query,
          answer: "json",
        }),

      /** Show Current State Version Outputs for a Workspace. See the State Version Outputs API. All of them; the values of sensitive ones are null. */
      listCurrent: (request: { readonly workspaceId: string }) =>
        call<StateVersionOutputList>({
          method: "GET",
          path: `/api/v2/workspaces/${encodeURIComponent(request.workspaceId)}/current-state-version-outputs`,
          answer: "json",
        }),

      /** Show a State Version Output. See the State Version Outputs API. With its value, also where that is sensitive. */
      show: (request: { readonly stateVersionOutputId: string }) =>
        call<StateVersionOutputDocument>({
          method: "GET",
          path: `/api/v2/state-version-outputs/${encodeURIComponent(request.stateVersionOutputId)}`,
          answer: "json",
        }),
    },
    objects: {
      /** Upload through a signed link. See the Terraform API. Takes the archive of a policy set version or a configuration version, at most 10 MiB, or a state, at most 64 MiB, and answers once it was read. Portcullis extension: takes the plan of a run that was created with `plan-upload`. */
      upload: (request: { readonly secret: string; readonly content: Content }) =>
        call<void>({
          method: "PUT",
          path: `/v1/object/${encodeURIComponent(request.secret)}`,
          content: request.content,
          answer: "nothing",
        }),

      /** Download through a signed link. See the Terraform API. A state, byte by byte, or the log of a plan, which begins with byte 2 and, once it is complete, ends with byte 3. */
      download: (request: {
        readonly secret: string;
        readonly query?: { readonly offset?: number; readonly limit?: number };
      }) =>
        call<Uint8Array>({
          method: "GET",
          path: `/v1/object/${encodeURIComponent(request.secret)}`,
          query: request.query,
          answer: "bytes",
        }),
    },
  };
}
