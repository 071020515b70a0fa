import {
  compilePolicy,
  type Diagnostic,
  defaultLimits,
  evaluate,
  type Host,
  type ImportSource,
  type Limits,
  type Outcome,
  renderDiagnosticLine,
  SourceFile,
} from "@portcullis/language";

/**
 * One chunk of a script file: a policy and what is expected of it. It must pass, unless
 *
 * - a line ends in `# want: /regex/`: an error is demanded on that line whose text matches;
 * - a line reads `# outcome: fail` or `# outcome: undefined`.
 *
 * Lines that read `# print: text` list the lines that the policy must print, all of them in order. A
 * chunk that begins with `# module: name` is no case of its own but a module for the chunks after it.
 */
export interface Script {
  /** `file:line` of the chunk, for the name of the test. */
  readonly name: string;
  readonly text: string;
  readonly modules: ReadonlyMap<string, string>;
}

/** Cuts a script file into its chunks, padded so that line numbers are those of the file. */
export function readScripts(file: string, text: string): Script[] {
  const scripts: Script[] = [];
  const modules = new Map<string, string>();
  let line = 1;
  for (const chunk of text.split(/^---\n/m)) {
    const padded = "\n".repeat(line - 1) + chunk;
    const name = `${file}:${line}`;
    line += chunk.split("\n").length;
    const module = /^# module: (\S+)\n/.exec(chunk)?.[1];
    if (module === undefined) scripts.push({ name, text: padded, modules: new Map(modules) });
    else modules.set(module, padded);
  }
  return scripts;
}

export interface ScriptHost {
  findImport(path: string): ImportSource | undefined;
  readonly limits?: Limits;
}

/** Runs a script and returns what is not as expected; nothing when all is well. */
export function checkScript(script: Script, host: ScriptHost): string[] {
  const result = runScript(script, host);
  const problems: string[] = [];
  const wanted = [...script.text.matchAll(/^.*# want: \/(.*)\/$/gm)];
  for (const match of wanted) {
    const line = lineOf(script.text, match.index);
    const found = result.diagnostics.find(
      ({ location }) => location.file.positionAt(location.span.start).line === line,
    );
    if (found === undefined) problems.push(`line ${line}: wanted an error like ${match[1]}`);
    else if (!new RegExp(match[1] ?? "").test(found.message))
      problems.push(`line ${line}: wanted an error like ${match[1]}, got: ${found.message}`);
  }
  if (wanted.length === 0) problems.push(...result.diagnostics.map(renderDiagnosticLine));
  else if (result.diagnostics.length > wanted.length) problems.push("more errors than wanted");
  if (result.outcome !== undefined) problems.push(...checkOutcome(script, result.outcome, wanted));
  return problems;
}

function checkOutcome(script: Script, outcome: Outcome, wanted: readonly unknown[]): string[] {
  const problems: string[] = [];
  const expected = /^# outcome: (\w+)$/m.exec(script.text)?.[1] ?? "pass";
  if (wanted.length === 0 && outcome.status !== "error" && outcome.status !== expected)
    problems.push(`wanted the outcome ${expected}, got ${outcome.status}`);
  const prints = [...script.text.matchAll(/^# print: ?(.*)$/gm)].map((match) => match[1]);
  const printed = outcome.output.split("\n").slice(0, -1);
  if (prints.length > 0 && prints.join("\n") !== printed.join("\n"))
    problems.push(`wanted the output ${JSON.stringify(prints)}, got ${JSON.stringify(printed)}`);
  return problems;
}

interface ScriptResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly outcome?: Outcome;
}

function runScript(script: Script, host: ScriptHost): ScriptResult {
  const compiled = compilePolicy(new SourceFile("script.sentinel", script.text));
  if (compiled.program === undefined) return { diagnostics: compiled.diagnostics };
  const outcome = evaluate(compiled.program, hostOf(script, host));
  return { diagnostics: outcome.error === undefined ? [] : [outcome.error], outcome };
}

function hostOf(script: Script, host: ScriptHost): Host {
  const modules = new Map<string, ImportSource>();
  for (const [name, text] of script.modules) {
    const { program, diagnostics } = compilePolicy(new SourceFile(`${name}.sentinel`, text));
    if (program === undefined) throw new Error(diagnostics.map(renderDiagnosticLine).join("\n"));
    modules.set(name, { kind: "module", program });
  }
  return {
    findImport: (path) => modules.get(path) ?? host.findImport(path),
    params: new Map(),
    globals: new Map(),
    limits: host.limits ?? defaultLimits,
    now: () => performance.now(),
  };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
