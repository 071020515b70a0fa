import { TEXT_LIMIT } from "../../../domain/names.js";
import type { WorkspaceLockService } from "../../../domain/workspaces/workspace-lock-service.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { object, optional, textOrNull } from "../schemas.js";
import type { Site } from "../site.js";
import { workspaceDocument } from "./related.js";
import { encodeWorkspace } from "./wire.js";

/** COMPAT (Workspaces API, Lock a Workspace): a plain object. */
const lockRequest = object(
  { reason: optional(textOrNull({ maxLength: TEXT_LIMIT })) },
  { title: "WorkspaceLockRequest" },
);

export const workspaceLockRoutes = (locks: WorkspaceLockService, { access }: Site): TfeRoute[] => [
  route("POST", "/workspaces/:workspace_id/actions/lock", {
    operation: "workspaces.lock",
    doc: "Workspaces API: Lock a Workspace",
    note: "409 when somebody holds the lock already, and for the token of an organization.",
    statuses: [200, 404, 409, 422],
    body: lockRequest,
    response: workspaceDocument,
    handle: async ({ actor, param, body }) => {
      const workspace = await locks.lock(actor, param("workspace_id"), body.reason ?? "");
      return ok({ data: encodeWorkspace(workspace, actor, access) });
    },
  }),

  route("POST", "/workspaces/:workspace_id/actions/unlock", {
    operation: "workspaces.unlock",
    doc: "Workspaces API: Unlock a Workspace",
    note: "409 unless whoever asks holds the lock; 422 while a state may still be uploaded.",
    statuses: [200, 404, 409, 422],
    response: workspaceDocument,
    handle: async ({ actor, param }) => {
      const workspace = await locks.unlock(actor, param("workspace_id"));
      return ok({ data: encodeWorkspace(workspace, actor, access) });
    },
  }),

  route("POST", "/workspaces/:workspace_id/actions/force-unlock", {
    operation: "workspaces.forceUnlock",
    doc: "Workspaces API: Force Unlock a Workspace",
    note: "409 when nobody holds the lock.",
    statuses: [200, 404, 409],
    response: workspaceDocument,
    handle: async ({ actor, param }) => {
      const workspace = await locks.forceUnlock(actor, param("workspace_id"));
      return ok({ data: encodeWorkspace(workspace, actor, access) });
    },
  }),
];
