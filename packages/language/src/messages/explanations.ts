import type { MessageCode } from "./diagnose.js";

/**
 * Why each message is said, in a sentence or two: what the reference of diagnostics tells beyond the
 * message itself. In the order of the phases: reading, resolving, running.
 */
export const explanations: Readonly<Record<MessageCode, string>> = {
  "unexpected-token":
    "The source is not what the grammar allows at this place. The message names what was found and what could stand there.",
  "assignment-in-condition":
    "One equals sign assigns, and an assignment is a statement: it cannot stand within an expression.",
  "missing-comma":
    "A line end behind an element ends the statement, as everywhere in the language. Elements that span lines need a comma at the end of each line, the last one included.",
  "reserved-word": "Words of the language cannot name variables, parameters, functions or imports.",
  "else-on-new-line":
    "A line end behind a closing brace ends the statement, so `else` on a line of its own belongs to nothing.",
  "selector-assignment":
    "Selectors only read. An element of a map is assigned to with an index, and imports cannot be changed.",
  "invalid-assignment-target":
    "The left side of an assignment is a name, or an index of a list or map.",
  "import-after-statement": "All imports stand at the top of the file.",
  "param-after-statement": "Parameters stand below the imports and above everything else.",
  "param-default-not-literal":
    "A default is known before the policy runs: it cannot call functions or refer to names.",
  "missing-import-alias":
    "An import is used by name. Where its path is not a name, because of a slash or a hyphen, it gets one with `as`.",
  "nested-function-declaration":
    "Only the top of a file may declare functions by name. Elsewhere a function is a value, assigned to a name.",
  "slice-with-three-indices": "A slice has a start and an end, and nothing else.",
  "duplicate-else-clause":
    "The clause `else` of a case statement is what happens when no other matches.",
  "source-too-long": "A policy or module has a largest length.",
  "nesting-too-deep":
    "Brackets, blocks and operators nest only so deep, so that no source can exhaust the evaluator.",
  "unterminated-string": "A string in double quotes ends on its line.",
  "unterminated-raw-string": "A string in back quotes goes on to the next back quote.",
  "unterminated-comment":
    "A comment that begins with a slash and a star goes on to a star and a slash.",
  "invalid-escape":
    "A back slash in double quotes begins one of the known escape sequences. Patterns of `matches` need two of them, or back quotes.",
  "invalid-code-point": "The number of the escape sequence belongs to no character.",
  "invalid-number": "The literal begins like a number and goes on like none.",
  "integer-out-of-range": "Integers have 64 bits and a sign.",
  "unexpected-character": "The character begins nothing in the language.",

  "duplicate-import": "An import has one name in a file.",
  "import-name-taken": "Each import of a file has a name of its own.",
  "import-assignment": "Imports, and what is in them, cannot be changed.",
  "param-name-taken":
    "A parameter cannot have the name of an import, of another parameter, or of anything that the language brings along.",
  "param-in-module": "Only policies have parameters: a module is shared by all who import it.",
  "function-name-taken": "A declared function needs a name that nothing else of the file has.",
  "function-reassigned": "The name of a declared function always means that function.",
  "break-outside-loop": "`break` leaves the innermost `for` of the same function.",
  "continue-outside-loop": "`continue` goes on with the innermost `for` of the same function.",
  "return-outside-function":
    "`return` leaves a function. A file and a rule have nothing to return to.",
  "append-result-used":
    "`append` changes its list and has no result; to use one would always be a mistake.",
  "constant-zero-divisor": "The divisor is the literal zero, so the division can only fail.",

  "unknown-identifier":
    "No variable, import or builtin of that name exists when it is used. This is an error, not undefined: `else` does not catch it.",
  "unsupported-loop":
    "Loops and quantifiers visit lists and maps, nothing else. What may be undefined needs a fallback: `for x else [] as y`.",
  "missing-param": "The parameter has no default, and nobody gave it a value.",
  "import-not-available": "Nothing is known under the path of the import.",
  "import-cycle": "Modules may import each other, but not in a circle.",
  "import-not-a-value": "An import is used through its names: `name.key` or `name.function()`.",
  "missing-main": "A policy is decided by the value of `main`.",
  "main-type": "A function or null neither passes nor fails.",
  "rule-type": "A rule is a decision or data, never a function.",
  "rule-cycle": "The value of a rule cannot depend on itself.",
  "operator-types": "The operator is not defined for values of these types.",
  "operator-type": "The operator is not defined for a value of this type.",
  "not-boolean":
    "Conditions and logical operators take true and false only. Compare, to get one of them.",
  "division-by-zero": "Integers cannot be divided by zero. Floats can.",
  "not-selectable": "Selectors read from maps and imports.",
  "not-indexable": "Indices read from lists, maps and strings.",
  "index-type": "Elements of lists and bytes of strings are numbered.",
  "map-key-type": "Keys of maps are strings, numbers or bools.",
  "not-sliceable": "Slices are taken from lists and strings.",
  "slice-index-type": "The bounds of a slice are integers.",
  "not-assignable": "Elements of lists and maps can be assigned to; a string cannot be changed.",
  "index-out-of-range":
    "To read beyond the end of a list is undefined; to assign there is an error.",
  "not-callable": "Only functions can be called.",
  "unknown-function": "The import has no function of that name.",
  "no-methods":
    "Some values of imports have methods, such as `time.now`. The value before the last dot is none of them.",
  "wrong-argument-count": "A function takes as many arguments as it has parameters.",
  "argument-type": "The function cannot use an argument of this type.",
  "key-failed":
    "An import could not find out what is at that key. The rest of the message is the import's own.",
  "function-failed": "The function could not do its work; the message says why.",
  "error-called": "The policy itself called `error`.",
  "invalid-pattern":
    "The right side of `matches` is a regular expression in the syntax of RE2, which works in linear time.",
  "pattern-too-long": "Regular expressions have a largest length.",
  "match-too-large":
    "A match cannot be interrupted, so the length of the text and the size of the expression are bounded together.",
  "value-too-deep":
    "Values that nest very deep, or hold themselves, cannot be compared, copied or printed.",
  "budget-steps": "The policy did more than an evaluation may do.",
  "budget-time": "The policy took more time than an evaluation may take.",
  "budget-depth": "Calls of functions and rules nest only so deep.",
  "budget-elements": "The lists and maps that a policy makes have a largest size in all.",
  "budget-text": "The strings that a policy makes have a largest size in all.",
  "budget-output": "What a policy prints has a largest size in all.",
};
