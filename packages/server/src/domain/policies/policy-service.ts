import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobContent, BlobStore } from "../blobs/blob-store.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, NotFound, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import { policySetProblems } from "../policy-sets/membership.js";
import type { Transaction } from "../store.js";
import {
  CODE_LIMIT,
  createPolicy,
  levelProblems,
  missingLevelProblems,
  type PolicyChange,
  type PolicyDetails,
  type PolicyDraft,
  type PolicyId,
  policyProblems,
  updatePolicy,
  uploadCode,
} from "./policy.js";
import type { PolicyQuery } from "./policy-store.js";

export class PolicyService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
  ) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: PolicyQuery,
    page: PageRequest,
  ): Promise<Page<PolicyDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("policy", organization));
      return tx.policies.list(organization, query, page);
    });
  }

  async get(actor: Actor, id: PolicyId): Promise<PolicyDetails> {
    return this.environment.store.read((tx) => this.getPermitted(tx, actor, "read", id));
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly PolicyId[]): Promise<readonly PolicyDetails[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.policies.getMany(ids));
    return found.filter((policy) => access.permits(actor, "read", subject("policy", policy)));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: PolicyDraft,
  ): Promise<PolicyDetails> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("policy", organization));
      const policy = createPolicy(draft, {
        id: ids.next("pol"),
        organization,
        createdAt: clock.now(),
      });
      const policySetIds = draft.policySetIds ?? [];
      const problems: Problem[] = [
        ...policyProblems(policy),
        ...missingLevelProblems(draft),
        ...levelProblems(policy.kind, draft),
        ...(await policySetProblems(tx, policy, policySetIds)),
      ];
      if (await tx.policies.isNameTaken(organization, policy.name)) {
        problems.push({ field: "name", message: TAKEN });
      }
      Invalid.throwIfAny(problems);
      await tx.policies.insert(policy);
      for (const id of policySetIds) await tx.policySets.addPolicies(id, [policy.id]);
      await tx.audit.append(
        auditEntry(policy.createdAt, actor, "create", subject("policy", policy), {
          name: policy.name,
          enforcementLevel: policy.enforcementLevel,
        }),
      );
      // The store knows the order of the sets.
      return policySetIds.length > 0 ? tx.policies.get(policy.id) : { ...policy, policySetIds };
    });
  }

  async update(actor: Actor, id: PolicyId, change: PolicyChange): Promise<PolicyDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const policy = await tx.policies.getForUpdate(id);
      access.require(actor, "update", subject("policy", policy));
      if (isEmptyChange(change)) return policy;
      const updated = updatePolicy(policy, change, clock.now());
      Invalid.throwIfAny([...policyProblems(updated), ...levelProblems(policy.kind, change)]);
      await tx.policies.save(updated);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "update", subject("policy", policy), {
          enforcementLevel: updated.enforcementLevel,
        }),
      );
      return { ...updated, policySetIds: policy.policySetIds };
    });
  }

  /** @throws TooLarge when the code is above CODE_LIMIT; the former code stays then */
  async upload(actor: Actor, id: PolicyId, content: BlobContent): Promise<PolicyDetails> {
    const { store, access, clock } = this.environment;
    // Asked first, so that nobody fills the disk with code for a policy he may not change.
    await store.read((tx) => this.getPermitted(tx, actor, "upload", id));
    const code = await this.blobs.write(content, CODE_LIMIT);
    return store.transaction(async (tx) => {
      const policy = await tx.policies.getForUpdate(id);
      access.require(actor, "upload", subject("policy", policy));
      const updated = uploadCode(policy, code, clock.now());
      await tx.policies.save(updated);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "upload", subject("policy", policy), { sha256: code }),
      );
      return { ...updated, policySetIds: policy.policySetIds };
    });
  }

  /** The exact bytes that were uploaded last. */
  async download(actor: Actor, id: PolicyId): Promise<Uint8Array> {
    const { code } = await this.environment.store.read((tx) =>
      this.getPermitted(tx, actor, "download", id),
    );
    if (code === null) throw new NotFound("policy", id);
    return this.blobs.read(code);
  }

  async delete(actor: Actor, id: PolicyId): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const policy = await tx.policies.getForUpdate(id);
      access.require(actor, "delete", subject("policy", policy));
      await tx.policies.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("policy", policy), { name: policy.name }),
      );
    });
  }

  private async getPermitted(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    id: PolicyId,
  ): Promise<PolicyDetails> {
    const policy = await tx.policies.get(id);
    this.environment.access.require(actor, verb, subject("policy", policy));
    return policy;
  }
}
