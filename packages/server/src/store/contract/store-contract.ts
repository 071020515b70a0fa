import { describe } from "vitest";
import { auditContract } from "./audit.js";
import { nomadPolicyContract } from "./nomad-policies.js";
import { oauthContract } from "./oauth.js";
import { organizationContract } from "./organizations.js";
import { parameterContract } from "./parameters.js";
import { peopleContract } from "./people.js";
import { policyContract } from "./policies.js";
import { policyCheckContract } from "./policy-checks.js";
import { policySetVersionContract } from "./policy-set-versions.js";
import { policySetContract } from "./policy-sets.js";
import { projectContract } from "./projects.js";
import { repositoryContract } from "./repositories.js";
import { runContract } from "./runs.js";
import type { StoreUnderTest } from "./store-under-test.js";
import { tagContract } from "./tags.js";
import { taskStageContract } from "./task-stages.js";
import { teamAccessContract } from "./team-access.js";
import { tokenContract } from "./tokens.js";
import { toolVersionContract } from "./tool-versions.js";
import { transactionContract } from "./transactions.js";
import { workContract } from "./work.js";
import { workspaceContract } from "./workspaces.js";

/** What every engine must do alike, a suite for each port. */
export function storeContract(store: StoreUnderTest): void {
  describe("transactions", () => transactionContract(store));
  describe("organizations", () => organizationContract(store));
  describe("projects", () => projectContract(store));
  describe("workspaces", () => workspaceContract(store));
  describe("tags", () => tagContract(store));
  describe("policies", () => policyContract(store));
  describe("policy sets", () => policySetContract(store));
  describe("policy set versions", () => policySetVersionContract(store));
  describe("oauth clients and tokens", () => oauthContract(store));
  describe("repositories of policy sets", () => repositoryContract(store));
  describe("parameters", () => parameterContract(store));
  describe("runs and plans", () => runContract(store));
  describe("policy checks", () => policyCheckContract(store));
  describe("task stages", () => taskStageContract(store));
  describe("people", () => peopleContract(store));
  describe("team access", () => teamAccessContract(store));
  describe("tokens", () => tokenContract(store));
  describe("tool versions", () => toolVersionContract(store));
  describe("Nomad policies", () => nomadPolicyContract(store));
  describe("work", () => workContract(store));
  describe("audit", () => auditContract(store));
}
