import type { RunService } from "../../../domain/runs/run-service.js";
import { commentRequest, decodeComment } from "../comment.js";
import { accepted } from "../replies.js";
import { route, type TfeRoute } from "../route.js";

export const runActionRoutes = (runs: Pick<RunService, "act" | "forceExecute">): TfeRoute[] => [
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

  route("POST", "/runs/:run_id/actions/force-cancel", {
    operation: "runs.forceCancel",
    doc: "Runs API: Forcefully cancel a run",
    note: "Always 409: whatever is canceled here is so at once.",
    statuses: [409, 404],
    body: commentRequest,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await runs.act(actor, param("run_id"), "force cancel", decodeComment(body));
      return accepted();
    },
  }),

  route("POST", "/runs/:run_id/actions/force-execute", {
    operation: "runs.forceExecute",
    doc: "Runs API: Forcefully execute a run",
    note: "Discards the runs of its workspace that came before; the plan is still uploaded.",
    statuses: [202, 403, 404, 409],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await runs.forceExecute(actor, param("run_id"));
      return accepted();
    },
  }),
];
