import {
  CONFIGURATION_STATUSES,
  type ConfigurationDraft,
  type ConfigurationVersion,
  uploadDeadline,
} from "../../../domain/configuration-versions/configuration-version.js";
import { resource, toOneOrNone } from "../documents.js";
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
} from "../schemas.js";
import type { Site } from "../site.js";
import { encodeStatusTimes } from "../timestamps.js";

const STATUS_TIME_KEYS = {
  uploaded: "uploaded-at",
  archived: "archived-at",
  errored: "errored-at",
} as const;

export const configurationVersionResource = resource(
  "ConfigurationVersion",
  "configuration-versions",
  {
    attributes: object({
      source: exactly("tfe-api"),
      status: oneOf(CONFIGURATION_STATUSES),
      "status-timestamps": mapOf(time()),
      "auto-queue-runs": truth({ description: "Kept and shown; this server does not plan." }),
      speculative: truth({ description: "Its runs are plan-only." }),
      provisional: truth({ description: "It does not become the workspace's current one." }),
      error: textOrNull({ description: "A short code." }),
      "error-message": textOrNull({ description: "What is wrong with the archive." }),
      "upload-url": optional(
        text({
          description:
            "Where to PUT the configuration as tar.gz, without a token and within an hour. In the answer that creates it only.",
        }),
      ),
    }),
    relationships: object({ "ingress-attributes": toOneOrNone("ingress-attributes") }),
    links: object({
      self: text(),
      download: optional(text({ description: "Absent while there is nothing to download." })),
    }),
  },
);

export const configurationVersionRequest = object(
  {
    data: object({
      type: exactly("configuration-versions"),
      attributes: optional(
        object({
          "auto-queue-runs": optional(truth()),
          speculative: optional(truth()),
          provisional: optional(truth()),
        }),
      ),
    }),
  },
  { title: "ConfigurationVersionRequest" },
);

export function decodeConfigurationDraft({
  data: { attributes = {} },
}: Static<typeof configurationVersionRequest>): ConfigurationDraft {
  return {
    wantsRuns: attributes["auto-queue-runs"],
    isSpeculative: attributes.speculative,
    isProvisional: attributes.provisional,
  };
}

export function encodeConfigurationVersion(
  version: ConfigurationVersion,
): Static<typeof configurationVersionResource> {
  const self = `/api/v2/configuration-versions/${version.id}`;
  return {
    id: version.id,
    type: "configuration-versions",
    attributes: {
      source: "tfe-api",
      status: version.status,
      "status-timestamps": encodeStatusTimes(version.statusTimes, STATUS_TIME_KEYS),
      "auto-queue-runs": version.wantsRuns,
      speculative: version.isSpeculative,
      provisional: version.isProvisional,
      error: version.error,
      "error-message": version.errorMessage,
    },
    relationships: { "ingress-attributes": { data: null } },
    links: { self, ...(version.archive === null ? {} : { download: `${self}/download` }) },
  };
}

/** COMPAT (Configuration Versions API, Create a Configuration Version): the link is shown once. */
export function encodeNewConfigurationVersion(
  version: ConfigurationVersion,
  { links }: Pick<Site, "links">,
): Static<typeof configurationVersionResource> {
  const { attributes, ...encoded } = encodeConfigurationVersion(version);
  const url = links.urlOf({
    purpose: "configuration-version-upload",
    id: version.id,
    expiresAt: uploadDeadline(version),
  });
  return { ...encoded, attributes: { ...attributes, "upload-url": url } };
}
