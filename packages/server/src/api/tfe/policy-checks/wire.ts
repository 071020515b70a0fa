import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import {
  isOverridable,
  type PolicyCheckResult,
  type PolicyCheckStatus,
} from "../../../domain/policy-checks/policy-check.js";
import type { PolicyCheckDetails } from "../../../domain/policy-checks/policy-check-service.js";
import { resource, toOne } from "../documents.js";
import {
  anyOf,
  exactly,
  mapOf,
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  time,
  truth,
  whole,
} from "../schemas.js";
import { appliedOverrides, encodeApplied } from "../standing-overrides/wire.js";
import { encodeStatusTimes } from "../timestamps.js";
import { encodeSentinel, sentinelResult } from "./sentinel.js";

const STATUSES = [
  "queued",
  "passed",
  "soft_failed",
  "hard_failed",
  "overridden",
  "errored",
  "canceled",
  "unreachable",
] as const satisfies readonly PolicyCheckStatus[];

const STATUS_TIME_KEYS = {
  queued: "queued-at",
  passed: "passed-at",
  soft_failed: "soft-failed-at",
  hard_failed: "hard-failed-at",
  overridden: "overridden-at",
  errored: "errored-at",
  canceled: "canceled-at",
} as const;

const result = object(
  {
    result: truth({ description: "False when a mandatory policy failed." }),
    passed: whole(),
    "total-failed": whole(),
    "hard-failed": whole(),
    "soft-failed": whole(),
    "advisory-failed": whole(),
    "duration-ms": whole(),
    duration: whole({ description: "The same in milliseconds, for older clients." }),
    sentinel: sentinelResult,
  },
  { title: "PolicyCheckResult" },
);

export const policyCheckResource = resource("PolicyCheck", "policy-checks", {
  attributes: object({
    status: oneOf(STATUSES),
    "status-timestamps": mapOf(time()),
    scope: exactly("organization"),
    result: anyOf(result, onlyNull()),
    actions: object({ "is-overridable": truth() }),
    permissions: object({ "can-override": truth() }),
    "standing-overrides": appliedOverrides,
  }),
  relationships: object({ run: toOne("runs") }),
  links: object({
    output: text({ description: "The result as a person reads it." }),
    override: optional(text()),
  }),
});

export function encodePolicyCheck(
  check: PolicyCheckDetails,
  actor: Actor,
  access: Access,
): Static<typeof policyCheckResource> {
  const self = `/api/v2/policy-checks/${check.id}`;
  const overridable = isOverridable(check);
  return {
    id: check.id,
    type: "policy-checks",
    attributes: {
      status: check.status,
      "status-timestamps": encodeStatusTimes(check.statusTimes, STATUS_TIME_KEYS),
      scope: "organization",
      result:
        check.result === null || check.report === null
          ? null
          : { ...encodeCounts(check.result), sentinel: encodeSentinel(check.report) },
      actions: { "is-overridable": overridable },
      permissions: {
        "can-override": access.permits(actor, "override", subject("policy check", check)),
      },
      ...encodeApplied(check.standingOverrides),
    },
    relationships: { run: { data: { id: check.runId, type: "runs" } } },
    links: {
      output: `${self}/output`,
      ...(overridable ? { override: `${self}/actions/override` } : {}),
    },
  };
}

function encodeCounts(counts: PolicyCheckResult): Omit<Static<typeof result>, "sentinel"> {
  const { passed, hardFailed, softFailed, advisoryFailed, durationMs } = counts;
  return {
    result: hardFailed + softFailed === 0,
    passed,
    "total-failed": hardFailed + softFailed + advisoryFailed,
    "hard-failed": hardFailed,
    "soft-failed": softFailed,
    "advisory-failed": advisoryFailed,
    "duration-ms": durationMs,
    duration: durationMs,
  };
}
