import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { LINE_LIMIT, LINE_PATTERN, LINE_RULE, TEXT_LIMIT } from "../names.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { Vault } from "../secrets/vault.js";

export type ParameterId = string;

/** LIMIT: parameters of one policy set; all of them are shown at once and go into every evaluation. */
export const PARAMETER_LIMIT = 1_000;

/** A value that the policies of a set are given, under a name. */
export interface Parameter {
  readonly id: ParameterId;
  readonly policySetId: PolicySetId;
  readonly key: string;
  readonly value: ParameterValue;
  readonly createdAt: Instant;
}

/** A sensitive value is kept sealed and shown to nobody; evaluations alone open it. */
export type ParameterValue =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "sealed"; readonly bytes: Uint8Array };

export interface ParameterDraft {
  readonly key: string;
  /** Empty when absent. */
  readonly value?: string | null | undefined;
  readonly isSensitive?: boolean | undefined;
}

/** An absent field keeps its value. */
export type ParameterChange = ChangeOf<ParameterDraft>;

export function createParameter(
  draft: ParameterDraft,
  given: Pick<Parameter, "id" | "policySetId" | "createdAt">,
  vault: Vault,
): Parameter {
  const value = kept(given.id, draft.value ?? "", draft.isSensitive ?? false, vault);
  return { ...given, key: draft.key, value };
}

export function updateParameter(
  parameter: Parameter,
  change: ParameterChange,
  vault: Vault,
): Parameter {
  const { id, value } = parameter;
  const isSensitive = change.isSensitive ?? value.kind === "sealed";
  const text = change.value === undefined ? plainText(value) : (change.value ?? "");
  return {
    ...parameter,
    key: change.key ?? parameter.key,
    value: text === undefined ? value : kept(id, text, isSensitive, vault),
  };
}

/** The text itself, for an evaluation. */
export function revealed({ id, value }: Parameter, vault: Vault): string {
  return value.kind === "plain" ? value.text : vault.open(value.bytes, id);
}

export function parameterProblems(key: string, value: string | null | undefined): Problem[] {
  const problems: Problem[] = [];
  if (key === "") problems.push({ field: "key", message: "must not be empty" });
  if (key.length > LINE_LIMIT)
    problems.push({ field: "key", message: `must have at most ${LINE_LIMIT} characters` });
  if (!LINE_PATTERN.test(key)) problems.push({ field: "key", message: LINE_RULE });
  if ((value ?? "").length > TEXT_LIMIT)
    problems.push({ field: "value", message: `must have at most ${TEXT_LIMIT} characters` });
  return problems;
}

/** A secret that everybody could read after a change was never one: it must be given anew. */
export function disclosureProblems({ value }: Parameter, change: ParameterChange): Problem[] {
  const discloses =
    value.kind === "sealed" && change.isSensitive === false && change.value === undefined;
  return discloses
    ? [{ field: "sensitive", message: "cannot be turned off without a new value" }]
    : [];
}

function kept(id: ParameterId, text: string, isSensitive: boolean, vault: Vault): ParameterValue {
  return isSensitive ? { kind: "sealed", bytes: vault.seal(text, id) } : { kind: "plain", text };
}

function plainText(value: ParameterValue): string | undefined {
  return value.kind === "plain" ? value.text : undefined;
}
