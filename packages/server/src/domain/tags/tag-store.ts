import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Tag, TagBinding, TagDetails, TagId } from "./tag.js";

/** What can be tagged. */
export type TaggedKind = "workspace" | "project";

export interface TagQuery {
  /** Keeps those whose name contains it, whatever the case of its letters. */
  readonly search?: string | undefined;
  /** Leaves out what this workspace has. */
  readonly absentFrom?: string | undefined;
}

export interface TagStore {
  /** Those that exist, by name. */
  getMany(ids: readonly TagId[]): Promise<readonly Tag[]>;
  /** Those that exist, by name. */
  getManyByName(organization: OrganizationName, names: readonly string[]): Promise<readonly Tag[]>;
  /** By name. */
  list(
    organization: OrganizationName,
    query: TagQuery,
    page: PageRequest,
  ): Promise<Page<TagDetails>>;
  insert(tag: Tag): Promise<void>;
  /** Deletes tags of the organization, and with them all of their bindings. */
  delete(organization: OrganizationName, ids: readonly TagId[]): Promise<void>;

  /** The bindings of each of these things, by key. */
  bindingsOf(
    kind: TaggedKind,
    ids: readonly string[],
  ): Promise<(id: string) => readonly TagBinding[]>;
  /** Gives a thing that tag; a value takes the place of the one that the tag has there. */
  bind(kind: TaggedKind, ownerId: string, binding: Omit<TagBinding, "key">): Promise<void>;
  /** What is not bound is ignored. */
  unbind(kind: TaggedKind, ownerId: string, tagIds: readonly TagId[]): Promise<void>;
}
