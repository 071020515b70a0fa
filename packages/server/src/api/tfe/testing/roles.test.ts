import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAST, Cast, DEV, dataOf, type Role } from "../../../../test/harness/cast.js";
import { prepare } from "../../../../test/harness/play.js";
import { TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";

/**
 * Every row with every role: the operation, what it answers to those who may, and who may, by the
 * letters of the cast. Everybody else is answered 404, or what the table says: 422 for all of them, 403=P for P.
 */
const TABLE = `
  organizations.list                        200  A O P V W J M T E S R N U D K G B C F H o t
  organizations.create                      201  A
  organizations.show                        200  A O P V W J M T E   R N U D K G B C F H o t
  organizations.update                      200  A O                                     o
  organizations.delete                      204  A O
  organizations.showEntitlements            200  A O P V W J M T E   R N U D K G B C F H o t
  auditEntries.list                         200  A O                                     o
  auditEntries.export                       200  A O                                     o
  auditTrail.list                           200                                          o
  users.account                             200  A O P V W J M T E S R N U D K G B C F H
  users.updateAccount                       200  A O P V W J M T E S R N U D K G B C F H
  users.show                                200  A O P V W J M T E   R N U D K G B C F H o t
  organizationMemberships.list              200  A O P V W J M T E   R N U D K G B C F H o t
  organizationMemberships.create            201  A O         M                           o
  organizationMemberships.show              200  A O P V W J M T E   R N U D K G B C F H o t
  organizationMemberships.delete            204  A O         M                           o
  teams.list                                200  A O P V W J M T E   R N U D K G B C F H o t
  teams.create                              200  A O           T                         o
  teams.show                                200  A O           T E                       o
  teams.update                              200  A O           T                         o
  teams.delete                              204  A O           T                         o
  teams.addUsers                            204  A O         M T                         o
  teams.removeUsers                         204  A O         M T                         o
  teams.addMemberships                      204  A O         M T                         o
  teams.removeMemberships                   204  A O         M T                         o
  teamWorkspaces.list                       200  A O P V W J         R N U D K   B C F H o t
  teamWorkspaces.create                     201  A O     W J               D         F H o
  teamWorkspaces.show                       200  A O                 R                   o
  teamWorkspaces.update                     200  A O     W J               D         F H o
  teamWorkspaces.delete                     204  A O     W J               D         F H o
  teamProjects.list                         200  A O P   W J                     B C F H o t
  teamProjects.create                       201  A O       J                           H o
  teamProjects.show                         200  A O                             B       o
  teamProjects.update                       200  A O       J                           H o
  teamProjects.delete                       204  A O       J                           H o
  tokens.listOfUser                         200  A               E
  tokens.createForUser                      201  A               E
  tokens.showOfTeam                         200  A O           T E                       o
  tokens.createForTeam                      201  A O           T E                       o
  tokens.deleteOfTeam                       204  A O           T E                       o
  tokens.showOfOrganization                 200  A O                                     o
  tokens.createForOrganization              201  A O                                     o
  tokens.deleteOfOrganization               204  A O                                     o
  tokens.show                               200  A               E
  tokens.delete                             204  A               E
  projects.list                             200  A O P V W J M T E   R N U D K G B C F H o t
  projects.create                           201  A O       J                             o
  projects.show                             200  A O P   W J                     B C F H o t
  projects.update                           200  A O       J                           H o
  projects.delete                           204  A O       J                           H o
  projects.moveWorkspaces                   204  A O     W J                         F H o   403=P,B,C,t
  workspaces.list                           200  A O P V W J M T E   R N U D K G B C F H o t
  workspaces.create                         201  A O     W J                         F H o
  workspaces.showByName                     200  A O P V W J         R N U D K   B C F H o t
  workspaces.updateByName                   200  A O     W J               D         F H o
  workspaces.deleteByName                   204  A O     W J               D         F H o
  workspaces.deleteSafelyByName             204  A O     W J               D         F H o
  workspaces.show                           200  A O P V W J         R N U D K   B C F H o t
  workspaces.update                         200  A O     W J               D         F H o
  workspaces.delete                         204  A O     W J               D         F H o
  workspaces.deleteSafely                   204  A O     W J               D         F H o
  workspaces.lock                           200  A O     W J             U D       C F H
  workspaces.unlock                         409  A O     W J             U D       C F H
  workspaces.forceUnlock                    200  A O     W J               D         F H o
  workspaceTags.list                        200  A O P V W J         R N U D K   B C F H o t
  workspaceTags.add                         204  A O     W J               D         F H o
  workspaceTags.remove                      204  A O     W J               D         F H o
  workspaceTagBindings.list                 200  A O P V W J         R N U D K   B C F H o t
  workspaceTagBindings.listAll              200  A O P V W J         R N U D K   B C F H o t
  workspaceTagBindings.listEffective        200  A O P V W J         R N U D K   B C F H o t
  workspaceTagBindings.add                  200  A O     W J               D         F H o
  workspaceTagBindings.create               204  A O     W J               D         F H o
  workspaceTagBindings.replace              204  A O     W J               D         F H o
  projectTagBindings.list                   200  A O P   W J                     B C F H o t
  projectTagBindings.listAll                200  A O P   W J                     B C F H o t
  projectTagBindings.listEffective          200  A O P   W J                     B C F H o t
  projectTagBindings.add                    200  A O       J                           H o
  projectTagBindings.create                 204  A O       J                           H o
  projectTagBindings.replace                204  A O       J                           H o
  tags.list                                 200  A O P V W J                             o t
  tags.delete                               204  A O     W J                             o
  tags.addWorkspaces                        204  A O     W J                             o
  policies.list                             200  A O P                                   o t
  policies.create                           200  A O P                                   o t
  policies.show                             200  A O P                                   o t
  policies.update                           200  A O P                                   o t
  policies.delete                           204  A O P                                   o t
  policies.upload                           200  A O P                                   o t
  policies.download                         200  A O P                                   o t
  policies.showOfOrganization               200  A O P                                   o t
  policies.showInOrganization               200  A O P                                   o t
  policies.updateOfOrganization             200  A O P                                   o t
  policies.updateInOrganization             200  A O P                                   o t
  policies.deleteOfOrganization             204  A O P                                   o t
  policies.deleteInOrganization             204  A O P                                   o t
  policies.uploadOfOrganization             200  A O P                                   o t
  policies.uploadInOrganization             200  A O P                                   o t
  policies.postOfOrganization               200  A O P                                   o t
  policies.postInOrganization               200  A O P                                   o t
  policies.downloadOfOrganization           200  A O P                                   o t
  policies.downloadInOrganization           200  A O P                                   o t
  policySets.list                           200  A O P                                   o t
  policySets.create                         201  A O P                                   o t
  policySets.show                           200  A O P                                   o t
  policySets.update                         200  A O P                                   o t
  policySets.delete                         204  A O P                                   o t
  policySets.addPolicies                    204  A O P                                   o t
  policySets.removePolicies                 204  A O P                                   o t
  policySets.addWorkspaces                  204  A O P                                   o t
  policySets.removeWorkspaces               204  A O P                                   o t
  policySets.addProjects                    204  A O P                                   o t
  policySets.removeProjects                 204  A O P                                   o t
  policySets.addWorkspaceExclusions         204  A O P                                   o t
  policySets.removeWorkspaceExclusions      204  A O P                                   o t
  policySets.addProjectExclusions           204  A O P                                   o t
  policySets.removeProjectExclusions        204  A O P                                   o t
  policySets.addTagSelectors                204  A O P                                   o t
  policySets.removeTagSelectors             204  A O P                                   o t
  policySetParameters.list                  200  A O P                                   o t
  policySetParameters.create                201  A O P                                   o t
  policySetParameters.show                  200  A O P                                   o t
  policySetParameters.update                200  A O P                                   o t
  policySetParameters.delete                204  A O P                                   o t
  runs.create                               201  A O     W J           N U D       C F H     422
  runs.show                                 200  A O P V W J         R N U D K   B C F H o t
  runs.listByWorkspace                      200  A O P V W J         R N U D K   B C F H o t
  runs.listByOrganization                   200  A O P V W J M T E   R N U D K G B C F H o t
  runs.apply                                409  A O     W J             U D       C F H
  runs.discard                              202  A O     W J             U D       C F H
  runs.forceCancel                          409  A O     W J               D         F H
  runs.forceExecute                         403  A O     W J             U D       C F H
  runs.queue                                200  A O P V W J M T E   R N U D K G B C F H o t
  organizations.capacity                    200  A O P V W J M T E   R N U D K G B C F H o t
  applies.show                              200  A O P V W J         R N U D K   B C F H o t
  runs.cancel                               202  A O     W J             U D       C F H
  runEvents.listByRun                       200  A O P V W J         R N U D K   B C F H o t
  runEvents.show                            200  A O P V W J         R N U D K   B C F H o t
  comments.listByRun                        200  A O P V W J         R N U D K   B C F H o t
  comments.create                           201  A O     W J           N U D       C F H
  comments.show                             200  A O P V W J         R N U D K   B C F H o t
  plans.redactedOutput                      200  A O P V W J         R N U D K   B C F H o t
  plans.redactedOutputOfRun                 200  A O P V W J         R N U D K   B C F H o t
  configurationVersions.list                200  A O P V W J         R N U D K   B C F H o t
  configurationVersions.create              201  A O     W J           N U D       C F H
  configurationVersions.show                200  A O P V W J         R N U D K   B C F H o t
  configurationVersions.download            200  A O P V W J         R N U D K   B C F H o t
  configurationVersions.archive             409  A O     W J           N U D       C F H
  configurationVersions.showByRun           200  A O P V W J         R N U D K   B C F H o t
  configurationVersions.downloadOfRun       200  A O P V W J         R N U D K   B C F H o t
  plans.show                                200  A O P V W J         R N U D K   B C F H o t
  plans.showByRun                           200  A O P V W J         R N U D K   B C F H o t
  plans.jsonOutput                          200  A O     W J               D         F H
  plans.jsonOutputOfRun                     200  A O     W J               D         F H
  stateVersions.list                        200  A O     W J         R N U D     B C F H o
  stateVersions.listOfWorkspace             200  A O     W J         R N U D     B C F H o
  stateVersions.create                      409  A O     W J             U D       C F H
  stateVersions.rollBack                    409  A O     W J             U D       C F H
  stateVersions.showCurrent                 200  A O     W J         R N U D     B C F H o
  stateVersions.show                        200  A O     W J         R N U D     B C F H o
  stateVersions.download                    200  A O     W J         R N U D     B C F H o
  stateVersionOutputs.list                  200  A O     W J         R N U D     B C F H o
  stateVersionOutputs.listCurrent           200  A O     W J         R N U D     B C F H o
  stateVersionOutputs.show                  200  A O     W J         R N U D     B C F H o
  policyChecks.listByRun                    200  A O P V W J         R N U D K   B C F H o t
  policyChecks.show                         200  A O P V W J         R N U D K   B C F H o t
  policyChecks.output                       200  A O P V W J         R N U D K   B C F H o t
  policyChecks.override                     200  A O   V                     K
  standingOverrides.list                    200  A O P V W J M T E   R N U D K G B C F H o t
  standingOverrides.show                    200  A O P V W J         R N U D K   B C F H o t
  standingOverrides.revoke                  204  A O   V                     K
  taskStages.listByRun                      200  A O P V W J         R N U D K   B C F H o t
  taskStages.show                           200  A O P V W J         R N U D K   B C F H o t
  taskStages.override                       200  A O   V                     K
  policyEvaluations.listByTaskStage         200  A O P V W J         R N U D K   B C F H o t
  policyEvaluations.show                    200  A O P V W J         R N U D K   B C F H o t
  policySetOutcomes.listByEvaluation        200  A O P V W J         R N U D K   B C F H o t
  policySetOutcomes.show                    200  A O P V W J         R N U D K   B C F H o t
  policySetVersions.list                    200  A O P                                   o t
  policySetVersions.create                  201  A O P                                   o t
  policySetVersions.show                    200  A O P                                   o t
  oauthClients.list                         200  A O P                                   o t
  oauthClients.create                       201  A O                                     o
  oauthClients.show                         200  A O P                                   o t
  oauthClients.update                       200  A O                                     o
  oauthClients.delete                       204  A O                                     o
  oauthTokens.list                          200  A O P                                   o t
  oauthTokens.listOfClient                  200  A O P                                   o t
  oauthTokens.show                          200  A O P                                   o t
  oauthTokens.listRepositories              200  A O P                                   o t
  oauthTokens.update                        200  A O                                     o
  oauthTokens.delete                        204  A O                                     o
  githubAppInstallations.list               200  A O P V W J M T E S R N U D K G B C F H o t
  sentinelVersions.list                     200  A
  sentinelVersions.create                   201  A
  sentinelVersions.show                     200  A
  sentinelVersions.update                   200  A
  sentinelVersions.delete                   204  A
  opaVersions.list                          200  A
  opaVersions.create                        201  A
  opaVersions.show                          200  A
  opaVersions.update                        200  A
  opaVersions.delete                        204  A
  featureSets.list                          200  A
  organizations.subscribe                   200  A
`;

interface Row {
  readonly operation: string;
  readonly permitted: number;
  readonly roles: readonly string[];
  readonly refused: number;
  /** Those who are refused with another status. */
  readonly others: ReadonlyMap<string, number>;
}

const rows: Row[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [operation = "", permitted, ...rest] = line.trim().split(/\s+/);
    const refused = Number(rest.find((each) => /^\d+$/.test(each)) ?? 404);
    const others = rest.flatMap((each) => {
      const [, status, who = ""] = /^(\d+)=(.+)$/.exec(each) ?? [];
      return who.split(",").map((role) => [role, Number(status)] as const);
    });
    const roles = rest.filter((each) => each in CAST);
    return { operation, permitted: Number(permitted), roles, refused, others: new Map(others) };
  });

