import type { JsonValue } from "../../../domain/json.js";
import type { StateVersionOutput } from "../../../domain/state-versions/state-version.js";
import { documentOf, pageOf, resource } from "../documents.js";
import { anything, list, object, type Static, text, truth } from "../schemas.js";

export const stateVersionOutputResource = resource("StateVersionOutput", "state-version-outputs", {
  attributes: object({
    name: text(),
    sensitive: truth(),
    type: text({ description: "Of the kinds of types: string, number, bool, list, map, …" }),
    "detailed-type": anything({ description: 'As Terraform writes types: ["list", "string"].' }),
    value: anything({ description: "Any JSON; null where it is sensitive and not shown." }),
  }),
  links: object({ self: text() }),
});

export const outputDocument = documentOf(stateVersionOutputResource);
export const outputPage = pageOf(stateVersionOutputResource);
export const outputList = object(
  { data: list(stateVersionOutputResource) },
  { title: "StateVersionOutputList" },
);

/** COMPAT (State Version Outputs API): the current outputs of a workspace hide what is sensitive. */
export function encodeOutput(
  { id, name, isSensitive, type, value }: StateVersionOutput,
  { hidden = false } = {},
): Static<typeof stateVersionOutputResource> {
  return {
    id,
    type: "state-version-outputs",
    attributes: {
      name,
      sensitive: isSensitive,
      type: kindOf(type),
      "detailed-type": type,
      // As JavaScript reads JSON: an int beyond 2^53 loses its lowest bits.
      value: hidden && isSensitive ? null : (JSON.parse(value) as JsonValue),
    },
    links: { self: `/api/v2/state-version-outputs/${id}` },
  };
}

/** COMPAT (State Version Outputs API, sample): a tuple is an "array"; all others are called as Terraform does. */
function kindOf(type: JsonValue): string {
  const kind = Array.isArray(type) ? type[0] : type;
  if (typeof kind !== "string") return "dynamic";
  return kind === "tuple" ? "array" : kind;
}
