import {
  isAwaitingUpload,
  type PolicySetVersion,
  uploadDeadline,
  VERSION_STATUSES,
} from "../../../domain/policy-set-versions/policy-set-version.js";
import { resource, toOne } from "../documents.js";
import {
  anyOf,
  mapOf,
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  time,
} from "../schemas.js";
import type { Site } from "../site.js";
import { encodeStatusTimes, encodeTime } from "../timestamps.js";

/** COMPAT (Policy Set Versions API, sample): a version that is pending has no times. */
const STATUS_TIME_KEYS = {
  ingressing: "ingressing-at",
  ready: "ready-at",
  errored: "errored-at",
  canceled: "canceled-at",
} as const;

export const policySetVersionResource = resource("PolicySetVersion", "policy-set-versions", {
  attributes: object({
    source: text({ description: '"tfe-api" when it was uploaded.' }),
    status: oneOf(VERSION_STATUSES),
    "status-timestamps": mapOf(time()),
    error: textOrNull({ description: "A short code." }),
    "error-message": textOrNull({ description: "What is wrong, with file and line." }),
    "ingress-attributes": anyOf(
      object({ "commit-sha": text(), "commit-url": text(), identifier: text() }),
      onlyNull(),
    ),
    "created-at": time(),
    "updated-at": time(),
  }),
  relationships: object({ "policy-set": toOne("policy-sets") }),
  links: object({
    self: text(),
    upload: optional(
      text({
        description:
          "Where to PUT the policies as tar.gz, once and without a token. Absent once that is done or too late.",
      }),
    ),
  }),
});

export function encodePolicySetVersion(
  version: PolicySetVersion,
  { links, clock }: Pick<Site, "links" | "clock">,
): Static<typeof policySetVersionResource> {
  const { ingress } = version;
  const upload = () =>
    links.urlOf({
      purpose: "policy-set-version-upload",
      id: version.id,
      expiresAt: uploadDeadline(version),
    });
  return {
    id: version.id,
    type: "policy-set-versions",
    attributes: {
      source: version.source,
      status: version.status,
      "status-timestamps": encodeStatusTimes(version.statusTimes, STATUS_TIME_KEYS),
      error: version.error,
      "error-message": version.errorMessage,
      "ingress-attributes": ingress && {
        "commit-sha": ingress.commitSha,
        "commit-url": ingress.commitUrl,
        identifier: ingress.identifier,
      },
      "created-at": encodeTime(version.createdAt),
      "updated-at": encodeTime(version.updatedAt),
    },
    relationships: { "policy-set": { data: { id: version.policySetId, type: "policy-sets" } } },
    links: {
      self: `/api/v2/policy-set-versions/${version.id}`,
      ...(isAwaitingUpload(version, clock.now()) ? { upload: upload() } : {}),
    },
  };
}
