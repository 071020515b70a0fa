import { COMMENT_LIMIT } from "../../../domain/run-events/run-event.js";
import type { RunEventService } from "../../../domain/run-events/run-event-service.js";
import { encodePage, pageOfAll } from "../pages.js";
import { created, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { commentDocument, commentPage, encodeComment, newCommentRequest } from "./wire.js";

export const commentRoutes = (events: RunEventService, { baseUrl }: Site): TfeRoute[] => [
  route("GET", "/runs/:run_id/comments", {
    operation: "comments.listByRun",
    doc: "Comments API: List Comments for a Run",
    statuses: [200, 404],
    // COMPAT (client for Terraform Enterprise, comments): whoever asks for no page gets all of them.
    query: { paged: true, pageSize: COMMENT_LIMIT },
    response: commentPage,
    handle: async ({ actor, param, query, url }) => {
      const page = pageOfAll(await events.comments(actor, param("run_id")), query.page);
      return ok({ data: page.items.map(encodeComment), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/runs/:run_id/comments", {
    operation: "comments.create",
    doc: "Comments API: Create Comment",
    statuses: [201, 404, 422],
    body: newCommentRequest,
    response: commentDocument,
    handle: async ({ actor, param, body }) => {
      const said = body.data.attributes.body;
      const comment = await events.createComment(actor, param("run_id"), said);
      return created({ data: encodeComment(comment) });
    },
  }),

  route("GET", "/comments/:comment_id", {
    operation: "comments.show",
    doc: "Comments API: Show a Comment",
    statuses: [200, 404],
    response: commentDocument,
    handle: async ({ actor, param }) =>
      ok({ data: encodeComment(await events.comment(actor, param("comment_id"))) }),
  }),
];
