import type { Actor } from "../access/actor.js";
import { subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import type { PolicySetDetails, PolicySetId } from "../policy-sets/policy-set.js";
import type { Vault } from "../secrets/vault.js";
import type { Transaction } from "../store.js";
import {
  createParameter,
  disclosureProblems,
  PARAMETER_LIMIT,
  type Parameter,
  type ParameterChange,
  type ParameterDraft,
  type ParameterId,
  parameterProblems,
  updateParameter,
} from "./parameter.js";

/** The parameters of policy sets. Who may read or change a set may do so with its parameters. */
export class ParameterService {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
  ) {}

  async list(actor: Actor, setId: PolicySetId): Promise<readonly Parameter[]> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      access.require(actor, "read", subject("policy set", await tx.policySets.get(setId)));
      return tx.parameters.listOf([setId]);
    });
  }

  async get(actor: Actor, setId: PolicySetId, id: ParameterId): Promise<Parameter> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      access.require(actor, "read", subject("policy set", await tx.policySets.get(setId)));
      return tx.parameters.get(setId, id);
    });
  }

  async create(actor: Actor, setId: PolicySetId, draft: ParameterDraft): Promise<Parameter> {
    const { clock, ids } = this.environment;
    return this.change(actor, setId, async (tx, set) => {
      const others = await tx.parameters.listOf([setId]);
      const problems: Problem[] = [
        ...parameterProblems(draft.key, draft.value),
        ...takenProblems(others, draft.key),
      ];
      if (others.length >= PARAMETER_LIMIT) {
        const message = `cannot be added: the policy set has ${PARAMETER_LIMIT} parameters already`;
        problems.push({ field: "key", message });
      }
      Invalid.throwIfAny(problems);
      const given = { id: ids.next("var"), policySetId: setId, createdAt: clock.now() };
      const parameter = createParameter(draft, given, this.vault);
      await tx.parameters.insert(parameter);
      await this.record(tx, actor, "create", set, parameter);
      return parameter;
    });
  }

  async update(
    actor: Actor,
    setId: PolicySetId,
    id: ParameterId,
    change: ParameterChange,
  ): Promise<Parameter> {
    return this.change(actor, setId, async (tx, set) => {
      const parameter = await tx.parameters.get(setId, id);
      if (isEmptyChange(change)) return parameter;
      const others = (await tx.parameters.listOf([setId])).filter((each) => each.id !== id);
      const key = change.key ?? parameter.key;
      Invalid.throwIfAny([
        ...parameterProblems(key, change.value),
        ...takenProblems(others, key),
        ...disclosureProblems(parameter, change),
      ]);
      const updated = updateParameter(parameter, change, this.vault);
      await tx.parameters.save(updated);
      await this.record(tx, actor, "update", set, updated);
      return updated;
    });
  }

  async delete(actor: Actor, setId: PolicySetId, id: ParameterId): Promise<void> {
    return this.change(actor, setId, async (tx, set) => {
      const parameter = await tx.parameters.get(setId, id);
      await tx.parameters.delete(id);
      await this.record(tx, actor, "delete", set, parameter);
    });
  }

  private change<Result>(
    actor: Actor,
    setId: PolicySetId,
    work: (tx: Transaction, set: PolicySetDetails) => Promise<Result>,
  ): Promise<Result> {
    const { store, access } = this.environment;
    return store.transaction(async (tx) => {
      const set = await tx.policySets.getForUpdate(setId);
      access.require(actor, "update", subject("policy set", set));
      return work(tx, set);
    });
  }

  /** The value stays out of the trail: whoever reads that need not be allowed to read this. */
  private async record(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    set: PolicySetDetails,
    { id, key, value }: Parameter,
  ): Promise<void> {
    const what = subject("parameter", { id, organization: set.organization });
    const details = { policySet: set.id, key, isSensitive: value.kind === "sealed" };
    await tx.audit.append(auditEntry(this.environment.clock.now(), actor, verb, what, details));
  }
}

function takenProblems(others: readonly Parameter[], key: string): Problem[] {
  return others.some((each) => each.key === key) ? [{ field: "key", message: TAKEN }] : [];
}
