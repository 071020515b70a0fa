import type { Run } from "../../../domain/runs/run.js";
import { documentOf, resource, toMany } from "../documents.js";
import { exactly, mapOf, object, type Static, text, time, whole } from "../schemas.js";

/** Plans are applied where they were made; the document says no more than that. */
export const applyResource = resource("Apply", "applies", {
  attributes: object({
    status: exactly("unreachable"),
    "status-timestamps": mapOf(time()),
    "resource-additions": whole(),
    "resource-changes": whole(),
    "resource-destructions": whole(),
    "resource-imports": whole(),
  }),
  relationships: object({ "state-versions": toMany("state-versions") }),
  links: object({ self: text() }),
});

export const applyDocument = documentOf(applyResource);

export function encodeApply({ applyId }: Pick<Run, "applyId">): Static<typeof applyResource> {
  return {
    id: applyId,
    type: "applies",
    attributes: {
      status: "unreachable",
      "status-timestamps": {},
      "resource-additions": 0,
      "resource-changes": 0,
      "resource-destructions": 0,
      "resource-imports": 0,
    },
    relationships: { "state-versions": { data: [] } },
    links: { self: `/api/v2/applies/${applyId}` },
  };
}
