import type { Actor } from "../../../domain/access/actor.js";
import {
  isCommented,
  RUN_EVENT_LIMIT,
  type RunEvent,
} from "../../../domain/run-events/run-event.js";
import type { RunEventService } from "../../../domain/run-events/run-event-service.js";
import { commentResource, encodeComment } from "../comments/wire.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage, pageOfAll } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeUser, userResource } from "../users/wire.js";
import { encodeRunEvent, runEventResource } from "./wire.js";

const runEventDocument = documentOf(runEventResource, userResource, commentResource);
const runEventPage = pageOf(runEventResource, userResource, commentResource);

const INCLUDE = ["actor", "comment"] as const;

export function runEventRoutes(events: RunEventService, { baseUrl, access }: Site): TfeRoute[] {
  const relatedTo = (actor: Actor, runId: string, found: readonly RunEvent[]) => ({
    actor: async () => {
      const users = await events.actorsOf(actor, runId, found);
      return users.map((each) => encodeUser(each, actor, access));
    },
    comment: async () => found.filter(isCommented).map(encodeComment),
  });
  return [
    route("GET", "/runs/:run_id/run-events", {
      operation: "runEvents.listByRun",
      doc: "Client for Terraform Enterprise: RunEvents.List",
      statuses: [200, 400, 404],
      // COMPAT (client for Terraform Enterprise, run events): nobody asks for pages of them.
      query: { paged: true, pageSize: RUN_EVENT_LIMIT, include: INCLUDE },
      response: runEventPage,
      handle: async ({ actor, param, query, url }) => {
        const all = await events.listByRun(actor, param("run_id"));
        const page = pageOfAll(all, query.page);
        return ok({
          data: page.items.map(encodeRunEvent),
          ...(await include(query.include, relatedTo(actor, param("run_id"), page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("GET", "/run-events/:run_event_id", {
      operation: "runEvents.show",
      doc: "Client for Terraform Enterprise: RunEvents.Read",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: runEventDocument,
      handle: async ({ actor, param, query }) => {
        const event = await events.get(actor, param("run_event_id"));
        return ok({
          data: encodeRunEvent(event),
          ...(await include(query.include, relatedTo(actor, event.runId, [event]))),
        });
      },
    }),
  ];
}
