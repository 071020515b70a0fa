import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Duration } from "../clock.js";
import type { Environment } from "../environment.js";
import { Conflict } from "../errors.js";
import type { PolicyCompiler } from "../evaluation/policy-compiler.js";
import {
  type ChangeIndex,
  InvalidNomadPolicy,
  NOMAD_POLICY_COUNT_LIMIT,
  type NomadPolicy,
  type NomadPolicyDraft,
  type NomadPolicyStub,
  nomadPolicyProblems,
  writeNomadPolicy,
} from "./nomad-policy.js";
import type { PolicyCatalog, PolicyCatalogs } from "./policy-catalog.js";
import type { Waiting } from "./waiters.js";

/** Who asks for policies, and how. */
export interface PolicyQuery {
  readonly actor: Actor;
  /** Whether a moment ago is early enough. */
  readonly isStale: boolean;
}

/** What was read, and how certain it is. */
export interface PolicyAnswer<Value> {
  readonly value: Value;
  /** The index of what was asked for; for one policy that of its last change, if it exists. */
  readonly index: ChangeIndex;
  readonly contact: Contact;
}

/** How long ago what is said was certain, and whether whoever knows better can be reached. */
export interface Contact {
  readonly age: Duration;
  readonly isReachable: boolean;
}

/** Nomad's policies, which belong to the server and not to an organization. */
export class NomadPolicyService {
  private readonly reads = new Map<string, Promise<PolicyAt>>();

  constructor(
    private readonly environment: Environment,
    private readonly compiler: PolicyCompiler,
    private readonly catalogs: PolicyCatalogs,
    /** How certain the copy is where policies are written in another region. */
    private readonly originContact: () => Contact = () => CERTAIN,
  ) {}

  /** All policies by name. */
  async list(query: PolicyQuery): Promise<PolicyAnswer<readonly NomadPolicyStub[]>> {
    this.require(query.actor, "list", null);
    const { catalog, contact } = await this.look(query);
    return { value: catalog.policies, index: catalog.index, contact };
  }

  async find({
    name,
    ...query
  }: PolicyQuery & { readonly name: string }): Promise<PolicyAnswer<NomadPolicy | null>> {
    this.require(query.actor, "read", name);
    const { catalog, contact } = await this.look(query);
    if (!catalog.byName.has(name)) return { value: null, index: catalog.index, contact };
    return { ...(await this.textAt(catalog, name)), contact };
  }

  /**
   * Waits until the list has an index beyond this one. `change` tells whether it has; it does not when
   * `end` was called first.
   *
   * @throws TooManyWaiting
   */
  waitForList(beyond: ChangeIndex): Waiting<unknown> {
    return this.catalogs.wait(({ index }) => index > beyond);
  }

  /** The same for one policy, also for its deletion. */
  waitForPolicy(name: string, beyond: ChangeIndex): Waiting<unknown> {
    return this.catalogs.wait((catalog) => indexOfPolicy(catalog, name) > beyond);
  }

  /** @throws NotPermitted before a body is read, or anything compiled, for somebody who may not write */
  requireWrite(actor: Actor, name: string): void {
    this.require(actor, "create", name);
  }

  /**
   * Adds the policy, or changes the one with its name. It takes an index even when nothing is new.
   *
   * @throws Invalid @throws Conflict when there are too many
   */
  async put(actor: Actor, draft: NomadPolicyDraft): Promise<ChangeIndex> {
    this.requireWrite(actor, draft.name);
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
    if (problems.length > 0) throw new InvalidNomadPolicy(problems, draft);
  }

  private async look({ isStale }: PolicyQuery): Promise<{
    readonly catalog: PolicyCatalog;
    readonly contact: Contact;
  }> {
    const origin = this.originContact();
    if (!isStale) return { catalog: await this.catalogs.current(), contact: origin };
    const { catalog, age } = await this.catalogs.recent();
    return { catalog, contact: { ...origin, age: Math.max(age, origin.age) } };
  }

  /** A policy as it was at the index of a catalog or later. All who ask the same share one read. */
  private textAt(catalog: PolicyCatalog, name: string): Promise<PolicyAt> {
    const key = `${catalog.index} ${name}`;
    const pending = this.reads.get(key) ?? this.readText(name);
    this.reads.set(key, pending);
    const forget = () => this.reads.delete(key);
    pending.then(forget, forget);
    return pending;
  }

  private readText(name: string): Promise<PolicyAt> {
    return this.environment.store.read(async ({ nomadPolicies }) => {
      const value = await nomadPolicies.find(name);
      return { value, index: value?.modifyIndex ?? (await nomadPolicies.lastIndex()) };
    });
  }

  private require(actor: Actor, verb: Verb, name: string | null): void {
    const what = name === null ? anySubject("nomad policy", null) : policySubject(name);
    this.environment.access.require(actor, verb, what);
  }
}

type PolicyAt = Pick<PolicyAnswer<NomadPolicy | null>, "value" | "index">;

const CERTAIN: Contact = { age: 0, isReachable: true };

function indexOfPolicy({ index, byName }: PolicyCatalog, name: string): ChangeIndex {
  return byName.get(name)?.modifyIndex ?? index;
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
