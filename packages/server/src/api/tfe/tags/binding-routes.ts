import type { BindingService } from "../../../domain/tags/binding-service.js";
import { encodePage, pageOfAll } from "../pages.js";
import { noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  bindingMembers,
  decodeBindings,
  effectiveTagBindingPage,
  encodeBinding,
  encodeEffectiveBinding,
  tagBindingPage,
} from "./wire.js";

/** What can have bindings: the same rows for each. */
const TAGGED = [
  { kind: "workspace", path: "/workspaces/:workspace_id", parameter: "workspace_id" },
  { kind: "project", path: "/projects/:project_id", parameter: "project_id" },
] as const;

/**
 * COMPAT: the client for Terraform Enterprise and the vendor's description know two addresses. At the
 * first PATCH adds and answers with what was added, at the second it replaces and POST adds.
 */
export const bindingRoutes = (bindings: BindingService, { baseUrl }: Site): TfeRoute[] =>
  TAGGED.flatMap(({ kind, path, parameter }) => {
    // Each of the paths below has this segment; the compiler sees no name that is a value.
    const idOf = (param: (name: never) => string) => param(parameter as never);
    const short = `${path}/tag-bindings` as const;
    const long = `${path}/relationships/tag-bindings` as const;
    const doc = kind === "workspace" ? "Workspaces API" : "Projects API";
    const operations = `${kind}TagBindings` as const;

    const listAt = (address: typeof short | typeof long, verb: string) =>
      route("GET", address, {
        operation: `${operations}.${verb}`,
        doc: `${doc}: List Tag Bindings`,
        ...(address === short ? {} : { isAlias: true as const }),
        statuses: [200, 404],
        query: { paged: true, pageSize: 100 },
        response: tagBindingPage,
        handle: async ({ actor, param, query, url }) => {
          const found = await bindings.list(actor, kind, idOf(param));
          const page = pageOfAll(found, query.page);
          return ok({ data: page.items.map(encodeBinding), ...encodePage(page, url, baseUrl()) });
        },
      });

    return [
      listAt(short, "list"),
      listAt(long, "listAll"),

      route("PATCH", short, {
        operation: `${operations}.add`,
        doc: `${doc}: Add or Update Tag Bindings`,
        note: "Answers with the bindings that were named, in their order.",
        statuses: [200, 404, 422],
        body: bindingMembers,
        response: tagBindingPage,
        handle: async ({ actor, param, body, url }) => {
          const drafts = decodeBindings(body);
          const added = await bindings.add(actor, kind, idOf(param), drafts);
          const page = { items: added, number: 1, size: 100, total: added.length, hasNext: false };
          return ok({ data: added.map(encodeBinding), ...encodePage(page, url, baseUrl()) });
        },
      }),

      route("POST", long, {
        operation: `${operations}.create`,
        doc: `${doc}: Add Tag Bindings`,
        statuses: [204, 404, 422],
        body: bindingMembers,
        response: "nothing",
        handle: async ({ actor, param, body }) => {
          await bindings.add(actor, kind, idOf(param), decodeBindings(body));
          return noContent();
        },
      }),

      route("PATCH", long, {
        operation: `${operations}.replace`,
        doc: `${doc}: Replace Tag Bindings`,
        statuses: [204, 404, 422],
        body: bindingMembers,
        response: "nothing",
        handle: async ({ actor, param, body }) => {
          await bindings.replace(actor, kind, idOf(param), decodeBindings(body));
          return noContent();
        },
      }),

      route("GET", `${path}/effective-tag-bindings`, {
        operation: `${operations}.listEffective`,
        doc: `${doc}: List Effective Tag Bindings`,
        statuses: [200, 404],
        query: { paged: true, pageSize: 100 },
        response: effectiveTagBindingPage,
        handle: async ({ actor, param, query, url }) => {
          const found = await bindings.effective(actor, kind, idOf(param));
          const page = pageOfAll(found, query.page);
          return ok({
            data: page.items.map(encodeEffectiveBinding),
            ...encodePage(page, url, baseUrl()),
          });
        },
      }),
    ];
  });
