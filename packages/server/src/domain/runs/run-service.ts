import { type Actor, userIdOf } from "../access/actor.js";
import { anySubject, type Subject, subject, subjectIn, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Compat } from "../compat.js";
import type { ConfigurationVersion } from "../configuration-versions/configuration-version.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Planner } from "../plans/planner.js";
import { enforcementOn } from "../policy-sets/enforcement.js";
import type { Transaction } from "../store.js";
import { insertRun } from "../task-stages/stage-of-run.js";
import { readableUsers } from "../users/readable-users.js";
import type { User } from "../users/user.js";
import type { Workspace, WorkspaceId } from "../workspaces/workspace.js";
import { forceExecute } from "./force-execute.js";
import { createRun, type Run, type RunDraft, type RunId, runProblems } from "./run.js";
import { progressRun } from "./run-progress.js";
import { QUEUE_LIMIT, QUEUED_STATUSES } from "./run-queue.js";
import type { OrganizationRunQuery, RunQuery } from "./run-store.js";

export class RunService {
  constructor(
    private readonly environment: Environment,
    private readonly uploadedPlanner: Planner,
    private readonly compat: Compat,
  ) {}

  async create(actor: Actor, draft: RunDraft): Promise<Run> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      const [workspace] = await tx.workspaces.getMany([draft.workspaceId]);
      const isUsable =
        workspace !== undefined && access.permits(actor, "create", subjectOfRuns(workspace));
      const problems: Problem[] = draft.planUpload === true ? [] : [PLANS_ELSEWHERE];
      if (!isUsable) {
        const missing = { noun: "workspace", id: draft.workspaceId } as const;
        throw new Invalid([...problems, { field: "workspace", missing }]);
      }
      const configuration = await findConfiguration(tx, draft);
      const run = createRun(withConfiguration(draft, configuration), {
        id: ids.next("run"),
        organization: workspace.organization,
        projectId: workspace.projectId,
        planId: ids.next("plan"),
        applyId: ids.next("apply"),
        autoApply: workspace.autoApply,
        createdBy: userIdOf(actor),
        createdAt: clock.now(),
      });
      problems.push(...configurationProblems(draft, configuration), ...runProblems(run));
      Invalid.throwIfAny(problems);
      const { evaluated } = await enforcementOn(tx, workspace, this.compat);
      const announced = await insertRun(tx, run, evaluated, this.environment);
      await this.uploadedPlanner.begin(tx, announced);
      await tx.audit.append(
        auditEntry(run.createdAt, actor, "create", subject("run", run), {
          workspace: workspace.name,
        }),
      );
      return announced;
    });
  }

  async get(actor: Actor, id: RunId): Promise<Run> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const run = await tx.runs.get(id);
      access.require(actor, "read", subject("run", run));
      return run;
    });
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly RunId[]): Promise<readonly Run[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.runs.getMany(ids));
    return found.filter((each) => access.permits(actor, "read", subject("run", each)));
  }

  async listByWorkspace(
    actor: Actor,
    workspaceId: WorkspaceId,
    query: RunQuery,
    page: PageRequest,
  ): Promise<Page<Run>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const workspace = await tx.workspaces.get(workspaceId);
      access.require(actor, "list", subjectOfRuns(workspace));
      return tx.runs.listByWorkspace(workspaceId, query, page);
    });
  }

  async listByOrganization(
    actor: Actor,
    organization: OrganizationName,
    query: Omit<OrganizationRunQuery, "within">,
    page: PageRequest,
  ): Promise<Page<Run>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("workspace", organization));
      const within = access.workspacesOf(actor, organization);
      return tx.runs.listByOrganization(organization, { ...query, within }, page);
    });
  }

  async getByApply(actor: Actor, applyId: string): Promise<Run> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const run = await tx.runs.getByApply(applyId);
      access.require(actor, "read", subject("run", run));
      return run;
    });
  }

  /** What the server has yet to do for an organization, as far as the actor may see it, the first first. */
  async queue(actor: Actor, organization: OrganizationName): Promise<readonly Run[]> {
    const query = { statuses: QUEUED_STATUSES };
    const page = { number: 1, size: QUEUE_LIMIT };
    const { items } = await this.listByOrganization(actor, organization, query, page);
    return items.toReversed();
  }

  /** The users who created these runs, as far as the actor may see them. */
  async creators(actor: Actor, runs: readonly Run[]): Promise<readonly User[]> {
    const ids = runs.map(({ createdBy }) => createdBy);
    const organizations = runs.map(({ organization }) => organization);
    return readableUsers(this.environment, actor, ids, organizations);
  }

  /** @throws Conflict unless the run is in a status in which the verb is possible */
  async act(
    actor: Actor,
    id: RunId,
    verb: Extract<Verb, "apply" | "discard" | "cancel" | "force cancel">,
    comment: string | null,
  ): Promise<Run> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const run = await tx.runs.getForUpdate(id);
      access.require(actor, verb, subject("run", run));
      const progressed = await progressRun(tx, run, { kind: verb }, this.environment, {
        by: userIdOf(actor),
        comment,
      });
      await tx.audit.append(auditEntry(clock.now(), actor, verb, subject("run", run), { comment }));
      return progressed;
    });
  }

  /** @throws Forbidden unless it is pending and earlier runs are in its way; Conflict if they must stay */
  async forceExecute(actor: Actor, id: RunId): Promise<void> {
    const { store, access, clock } = this.environment;
    await store.transaction(async (tx) => {
      const run = await tx.runs.getForUpdate(id);
      access.require(actor, "force execute", subject("run", run));
      const deed = { by: userIdOf(actor), comment: null };
      const discarded = await forceExecute(tx, run, deed, this.environment);
      const now = clock.now();
      await tx.audit.append(
        auditEntry(now, actor, "force execute", subject("run", run), {
          discarded: discarded.map((each) => each.id),
        }),
      );
    });
  }
}

/** The runs of a workspace, as when they are listed or a new one is made. */
export function subjectOfRuns(workspace: Workspace): Subject {
  const { id, organization, projectId } = workspace;
  return subjectIn("run", { organization, workspaceId: id, projectId });
}

/** COMPAT: the vendor's service plans by itself; this extension says that the caller has done so. */
const PLANS_ELSEWHERE = {
  field: "planUpload",
  message: "must be true: this server does not plan by itself, it checks a plan that you upload",
};

async function findConfiguration(
  tx: Transaction,
  { workspaceId, configurationVersionId: id }: RunDraft,
): Promise<ConfigurationVersion | undefined> {
  const [found] = id === undefined ? [] : await tx.configurationVersions.getMany([id]);
  return found?.workspaceId === workspaceId ? found : undefined;
}

/** COMPAT (Configuration Versions API, attributes): what is speculative is only planned. */
function withConfiguration(draft: RunDraft, configuration: ConfigurationVersion | undefined) {
  return configuration?.isSpeculative === true ? { ...draft, isPlanOnly: true } : draft;
}

function configurationProblems(
  { configurationVersionId: id }: RunDraft,
  configuration: ConfigurationVersion | undefined,
): Problem[] {
  if (id === undefined) return [];
  const field = "configurationVersion";
  if (configuration === undefined) {
    return [{ field, missing: { noun: "configuration version", id } }];
  }
  const { status } = configuration;
  if (status === "uploaded") return [];
  return [{ field, message: `must be uploaded, and is ${status}: name one that is, or none` }];
}
