export {
  findAttribute,
  type HclAttribute,
  type HclBlock,
  type HclBody,
  type HclItem,
} from "./hcl-body.js";
export { type HclProblem, type HclProblemCode, renderProblem } from "./hcl-problem.js";
export { type HclPosition, HclSource, type HclSpan } from "./hcl-source.js";
export {
  findEntry,
  type HclBool,
  type HclEntry,
  type HclList,
  type HclName,
  type HclNull,
  type HclNumber,
  type HclObject,
  type HclString,
  type HclValue,
} from "./hcl-value.js";
export { MAX_INPUT_LENGTH, MAX_KEY_DIGITS, MAX_NESTING, MAX_PROBLEMS } from "./limits.js";
export { type HclFile, parseHcl } from "./parse-hcl.js";
export { type HclJsonFile, parseHclJson } from "./parse-hcl-json.js";
