import { renderDiagnostic } from "@portcullis/language";
import {
  jsonText,
  type PolicyResult,
  renderApplyJson,
  renderHeading,
  renderTrace,
  type Style,
  toJson,
} from "@portcullis/runner";
import { CommandError, type Terminal } from "../command.js";
import { shown } from "../style.js";

/** Prints results as people read them: the trace if one did not pass, or if it is wanted anyway. */
export function printText(
  results: readonly PolicyResult[],
  isTraceWanted: boolean,
  style: Style,
  terminal: Terminal,
): void {
  const compiled = results.filter(({ compileErrors }) => compileErrors.length === 0);
  const needsTrace = isTraceWanted || compiled.some(({ outcome }) => outcome.status !== "pass");
  if (compiled.length > 0)
    terminal.write(
      shown(
        needsTrace
          ? renderTrace(compiled, isTraceWanted, style)
          : compiled.map((result) => `${renderHeading(result, style)}\n`).join(""),
        terminal,
      ),
    );
  // The trace names the place of an error in one line, as clients read it; people see the place itself.
  const errors = results.flatMap(({ compileErrors, outcome }) =>
    compileErrors.length > 0 || outcome.error === undefined ? compileErrors : [outcome.error],
  );
  if (errors.length > 0) {
    const text = errors.map(renderDiagnostic).join("\n\n");
    terminal.writeError(`${shown(text, terminal)}\n`);
  }
}

export function printJson(
  results: readonly PolicyResult[],
  warnings: readonly string[],
  passed: boolean,
  terminal: Terminal,
): void {
  terminal.write(`${jsonText(renderApplyJson(results, warnings, passed))}\n`);
}

/** COMPAT (Commands, apply): the value alone, indented by two blanks. */
export function printRule(name: string, result: PolicyResult, terminal: Terminal): void {
  const { outcome, policy } = result;
  const rule = outcome.rules.findLast((each) => each.name === name && each.role === "policy");
  if (rule?.value !== undefined) {
    terminal.write(`${jsonText(toJson(rule.value))}\n`);
    return;
  }
  const error = result.compileErrors[0] ?? outcome.error;
  throw new CommandError(
    error === undefined
      ? `rule "${name}" not found in trace for policy ${policy.fileName}`
      : renderDiagnostic(error),
  );
}
