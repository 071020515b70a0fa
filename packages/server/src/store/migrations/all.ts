import type { Migration } from "../migration.js";
import { firstSlice } from "./0001-first-slice.js";
import { policySetScopes } from "./0002-policy-set-scopes.js";
import { policySetParameters } from "./0003-policy-set-parameters.js";
import { people } from "./0004-people.js";
import { toolVersions } from "./0005-tool-versions.js";
import { nomadPolicies } from "./0006-nomad-policies.js";
import { tagsAndLocks } from "./0007-tags-and-locks.js";
import { taskStages } from "./0008-task-stages.js";
import { teamAccess } from "./0009-team-access.js";
import { upkeep } from "./0010-upkeep.js";
import { policySetVersions } from "./0011-policy-set-versions.js";
import { oauthClients } from "./0012-oauth-clients.js";
import { policySetRepositories } from "./0013-policy-set-repositories.js";
import { runEvents } from "./0014-run-events.js";
import { standingOverrides } from "./0015-standing-overrides.js";
import { auditRequests } from "./0016-audit-requests.js";
import { configurationVersions } from "./0017-configuration-versions.js";
import { runSearches } from "./0018-run-searches.js";
import { stateVersions } from "./0019-state-versions.js";

/** Every step of the schema, the oldest first. A new one is added at the end. */
export const migrations: readonly Migration[] = [
  firstSlice,
  policySetScopes,
  policySetParameters,
  people,
  toolVersions,
  nomadPolicies,
  tagsAndLocks,
  taskStages,
  teamAccess,
  upkeep,
  policySetVersions,
  oauthClients,
  policySetRepositories,
  runEvents,
  standingOverrides,
  auditRequests,
  configurationVersions,
  runSearches,
  stateVersions,
];
