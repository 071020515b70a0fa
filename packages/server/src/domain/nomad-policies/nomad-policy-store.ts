import type { ChangeIndex, NomadPolicy, NomadPolicyStub, NomadScope } from "./nomad-policy.js";

export interface NomadPolicyStore {
  /** The index of the last change to any policy, deletions included; 1 when there was none. */
  lastIndex(): Promise<ChangeIndex>;
  find(name: string): Promise<NomadPolicy | null>;
  /** All of them, by name. */
  list(): Promise<readonly NomadPolicyStub[]>;
  /** All policies of a scope with their texts, by name. */
  ofScope(scope: NomadScope): Promise<readonly NomadPolicy[]>;
  /** Adds a policy, or puts it in the place of the one with its name. */
  put(policy: NomadPolicy): Promise<void>;
  /** Removes a policy; what is not there is removed as well, as far as the index is concerned. */
  remove(name: string, index: ChangeIndex): Promise<void>;
  /** The index at which another region's policies were copied last; 1 when they never were. */
  originIndex(): Promise<ChangeIndex>;
  recordOriginIndex(index: ChangeIndex): Promise<void>;
}
