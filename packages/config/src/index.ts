// Configuration files: which policies there are, and what a test case expects.

export {
  type Configuration,
  type ConfigurationProblem,
  type ImportSettings,
  type MockEntry,
  type PluginEntry,
  type PolicyEntry,
  renderConfigurationProblem,
  type SourceEntry,
} from "./configuration.js";
export {
  type EnforcementLevel,
  enforcementLevels,
  isEnforcementLevel,
} from "./enforcement-level.js";
export {
  type OpaEnforcementLevel,
  type OpaPoliciesResult,
  type OpaPolicyEntry,
  parseOpaPolicies,
} from "./opa-policies.js";
export {
  type ConfigurationFile,
  type ConfigurationResult,
  isOverride,
  parseConfiguration,
  parseConfigurationFiles,
} from "./parse-configuration.js";
