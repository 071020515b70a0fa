import type { Actor } from "../access/actor.js";
import { anySubject, subject } from "../access/subject.js";
import type { Environment } from "../environment.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Project, ProjectId } from "./project.js";

export class ProjectService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    page: PageRequest,
  ): Promise<Page<Project>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("project", organization));
      return tx.projects.list(organization, page);
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
}
