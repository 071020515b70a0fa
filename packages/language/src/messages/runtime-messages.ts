import type { Message } from "./message.js";

/** What a running policy says. */
export const runtimeMessages = {
  // COMPAT (Vault EGP policy libraries; `else` does not catch it): the text is known to users. The
  // nearest name is the name itself where a variable is called that but does not exist yet.
  "unknown-identifier": (name: string, nearest: string | undefined): Message => ({
    text: `unknown identifier accessed: ${name}`,
    hint:
      nearest === name ? "assign to it before it is used" : nearest && `did you mean "${nearest}"?`,
  }),
  // COMPAT (published test output).
  "unsupported-loop": (kind: string): Message => ({
    text: `unsupported type for looping: ${kind}`,
    hint: kind === "undefined" ? "give it a value to fall back on: x else []" : undefined,
  }),
  // COMPAT (Tracing).
  "missing-param": (name: string): Message => ({
    text: `requires value for parameter ${name}`,
    hint: `give it one, or a default: param ${name} default …`,
  }),
  // COMPAT (published test output).
  "import-not-available": (path: string): Message => ({
    text: `Import "${path}" is not available`,
    hint: "check its spelling, or add it to the configuration",
  }),
  "import-cycle": (path: string): Message => ({
    text: `module "${path}" imports itself, directly or through other modules`,
  }),
  "import-not-a-value": (name: string): Message => ({
    text: `import "${name}" is not a value`,
    hint: `select something from it: ${name}.key`,
  }),
  "missing-main": (): Message => ({
    text: 'the policy has no "main"',
    hint: "end it with: main = rule { … }",
  }),
  "main-type": (kind: string): Message => ({
    text: `"main" is of type ${kind}, which decides nothing`,
    hint: "make it a bool, or a collection that is empty when the policy passes",
  }),
  "rule-type": (kind: string): Message => ({
    text: `a rule cannot have a value of type ${kind}`,
  }),
  "rule-cycle": (name: string): Message => ({
    text: `rule "${name}" refers to itself`,
  }),
  "operator-types": (operator: string, left: string, right: string): Message => ({
    text: `operator "${operator}" does not take ${left} and ${right}`,
  }),
  "operator-type": (operator: string, kind: string): Message => ({
    text: `operator "${operator}" does not take ${kind}`,
  }),
  "not-boolean": (construct: string, kind: string): Message => ({
    text: `${construct} must be of type bool, not ${kind}`,
  }),
  "division-by-zero": (): Message => ({ text: "division by zero" }),
  "not-selectable": (name: string, kind: string): Message => ({
    text: `cannot select "${name}" from a value of type ${kind}`,
  }),
  "not-indexable": (kind: string): Message => ({
    text: `cannot index a value of type ${kind}`,
  }),
  "index-type": (container: string, kind: string): Message => ({
    text: `the index of a ${container} must be of type int, not ${kind}`,
  }),
  "map-key-type": (kind: string): Message => ({
    text: `a value of type ${kind} cannot be the key of a map`,
  }),
  "not-sliceable": (kind: string): Message => ({
    text: `cannot slice a value of type ${kind}`,
  }),
  "slice-index-type": (kind: string): Message => ({
    text: `the bounds of a slice must be of type int, not ${kind}`,
  }),
  "not-assignable": (kind: string): Message => ({
    text: `cannot assign to an index of a value of type ${kind}`,
  }),
  "index-out-of-range": (index: string, length: number): Message => ({
    text: `index ${index} is out of range for a list of ${length}`,
    hint: "use append to make a list longer",
  }),
  "not-callable": (kind: string): Message => ({
    text: `cannot call a value of type ${kind}`,
  }),
  // COMPAT (plugin SDK, framework).
  "unknown-function": (name: string, nearest: string | undefined): Message => ({
    text: `error calling function "${name}": function call unsupported`,
    hint: nearest && `did you mean "${nearest}"?`,
  }),
  "no-methods": (path: string): Message => ({
    text: `key "${path}" doesn't support function calls`,
  }),
  "wrong-argument-count": (name: string, expected: number | string, found: number): Message => ({
    text: `error calling function "${name}": expected ${expected} arguments, got ${found}`,
  }),
  "argument-type": (name: string, expected: string, found: string): Message => ({
    text: `error calling function "${name}": error converting argument to ${expected}: cannot convert to ${expected}: ${found.toUpperCase()}`,
  }),
  "key-failed": (key: string, cause: string): Message => ({
    text: `error retrieving key "${key}": ${cause}`,
  }),
  "function-failed": (name: string, cause: string): Message => ({
    text: `error calling function "${name}": ${cause}`,
  }),
  "error-called": (text: string): Message => ({ text: text || "error called without a text" }),
  "invalid-pattern": (pattern: string, cause: string): Message => ({
    text: `invalid regular expression "${pattern}": ${cause}`,
    hint: "patterns follow the syntax of RE2: no look-around, no back references",
  }),
  "pattern-too-long": (limit: number): Message => ({
    text: `the regular expression is longer than ${limit} characters`,
  }),
  "value-too-deep": (limit: number): Message => ({
    text: `the value nests more than ${limit} levels deep, or holds itself`,
  }),
  "match-too-large": (): Message => ({
    text: "the text is too long for a regular expression of this size",
  }),
  "budget-steps": (limit: number): Message => ({
    text: `the policy takes more than ${limit} steps`,
    hint: "look for a loop that does not end, or a loop within a loop over the same data",
  }),
  "budget-time": (milliseconds: number): Message => ({
    text: `the policy takes longer than ${milliseconds / 1000} s`,
  }),
  "budget-depth": (): Message => ({
    text: "function calls nest too deep",
    hint: "look for a function that calls itself without an end",
  }),
  "budget-elements": (limit: number): Message => ({
    text: `the policy makes collections of more than ${limit} elements in all`,
  }),
  "budget-text": (limit: number): Message => ({
    text: `the policy makes strings of more than ${limit} bytes in all`,
  }),
  "budget-output": (limit: number): Message => ({
    text: `the policy prints more than ${limit} bytes`,
  }),
};
