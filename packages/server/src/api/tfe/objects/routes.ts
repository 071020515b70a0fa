import type { LinkActor } from "../../../domain/access/actor.js";
import { NotFound } from "../../../domain/errors.js";
import { PLAN_LIMIT } from "../../../domain/plans/plan.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import { stored } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";

/** What signed links lead to. */
export const objectRoutes = (plans: PlanService, { links, clock }: Site): TfeRoute[] => [
  route("PUT", "/v1/object/:secret", {
    operation: "objects.upload",
    doc: "Terraform API: Upload through a signed link",
    note: "Portcullis extension: takes the plan of a run that was created with `plan-upload`.",
    statuses: [200, 404, 413],
    isRoot: true,
    access: "open",
    upload: { limit: PLAN_LIMIT, description: "The output of `terraform show -json`." },
    response: "nothing",
    handle: async ({ param, content }) => {
      const claim = links.open(param("secret"), clock.now());
      if (claim === null) throw new NotFound("plan", "of this link");
      const holder: LinkActor = { kind: "link", verb: "upload", noun: "plan", id: claim.id };
      await plans.receive(holder, claim.id, content);
      return stored();
    },
  }),
];
