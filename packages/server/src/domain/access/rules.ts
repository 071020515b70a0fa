import { isOwners, type OrganizationPermission } from "../teams/team.js";
import type { Holder } from "./actor.js";
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

/** COMPAT (permissions, organization): to manage projects means to manage their workspaces. */
const workspaces = having("manageWorkspaces", "manageProjects");

/** COMPAT (permissions, organization): to manage policies or overrides means to see all runs. */
const seesWorkspaces = having(
  "manageWorkspaces",
  "manageProjects",
  "readWorkspaces",
  "managePolicies",
  "managePolicyOverrides",
);
const seesProjects = having(
  "manageProjects",
  "readProjects",
  "manageWorkspaces",
  "readWorkspaces",
  "managePolicies",
);
const runs = exceptOrganizationToken(workspaces);
const overrides = exceptOrganizationToken(having("managePolicyOverrides"));

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
  project: {
    list: seesProjects,
    read: seesProjects,
    create: having("manageProjects"),
    "manage tags": having("manageProjects"),
    update: having("manageProjects"),
    delete: having("manageProjects"),
  },
  workspace: {
    list: seesWorkspaces,
    read: seesWorkspaces,
    create: workspaces,
    update: workspaces,
    delete: workspaces,
    lock: exceptOrganizationToken(workspaces),
    "force unlock": workspaces,
    "manage tags": workspaces,
  },
  tag: { list: seesWorkspaces, create: workspaces, delete: workspaces },
  run: {
    list: seesWorkspaces,
    read: seesWorkspaces,
    create: runs,
    apply: runs,
    cancel: runs,
    discard: runs,
    override: overrides,
  },
  plan: { read: seesWorkspaces },
  "policy check": { read: seesWorkspaces, override: overrides },
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
