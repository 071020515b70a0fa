import type { EffectiveBinding } from "../../../domain/tags/binding-service.js";
import {
  TAG_KEY_LIMIT,
  TAG_KEY_PATTERN,
  TAG_VALUE_LIMIT,
  TAG_VALUE_PATTERN,
  type TagBinding,
  type TagDetails,
  type TagDraft,
} from "../../../domain/tags/tag.js";
import { pageOf, resource, toOne } from "../documents.js";
import { exactly, list, object, optional, type Static, text, whole } from "../schemas.js";

/** LIMIT: tags that one request may name. */
const REQUEST_LIMIT = 1_000;

export const tagResource = resource("Tag", "tags", { attributes: object({ name: text() }) });
export const tagPage = pageOf(tagResource);

const organizationTagResource = resource("OrganizationTag", "tags", {
  attributes: object({
    name: text(),
    "instance-count": whole({ description: "How many workspaces have it." }),
  }),
  relationships: object({ organization: toOne("organizations") }),
});
export const organizationTagPage = pageOf(organizationTagResource);

const bindingAttributes = {
  key: text(),
  value: text({ description: "Empty for a tag that has only a key." }),
};
export const tagBindingResource = resource("TagBinding", "tag-bindings", {
  attributes: object(bindingAttributes),
});
export const tagBindingPage = pageOf(tagBindingResource);

export const effectiveTagBindingResource = resource(
  "EffectiveTagBinding",
  "effective-tag-bindings",
  {
    attributes: object(bindingAttributes),
    relationships: optional(object({ "inherited-from": toOne("projects") })),
    links: optional(
      object({ "inherited-from": text({ description: "The project that it comes from." }) }),
    ),
  },
);
export const effectiveTagBindingPage = pageOf(effectiveTagBindingResource);

const key = text({ maxLength: TAG_KEY_LIMIT, pattern: TAG_KEY_PATTERN.source });
const value = text({ maxLength: TAG_VALUE_LIMIT, pattern: TAG_VALUE_PATTERN.source });

/** COMPAT (client for Terraform Enterprise, tags): a tag is named by its name or by its id. */
const namedTag = object({
  type: exactly("tags"),
  id: optional(text()),
  attributes: optional(object({ name: optional(key) })),
});

const namedBinding = object({
  type: exactly("tag-bindings"),
  attributes: object({ key, value: optional(value) }),
});

/** Tags as the relationship of something that is made or changed. */
export const tagsRelationship = object({ data: list(namedTag, { maxItems: REQUEST_LIMIT }) });
export const bindingsRelationship = object({
  data: list(namedBinding, { maxItems: REQUEST_LIMIT }),
});

export const tagMembers = object(
  { data: list(namedTag, { maxItems: REQUEST_LIMIT }) },
  { title: "TagMembers" },
);
export const tagIdentifiers = object(
  { data: list(object({ type: exactly("tags"), id: text() }), { maxItems: REQUEST_LIMIT }) },
  { title: "TagIdentifiers" },
);
export const bindingMembers = object(
  { data: list(namedBinding, { maxItems: REQUEST_LIMIT }) },
  { title: "TagBindingMembers" },
);

export function decodeTags({ data }: Static<typeof tagsRelationship>): TagDraft[] {
  return data.flatMap(({ id = "", attributes: { name = "" } = {} }): TagDraft[] => {
    if (name !== "") return [{ key: name, value: "" }];
    return id === "" ? [] : [{ tagId: id }];
  });
}

export function decodeBindings({ data }: Static<typeof bindingsRelationship>): TagDraft[] {
  return data.map(({ attributes }) => ({ key: attributes.key, value: attributes.value ?? "" }));
}

export function encodeTag({ tagId, key }: TagBinding): Static<typeof tagResource> {
  return { id: tagId, type: "tags", attributes: { name: key } };
}

export function encodeOrganizationTag(tag: TagDetails): Static<typeof organizationTagResource> {
  return {
    id: tag.id,
    type: "tags",
    attributes: { name: tag.name, "instance-count": tag.workspaceCount },
    relationships: { organization: { data: { id: tag.organization, type: "organizations" } } },
  };
}

export function encodeBinding({ id, key, value }: TagBinding): Static<typeof tagBindingResource> {
  return { id, type: "tag-bindings", attributes: { key, value } };
}

export function encodeEffectiveBinding({
  id,
  key,
  value,
  inheritedFrom,
}: EffectiveBinding): Static<typeof effectiveTagBindingResource> {
  return {
    id,
    type: "effective-tag-bindings",
    attributes: { key, value },
    ...(inheritedFrom === null
      ? {}
      : {
          relationships: { "inherited-from": { data: { id: inheritedFrom, type: "projects" } } },
          links: { "inherited-from": `/api/v2/projects/${inheritedFrom}` },
        }),
  };
}
