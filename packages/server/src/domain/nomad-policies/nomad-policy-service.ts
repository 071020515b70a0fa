import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Conflict, Invalid } from "../errors.js";
import type { PolicyCompiler } from "../evaluation/policy-compiler.js";
import {
  type ChangeIndex,
  NOMAD_POLICY_COUNT_LIMIT,
  type NomadPolicy,
  type NomadPolicyDraft,
  type NomadPolicyStub,
  type NomadScope,
  nomadPolicyProblems,
  writeNomadPolicy,
} from "./nomad-policy.js";

/** Something that was read, and the index of the last change to any policy at that moment. */
export interface AtIndex<Value> {
  readonly index: ChangeIndex;
  readonly value: Value;
}

/** Nomad's policies, which belong to the server and not to an organization. */
export class NomadPolicyService {
  constructor(
    private readonly environment: Environment,
    private readonly compiler: PolicyCompiler,
  ) {}

  /** All policies by name. */
  async list(actor: Actor): Promise<AtIndex<readonly NomadPolicyStub[]>> {
    this.require(actor, "list", null);
    return this.environment.store.read(async ({ nomadPolicies }) => ({
      index: await nomadPolicies.lastIndex(),
      value: await nomadPolicies.list(),
    }));
  }

  async find(actor: Actor, name: string): Promise<AtIndex<NomadPolicy | null>> {
    this.require(actor, "read", name);
    return this.environment.store.read(async ({ nomadPolicies }) => ({
      index: await nomadPolicies.lastIndex(),
      value: await nomadPolicies.find(name),
    }));
  }

  /** All policies that a submission of this scope has to pass, with their texts, by name. */
  async ofScope(actor: Actor, scope: NomadScope): Promise<readonly NomadPolicy[]> {
    this.require(actor, "list", null);
    return this.environment.store.read((tx) => tx.nomadPolicies.ofScope(scope));
  }

  /**
   * Adds the policy, or changes the one with its name. It takes an index even when nothing is new.
   *
   * @throws Invalid @throws Conflict when there are too many
   */
  async put(actor: Actor, draft: NomadPolicyDraft): Promise<ChangeIndex> {
    // Asked before anything is compiled, so that nobody can have that done who may not write.
    this.require(actor, "create", draft.name);
    await this.refuseInvalid(draft);
    const { store, clock } = this.environment;
    return store.indexed(async (tx, index) => {
      const former = await tx.nomadPolicies.find(draft.name);
      if (former === null) refuseTooMany(await tx.nomadPolicies.list());
      const policy = writeNomadPolicy(draft, former, index);
      await tx.nomadPolicies.put(policy);
      const verb = former === null ? "create" : "update";
      const { scope, enforcementLevel } = policy;
      const details = { scope, enforcementLevel, hash: hex(policy.hash) };
      const what = policySubject(policy.name);
      await tx.audit.append(auditEntry(clock.now(), actor, verb, what, details));
      return index;
    });
  }

  /** COMPAT (Nomad): what is not there is deleted as well, and takes an index. */
  async delete(actor: Actor, name: string): Promise<ChangeIndex> {
    this.require(actor, "delete", name);
    const { store, clock } = this.environment;
    return store.indexed(async (tx, index) => {
      const former = await tx.nomadPolicies.find(name);
      await tx.nomadPolicies.remove(name, index);
      if (former !== null)
        await tx.audit.append(auditEntry(clock.now(), actor, "delete", policySubject(name)));
      return index;
    });
  }

  private async refuseInvalid(draft: NomadPolicyDraft): Promise<void> {
    const problems = nomadPolicyProblems(draft);
    if (!problems.some(({ field }) => field === "text")) {
      const message = await this.compiler.problemOf(draft.name, draft.text);
      if (message !== null) problems.push({ field: "text", message });
    }
    Invalid.throwIfAny(problems);
  }

  private require(actor: Actor, verb: Verb, name: string | null): void {
    const what = name === null ? anySubject("nomad policy", null) : policySubject(name);
    this.environment.access.require(actor, verb, what);
  }
}

function policySubject(name: string) {
  return subject("nomad policy", { id: name, organization: null });
}

function refuseTooMany(policies: readonly unknown[]): void {
  if (policies.length < NOMAD_POLICY_COUNT_LIMIT) return;
  throw new Conflict(`there are ${NOMAD_POLICY_COUNT_LIMIT} policies: delete some`);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
