import type { RunService } from "../../../domain/runs/run-service.js";
import { commentRequest, decodeComment } from "../comment.js";
import { accepted } from "../replies.js";
import { route, type TfeRoute } from "../route.js";

export const runActionRoutes = (runs: Pick<RunService, "act">): TfeRoute[] => [
  route("POST", "/runs/:run_id/actions/apply", {
    operation: "runs.apply",
    doc: "Runs API: Apply a Run",
    note: "Always 409: a plan that was uploaded is applied where it was made.",
    statuses: [409, 404],
    body: commentRequest,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await runs.act(actor, param("run_id"), "apply", decodeComment(body));
      return accepted();
    },
  }),

  route("POST", "/runs/:run_id/actions/discard", {
    operation: "runs.discard",
    doc: "Runs API: Discard a Run",
    statuses: [202, 404, 409],
    body: commentRequest,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await runs.act(actor, param("run_id"), "discard", decodeComment(body));
      return accepted();
    },
  }),

  route("POST", "/runs/:run_id/actions/cancel", {
    operation: "runs.cancel",
    doc: "Runs API: Cancel a Run",
    statuses: [202, 404, 409],
    body: commentRequest,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await runs.act(actor, param("run_id"), "cancel", decodeComment(body));
      return accepted();
    },
  }),
];
