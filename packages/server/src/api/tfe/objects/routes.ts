import type { LinkActor } from "../../../domain/access/actor.js";
import type { Noun } from "../../../domain/access/subject.js";
import type { ConfigurationVersionService } from "../../../domain/configuration-versions/configuration-version-service.js";
import { NotFound } from "../../../domain/errors.js";
import { PLAN_LIMIT } from "../../../domain/plans/plan.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { PolicySetVersionService } from "../../../domain/policy-set-versions/policy-set-version-service.js";
import type { DownloadPurpose, LinkClaim, UploadPurpose } from "../../http/signed-links.js";
import { encodeLog } from "../plans/log.js";
import { plainText, stored } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";

/** What signed links lead to. */
export function objectRoutes(
  plans: PlanService,
  versions: PolicySetVersionService,
  configurations: ConfigurationVersionService,
  { links, clock }: Site,
): TfeRoute[] {
  const uploads: Purposes<UploadPurpose, Receiver> = {
    "configuration-version-upload": ["configuration version", configurations],
    "plan-upload": ["plan", plans],
    "policy-set-version-upload": ["policy set version", versions],
  };
  const downloads: Purposes<DownloadPurpose, Provide> = {
    "plan-log": ["plan", async (actor, id) => encodeLog(await plans.log(actor, id))],
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
      note: "Takes the archive of a policy set version or a configuration version, at most 10 MiB, and answers once it was read. Portcullis extension: takes the plan of a run that was created with `plan-upload`.",
      statuses: [200, 404, 413],
      isRoot: true,
      access: "open",
      upload: {
        limit: PLAN_LIMIT,
        description: "A tar.gz, or the output of `terraform show -json`, as the link was made for.",
      },
      response: "nothing",
      handle: async ({ param, content }) => {
        const { means, holder, id } = open(param("secret"), uploads, "upload");
        await means.receive(holder, id, content);
        return stored();
      },
    }),

    route("GET", "/v1/object/:secret", {
      operation: "objects.download",
      doc: "Terraform API: Download through a signed link",
      note: "The log of a plan, which begins with byte 2 and, once it is complete, ends with byte 3.",
      statuses: [200, 400, 404],
      isRoot: true,
      access: "open",
      query: { pieces: true },
      response: "text",
      handle: async ({ param, query }) => {
        const { means, holder, id } = open(param("secret"), downloads, "read");
        const { offset, limit } = query.piece;
        return plainText((await means(holder, id)).subarray(offset, offset + limit));
      },
    }),
  ];
}

type Purposes<Purpose extends LinkClaim["purpose"], Means> = Readonly<
  Record<Purpose, readonly [Noun, Means]>
>;

type Receiver = Pick<PlanService, "receive">;

type Provide = (actor: LinkActor, id: string) => Promise<Uint8Array>;
