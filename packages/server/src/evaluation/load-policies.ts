import { OPA_LEVELS, SENTINEL_LEVELS } from "../domain/enforcement-level.js";
import type {
  ListedPolicy,
  OpaPolicy,
  OpaSet,
  PolicyCheckRequest,
  PolicyToCheck,
} from "../domain/evaluation/evaluator.js";
import { revealed } from "../domain/parameters/parameter.js";
import type { Policy, PolicyId } from "../domain/policies/policy.js";
import {
  archiveOf,
  type PolicySetVersion,
  type PolicySetVersionId,
} from "../domain/policy-set-versions/policy-set-version.js";
import type { EvaluatedSet } from "../domain/policy-sets/enforcement.js";
import type { PolicySetMembers } from "../domain/policy-sets/policy-set.js";
import type { RunId } from "../domain/runs/run.js";
import type { Vault } from "../domain/secrets/vault.js";
import type { Transaction } from "../domain/store.js";

/** What a check or evaluation was going to use, as it is now. */
interface Policies {
  readonly single: ReadonlyMap<PolicyId, Policy>;
  readonly versions: ReadonlyMap<PolicySetVersionId, PolicySetVersion>;
}

/** The policies of these sets as they are now, or why they cannot be evaluated. */
export async function loadPolicies(
  tx: Transaction,
  sets: readonly PolicySetMembers[],
): Promise<Policies | string> {
  const members = sets.flatMap((set) => set.policies);
  const single = byId(await tx.policies.getMany(members.map((policy) => policy.id)));
  const wanted = sets.flatMap(({ versionId }) => versionId ?? []);
  const versions = byId(await tx.policySetVersions.getMany(wanted));
  const gone = sets.find(({ versionId }) => versionId !== undefined && !versions.has(versionId));
  if (gone !== undefined) return deletedMeanwhile("policy set", gone.name);
  // COMPAT (Policies API, Delete a Policy): a run that still needs a deleted policy ends in an error.
  const deleted = members.find((policy) => !single.has(policy.id));
  return deleted === undefined ? { single, versions } : deletedMeanwhile("policy", deleted.name);
}

function byId<Thing extends { readonly id: string }>(
  things: readonly Thing[],
): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function deletedMeanwhile(noun: string, name: string): string {
  return `${noun} "${name}" was deleted before it could be checked: start a new run`;
}

/** The plan and the run that policies decide about, and the state when the plan was finished. */
export async function loadSubject(
  tx: Transaction,
  runId: RunId,
): Promise<Pick<PolicyCheckRequest, "plan" | "state" | "run">> {
  const { document, stateVersionId } = await tx.plans.getByRun(runId);
  if (document === null) throw new Error(`the plan of run "${runId}" has no document`);
  const run = await tx.runs.get(runId);
  const workspace = await tx.workspaces.get(run.workspaceId);
  const project = await tx.projects.get(workspace.projectId);
  const [user] = run.createdBy === null ? [] : await tx.users.getMany([run.createdBy]);
  const [version] = stateVersionId === null ? [] : await tx.stateVersions.getMany([stateVersionId]);
  const state = version?.state ?? null;
  return {
    plan: document,
    state,
    run: { run, workspace, project, createdBy: user?.username ?? null },
  };
}

export async function sentinelSets(
  tx: Transaction,
  sets: readonly PolicySetMembers[],
  policies: Policies,
  vault: Vault,
): Promise<PolicyCheckRequest["sets"]> {
  const parameters = await tx.parameters.listOf(sets.map((set) => set.id));
  return sets.map((set) => {
    const version = policies.versions.get(set.versionId ?? "");
    return {
      name: set.name,
      archive: version === undefined ? null : archiveOf(version),
      parameters: parameters
        .filter((each) => each.policySetId === set.id)
        .map((each) => ({
          key: each.key,
          value: revealed(each, vault),
          isSensitive: each.value.kind === "sealed",
        })),
      policies:
        version === undefined
          ? membersOf(set, policies).map(toSentinel)
          : version.policies.map(listedSentinel),
    };
  });
}

export function opaSets(sets: readonly EvaluatedSet[], policies: Policies): readonly OpaSet[] {
  return sets.map((set) => {
    const version = policies.versions.get(set.versionId ?? "");
    return {
      name: set.name,
      toolVersion: set.policyToolVersion,
      archive: version === undefined ? null : archiveOf(version),
      policies:
        version === undefined
          ? membersOf(set, policies).map(toOpa)
          : version.policies.map(listedOpa),
    };
  });
}

function membersOf(set: PolicySetMembers, { single }: Policies): Policy[] {
  return set.policies.flatMap(({ id }) => single.get(id) ?? []);
}

function toSentinel({ name, enforcementLevel, code }: Policy): PolicyToCheck {
  return { ...listedSentinel({ name, level: enforcementLevel }), code };
}

/** A policy whose code is in the archive of its set. */
function listedSentinel({ name, level: given }: ListedPolicy): PolicyToCheck {
  const level = SENTINEL_LEVELS.find((each) => each === given);
  if (level === undefined) throw new Error(`policy "${name}" has no Sentinel level`);
  return { name, level, code: null };
}

function toOpa({ name, enforcementLevel, query, description, code }: Policy): OpaPolicy {
  const listed = listedOpa({ name, level: enforcementLevel });
  return { ...listed, query: query ?? "", description: description ?? "", code };
}

/** A policy whose code and query are in the archive of its set. */
function listedOpa({ name, level: given }: ListedPolicy): OpaPolicy {
  const level = OPA_LEVELS.find((each) => each === given);
  if (level === undefined) throw new Error(`policy "${name}" has no OPA level`);
  return { name, level, query: "", description: "", code: null };
}
