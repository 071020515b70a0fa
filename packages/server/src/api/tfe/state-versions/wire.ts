import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import { LINE_LIMIT, LINE_PATTERN } from "../../../domain/names.js";
import {
  DOWNLOAD_TIME,
  isAwaitingJsonState,
  isAwaitingState,
  STATE_VERSION_STATUSES,
  type StateVersion,
  type StateVersionDraft,
  type StateVersionOutput,
  uploadDeadline,
} from "../../../domain/state-versions/state-version.js";
import type { LinkClaim } from "../../http/signed-links.js";
import { decodeBase64 } from "../base64.js";
import {
  documentOf,
  identifier,
  pageOf,
  requestOf,
  resource,
  toOne,
  toOneOrNone,
} from "../documents.js";
import { runResource } from "../runs/wire.js";
import {
  anyOf,
  exactly,
  list,
  mapOf,
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
  whole,
  wholeOrNull,
} from "../schemas.js";
import type { Site } from "../site.js";
import { encodeTime } from "../timestamps.js";
import { stateVersionOutputResource } from "./output-wire.js";
import { encodeResources, resourceCounts } from "./resource-wire.js";

const signed = (description: string) => textOrNull({ description });

export const stateVersionResource = resource("StateVersion", "state-versions", {
  attributes: object({
    "created-at": time(),
    size: wholeOrNull({ description: "Bytes." }),
    serial: whole(),
    status: oneOf(STATE_VERSION_STATUSES),
    "hosted-state-download-url": signed(
      "Where to GET the state, for 25 hours and without a token.",
    ),
    "hosted-json-state-download-url": signed("The same for the state as `terraform show -json`."),
    "hosted-state-upload-url": signed(
      "Where to PUT the state, once and without a token, for whoever may make versions. Null once that is done or too late.",
    ),
    "hosted-json-state-upload-url": signed("The same for the state as `terraform show -json`."),
    "resources-processed": truth({ description: "Whether the state is there, and was read." }),
    resources: anyOf(
      list(
        object({
          name: text(),
          type: text(),
          count: whole(),
          module: text(),
          provider: text(),
        }),
      ),
      onlyNull(),
    ),
    modules: anyOf(mapOf(resourceCounts), onlyNull()),
    providers: anyOf(mapOf(resourceCounts), onlyNull()),
    "state-version": wholeOrNull({ description: "Of the format." }),
    "terraform-version": textOrNull(),
    "billable-rum-count": wholeOrNull({ description: "Instances of resources under management." }),
    intermediate: exactly(false),
    "vcs-commit-sha": onlyNull(),
    "vcs-commit-url": onlyNull(),
  }),
  relationships: object({
    workspace: toOne("workspaces"),
    run: toOneOrNone("runs"),
    "created-by": toOneOrNone("users"),
    "rollback-state-version": toOneOrNone("state-versions"),
    outputs: object({
      data: optional(list(identifier("state-version-outputs"))),
      links: object({ related: text() }),
    }),
  }),
  links: object({ self: text() }),
});

export const stateVersionDocument = documentOf(
  stateVersionResource,
  stateVersionOutputResource,
  runResource,
);
export const stateVersionPage = pageOf(stateVersionResource);

/** COMPAT (State Versions API, Create a State Version): the sum is of the state, byte by byte. */
export const MD5_PATTERN = /^[0-9a-fA-F]{32}$/;

export const stateVersionRequest = requestOf(
  "StateVersionRequest",
  "state-versions",
  {
    serial: whole({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    md5: text({ maxLength: 32, pattern: MD5_PATTERN.source }),
    lineage: optional(textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source })),
    force: optional(truth()),
    state: optional(text({ description: "In base 64; uploaded later when absent." })),
    "json-state": optional(
      text({ description: "In base 64, as `terraform show -json` prints it." }),
    ),
    "json-state-outputs": optional(text({ description: "Not needed: the state has its outputs." })),
  },
  { run: optional(toOne("runs")) },
);

export const rollbackRequest = object(
  {
    data: object({
      type: exactly("state-versions"),
      relationships: object({ "rollback-state-version": toOne("state-versions") }),
    }),
  },
  { title: "StateVersionRollbackRequest" },
);

export function decodeStateVersionDraft({
  data: { attributes, relationships },
}: Static<typeof stateVersionRequest>): StateVersionDraft {
  const { state, "json-state": jsonState } = attributes;
  return {
    serial: attributes.serial,
    md5: attributes.md5.toLowerCase(),
    lineage: attributes.lineage,
    isForced: attributes.force,
    runId: relationships?.run?.data.id,
    state: state === undefined ? undefined : decodeBase64("state", state),
    jsonState: jsonState === undefined ? undefined : decodeBase64("jsonState", jsonState),
  };
}

/** `outputs` are named when they are given. */
export function encodeStateVersion(
  version: StateVersion,
  actor: Actor,
  { links, clock, access }: Pick<Site, "links" | "clock" | "access">,
  outputs?: readonly StateVersionOutput[],
): Static<typeof stateVersionResource> {
  const { id, summary, runId, createdBy, rollbackOf } = version;
  const now = clock.now();
  const self = `/api/v2/state-versions/${id}`;
  const link = (purpose: LinkClaim["purpose"], expiresAt: number, isThere: boolean) =>
    isThere ? links.urlOf({ purpose, id, expiresAt }) : null;
  const mayUpload = access.permits(actor, "create", subject("state version", version));
  const upload = (purpose: LinkClaim["purpose"], isAwaited: boolean) =>
    link(purpose, uploadDeadline(version), mayUpload && isAwaited);
  const download = (purpose: LinkClaim["purpose"], blob: string | null) =>
    link(purpose, now + DOWNLOAD_TIME, blob !== null);
  return {
    id,
    type: "state-versions",
    attributes: {
      "created-at": encodeTime(version.createdAt),
      size: summary?.size ?? null,
      serial: version.serial,
      status: version.status,
      "hosted-state-download-url": download("state-download", version.state),
      "hosted-json-state-download-url": download("json-state-download", version.jsonState),
      "hosted-state-upload-url": upload("state-upload", isAwaitingState(version, now)),
      "hosted-json-state-upload-url": upload(
        "json-state-upload",
        isAwaitingJsonState(version, now),
      ),
      "resources-processed": summary !== null,
      ...encodeResources(summary),
      "state-version": summary?.version ?? null,
      "terraform-version": summary?.terraformVersion ?? null,
      "billable-rum-count": summary?.resourceCount ?? null,
      intermediate: false,
      "vcs-commit-sha": null,
      "vcs-commit-url": null,
    },
    relationships: {
      workspace: { data: { id: version.workspaceId, type: "workspaces" } },
      run: { data: runId === null ? null : { id: runId, type: "runs" } },
      "created-by": { data: createdBy === null ? null : { id: createdBy, type: "users" } },
      "rollback-state-version": {
        data: rollbackOf === null ? null : { id: rollbackOf, type: "state-versions" },
      },
      outputs: {
        ...(outputs === undefined
          ? {}
          : {
              data: outputs.map((each) => ({
                id: each.id,
                type: "state-version-outputs" as const,
              })),
            }),
        links: { related: `${self}/outputs` },
      },
    },
    links: { self },
  };
}
