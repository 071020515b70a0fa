import { LINE_LIMIT, LINE_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import { RUN_LIST_LIMIT, type RunDraft } from "../../../domain/runs/run.js";
import { toOne, toOneOrNone } from "../documents.js";
import {
  exactly,
  list,
  object,
  optional,
  type Static,
  text,
  textOrNull,
  truth,
} from "../schemas.js";

const addresses = optional(list(text({ maxLength: TEXT_LIMIT }), { maxItems: RUN_LIST_LIMIT }));

const variable = object({
  key: text({ maxLength: LINE_LIMIT }),
  value: text({ maxLength: TEXT_LIMIT }),
});

const attributes = object({
  "plan-upload": optional(
    truth({ description: "Portcullis extension: the plan is made elsewhere and uploaded." }),
  ),
  message: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  "is-destroy": optional(truth()),
  "plan-only": optional(truth()),
  "auto-apply": optional(truth()),
  "allow-empty-apply": optional(truth()),
  "save-plan": optional(truth()),
  refresh: optional(truth()),
  "refresh-only": optional(truth()),
  "target-addrs": addresses,
  "replace-addrs": addresses,
  "invoke-action-addrs": addresses,
  "policy-paths": addresses,
  "allow-config-generation": optional(truth()),
  "debugging-mode": optional(truth()),
  variables: optional(list(variable, { maxItems: RUN_LIST_LIMIT })),
  "terraform-version": optional(
    textOrNull({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source }),
  ),
});

export const runRequest = object(
  {
    data: object({
      type: exactly("runs"),
      attributes: optional(attributes),
      relationships: object({
        workspace: toOne("workspaces"),
        // COMPAT (client for Terraform Enterprise, runs): null when there is none.
        "configuration-version": optional(toOneOrNone("configuration-versions")),
      }),
    }),
  },
  { title: "RunRequest" },
);

export function decodeRunDraft({
  data: { attributes = {}, relationships },
}: Static<typeof runRequest>): RunDraft {
  return {
    workspaceId: relationships.workspace.data.id,
    configurationVersionId: relationships["configuration-version"]?.data?.id,
    planUpload: attributes["plan-upload"],
    message: attributes.message ?? undefined,
    isDestroy: attributes["is-destroy"],
    isPlanOnly: attributes["plan-only"],
    autoApply: attributes["auto-apply"],
    allowEmptyApply: attributes["allow-empty-apply"],
    savePlan: attributes["save-plan"],
    refresh: attributes.refresh,
    refreshOnly: attributes["refresh-only"],
    targetAddresses: attributes["target-addrs"],
    replaceAddresses: attributes["replace-addrs"],
    variables: attributes.variables?.map(({ key, value }) => ({ key, value })),
    terraformVersion: attributes["terraform-version"],
    allowConfigGeneration: attributes["allow-config-generation"],
    debuggingMode: attributes["debugging-mode"],
    invokedActions: attributes["invoke-action-addrs"],
    policyPaths: attributes["policy-paths"],
  };
}