const routes = describedRoutes().filter(({ access }) => access !== "open");
const roles = Object.keys(CAST) as Role[];

/** What everything is about, unless a request uses it up. */
const SUBJECTS: Readonly<Record<string, string>> = {
  apply_id: "apply-0000000000000001",
  comment_id: "wsc-0000000000000001",
  configuration_version_id: "cv-0000000000000001",
  oauth_client_id: "oc-0000000000000001",
  oauth_token_id: "ot-0000000000000001",
  organization_name: "acme",
  organization_membership_id: "ou-0000000000000002",
  parameter_id: "var-0000000000000001",
  plan_id: "plan-0000000000000001",
  policy_check_id: "polchk-0000000000000001",
  policy_evaluation_id: "poleval-0000000000000001",
  policy_id: "pol-0000000000000001",
  policy_set_id: "polset-0000000000000002",
  policy_set_outcome_id: "psout-0000000000000001",
  policy_set_version_id: "polsetver-0000000000000001",
  project_id: "prj-0000000000000001",
  run_event_id: "re-0000000000000001",
  run_id: "run-0000000000000001",
  state_version_id: "sv-0000000000000001",
  state_version_output_id: "wsout-0000000000000001",
  tag_id: "tag-0000000000000001",
  task_stage_id: "ts-0000000000000001",
  team_id: DEV,
  team_project_id: "tprj-0000000000000001",
  team_workspace_id: "tws-0000000000000001",
  token_id: "at-0000000000000002",
  tool_version_id: "tool-0000000000000001",
  user_id: "user-0000000000000002",
  workspace_id: "ws-0000000000000001",
  workspace_name: "app",
};

