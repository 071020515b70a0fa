import { atLeast, STATE_PERMISSIONS } from "../team-access/permissions.js";
import { isOwners, type OrganizationPermission } from "../teams/team.js";
import type { Holder } from "./actor.js";
import {
  mayApply,
  mayPlan,
  type ProjectRole,
  projectRole,
  type WorkspaceRole,
  workspaceRole,
} from "./role.js";
import type { Standing } from "./standing.js";
import type { Noun, Subject, Verb } from "./subject.js";

/** What a rule decides on. `standing` is the one in the organization of the subject. */
export interface Question {
  readonly actor: Holder;
  readonly standing: Standing;
  readonly subject: Subject;
}

type Rule = (question: Question) => boolean;
type Rules = Readonly<Partial<Record<Verb, Rule>>>;

const members: Rule = () => true;
const owners: Rule = ({ standing }) => standing.isOwner;

/** Owners, and whoever has one of these permissions. */
const having =
  (...permissions: readonly OrganizationPermission[]): Rule =>
  ({ standing }) =>
    standing.isOwner || permissions.some((each) => standing.permissions.has(each));

/** COMPAT (Terraform API, API tokens): an organization's token neither runs nor decides anything. */
const exceptOrganizationToken =
  (rule: Rule): Rule =>
  (question) =>
    question.actor.kind !== "organization" && rule(question);

/** Nobody but owners touches the owners. */
const exceptOwners =
  (rule: Rule): Rule =>
  (question) =>
    rule(question) && (question.standing.isOwner || !concernsOwners(question.subject));

function concernsOwners({ team }: Subject): boolean {
  return team !== undefined && isOwners(team);
}

const teamMembers: Rule = ({ standing, subject }) => standing.teamIds.has(subject.id ?? "");

const seesTeam: Rule = (question) =>
  question.subject.team?.visibility === "organization" ||
  teamMembers(question) ||
  having("accessSecretTeams", "manageTeams")(question);

const managesTeamToken: Rule = (question) =>
  having("manageTeams")(question) ||
  (question.subject.team?.allowsMemberTokens === true && teamMembers(question));

/** COMPAT (Policies API, Policy Sets API): to see them takes the same as to manage them. */
const policies = having("managePolicies");

const vcs = having("manageVcsSettings");

/** Whoever connects a policy set to a repository has to find the credential for it. */
const seesVcs = having("manageVcsSettings", "managePolicies");

/** Whoever may do that in the workspace of the subject, from wherever he has it. */
const inWorkspace =
  (test: (role: WorkspaceRole) => boolean): Rule =>
  ({ standing, subject }) => {
    const role = workspaceRole(standing, subject);
    return role !== null && test(role);
  };

/** Whoever may do that in the project of the subject, or has one of these permissions everywhere. */
const inProject =
  (test: (role: ProjectRole) => boolean, ...permissions: readonly OrganizationPermission[]): Rule =>
  (question) => {
    const role = projectRole(question.standing, question.subject);
    return having(...permissions)(question) || (role !== null && test(role));
  };

const seesWorkspace = inWorkspace(() => true);
const administers = inWorkspace(({ isAdmin }) => isAdmin);
const managesWorkspaces = having("manageWorkspaces", "manageProjects");

const seesProject = inProject(
  () => true,
  "manageProjects",
  "readProjects",
  "manageWorkspaces",
  "readWorkspaces",
  "managePolicies",
);
const administersProject = inProject(({ settings }) => settings !== "read", "manageProjects");

/** COMPAT (permissions, runs): who may plan also comments. */
const plans = exceptOrganizationToken(inWorkspace(mayPlan));

/** COMPAT (Runs API, run actions): what is planned is decided on by those who may apply. */
const decides = exceptOrganizationToken(inWorkspace(mayApply));
const overrides = exceptOrganizationToken(inWorkspace(({ policyOverrides }) => policyOverrides));

