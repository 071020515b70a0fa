import type { Actor } from "../access/actor.js";
import { anySubject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid, NotFound } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import { TAG_LIMIT, type TagDetails, type TagId } from "./tag.js";
import type { TagQuery } from "./tag-store.js";
import { addTags } from "./tagging.js";

/** The tags of a whole organization. */
export class TagService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: TagQuery,
    page: PageRequest,
  ): Promise<Page<TagDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("tag", organization));
      return tx.tags.list(organization, query, page);
    });
  }

  /** Takes them from everything that has them, too; what is unknown is ignored. */
  async delete(actor: Actor, organization: OrganizationName, ids: readonly TagId[]): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "delete", anySubject("tag", organization));
      await tx.tags.delete(organization, ids);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", anySubject("tag", organization), { tags: ids }),
      );
    });
  }

  /** Gives workspaces of its organization a tag. */
  async addWorkspaces(
    actor: Actor,
    tagId: TagId,
    workspaceIds: readonly WorkspaceId[],
  ): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const [tag] = await tx.tags.getMany([tagId]);
      if (tag === undefined) throw new NotFound("tag", tagId);
      const field = "workspaces";
      const limit = { field, limit: TAG_LIMIT };
      access.require(actor, "create", anySubject("tag", tag.organization));
      const found = await tx.workspaces.getMany(workspaceIds);
      const usable = new Map(
        found
          .filter((each) => each.organization === tag.organization)
          .map((each) => [each.id, each]),
      );
      const missing = workspaceIds.filter((id) => !usable.has(id));
      Invalid.throwIfAny(missing.map((id) => ({ field, missing: { noun: "workspace", id } })));
      for (const workspace of usable.values()) {
        access.require(actor, "manage tags", subject("workspace", workspace));
        const { id, organization } = workspace;
        const tagged = { kind: "workspace", id, organization } as const;
        await addTags(tx, tagged, [{ tagId }], limit, this.environment);
        await tx.audit.append(
          auditEntry(clock.now(), actor, "manage tags", subject("workspace", workspace), {
            added: [tag.name],
          }),
        );
      }
    });
  }
}
