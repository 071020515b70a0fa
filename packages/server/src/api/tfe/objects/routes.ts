import type { LinkActor } from "../../../domain/access/actor.js";
import type { Noun } from "../../../domain/access/subject.js";
import { NotFound } from "../../../domain/errors.js";
import { PLAN_LIMIT } from "../../../domain/plans/plan.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { HttpReply } from "../../http/route.js";
import type { DownloadPurpose, LinkClaim, UploadPurpose } from "../../http/signed-links.js";
import { encodeLog } from "../plans/log.js";
import { jsonBytes, plainText, stored } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Services } from "../services.js";
import type { Site } from "../site.js";

/** What signed links lead to. */
export function objectRoutes(
  services: Pick<
    Services,
    "configurationVersions" | "plans" | "policySetVersions" | "stateUploads" | "stateVersions"
  >,
  { links, clock }: Site,
): TfeRoute[] {
  const { configurationVersions, plans, policySetVersions, stateUploads, stateVersions } = services;
  const uploads: Purposes<UploadPurpose, Receive> = {
    "configuration-version-upload": [
      "configuration version",
      (...upload) => configurationVersions.receive(...upload),
    ],
    "plan-upload": ["plan", (...upload) => plans.receive(...upload)],
    "policy-set-version-upload": [
      "policy set version",
      (...upload) => policySetVersions.receive(...upload),
    ],
    "state-upload": ["state version", (...upload) => stateUploads.receive(...upload)],
    "json-state-upload": ["state version", (...upload) => stateUploads.receiveJson(...upload)],
  };
  const state = (form: "state" | "jsonState"): Content => ({
    read: (actor, id) => stateVersions.content(actor, id, form),
    reply: jsonBytes,
  });
  const downloads: Purposes<DownloadPurpose, Content> = {
    "plan-log": [
      "plan",
      { read: async (actor, id) => encodeLog(await plans.log(actor, id)), reply: plainText },
    ],
    "state-download": ["state version", state("state")],
    "json-state-download": ["state version", state("jsonState")],
  };

  /** @throws NotFound for a link that is made up or expired, or that allows something else */
  const open = <Purpose extends LinkClaim["purpose"], Means>(
    secret: string,
    purposes: Purposes<Purpose, Means>,
    verb: LinkActor["verb"],
  ) => {
    const claim = links.open(secret, clock.now());
    const purpose = claim?.purpose as Purpose;
    if (claim === null || !(purpose in purposes)) throw new NotFound("plan", "of this link");
    const [noun, means] = purposes[purpose];
    const holder: LinkActor = { kind: "link", verb, noun, id: claim.id };
    return { means, holder, id: claim.id };
  };

  return [
    route("PUT", "/v1/object/:secret", {
      operation: "objects.upload",
      doc: "Terraform API: Upload through a signed link",
      note: "Takes the archive of a policy set version or a configuration version, at most 10 MiB, or a state, at most 64 MiB, and answers once it was read. Portcullis extension: takes the plan of a run that was created with `plan-upload`.",
      statuses: [200, 404, 413, 422],
      isRoot: true,
      access: "open",
      upload: {
        limit: PLAN_LIMIT,
        description:
          "A tar.gz, the output of `terraform show -json`, or a state file, as the link was made for.",
      },
      response: "nothing",
      handle: async ({ param, content }) => {
        const { means: receive, holder, id } = open(param("secret"), uploads, "upload");
        await receive(holder, id, content);
        return stored();
      },
    }),

    route("GET", "/v1/object/:secret", {
      operation: "objects.download",
      doc: "Terraform API: Download through a signed link",
      note: "A state, byte by byte, or the log of a plan, which begins with byte 2 and, once it is complete, ends with byte 3.",
      statuses: [200, 400, 404],
      isRoot: true,
      access: "open",
      query: { pieces: true },
      response: "bytes",
      handle: async ({ param, query }) => {
        const { means, holder, id } = open(param("secret"), downloads, "read");
        const { offset, limit } = query.piece;
        return means.reply((await means.read(holder, id)).subarray(offset, offset + limit));
      },
    }),
  ];
}

type Purposes<Purpose extends LinkClaim["purpose"], Means> = Readonly<
  Record<Purpose, readonly [Noun, Means]>
>;

type Receive = PlanService["receive"];

interface Content {
  read(actor: LinkActor, id: string): Promise<Uint8Array>;
  /** The answer with these bytes. */
  reply(content: Uint8Array): HttpReply;
}