const PARAMETERS = `/policy-sets/${SUBJECTS.policy_set_id}/parameters`;

const members = (type: string, id: string) => ({ data: [{ id, type }] });
/** What a list must be told. */
const QUERIES: Readonly<Record<string, string>> = {
  "teamWorkspaces.list": `?filter[workspace][id]=${SUBJECTS.workspace_id}`,
  "stateVersions.list": "?filter[organization][name]=acme&filter[workspace][name]=app",
  "teamProjects.list": `?filter[project][id]=${SUBJECTS.project_id}`,
};

const project = { data: { id: "prj-0000000000000001", type: "projects" } } as const;
const workspace = { data: { id: "ws-0000000000000001", type: "workspaces" } } as const;

/** The workspace of which the runs have a stage. */
const STAGED = { name: "staged" };

/** The workspace that has a standing override; in others runs wait for a decision. */
const STANDING = { name: "standing" };

const parameter = (key: string) => ({
  data: { type: "vars", attributes: { key, category: "policy-set" } },
});

const COMMENT = { data: { type: "comments", attributes: { body: "seen" } } };

const OAUTH_CLIENT = {
  "service-provider": "git",
  "http-url": "https://git.test",
  "api-url": "https://git.test",
  "oauth-token-string": "secret",
};

/** Of one character; the evaluator that answers for it says what is in it. */
const STATE = { serial: 1, md5: "9dd4e461268c8034f5c8564e155c67a6", state: "eA==" };

