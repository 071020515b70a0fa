// The policy language. `compile` a policy once, then `evaluate` it any number of times, each with a
// host that holds all that the policy can reach:
//
//     const { program, diagnostics } = compilePolicy(new SourceFile("main.sentinel", text));
//     const outcome = evaluate(program, host);
//
// Values are described in values/value.ts, the outcome in runtime/outcome.ts. Nothing in here needs
// Node.js: it runs in a browser as well.

import { predeclared } from "./builtins/builtins.js";
import { type CompileOptions, type CompileResult, compile } from "./compile/compile.js";
import { compileLiteralFile } from "./compile/literal-file.js";
import { JavaScriptGenerator } from "./generate/generator.js";
import type { SourceFile } from "./source/source-file.js";

const generator = new JavaScriptGenerator();

/** Compiles a policy or module; see `compile`. */
export function compilePolicy(source: SourceFile, options?: CompileOptions): CompileResult {
  return compile(source, predeclared, options, generator);
}

/** Compiles a module; one that only holds data, such as a mock, several times faster. */
export function compileModule(source: SourceFile, options?: CompileOptions): CompileResult {
  const program = compileLiteralFile(source, predeclared);
  return program === undefined
    ? compile(source, predeclared, options, generator)
    : { program, diagnostics: [] };
}

export type { CompileOptions, CompileResult } from "./compile/compile.js";
export type { Engine } from "./compile/engine.js";
export { type FormatResult, format } from "./format/format.js";
export { canGenerate } from "./generate/build.js";
export { explanations } from "./messages/explanations.js";
export type { Watch } from "./runtime/budget.js";
export type { CoverageKind, CoveragePoint } from "./runtime/coverage.js";
export { evaluate } from "./runtime/evaluate.js";
export type { Host, ImportSource, Namespace } from "./runtime/host.js";
export { NamespaceError } from "./runtime/host.js";
export { defaultLimits, type Limits } from "./runtime/limits.js";
export type { Cost, Outcome, OutcomeStatus } from "./runtime/outcome.js";
export type { ImportRequest, Param, Program } from "./runtime/program.js";
export type { RuleRecord } from "./runtime/rule-value.js";
export {
  type Diagnostic,
  type Location,
  renderDiagnostic,
  renderDiagnosticLine,
} from "./source/diagnostic.js";
export { interned } from "./source/interned.js";
export { type Position, SourceFile } from "./source/source-file.js";
export type { Span } from "./source/span.js";
export { compareUtf8, decodeUtf8 } from "./source/utf8.js";
export { parse } from "./syntax/parse.js";
export { isInt } from "./values/arithmetic.js";
export {
  ByteString,
  byteLength,
  bytesOf,
  concatenate,
  isString,
  latin1,
  type StringValue,
  stringFromBytes,
  textOf,
} from "./values/byte-string.js";
export { compareValues, isNumeric, type NumberValue, toDouble } from "./values/equality.js";
export { FloatValue, toFloat } from "./values/float.js";
export { formatNumber, formatValue, quote } from "./values/format.js";
export {
  type Arguments,
  argumentConverter,
  type FunctionCall,
  type FunctionDefinition,
  FunctionValue,
  fn,
  NativeFunction,
  type Parameters,
} from "./values/function.js";
export { toInt } from "./values/int.js";
export { type JsonProblem, type JsonResult, parseJson } from "./values/json.js";
export { isList, itemsOf, type List, ListValue } from "./values/list.js";
export {
  getByName,
  isMap,
  type MapLike,
  MapValue,
  mapGet,
  mapKeys,
  mapSize,
  SharedMap,
  sortedKeys,
} from "./values/map.js";
export { type MapKey, toMapKey } from "./values/map-key.js";
export type { Meter } from "./values/meter.js";
export { equalValues, printedValue } from "./values/outside.js";
export {
  anyType,
  boolType,
  bytesType,
  functionType,
  intType,
  listType,
  mapType,
  mismatch,
  optional,
  type ParameterType,
  rest,
  stringType,
} from "./values/parameter-type.js";
export { Receiver, receiverOf } from "./values/receiver.js";
export { isUndefined, UndefinedValue, unknown } from "./values/undefined.js";
export { EngineValue, isFunction, kindOf, type Value, type ValueKind } from "./values/value.js";
