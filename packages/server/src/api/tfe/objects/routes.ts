import type { LinkActor } from "../../../domain/access/actor.js";
import type { Noun } from "../../../domain/access/subject.js";
import { NotFound } from "../../../domain/errors.js";
import { PLAN_LIMIT } from "../../../domain/plans/plan.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { PolicySetVersionService } from "../../../domain/policy-set-versions/policy-set-version-service.js";
import type { LinkClaim } from "../../http/signed-links.js";
import { stored } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";

/** What signed links lead to. */
export function objectRoutes(
  plans: PlanService,
  versions: PolicySetVersionService,
  { links, clock }: Site,
): TfeRoute[] {
  const receivers: Readonly<Record<LinkClaim["purpose"], [Noun, Receiver]>> = {
    "plan-upload": ["plan", plans],
    "policy-set-version-upload": ["policy set version", versions],
  };
  return [
    route("PUT", "/v1/object/:secret", {
      operation: "objects.upload",
      doc: "Terraform API: Upload through a signed link",
      note: "Takes the archive of a policy set version, at most 10 MiB, and answers once it was read. Portcullis extension: takes the plan of a run that was created with `plan-upload`.",
      statuses: [200, 404, 413],
      isRoot: true,
      access: "open",
      upload: {
        limit: PLAN_LIMIT,
        description: "A tar.gz, or the output of `terraform show -json`, as the link was made for.",
      },
      response: "nothing",
      handle: async ({ param, content }) => {
        const claim = links.open(param("secret"), clock.now());
        if (claim === null) throw new NotFound("plan", "of this link");
        const [noun, receiver] = receivers[claim.purpose];
        const holder: LinkActor = { kind: "link", verb: "upload", noun, id: claim.id };
        await receiver.receive(holder, claim.id, content);
        return stored();
      },
    }),
  ];
}

type Receiver = Pick<PlanService, "receive">;