const TOOL_VERSION = { url: "https://tools.test", sha: "ab12" };

/** Bodies that do no harm, or make something new each time. */
function bodyOf(
  operation: string,
  name: string,
  subjects: Readonly<Record<string, string>>,
): object {
  const [resource = "", verb = ""] = operation.split(".");
  const type = typeOf(operation);
  const [, member] = /^(?:add|remove)(.*)$/.exec(verb) ?? [];
  switch (operation) {
    case "teams.addUsers":
    case "teams.removeUsers":
      return members("users", "role-o");
    case "teams.addMemberships":
    case "teams.removeMemberships":
      return members("organization-memberships", "ou-0000000000000003");
    case "tags.delete":
    case "policySets.addTagSelectors":
    case "policySets.removeTagSelectors":
      return { data: [] };
    case "teamWorkspaces.create":
    case "teamProjects.create": {
      const team = { data: { id: subjects.new_team_id, type: "teams" } };
      const relationships =
        operation === "teamProjects.create" ? { team, project } : { team, workspace };
      return { data: { type, attributes: { access: "read" }, relationships } };
    }
    case "projects.moveWorkspaces":
    case "tags.addWorkspaces":
      return members("workspaces", workspace.data.id);
    case "workspaces.lock":
      return {};
    case "stateVersions.create":
      return { data: { type, attributes: STATE } };
    case "stateVersions.rollBack": {
      const former = { id: SUBJECTS.state_version_id, type };
      return { data: { type, relationships: { "rollback-state-version": { data: former } } } };
    }
    case "runs.create":
      return { data: { type, attributes: { "plan-upload": true }, relationships: { workspace } } };
    case "comments.create":
      return COMMENT;
    case "organizationMemberships.create":
      return { data: { type, attributes: { email: `${name}@acme.test` } } };
    case "oauthClients.create":
      return { data: { type, attributes: OAUTH_CLIENT } };
    case "policySetParameters.create":
      return parameter(name);
    case "sentinelVersions.create":
    case "opaVersions.create":
      return { data: { type, attributes: { version: name, ...TOOL_VERSION } } };
    case "policies.create":
      return { data: { type, attributes: { name, "enforcement-level": "advisory" } } };
    default:
      if (resource === "workspaceTags") return { data: [{ type, id: SUBJECTS.tag_id }] };
      if (resource.endsWith("TagBindings")) return { data: [{ type, attributes: { key: "env" } }] };
      if (member?.startsWith("Polic")) return members("policies", "pol-0000000000000001");
      if (member?.startsWith("Project")) return members("projects", "prj-0000000000000001");
      if (member?.startsWith("Workspace")) return members("workspaces", workspace.data.id);
      if (resource === "tokens" || verb.startsWith("update")) return {};
      return { data: { type, attributes: { name } } };
  }
}

