import { LINE_LIMIT, LINE_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import type {
  Parameter,
  ParameterChange,
  ParameterDraft,
} from "../../../domain/parameters/parameter.js";
import { changeOf, documentOf, identifier, pageOf, requestOf, resource } from "../documents.js";
import { exactly, object, optional, type Static, text, textOrNull, truth } from "../schemas.js";

const CATEGORY = "policy-set";

const parameterResource = resource("PolicySetParameter", "vars", {
  attributes: object({
    key: text(),
    value: textOrNull({ description: "Null for a sensitive one." }),
    sensitive: truth(),
    category: exactly(CATEGORY),
  }),
  relationships: object({
    configurable: object({ data: identifier("policy-sets"), links: object({ related: text() }) }),
  }),
  links: object({ self: text() }),
});

export const parameterDocument = documentOf(parameterResource);
export const parameterPage = pageOf(parameterResource);

const key = text({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source });
const settings = {
  value: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  sensitive: optional(truth()),
};

export const parameterRequest = requestOf(
  "PolicySetParameterRequest",
  "vars",
  { key, category: exactly(CATEGORY), ...settings },
  {},
);
export const parameterChangeRequest = changeOf(
  "PolicySetParameterChangeRequest",
  "vars",
  { key: optional(key), category: optional(exactly(CATEGORY)), ...settings },
  {},
);

export function decodeParameterDraft({ data }: Static<typeof parameterRequest>): ParameterDraft {
  return { ...decodeParameterChange({ data }), key: data.attributes.key };
}

export function decodeParameterChange({
  data: { attributes = {} },
}: Static<typeof parameterChangeRequest>): ParameterChange {
  return { key: attributes.key, value: attributes.value, isSensitive: attributes.sensitive };
}

export function encodeParameter({
  id,
  policySetId,
  key,
  value,
}: Parameter): Static<typeof parameterResource> {
  const set = `/api/v2/policy-sets/${policySetId}`;
  return {
    id,
    type: "vars",
    attributes: {
      key,
      value: value.kind === "plain" ? value.text : null,
      sensitive: value.kind === "sealed",
      category: CATEGORY,
    },
    relationships: {
      configurable: { data: { id: policySetId, type: "policy-sets" }, links: { related: set } },
    },
    links: { self: `${set}/parameters/${id}` },
  };
}
