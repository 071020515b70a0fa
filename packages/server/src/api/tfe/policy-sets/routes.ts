import type { Actor } from "../../../domain/access/actor.js";
import type { PolicyService } from "../../../domain/policies/policy-service.js";
import type { PolicySetVersionService } from "../../../domain/policy-set-versions/policy-set-version-service.js";
import type { PolicySetDetails } from "../../../domain/policy-sets/policy-set.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import type { ProjectService } from "../../../domain/projects/project-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { encodePolicy, policyResource } from "../policies/wire.js";
import { encodePolicySetVersion, policySetVersionResource } from "../policy-set-versions/wire.js";
import { encodeProject, projectResource } from "../projects/wire.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeWorkspace, workspaceResource } from "../workspaces/wire.js";
import {
  decodePolicySetChange,
  decodePolicySetDraft,
  encodePolicySet,
  policySetChangeRequest,
  policySetRequest,
  policySetResource,
} from "./wire.js";

const related = [policyResource, workspaceResource, projectResource, policySetVersionResource];
const policySetDocument = documentOf(policySetResource, ...related);
const policySetPage = pageOf(policySetResource, ...related);

const INCLUDE = [
  "policies",
  "workspaces",
  "projects",
  "workspace_exclusions",
  "project_exclusions",
  "current_version",
  "newest_version",
] as const;

/** COMPAT (Policy Sets API, List Policy Sets): "true" or "false"; anything else filters nothing. */
const TRUTH_FILTER = new Map([
  ["true", true],
  ["false", false],
]);

export function policySetRoutes(
  policySets: PolicySetService,
  versions: Pick<PolicySetVersionService, "readable">,
  policies: Pick<PolicyService, "readable">,
  workspaces: Pick<WorkspaceService, "readable">,
  projects: Pick<ProjectService, "readable">,
  site: Site,
): TfeRoute[] {
  const { baseUrl, access, compat } = site;
  const workspacesIn = async (
    actor: Actor,
    found: readonly PolicySetDetails[],
    list: "workspaces" | "workspaceExclusions",
  ) => {
    const members = await workspaces.readable(
      actor,
      found.flatMap(({ scope }) => scope[list]),
    );
    return members.map((each) => encodeWorkspace(each, actor, access));
  };
  const projectsIn = async (
    actor: Actor,
    found: readonly PolicySetDetails[],
    list: "projects" | "projectExclusions",
  ) => {
    const members = await projects.readable(
      actor,
      found.flatMap(({ scope }) => scope[list]),
    );
    return members.map((each) => encodeProject(each, actor, access));
  };
  const versionsIn = async (
    actor: Actor,
    found: readonly PolicySetDetails[],
    which: "currentVersionId" | "newestVersionId",
  ) => {
    const members = await versions.readable(
      actor,
      found.flatMap((set) => set[which] ?? []),
    );
    return members.map((version) => encodePolicySetVersion(version, site));
  };
  const relatedTo = (actor: Actor, found: readonly PolicySetDetails[]) => ({
    policies: async () => {
      const ids = found.flatMap((set) => set.policyIds);
      const members = await policies.readable(actor, ids);
      return members.map((policy) => encodePolicy(policy, compat));
    },
    workspaces: () => workspacesIn(actor, found, "workspaces"),
    projects: () => projectsIn(actor, found, "projects"),
    workspace_exclusions: () => workspacesIn(actor, found, "workspaceExclusions"),
    project_exclusions: () => projectsIn(actor, found, "projectExclusions"),
    current_version: () => versionsIn(actor, found, "currentVersionId"),
    newest_version: () => versionsIn(actor, found, "newestVersionId"),
  });
  return [
    route("GET", "/organizations/:organization_name/policy-sets", {
      operation: "policySets.list",
      doc: "Policy Sets API: List Policy Sets",
      statuses: [200, 404],
      query: { paged: true, search: ["name"], filters: ["kind", "versioned"], include: INCLUDE },
      response: policySetPage,
      handle: async ({ actor, param, query, url }) => {
        const page = await policySets.list(
          actor,
          param("organization_name"),
          {
            search: query.search.name,
            kind: query.filter.kind,
            isVersioned: TRUTH_FILTER.get(query.filter.versioned ?? ""),
          },
          query.page,
        );
        return ok({
          data: page.items.map((set) => encodePolicySet(set, site)),
          ...(await include(query.include, relatedTo(actor, page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", "/organizations/:organization_name/policy-sets", {
      operation: "policySets.create",
      doc: "Policy Sets API: Create a Policy Set",
      statuses: [201, 404, 422],
      body: policySetRequest,
      response: policySetDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodePolicySetDraft(body);
        const set = await policySets.create(actor, param("organization_name"), draft);
        return created({ data: encodePolicySet(set, site) });
      },
    }),

    route("GET", "/policy-sets/:policy_set_id", {
      operation: "policySets.show",
      doc: "Policy Sets API: Show a Policy Set",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: policySetDocument,
      handle: async ({ actor, param, query }) => {
        const set = await policySets.get(actor, param("policy_set_id"));
        return ok({
          data: encodePolicySet(set, site),
          ...(await include(query.include, relatedTo(actor, [set]))),
        });
      },
    }),

    route("PATCH", "/policy-sets/:policy_set_id", {
      operation: "policySets.update",
      doc: "Policy Sets API: Update a Policy Set",
      statuses: [200, 404, 422],
      body: policySetChangeRequest,
      identity: "policy_set_id",
      response: policySetDocument,
      handle: async ({ actor, param, body }) => {
        const change = decodePolicySetChange(body);
        const set = await policySets.update(actor, param("policy_set_id"), change);
        return ok({ data: encodePolicySet(set, site) });
      },
    }),

    route("DELETE", "/policy-sets/:policy_set_id", {
      operation: "policySets.delete",
      doc: "Policy Sets API: Delete a Policy Set",
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await policySets.delete(actor, param("policy_set_id"));
        return noContent();
      },
    }),
  ];
}
