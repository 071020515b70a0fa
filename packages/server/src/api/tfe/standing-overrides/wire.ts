import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import {
  type AppliedOverride,
  type StandingOverride,
  spokenPolicy,
} from "../../../domain/standing-overrides/standing-override.js";
import { actorObject, encodeActor } from "../audit/wire.js";
import { resource, toOne, toOneOrNone } from "../documents.js";
import { list, object, optional, type Static, text, textOrNull, time, truth } from "../schemas.js";
import { encodeTime } from "../timestamps.js";

const decision = {
  policy: text({ description: "The name of the set, a slash, and that of the policy." }),
  "granted-by": actorObject,
  comment: textOrNull(),
  "created-at": time(),
  "expires-at": time({ description: "From then on it covers nothing." }),
};

/** Portcullis extension: what policy checks and task stages show of the standing overrides they used. */
export const appliedOverrides = optional(
  list(object({ id: text(), ...decision }, { title: "AppliedOverride" }), {
    description: "What failed and stops no run for a while; absent when there is none.",
  }),
);

/** Portcullis extension. */
export const standingOverrideResource = resource("StandingOverride", "standing-overrides", {
  attributes: object({ ...decision, permissions: object({ "can-revoke": truth() }) }),
  relationships: object({
    workspace: toOne("workspaces"),
    "policy-set": toOneOrNone("policy-sets"),
    policy: toOneOrNone("policies"),
    run: toOne("runs"),
  }),
  links: object({ self: text() }),
});

/** The attribute with what was applied; none when nothing was. */
export function encodeApplied(applied: readonly AppliedOverride[]): {
  "standing-overrides"?: Static<typeof appliedOverrides>;
} {
  if (applied.length === 0) return {};
  return {
    "standing-overrides": applied.map((each) => ({ id: each.id, ...encodeDecision(each) })),
  };
}

export function encodeStandingOverride(
  standing: StandingOverride,
  actor: Actor,
  access: Access,
): Static<typeof standingOverrideResource> {
  const { id, workspaceId, policySetId, policyId, runId } = standing;
  return {
    id,
    type: "standing-overrides",
    attributes: {
      ...encodeDecision(standing),
      permissions: {
        "can-revoke": access.permits(actor, "delete", subject("standing override", standing)),
      },
    },
    relationships: {
      workspace: { data: { id: workspaceId, type: "workspaces" } },
      "policy-set": {
        data: policySetId === null ? null : { id: policySetId, type: "policy-sets" },
      },
      policy: { data: policyId === null ? null : { id: policyId, type: "policies" } },
      run: { data: { id: runId, type: "runs" } },
    },
    links: { self: `/api/v2/standing-overrides/${id}` },
  };
}

function encodeDecision(decided: AppliedOverride) {
  return {
    policy: spokenPolicy(decided),
    "granted-by": encodeActor(decided.grantedBy),
    comment: decided.comment,
    "created-at": encodeTime(decided.createdAt),
    "expires-at": encodeTime(decided.expiresAt),
  };
}
