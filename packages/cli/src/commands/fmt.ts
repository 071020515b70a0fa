import { format, renderDiagnostic, SourceFile } from "@portcullis/language";
import { type ExitCode, exitCodes, readText } from "@portcullis/runner";
import type { Command, Terminal } from "../command.js";
import { parseFlags, UsageError } from "../flags.js";
import { findSources } from "../fmt/find-sources.js";
import { replaceFile } from "../fmt/replace-file.js";

const flags = {
  write: {
    kind: "bool",
    default: true,
    help: "rewrite the files in place (default true); with -write=false, print them",
  },
  check: { kind: "bool", help: "list the files that are not formatted, and change nothing" },
} as const;

/** The operand that means standard input. */
const STANDARD_INPUT = "-";

export const fmt: Command = {
  name: "fmt",
  usage: "[options] PATH...",
  description: `Formats policies and modules: each PATH is a file, a folder with *.sentinel files in or below it, or "-".
What comes from standard input, "-", is printed. A file with a syntax error is reported and left as it is.

Exit codes: 0 everything is formatted, 1 with -check, a file is not, 9 a file could not be formatted.`,
  flags,
  examples: [
    "portcullis fmt examples",
    "portcullis fmt -check examples",
    "cat examples/first-policy/working-hours.sentinel | portcullis fmt -",
  ],
  run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    if (operands.length === 0)
      throw new UsageError('name files or folders to format, or "-" for standard input');
    const mode = given.check ? "check" : given.write ? "write" : "print";
    const paths = operands.flatMap((path) =>
      path === STANDARD_INPUT ? [path] : findSources(path),
    );
    return paths.reduce<ExitCode>((highest, path) => {
      const code = formatFile(path, mode, terminal);
      return code > highest ? code : highest;
    }, exitCodes.pass);
  },
};

function formatFile(path: string, mode: "check" | "write" | "print", terminal: Terminal): ExitCode {
  const isStandardInput = path === STANDARD_INPUT;
  const source = readText(isStandardInput ? 0 : path);
  if (typeof source !== "string") {
    terminal.writeError(`"${path}" ${source.problem}\n`);
    return exitCodes.trouble;
  }
  const name = isStandardInput ? "<stdin>" : path;
  const { text, diagnostics } = format(new SourceFile(name, source));
  if (text === undefined) {
    terminal.writeError(diagnostics.map((each) => `${renderDiagnostic(each)}\n`).join(""));
    return exitCodes.trouble;
  }
  if (mode === "check") {
    if (text === source) return exitCodes.pass;
    terminal.write(`${name}\n`);
    return exitCodes.fail;
  }
  if (mode === "print" || isStandardInput) terminal.write(text);
  else if (text !== source) replaceFile(path, text);
  return exitCodes.pass;
}
