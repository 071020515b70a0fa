import type { Actor } from "../../../domain/access/actor.js";
import { subjectIn } from "../../../domain/access/subject.js";
import { HOUR } from "../../../domain/clock.js";
import {
  isAwaitingUpload,
  type Plan,
  type PlanStatus,
  uploadDeadline,
} from "../../../domain/plans/plan.js";
import { documentOf, resource } from "../documents.js";
import {
  exactly,
  mapOf,
  object,
  oneOf,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
  wholeOrNull,
} from "../schemas.js";
import type { Site } from "../site.js";
import { encodeStatusTimes } from "../timestamps.js";

const STATUSES = [
  "pending",
  "running",
  "finished",
  "errored",
  "canceled",
  "unreachable",
] as const satisfies readonly PlanStatus[];

const STATUS_TIME_KEYS = {
  pending: "pending-at",
  running: "started-at",
  finished: "finished-at",
  errored: "errored-at",
  canceled: "canceled-at",
} as const;

/** COMPAT (Terraform API, signed URLs): what is not about a single moment is good for 25 hours. */
const LOG_LINK_TIME = 25 * HOUR;

export const planResource = resource("Plan", "plans", {
  attributes: object({
    status: oneOf(STATUSES),
    "status-timestamps": mapOf(time()),
    "has-changes": truth({ description: "False until the plan is finished." }),
    "resource-additions": wholeOrNull(),
    "resource-changes": wholeOrNull(),
    "resource-destructions": wholeOrNull(),
    "resource-imports": wholeOrNull(),
    "generated-configuration": exactly(false),
    "log-read-url": text({
      description:
        "When the plan came and what it changes, as text. Needs no token and is good for 25 hours.",
    }),
    "error-message": textOrNull({
      description: "Portcullis extension: why the plan is errored.",
    }),
  }),
  links: object({
    self: text(),
    upload: optional(
      text({
        description:
          "Portcullis extension: where to PUT the output of `terraform show -json`, once and without a token. Absent once that is done or too late, and for who may not make runs there.",
      }),
    ),
  }),
});

export const planDocument = documentOf(planResource);

export function encodePlan(
  plan: Plan,
  actor: Actor,
  { links, clock, access }: Pick<Site, "links" | "clock" | "access">,
): Static<typeof planResource> {
  const { summary } = plan;
  // Whoever has the link decides what the policies see.
  const mayUpload =
    isAwaitingUpload(plan, clock.now()) && access.permits(actor, "create", subjectIn("run", plan));
  const upload = () =>
    links.urlOf({ purpose: "plan-upload", id: plan.id, expiresAt: uploadDeadline(plan) });
  return {
    id: plan.id,
    type: "plans",
    attributes: {
      status: plan.status,
      "status-timestamps": encodeStatusTimes(plan.statusTimes, STATUS_TIME_KEYS),
      "has-changes": summary?.hasChanges ?? false,
      "resource-additions": summary?.additions ?? null,
      "resource-changes": summary?.changes ?? null,
      "resource-destructions": summary?.destructions ?? null,
      "resource-imports": summary?.imports ?? null,
      "generated-configuration": false,
      "log-read-url": links.urlOf({
        purpose: "plan-log",
        id: plan.id,
        expiresAt: clock.now() + LOG_LINK_TIME,
      }),
      "error-message": plan.errorMessage,
    },
    links: {
      self: `/api/v2/plans/${plan.id}`,
      ...(mayUpload ? { upload: upload() } : {}),
    },
  };
}
