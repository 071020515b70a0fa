import type { Actor } from "../access/actor.js";
import { anySubject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Conflict, Invalid } from "../errors.js";
import { TAKEN } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import { BINDING_LIMIT, type TagDraft } from "../tags/tag.js";
import { replaceTags } from "../tags/tagging.js";
import {
  createProject,
  type Project,
  type ProjectChange,
  type ProjectDraft,
  type ProjectId,
  projectProblems,
  updateProject,
} from "./project.js";

export class ProjectService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    names: readonly string[] | undefined,
    page: PageRequest,
  ): Promise<Page<Project>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("project", organization));
      const ids = access.projectsOf(actor, organization);
      return tx.projects.list(organization, { names, ids }, page);
    });
  }

  async get(actor: Actor, id: ProjectId): Promise<Project> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const project = await tx.projects.get(id);
      access.require(actor, "read", subject("project", project));
      return project;
    });
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly ProjectId[]): Promise<readonly Project[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.projects.getMany(ids));
    return found.filter((each) => access.permits(actor, "read", subject("project", each)));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: ProjectDraft,
  ): Promise<Project> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("project", organization));
      const project = createProject(draft, {
        id: ids.next("prj"),
        organization,
        createdAt: clock.now(),
      });
      await refuseInvalid(tx, project, null);
      await tx.projects.insert(project);
      await this.retag(tx, project, draft.tags);
      await tx.audit.append(
        auditEntry(project.createdAt, actor, "create", subject("project", project), {
          name: project.name,
        }),
      );
      return project;
    });
  }

  async update(actor: Actor, id: ProjectId, change: ProjectChange): Promise<Project> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const project = await tx.projects.getForUpdate(id);
      access.require(actor, "update", subject("project", project));
      if (isEmptyChange(change)) return project;
      const updated = updateProject(project, change);
      await refuseInvalid(tx, updated, project);
      await tx.projects.save(updated);
      await this.retag(tx, updated, change.tags);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "update", subject("project", updated), {
          name: updated.name,
        }),
      );
      return updated;
    });
  }

  /** @throws Conflict for the default project and for one that still has workspaces */
  async delete(actor: Actor, id: ProjectId): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const project = await tx.projects.getForUpdate(id);
      access.require(actor, "delete", subject("project", project));
      const { defaultProjectId } = await tx.organizations.get(project.organization);
      if (id === defaultProjectId) {
        throw new Conflict("the default project cannot be deleted: delete its organization");
      }
      if (await tx.projects.hasWorkspaces(id)) {
        throw new Conflict("the project has workspaces: move or delete them first");
      }
      await tx.projects.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("project", project), {
          name: project.name,
        }),
      );
    });
  }

  /** Gives a project these tags and no others, if any list of tags was stated. */
  private async retag(
    tx: Transaction,
    { id, organization }: Project,
    tags: readonly TagDraft[] | undefined,
  ): Promise<void> {
    if (tags === undefined) return;
    const limit = { field: "tagBindings", limit: BINDING_LIMIT };
    await replaceTags(tx, { kind: "project", id, organization }, tags, limit, this.environment);
  }
}

async function refuseInvalid(
  tx: Transaction,
  project: Project,
  former: Project | null,
): Promise<void> {
  const problems = projectProblems(project);
  const isRenamed = project.name !== former?.name;
  if (isRenamed && (await tx.projects.isNameTaken(project.organization, project.name))) {
    problems.push({ field: "name", message: TAKEN });
  }
  Invalid.throwIfAny(problems);
}