describe("who may do what", () => {
  let server: TestServer;
  let cast: Cast;
  let versionedSet: string;
  let configuredRun: string;
  beforeAll(async () => {
    server = await TestServer.start();
    await prepare(server, ["run with soft failed policies"]);
    cast = await Cast.assemble(server);
    await cast.ask("A", "POST", `/runs/${SUBJECTS.run_id}/comments`, COMMENT);
    await cast.issue(`/teams/${DEV}/authentication-token`);
    // Members of this one come and go; those of the first make runs wait for an override.
    await cast.create("/organizations/acme/policy-sets", "policy-sets", { name: "spare" });
    await cast.ask("A", "POST", PARAMETERS, parameter("limit"));
    const app = `/workspaces/${workspace.data.id}`;
    await cast.ask("A", "POST", `${app}/actions/lock`);
    await cast.create(`${app}/state-versions`, "state-versions", STATE);
    await cast.ask("A", "POST", `${app}/actions/unlock`);
    const tags = `/workspaces/${workspace.data.id}/relationships/tags`;
    await cast.ask("A", "POST", tags, { data: [{ type: "tags", attributes: { name: "net" } }] });
    await attachOpa(await cast.create("/organizations/acme/workspaces", "workspaces", STAGED));
    await waitingStage();
    const standing = await cast.create("/organizations/acme/workspaces", "workspaces", STANDING);
    await openStandingWorkspace(standing);
    // Once it has a version, a set takes no single policies any more.
    const path = "/organizations/acme/policy-sets";
    versionedSet = await cast.create(path, "policy-sets", { name: "versioned" });
    await cast.ask("A", "POST", `/policy-sets/${versionedSet}/versions`);
    await cast.create("/organizations/acme/oauth-clients", "oauth-clients", OAUTH_CLIENT);
    const configurations = `/workspaces/${workspace.data.id}/configuration-versions`;
    const configuration = { id: "cv-0000000000000001", type: "configuration-versions" };
    const made = { method: "POST", path: `/api/v2${configurations}` } as const;
    await prepare(server, [
      { ...made, body: { data: { type: configuration.type } } },
      { uploadVersion: configuration.id },
    ]);
    configuredRun = await cast.create(
      "/runs",
      "runs",
      { "plan-upload": true },
      { workspace, "configuration-version": { data: configuration } },
    );
    const version = { version: "0.40.0", ...TOOL_VERSION };
    await cast.create("/admin/sentinel-versions", "sentinel-versions", version);
    await cast.create("/admin/opa-versions", "opa-versions", version);
  });
  afterAll(() => server.close());

  let stagedWorkspace: object;
  let standingWorkspace: object;
  let count = 0;
  const newName = () => `made-${++count}`;

  /** Makes what a request will use up, and says how its path names it. */
  async function freshSubject(operation: string, role: Role): Promise<Record<string, string>> {
    const name = newName();
    const create = (path: string, type: string, attributes: object = { name }) =>
      cast.create(path, type, attributes);
    const createWorkspace = async () => {
      const id = await create("/organizations/acme/workspaces", "workspaces");
      await cast.grant(role, { id, type: "workspaces" });
      return id;
    };
    const createProject = async () => {
      const id = await create("/organizations/acme/projects", "projects");
      await cast.grant(role, { id, type: "projects" });
      return id;
    };
    const createTeam = () =>
      create("/organizations/acme/teams", "teams", { name, visibility: "organization" });
    switch (operation) {
      case "organizations.delete":
        throw new Error("is asked last, of one that nobody else needs");
      case "organizationMemberships.delete": {
        const email = `${name}@acme.test`;
        const path = "/organizations/acme/organization-memberships";
        const organization_membership_id = await create(path, "organization-memberships", {
          email,
        });
        return { organization_membership_id };
      }
      case "teams.delete":
        return { team_id: await create("/organizations/acme/teams", "teams") };
      case "tokens.delete": {
        const path = `/users/${SUBJECTS.user_id}/authentication-tokens`;
        return { token_id: await create(path, "authentication-tokens") };
      }
      case "tokens.deleteOfTeam":
        await cast.issue(`/teams/${DEV}/authentication-token`);
        return {};
      case "tokens.deleteOfOrganization":
        cast.keys.set("o", await cast.issue("/organizations/acme/authentication-token"));
        return {};
      case "projects.delete":
        return { project_id: await createProject() };
      case "teamWorkspaces.create":
      case "teamProjects.create":
        return { new_team_id: await createTeam() };
      case "teamWorkspaces.delete":
        return {
          team_workspace_id: await cast.give(await createTeam(), workspace.data, "read"),
        };
      case "teamProjects.delete":
        return { team_project_id: await cast.give(await createTeam(), project.data, "read") };
      case "workspaces.lock":
        return { workspace_id: await createWorkspace() };
      case "workspaces.forceUnlock": {
        const workspace_id = await createWorkspace();
        await cast.ask("A", "POST", `/workspaces/${workspace_id}/actions/lock`);
        return { workspace_id };
      }
      case "workspaces.delete":
      case "workspaces.deleteSafely":
        return { workspace_id: await createWorkspace() };
      case "workspaces.deleteByName":
      case "workspaces.deleteSafelyByName":
        await createWorkspace();
        return { workspace_name: name };
      case "policies.delete":
      case "policies.deleteOfOrganization":
      case "policies.deleteInOrganization": {
        const attributes = { name, "enforcement-level": "advisory" };
        return {
          policy_id: await create("/organizations/acme/policies", "policies", attributes),
        };
      }
      case "oauthClients.delete":
      case "oauthTokens.delete": {
        const clients = "/organizations/acme/oauth-clients";
        const oauth_client_id = await create(clients, "oauth-clients", OAUTH_CLIENT);
        const tokens = await cast.ask("A", "GET", `/oauth-clients/${oauth_client_id}/oauth-tokens`);
        const { data } = tokens.body as { data: { id: string }[] };
        return { oauth_client_id, oauth_token_id: data[0]?.id ?? "" };
      }
      case "policySets.delete":
        return { policy_set_id: await create("/organizations/acme/policy-sets", "policy-sets") };
      case "policySetVersions.list":
      case "policySetVersions.create":
        return { policy_set_id: versionedSet };
      case "policySetParameters.delete":
        return {
          parameter_id: dataOf(await cast.ask("A", "POST", PARAMETERS, parameter(name))).id,
        };
      case "sentinelVersions.delete":
      case "opaVersions.delete": {
        const type = typeOf(operation);
        const version = { version: name, ...TOOL_VERSION };
        return { tool_version_id: await create(`/admin/${type}`, type, version) };
      }
      case "opaVersions.show":
      case "opaVersions.update":
        return { tool_version_id: "tool-0000000000000002" };
      case "configurationVersions.showByRun":
      case "configurationVersions.downloadOfRun":
        return { run_id: configuredRun };
      case "runs.cancel":
        return { run_id: await createRun() };
      case "runs.discard":
      case "policyChecks.override":
        return overridable();
      case "standingOverrides.show":
      case "standingOverrides.revoke":
        return { standing_override_id: await standingOverride() };
      case "taskStages.override":
        return { task_stage_id: await waitingStage() };
      default:
        return {};
    }
  }

  async function createRun(): Promise<string> {
    return createRunIn(workspace);
  }

  function createRunIn(of: object): Promise<string> {
    return cast.create("/runs", "runs", { "plan-upload": true }, { workspace: of });
  }

  /** Puts an OPA policy that may be overridden on a workspace, and on no other. */
  async function attachOpa(id: string): Promise<void> {
    stagedWorkspace = { data: { id, type: "workspaces" } };
    for (const role of roles) await cast.grant(role, { id, type: "workspaces" });
    const opa = { kind: "opa", query: "data.a.deny", "enforcement-level": "mandatory" };
    const policy = await cast.create("/organizations/acme/policies", "policies", {
      name: "ingress",
      ...opa,
    });
    const set = { name: "network", kind: "opa", overridable: true };
    const relationships = {
      workspaces: members("workspaces", id),
      policies: members("policies", policy),
    };
    await cast.create("/organizations/acme/policy-sets", "policy-sets", set, relationships);
  }

  /** A stage that waits for the decision: its id. */
  async function waitingStage(): Promise<string> {
    const run = await createRunIn(stagedWorkspace);
    await finishPlan(run, "ingress");
    const stages = await cast.ask("A", "GET", `/runs/${run}/task-stages`);
    const { data } = stages.body as { data: { id: string }[] };
    return data[0]?.id ?? "";
  }

  async function openStandingWorkspace(id: string): Promise<void> {
    standingWorkspace = { data: { id, type: "workspaces" } };
    for (const role of roles) await cast.grant(role, { id, type: "workspaces" });
    const path = "/policy-sets/polset-0000000000000001/relationships/workspaces";
    await cast.ask("A", "POST", path, members("workspaces", id));
  }

  /** The standing override, made anew if somebody has revoked it. */
  async function standingOverride(): Promise<string> {
    const listed = await cast.ask("A", "GET", "/organizations/acme/standing-overrides");
    const [found] = (listed.body as { data: { id: string }[] }).data;
    if (found !== undefined) return found.id;
    const { policy_check_id } = await overridable(standingWorkspace);
    const body = { scope: "workspace", "expires-at": "2024-05-02T00:00:00Z" };
    await cast.ask("A", "POST", `/policy-checks/${policy_check_id}/actions/override`, body);
    return standingOverride();
  }

  async function finishPlan(run: string, failing: string): Promise<void> {
    const plan = run.replace("run-", "plan-");
    await prepare(server, [{ failing: [failing] }, { uploadPlan: plan }, { work: "all" }]);
  }

  async function overridable(of: object = workspace): Promise<Record<string, string>> {
    const run_id = await createRunIn(of);
    await finishPlan(run_id, "tags");
    const checks = await cast.ask("A", "GET", `/runs/${run_id}/policy-checks`);
    const { data } = checks.body as { data: { id: string }[] };
    return { run_id, policy_check_id: data[0]?.id ?? "" };
  }

  async function statusFor(operation: string, role: Role): Promise<number> {
    const route = routes.find((each) => each.operation === operation);
    if (route === undefined) throw new Error(`there is no operation "${operation}"`);
    const subjects: Record<string, string> = {
      ...SUBJECTS,
      ...(await freshSubject(operation, role)),
    };
    const path = route.path.replace("/api/v2", "").replace(/:(\w+)/g, (_, name) => {
      return subjects[name] ?? `no subject for ${name}`;
    });
    const body = route.body === undefined ? undefined : bodyOf(operation, newName(), subjects);
    // An update without a type would be refused before anybody asks who wants it.
    const isChange = route.method === "PATCH" && !/TagBindings|rollBack/.test(operation);
    const typed = body !== undefined && isChange ? typeOnly(operation) : body;
    const query = QUERIES[operation] ?? "";
    const response = await cast.ask(role, route.method, `${path}${query}`, typed);
    if (operation === "tokens.createForOrganization" && response.status === 201) {
      cast.keys.set("o", String(dataOf(response).attributes.token));
    }
    return response.status;
  }

  it("is told for every row", () => {
    expect(rows.map(({ operation }) => operation).sort()).toEqual(
      routes.map(({ operation }) => operation).sort(),
    );
  });

  const inOrder = rows.filter(({ operation }) => operation !== "organizations.delete");
  it.each(inOrder.map((row) => [row.operation, row] as const))(
    "%s",
    async (operation, { permitted, roles: who, refused, others }) => {
      const expected = Object.fromEntries(
        roles.map((role) => [role, who.includes(role) ? permitted : (others.get(role) ?? refused)]),
      );
      const actual: Record<string, number> = {};
      for (const role of roles) actual[role] = await statusFor(operation, role);
      expect(actual).toEqual(expected);
    },
  );

  it("organizations.delete", async () => {
    for (const role of roles.filter((each) => each !== "A" && each !== "O")) {
      const { status } = await cast.ask(role, "DELETE", "/organizations/acme");
      expect([role, status]).toEqual([role, 404]);
    }
    expect((await cast.ask("O", "DELETE", "/organizations/acme")).status).toBe(204);
    expect((await cast.ask("A", "DELETE", "/organizations/globex")).status).toBe(204);
  });
});

function typeOnly(operation: string): object {
  return { data: { type: typeOf(operation) } };
}

/** "policySets.update" is about "policy-sets". */
function typeOf(operation: string): string {
  const [resource = ""] = operation.split(".");
  if (resource === "policySetParameters") return "vars";
  if (resource.endsWith("TagBindings")) return "tag-bindings";
  if (resource === "workspaceTags") return "tags";
  return resource.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
