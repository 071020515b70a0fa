import { blake2b } from "@noble/hashes/blake2.js";
import type { NomadPolicyDraft } from "./nomad-policy.js";

const HASH_BYTES = 32;

/**
 * BLAKE2b-256 over what clients state, field after field without anything between them, as Nomad hashes
 * its other policies. COMPAT (Nomad, Sentinel policies API): 32 bytes that change with the policy; which
 * fields, and in which order, no document says, and no client depends on it.
 */
export function policyHash(policy: NomadPolicyDraft): Uint8Array {
  const { name, description, scope, enforcementLevel, text } = policy;
  const stated = [name, description, scope, enforcementLevel, text].join("");
  return blake2b(new TextEncoder().encode(stated), { dkLen: HASH_BYTES });
}
