import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";

export type TagId = string;

/** A word that things of an organization are marked with: the key of every binding of that name. */
export interface Tag {
  readonly id: TagId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly createdAt: Instant;
}

export interface TagDetails extends Tag {
  /** How many workspaces have it, each by itself. */
  readonly workspaceCount: number;
}

/** A tag of one workspace or project. */
export interface TagBinding {
  readonly id: string;
  readonly tagId: TagId;
  readonly key: string;
  /** COMPAT (client for Terraform Enterprise, tag bindings): empty where there is only a key. */
  readonly value: string;
}

/** What binds a tag: its key, or the id of one that is there already. */
export type TagDraft = { readonly key: string; readonly value: string } | { readonly tagId: TagId };

/** COMPAT (client for Terraform Enterprise, tests of tag bindings). LIMIT: bindings of one thing. */
export const BINDING_LIMIT = 10;

/** LIMIT: tags of one workspace that are given by their names alone. */
export const TAG_LIMIT = 100;

/** LIMIT: characters of a tag's key and of its value. */
export const TAG_KEY_LIMIT = 255;
export const TAG_VALUE_LIMIT = 256;

/** Letters, digits, space and `_ . : / = + - @`, none of which search or filter take for their own. */
export const TAG_KEY_PATTERN = /^[A-Za-z0-9_:./=+@-][A-Za-z0-9 _:./=+@-]*$/;
export const TAG_VALUE_PATTERN = /^[A-Za-z0-9 _:./=+@-]*$/;

export const TAG_RULE = "can only include letters, numbers, spaces, and _.:/=+-@";

/** Those that hold for a thing inside of another: its own, and of the other's those with other keys. */
export function effectiveTags<Binding extends Pick<TagBinding, "key">>(
  own: readonly Binding[],
  inherited: readonly Binding[],
): { readonly own: readonly Binding[]; readonly inherited: readonly Binding[] } {
  const keys = new Set(own.map(({ key }) => key));
  return { own, inherited: inherited.filter(({ key }) => !keys.has(key)) };
}

export function tooManyProblem(field: string, limit: number): Problem {
  return { field, message: `cannot exceed ${limit} for one workspace or project` };
}
