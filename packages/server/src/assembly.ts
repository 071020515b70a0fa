import type { Logger } from "pino";
import { HttpServer } from "./api/http/http-server.js";
import { RateLimiter } from "./api/http/rate-limiter.js";
import { SignedLinks } from "./api/http/signed-links.js";
import { NomadApi } from "./api/nomad/nomad-api.js";
import { RegionOrigin } from "./api/nomad/regions/region-origin.js";
import { TFE_HEADERS, tfeRoutes, unroutedTfe } from "./api/tfe/dialect.js";
import type { TfeRoute } from "./api/tfe/route.js";
import type { Services } from "./api/tfe/services.js";
import { Access } from "./domain/access/access.js";
import { AuditService } from "./domain/audit/audit-service.js";
import type { BlobStore } from "./domain/blobs/blob-store.js";
import type { Clock, Duration } from "./domain/clock.js";
import type { Compat } from "./domain/compat.js";
import { ConfigurationVersionService } from "./domain/configuration-versions/configuration-version-service.js";
import type { Environment } from "./domain/environment.js";
import type { Evaluator } from "./domain/evaluation/evaluator.js";
import type { PolicyCompiler } from "./domain/evaluation/policy-compiler.js";
import type { Ids } from "./domain/ids.js";
import type { NomadAuthenticator } from "./domain/nomad-policies/nomad-authenticator.js";
import { NomadPolicyService } from "./domain/nomad-policies/nomad-policy-service.js";
import { PolicyCatalogs } from "./domain/nomad-policies/policy-catalog.js";
import { PolicyFollower } from "./domain/nomad-policies/policy-follower.js";
import { PortcullisTokens } from "./domain/nomad-policies/portcullis-tokens.js";
import { OAuthClientService } from "./domain/oauth/oauth-client-service.js";
import { OAuthTokenService } from "./domain/oauth/oauth-token-service.js";
import { OrganizationMembershipService } from "./domain/organization-memberships/organization-membership-service.js";
import { OrganizationService } from "./domain/organizations/organization-service.js";
import { ParameterService } from "./domain/parameters/parameter-service.js";
import { OverdueUploads } from "./domain/plans/overdue-uploads.js";
import { PlanService } from "./domain/plans/plan-service.js";
import { UploadedPlanner } from "./domain/plans/planner.js";
import { PolicyService } from "./domain/policies/policy-service.js";
import { PolicyCheckService } from "./domain/policy-checks/policy-check-service.js";
import { PolicySetVersionService } from "./domain/policy-set-versions/policy-set-version-service.js";
import { SupersededVersions } from "./domain/policy-set-versions/superseded-versions.js";
import { MembershipService } from "./domain/policy-sets/membership-service.js";
import { PolicySetService } from "./domain/policy-sets/policy-set-service.js";
import { ProjectService } from "./domain/projects/project-service.js";
import { RunEventService } from "./domain/run-events/run-event-service.js";
import { RunService } from "./domain/runs/run-service.js";
import type { Vault } from "./domain/secrets/vault.js";
import { StandingOverrideService } from "./domain/standing-overrides/standing-override-service.js";
import { StateOutputService } from "./domain/state-versions/state-output-service.js";
import { StateReader } from "./domain/state-versions/state-reader.js";
import { StateUploadService } from "./domain/state-versions/state-upload-service.js";
import { StateVersionService } from "./domain/state-versions/state-version-service.js";
import type { Store } from "./domain/store.js";
import { BindingService } from "./domain/tags/binding-service.js";
import { TagService } from "./domain/tags/tag-service.js";
import { TaskStageService } from "./domain/task-stages/task-stage-service.js";
import { PROJECT_ACCESS, WORKSPACE_ACCESS } from "./domain/team-access/access-kind.js";
import { TeamAccessService } from "./domain/team-access/team-access-service.js";
import { TeamMemberService } from "./domain/teams/team-member-service.js";
import { TeamService } from "./domain/teams/team-service.js";
import { TokenKeeper } from "./domain/tokens/token-keeper.js";
import type { TokenSecrets } from "./domain/tokens/token-secrets.js";
import { TokenService } from "./domain/tokens/token-service.js";
import { ToolVersionService } from "./domain/tool-versions/tool-version-service.js";
import { UserService } from "./domain/users/user-service.js";
import type { Repositories } from "./domain/vcs/repositories.js";
import type { RepositoryCatalog } from "./domain/vcs/repository-catalog.js";
import { RepositoryLinking } from "./domain/vcs/repository-linking.js";
import { WebhookService } from "./domain/vcs/webhook-service.js";
import { WorkspaceLockService } from "./domain/workspaces/workspace-lock-service.js";
import { WorkspaceService } from "./domain/workspaces/workspace-service.js";
import { CheckPolicies } from "./evaluation/check-policies.js";
import { EvaluateStage } from "./evaluation/evaluate-stage.js";
import { RepositoryIngestion } from "./evaluation/ingest-repository.js";
import { InspectPlan } from "./evaluation/inspect-plan.js";
import { RepositoryWatcher } from "./evaluation/repository-watcher.js";
import { Upkeep } from "./evaluation/upkeep.js";
import { Worker } from "./evaluation/worker.js";
import type { NomadSettings } from "./nomad-settings.js";

