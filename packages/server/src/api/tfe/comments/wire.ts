import { TEXT_LIMIT } from "../../../domain/names.js";
import type { CommentedEvent } from "../../../domain/run-events/run-event.js";
import { documentOf, pageOf, resource } from "../documents.js";
import { exactly, object, type Static, text } from "../schemas.js";

export const commentResource = resource("Comment", "comments", {
  attributes: object({ body: text() }),
  relationships: object({
    "run-event": object({
      data: object({ id: text(), type: exactly("run-events") }),
      links: object({ related: text() }),
    }),
  }),
  links: object({ self: text() }),
});

export const commentDocument = documentOf(commentResource);
export const commentPage = pageOf(commentResource);

export const newCommentRequest = object(
  {
    data: object({
      type: exactly("comments"),
      attributes: object({ body: text({ maxLength: TEXT_LIMIT }) }),
    }),
  },
  { title: "NewCommentRequest" },
);

export function encodeComment({ id, comment }: CommentedEvent): Static<typeof commentResource> {
  return {
    id: comment.id,
    type: "comments",
    attributes: { body: comment.body },
    relationships: {
      "run-event": {
        data: { id, type: "run-events" },
        links: { related: `/api/v2/run-events/${id}` },
      },
    },
    links: { self: `/api/v2/comments/${comment.id}` },
  };
}
