// Configuration files: which policies there are, and what a test case expects.

export {
  type Configuration,
  type ConfigurationProblem,
  type MockEntry,
  type PolicyEntry,
  renderConfigurationProblem,
  type SourceEntry,
} from "./configuration.js";
export {
  type EnforcementLevel,
  enforcementLevels,
  isEnforcementLevel,
} from "./enforcement-level.js";
export { type ConfigurationResult, parseConfiguration } from "./parse-configuration.js";
