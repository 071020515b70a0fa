import type { ChangeIndex, NomadPolicyDraft } from "./nomad-policy.js";

/** Where policies are written, as those see it who keep a copy. Every method rejects when it cannot be reached. */
export interface PolicyOrigin {
  /** The region, for people. */
  readonly region: string;
  /** The list, once its index is beyond `beyond`, or as it is after some seconds; at once for 0. */
  list(beyond: ChangeIndex, signal: AbortSignal): Promise<OriginList>;
  /** Null when it was deleted meanwhile. */
  read(name: string, signal: AbortSignal): Promise<NomadPolicyDraft | null>;
}

export interface OriginList {
  readonly index: ChangeIndex;
  readonly policies: readonly {
    readonly name: string;
    /** Changes with the policy; in base64. */
    readonly hash: string;
  }[];
}
