import type {
  NomadPolicy,
  NomadPolicyDraft,
  NomadPolicyStub,
} from "../../../domain/nomad-policies/nomad-policy.js";
import { firstJsonValue } from "../go-json.js";
import { NomadError } from "../nomad-error.js";

const FIELDS: ReadonlyMap<string, keyof NomadPolicyDraft> = new Map([
  ["name", "name"],
  ["description", "description"],
  ["scope", "scope"],
  ["enforcementlevel", "enforcementLevel"],
  ["policy", "text"],
]);

const NOTHING: NomadPolicyDraft = {
  name: "",
  description: "",
  scope: "",
  enforcementLevel: "",
  text: "",
};

/**
 * The policy that a body states; what it leaves out is "".
 *
 * @throws NomadError
 */
export function decodePolicy(body: Uint8Array): NomadPolicyDraft {
  const stated = firstJsonValue(body);
  if (stated === null) return NOTHING;
  if (typeof stated !== "object" || Array.isArray(stated))
    throw new NomadError(400, `a policy is a JSON object, not ${kindOf(stated)}`);
  const draft: Record<keyof NomadPolicyDraft, string> = { ...NOTHING };
  for (const [key, value] of Object.entries(stated)) {
    const field = FIELDS.get(fold(key));
    // COMPAT (Go): null leaves a field as it is.
    if (field === undefined || value === null) continue;
    if (typeof value !== "string")
      throw new NomadError(400, `"${key}" of a policy is a string, not ${kindOf(value)}`);
    draft[field] = wellFormed(value);
  }
  return draft;
}

export function encodeStub(policy: NomadPolicyStub): object {
  return { ...encodeStated(policy), ...encodeKept(policy) };
}

export function encodePolicy(policy: NomadPolicy): object {
  return { ...encodeStated(policy), Policy: policy.text, ...encodeKept(policy) };
}

function encodeStated({ name, description, scope, enforcementLevel }: NomadPolicyStub) {
  return {
    Name: name,
    Description: description,
    Scope: scope,
    EnforcementLevel: enforcementLevel,
  };
}

function encodeKept({ hash, createIndex, modifyIndex }: NomadPolicyStub) {
  return {
    Hash: Buffer.from(hash).toString("base64"),
    CreateIndex: createIndex,
    ModifyIndex: modifyIndex,
  };
}

/** COMPAT (Go): keys are the same whatever their case, by Unicode's simple folding. */
function fold(key: string): string {
  return key.replace(/ſ/g, "s").toLowerCase();
}

/** COMPAT (Go): half of a surrogate pair becomes the replacement character. */
function wellFormed(text: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
