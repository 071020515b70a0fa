import type {
  InvalidNomadPolicy,
  NomadPolicyDraft,
} from "../../../domain/nomad-policies/nomad-policy.js";
import { DESCRIPTION_LIMIT } from "../../../domain/nomad-policies/nomad-policy.js";
import { multiError } from "../multi-error.js";

/** What is said of a policy that is none. COMPAT (Nomad, ACL policies): the words for its other policies. */
export function renderInvalidPolicy({ problems, draft }: InvalidNomadPolicy): string {
  const messages = problems.map((problem) =>
    "message" in problem ? messageOf(problem.field, problem.message, draft) : problem.field,
  );
  return `policy 0 invalid: ${multiError(messages)}`;
}

function messageOf(field: string, message: string, draft: NomadPolicyDraft): string {
  switch (field as keyof NomadPolicyDraft) {
    case "name":
      return `invalid name '${draft.name}'`;
    case "description":
      return `description longer than ${DESCRIPTION_LIMIT}`;
    case "scope":
      return `invalid scope '${draft.scope}'`;
    case "enforcementLevel":
      return `invalid enforcement level '${draft.enforcementLevel}'`;
    case "text":
      return `failed to parse policy: ${message}`;
  }
}