/** Whoever may do at least that with the states of the workspace. */
const withStates = (wanted: (typeof STATE_PERMISSIONS)[number]): Rule =>
  inWorkspace(({ stateVersions }) => atLeast(STATE_PERMISSIONS, stateVersions, wanted));

/** Who may give a team the right to override policies in single workspaces or projects. */
const delegatesOverrides = having("managePolicyOverrides", "delegatePolicyOverrides");

/**
 * Who, beside site administrators, may do what within an organization. What is not in here is for
 * nobody.
 */
const RULES: Readonly<Partial<Record<Noun, Rules>>> = {
  organization: {
    read: members,
    update: owners,
    delete: exceptOrganizationToken(owners),
    "manage tokens": owners,
  },
  "audit entry": { list: owners },
  policy: {
    list: policies,
    read: policies,
    create: policies,
    update: policies,
    delete: policies,
    upload: policies,
    download: policies,
  },
  "policy set": {
    list: policies,
    read: policies,
    create: policies,
    update: policies,
    delete: policies,
  },
  "policy set version": { read: policies },
  project: {
    list: members,
    read: seesProject,
    create: having("manageProjects"),
    update: administersProject,
    delete: inProject(({ settings }) => settings === "delete", "manageProjects"),
    "manage access": inProject(({ teams }) => teams === "manage", "manageProjects"),
    "manage tags": administersProject,
  },
  workspace: {
    list: members,
    read: seesWorkspace,
    create: inProject(({ create }) => create, "manageWorkspaces", "manageProjects"),
    update: administers,
    delete: inWorkspace(({ canDelete }) => canDelete),
    move: inWorkspace(({ canMove }) => canMove),
    lock: exceptOrganizationToken(inWorkspace(({ locking }) => locking)),
    "force unlock": administers,
    "manage access": administers,
    "manage tags": administers,
  },
  "team access": { grant: delegatesOverrides },
  tag: { list: seesWorkspace, create: managesWorkspaces, delete: managesWorkspaces },
  // COMPAT (Configuration Versions API): to read runs is to read what they were planned from.
  "configuration version": {
    list: seesWorkspace,
    read: seesWorkspace,
    download: seesWorkspace,
    create: plans,
    archive: plans,
  },
  run: {
    list: seesWorkspace,
    read: seesWorkspace,
    create: plans,
    comment: plans,
    apply: decides,
    cancel: decides,
    discard: decides,
    // COMPAT (Runs API, Forcefully cancel a run): it takes to be an admin of the workspace.
    "force cancel": exceptOrganizationToken(administers),
    "force execute": decides,
    override: overrides,
  },
  // COMPAT (Plans API, Retrieve the JSON Execution Plan): it holds secrets.
  plan: { read: seesWorkspace, download: exceptOrganizationToken(administers) },
  // COMPAT (State Versions API): the token of an organization makes none.
  "state version": {
    list: withStates("read"),
    read: withStates("read"),
    create: exceptOrganizationToken(withStates("write")),
  },
  "state version output": { list: withStates("read-outputs"), read: withStates("read-outputs") },
  "policy check": { read: seesWorkspace, override: overrides },
  "standing override": { read: seesWorkspace, delete: overrides },
  "oauth client": { list: seesVcs, read: seesVcs, create: vcs, update: vcs, delete: vcs },
  "oauth token": { list: seesVcs, read: seesVcs, update: vcs, delete: vcs },
  user: { read: members },
  "organization membership": {
    list: members,
    read: members,
    create: having("manageMembership"),
    delete: having("manageMembership"),
  },
  team: {
    list: members,
    read: seesTeam,
    create: exceptOwners(having("manageTeams")),
    update: exceptOwners(having("manageTeams")),
    delete: exceptOwners(having("manageTeams")),
    grant: exceptOwners(having("manageOrganizationAccess")),
    "manage members": exceptOwners(having("manageMembership", "manageTeams")),
    "manage tokens": exceptOwners(managesTeamToken),
  },
};

export function isAllowed(verb: Verb, question: Question): boolean {
  return RULES[question.subject.noun]?.[verb]?.(question) ?? false;
}
