import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { Parameter, ParameterId } from "./parameter.js";

export interface ParameterStore {
  /** @throws NotFound when there is none, or when it belongs to another set */
  get(policySetId: PolicySetId, id: ParameterId): Promise<Parameter>;
  /** All of these sets, by key within each. */
  listOf(policySetIds: readonly PolicySetId[]): Promise<readonly Parameter[]>;
  insert(parameter: Parameter): Promise<void>;
  save(parameter: Parameter): Promise<void>;
  delete(id: ParameterId): Promise<void>;
}