/** Everything that a server does not make by itself. */
export interface Parts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly evaluator: Evaluator;
  readonly compiler: PolicyCompiler;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokenSecrets: TokenSecrets;
  readonly repositories: Repositories;
  readonly catalog: RepositoryCatalog;
  /** A UUID that nobody can foretell. */
  readonly newWebhookId: () => string;
  /** How often repositories are looked at when nobody tells of pushes; null: never. */
  readonly repositoryInterval: Duration | null;
  /** What signed links are made with. */
  readonly linkKey: Uint8Array;
  readonly vault: Vault;
  /** Where clients reach the server; known once it listens. */
  readonly baseUrl: () => string;
  readonly compat: Compat;
  /** How many requests each caller may send in one second; 0 when nobody is limited. */
  readonly rateLimit: number;
  /** How many versions of each policy set stay; null: all. */
  readonly keptVersions: number | null;
  /** How many evaluations may run at the same time. */
  readonly evaluators: number;
  readonly nomad: NomadParts;
  readonly log: Logger;
}

/** What the side for Nomad's clients needs to know of the world. */
export interface NomadParts {
  readonly settings: Omit<NomadSettings, "listen">;
  readonly version: string;
  /** Host and port of its listener; known once it listens. */
  readonly address: () => string;
  /** From 0 to 1, 1 not included. */
  readonly random: () => number;
  /** Who else than this server's own knows those who ask; nobody when it is absent. */
  readonly authenticator?: (own: NomadAuthenticator) => NomadAuthenticator;
}

export interface Assembly {
  readonly tokens: TokenService;
  readonly http: HttpServer;
  readonly worker: Worker;
  readonly watcher: RepositoryWatcher;
  readonly upkeep: Upkeep;
  readonly routes: readonly TfeRoute[];
  readonly nomad: NomadAssembly;
}

export interface NomadAssembly {
  readonly policies: NomadPolicyService;
  readonly catalogs: PolicyCatalogs;
  /** What copies the policies of another region, if they are written there; to be started. */
  readonly follower: PolicyFollower | null;
  readonly api: NomadApi;
}

/** Puts a server together from its parts; nothing is started. */
export function assemble(parts: Parts): Assembly {
  const { store, blobs, vault, evaluator, clock, ids, compat, rateLimit, evaluators, log } = parts;
  const access = new Access();
  const environment: Environment = { store, access, clock, ids };
  const tokens = new TokenService(environment, parts.tokenSecrets);
  const links = new SignedLinks(parts.linkKey, parts.baseUrl);
  const services = assembleServices(environment, parts);
  const routes = tfeRoutes(services, { baseUrl: parts.baseUrl, links, clock, access, compat });
  const superseded = new SupersededVersions(environment, blobs, parts.keptVersions);
  return {
    tokens,
    routes,
    nomad: assembleNomad(environment, tokens, parts),
    http: new HttpServer({
      routes: routes.map((route) => route.http),
      unrouted: unroutedTfe,
      headers: TFE_HEADERS,
      authenticate: (key) => tokens.authenticate(key),
      store,
      ...(rateLimit === 0 ? {} : { rateLimiter: new RateLimiter(rateLimit, clock) }),
      log,
    }),
    watcher: new RepositoryWatcher(
      environment,
      new RepositoryIngestion(environment, parts.repositories, blobs, evaluator, vault),
      parts.repositoryInterval,
      log,
    ),
    upkeep: new Upkeep(
      {
        "ended runs whose plan never came": () => new OverdueUploads(environment).end(),
        "removed expired standing overrides": () => services.standingOverrides.removeExpired(),
        "removed superseded policy set versions": () => superseded.remove(),
      },
      log,
    ),
    worker: new Worker(
      environment,
      {
        "inspect-plan": new InspectPlan(environment, evaluator, compat),
        "evaluate-policies": new EvaluateStage(environment, evaluator, blobs, vault, compat),
        "check-policies": new CheckPolicies(environment, evaluator, blobs, vault),
      },
      log,
      evaluators,
    ),
  };
}

