export type { BlobContent, BlobId, BlobStore } from "./domain/blobs/blob-store.js";
export type {
  EvaluationMonitor,
  Evaluator,
  PlanInspection,
  PlanSummary,
  PolicyCheckReport,
  PolicyCheckRequest,
  PolicyReport,
  PolicySetReport,
  PolicyToCheck,
} from "./domain/evaluation/evaluator.js";
export type { JsonValue } from "./domain/json.js";
export { createRecoveryToken, type Outside, type RunningServer, startServer } from "./main.js";
export {
  decodeSettings,
  type ListenAddress,
  type Settings,
  SettingsError,
} from "./settings.js";
