import type { RunService } from "../../../domain/runs/run-service.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { applyDocument, encodeApply } from "./wire.js";

export const applyRoutes = (runs: Pick<RunService, "getByApply">): TfeRoute[] => [
  route("GET", "/applies/:apply_id", {
    operation: "applies.show",
    doc: "Applies API: Show an apply",
    note: "Always `unreachable`: a plan that was uploaded is applied where it was made.",
    statuses: [200, 404],
    response: applyDocument,
    handle: async ({ actor, param }) =>
      ok({ data: encodeApply(await runs.getByApply(actor, param("apply_id"))) }),
  }),
];