function assembleNomad(
  environment: Environment,
  tokens: TokenService,
  { compiler, nomad, log }: Pick<Parts, "compiler" | "nomad" | "log">,
): NomadAssembly {
  const { store, clock } = environment;
  const { settings, version, address, random } = nomad;
  const catalogs = new PolicyCatalogs(store, clock);
  const follower = assembleFollower(environment, settings, log);
  const contact = follower === null ? undefined : () => follower.contact();
  const policies = new NomadPolicyService(environment, compiler, catalogs, contact);
  const own = new PortcullisTokens(tokens);
  const api = new NomadApi({
    policies,
    authenticator: nomad.authenticator?.(own) ?? own,
    regions: {
      own: settings.region,
      authoritative: settings.authoritativeRegion,
      addresses: settings.regionAddresses,
    },
    version,
    address,
    random,
    log,
  });
  return { policies, catalogs, follower, api };
}

function assembleFollower(
  environment: Environment,
  { authoritativeRegion: region, regionAddresses, replicationToken }: NomadParts["settings"],
  log: Logger,
): PolicyFollower | null {
  const address = regionAddresses.get(region);
  if (address === undefined || replicationToken === null) return null;
  return new PolicyFollower(environment, new RegionOrigin({ region, address }, replicationToken), {
    lost: (err) => log.error({ err, region }, "the authoritative region cannot be followed"),
    found: () => log.info({ region }, "the authoritative region is followed again"),
    refused: (policy, reason) =>
      log.error({ region, policy, reason }, "a policy of the authoritative region is not kept"),
  });
}

function assembleServices(
  environment: Environment,
  { blobs, compat, evaluator, vault, tokenSecrets, repositories, catalog, newWebhookId }: Parts,
): Services {
  const stateReader = new StateReader(blobs, evaluator);
  return {
    audit: new AuditService(environment),
    bindings: new BindingService(environment),
    configurationVersions: new ConfigurationVersionService(environment, blobs, evaluator),
    memberships: new MembershipService(environment),
    oauthClients: new OAuthClientService(environment, vault),
    oauthTokens: new OAuthTokenService(environment, vault, catalog),
    organizationMemberships: new OrganizationMembershipService(environment),
    organizations: new OrganizationService(environment),
    parameters: new ParameterService(environment, vault),
    plans: new PlanService(environment, blobs, evaluator),
    policies: new PolicyService(environment, blobs),
    policyChecks: new PolicyCheckService(environment, blobs),
    policySets: new PolicySetService(
      environment,
      new RepositoryLinking(environment, vault, repositories, newWebhookId),
    ),
    policySetVersions: new PolicySetVersionService(environment, blobs, evaluator),
    projects: new ProjectService(environment),
    runEvents: new RunEventService(environment),
    runs: new RunService(environment, new UploadedPlanner(), compat),
    standingOverrides: new StandingOverrideService(environment),
    stateOutputs: new StateOutputService(environment),
    stateUploads: new StateUploadService(environment, blobs, stateReader),
    stateVersions: new StateVersionService(environment, blobs, stateReader),
    tags: new TagService(environment),
    taskStages: new TaskStageService(environment, blobs, compat),
    teamProjects: new TeamAccessService(environment, PROJECT_ACCESS),
    teamWorkspaces: new TeamAccessService(environment, WORKSPACE_ACCESS),
    teamMembers: new TeamMemberService(environment),
    teams: new TeamService(environment),
    tokens: new TokenKeeper(environment, tokenSecrets),
    users: new UserService(environment),
    toolVersions: new ToolVersionService(environment),
    workspaceLocks: new WorkspaceLockService(environment),
    webhooks: new WebhookService(environment, vault),
    workspaces: new WorkspaceService(environment),
  };
}
