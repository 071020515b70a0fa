import { capacityOf } from "../../../domain/runs/run-queue.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import { documentOf, resource } from "../documents.js";
import { encodePage, pageOfAll } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { object, whole } from "../schemas.js";
import type { Site } from "../site.js";
import { runPage } from "./routes.js";
import { encodeRun } from "./wire.js";

const capacityResource = resource("OrganizationCapacity", "organization-capacity", {
  attributes: object({ pending: whole(), running: whole() }),
});

/** COMPAT (Terraform command, remote runs): asked for while a run waits. */
export const runQueueRoutes = (
  runs: Pick<RunService, "queue">,
  { access, baseUrl }: Site,
): TfeRoute[] => [
  route("GET", "/organizations/:organization_name/runs/queue", {
    operation: "runs.queue",
    doc: "Client for Terraform Enterprise: Organizations.ReadRunQueue",
    statuses: [200, 404],
    query: { paged: true },
    response: runPage,
    handle: async ({ actor, param, query, url }) => {
      const queue = await runs.queue(actor, param("organization_name"));
      const page = pageOfAll([...queue.entries()], query.page);
      const data = page.items.map(([index, run]) => {
        const { attributes, ...rest } = encodeRun(run, actor, access);
        return { ...rest, attributes: { ...attributes, "position-in-queue": index + 1 } };
      });
      return ok({ data, ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("GET", "/organizations/:organization_name/capacity", {
    operation: "organizations.capacity",
    doc: "Client for Terraform Enterprise: Organizations.ReadCapacity",
    statuses: [200, 404],
    response: documentOf(capacityResource),
    handle: async ({ actor, param }) => {
      const organization = param("organization_name");
      const attributes = capacityOf(await runs.queue(actor, organization));
      return ok({ data: { id: organization, type: "organization-capacity", attributes } });
    },
  }),
];
