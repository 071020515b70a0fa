import type { RunEvent } from "../../../domain/run-events/run-event.js";
import { resource, toOne, toOneOrNone } from "../documents.js";
import { object, onlyNull, type Static, text, time } from "../schemas.js";
import { encodeTime } from "../timestamps.js";

export const runEventResource = resource("RunEvent", "run-events", {
  attributes: object({
    action: text({
      description:
        "`created`, `commented`, `overridden`, `force_executed`, or the name of the status that the run reached.",
    }),
    description: onlyNull(),
    "created-at": time(),
  }),
  relationships: object({
    run: toOne("runs"),
    actor: toOneOrNone("users"),
    comment: toOneOrNone("comments"),
  }),
  links: object({ self: text() }),
});

/** COMPAT (Terraform command, remote runs): descriptions would be shown as warnings of the run. */
export function encodeRunEvent(event: RunEvent): Static<typeof runEventResource> {
  const { id, runId, action, actorId, comment, createdAt } = event;
  return {
    id,
    type: "run-events",
    attributes: { action, description: null, "created-at": encodeTime(createdAt) },
    relationships: {
      run: { data: { id: runId, type: "runs" } },
      actor: { data: actorId === null ? null : { id: actorId, type: "users" } },
      comment: { data: comment === null ? null : { id: comment.id, type: "comments" } },
    },
    links: { self: `/api/v2/run-events/${id}` },
  };
}
