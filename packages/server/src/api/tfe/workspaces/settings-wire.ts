import { isEmptyChange } from "../../../domain/change.js";
import { LINE_LIMIT, LINE_PATTERN } from "../../../domain/names.js";
import {
  type SettingsChange,
  TRIGGER_LIMIT,
  type WorkspaceSettings,
} from "../../../domain/workspaces/workspace-settings.js";
import { list, optional, type Static, text, textOrNull, truth } from "../schemas.js";

/** COMPAT (Workspaces API, attributes): what this server keeps for clients and does nothing with. */
export const shownSettings = {
  "allow-destroy-plan": truth(),
  "assessments-enabled": truth(),
  "auto-apply-run-trigger": truth(),
  "file-triggers-enabled": truth(),
  "global-remote-state": truth(),
  "queue-all-runs": truth(),
  "speculative-enabled": truth(),
  "structured-run-output-enabled": truth(),
  "source-name": textOrNull(),
  "source-url": textOrNull(),
  "trigger-patterns": list(text()),
  "trigger-prefixes": list(text()),
};

const line = { maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source };

export const keptSettings = {
  "allow-destroy-plan": optional(truth()),
  "assessments-enabled": optional(truth()),
  "auto-apply-run-trigger": optional(truth()),
  "file-triggers-enabled": optional(truth()),
  "global-remote-state": optional(truth()),
  "queue-all-runs": optional(truth()),
  "speculative-enabled": optional(truth()),
  "structured-run-output-enabled": optional(truth()),
  "source-name": optional(textOrNull(line)),
  "source-url": optional(textOrNull(line)),
  "trigger-patterns": optional(list(text(line), { maxItems: TRIGGER_LIMIT })),
  "trigger-prefixes": optional(list(text(line), { maxItems: TRIGGER_LIMIT })),
};

type Attributes = {
  readonly [Key in keyof typeof keptSettings]?: Static<(typeof keptSettings)[Key]>;
};

/** Absent when none is stated: such a change leaves even the time of the last one alone. */
export function decodeSettings(attributes: Attributes): SettingsChange | undefined {
  const change: SettingsChange = {
    allowDestroyPlan: attributes["allow-destroy-plan"],
    assessmentsEnabled: attributes["assessments-enabled"],
    autoApplyRunTrigger: attributes["auto-apply-run-trigger"],
    fileTriggersEnabled: attributes["file-triggers-enabled"],
    globalRemoteState: attributes["global-remote-state"],
    queueAllRuns: attributes["queue-all-runs"],
    speculativeEnabled: attributes["speculative-enabled"],
    structuredRunOutputEnabled: attributes["structured-run-output-enabled"],
    sourceName: attributes["source-name"],
    sourceUrl: attributes["source-url"],
    triggerPatterns: attributes["trigger-patterns"],
    triggerPrefixes: attributes["trigger-prefixes"],
  };
  return isEmptyChange(change) ? undefined : change;
}

export function encodeSettings(settings: WorkspaceSettings) {
  return {
    "allow-destroy-plan": settings.allowDestroyPlan,
    "assessments-enabled": settings.assessmentsEnabled,
    "auto-apply-run-trigger": settings.autoApplyRunTrigger,
    "file-triggers-enabled": settings.fileTriggersEnabled,
    "global-remote-state": settings.globalRemoteState,
    "queue-all-runs": settings.queueAllRuns,
    "speculative-enabled": settings.speculativeEnabled,
    "structured-run-output-enabled": settings.structuredRunOutputEnabled,
    "source-name": settings.sourceName,
    "source-url": settings.sourceUrl,
    "trigger-patterns": [...settings.triggerPatterns],
    "trigger-prefixes": [...settings.triggerPrefixes],
  };
}
