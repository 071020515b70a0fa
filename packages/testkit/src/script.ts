import {
  type CompileOptions,
  compilePolicy,
  type Diagnostic,
  defaultLimits,
  evaluate,
  type Host,
  type ImportSource,
  type Limits,
  type Location,
  type Outcome,
  type Position,
  parseJson,
  renderDiagnosticLine,
  SourceFile,
  type Value,
} from "@portcullis/language";

/**
 * One chunk of a script file: a policy and what is expected of it. It must pass, unless
 *
 * - a line ends in `# want: /regex/`: an error is demanded on that line whose text matches;
 *   `# want 7: /regex/` demands it at column 7;
 * - a line reads `# outcome: fail` or `# outcome: undefined`;
 * - a line ends in `# born: 7`: the outcome is undefined, and arose on that line at column 7.
 *
 * Lines that read `# print: text` list the lines that the policy must print, all of them in order.
 * `# param: name = json` gives a parameter its value, `# global: name = json` sets a global.
 *
 * A chunk that begins with `# module: name` is no case of its own but a module for the chunks after
 * it; one that begins with `# static: name` holds JSON, a static import for the chunks after it.
 */
export interface Script {
  /** `file:line` of the chunk, for the name of the test. */
  readonly name: string;
  readonly text: string;
  readonly imports: ReadonlyMap<string, ScriptImport>;
}

export interface ScriptImport {
  readonly kind: "module" | "static";
  readonly text: string;
}

/** Cuts a script file into its chunks, padded so that line numbers are those of the file. */
export function readScripts(file: string, text: string): Script[] {
  const scripts: Script[] = [];
  const imports = new Map<string, ScriptImport>();
  let line = 1;
  for (const chunk of text.split(/^---\n/m)) {
    const padded = "\n".repeat(line - 1) + chunk;
    const name = `${file}:${line}`;
    line += chunk.split("\n").length;
    const [, kind, path] = /^# (module|static): (\S+)\n/.exec(chunk) ?? [];
    if (path === undefined) scripts.push({ name, text: padded, imports: new Map(imports) });
    else if (kind === "module") imports.set(path, { kind, text: padded });
    else imports.set(path, { kind: "static", text: chunk.replace(/^.*\n/, "") });
  }
  return scripts;
}

export interface ScriptHost {
  findImport?(path: string): ImportSource | undefined;
  /** Besides those that the script sets. */
  readonly globals?: ReadonlyMap<string, Value>;
  readonly limits?: Limits;
  readonly options?: CompileOptions;
}

/**
 * What a program can be run by. A suite that goes through all of them shows that they cannot be told
 * apart; the last one changes from one to the other while a policy runs.
 */
export const engines: readonly (readonly [name: string, options: CompileOptions])[] = [
  ["closures", { engine: "closures" }],
  ["generated", { engine: "generated" }],
  ["switching", { engine: "auto", enoughWork: 3 }],
];

/** Runs a script and returns what is not as expected; nothing when all is well. */
export function checkScript(script: Script, host: ScriptHost): string[] {
  const result = runScript(script, host);
  const problems: string[] = [];
  const wanted = [...script.text.matchAll(/^.*# want(?: (\d+))?: \/(.*)\/$/gm)];
  for (const { index, 1: column, 2: pattern = "" } of wanted) {
    const line = lineOf(script.text, index);
    const found = result.diagnostics.find(({ location }) => placeOf(location).line === line);
    if (found === undefined) problems.push(`line ${line}: wanted an error like ${pattern}`);
    else if (!new RegExp(pattern).test(found.message))
      problems.push(`line ${line}: wanted an error like ${pattern}, got: ${found.message}`);
    else if (column !== undefined && placeOf(found.location).column !== Number(column))
      problems.push(`wanted column ${column}, got: ${renderDiagnosticLine(found)}`);
  }
  if (wanted.length === 0) problems.push(...result.diagnostics.map(renderDiagnosticLine));
  else if (result.diagnostics.length > wanted.length) problems.push("more errors than wanted");
  if (result.outcome !== undefined) problems.push(...checkOutcome(script, result.outcome, wanted));
  return problems;
}

function checkOutcome(script: Script, outcome: Outcome, wanted: readonly unknown[]): string[] {
  const problems: string[] = [];
  const born = /^.*# born: (\d+)$/m.exec(script.text);
  const usual = born === null ? "pass" : "undefined";
  const expected = /^# outcome: (\w+)$/m.exec(script.text)?.[1] ?? usual;
  if (wanted.length === 0 && outcome.status !== "error" && outcome.status !== expected)
    problems.push(`wanted the outcome ${expected}, got ${outcome.status}`);
  if (born !== null) {
    const place = `${lineOf(script.text, born.index)}:${born[1]}`;
    const { line, column } = outcome.undefinedAt ? placeOf(outcome.undefinedAt) : {};
    if (`${line}:${column}` !== place)
      problems.push(`wanted undefined from ${place}, got ${line}:${column}`);
  }
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
  const compiled = compilePolicy(new SourceFile("script.sentinel", script.text), host.options);
  if (compiled.program === undefined) return { diagnostics: compiled.diagnostics };
  const outcome = evaluate(compiled.program, hostOf(script, host));
  return { diagnostics: outcome.error === undefined ? [] : [outcome.error], outcome };
}

function hostOf(script: Script, host: ScriptHost): Host {
  const imports = new Map<string, ImportSource>();
  for (const [name, source] of script.imports) imports.set(name, importSource(name, source, host));
  return {
    findImport: (path) => imports.get(path) ?? host.findImport?.(path),
    params: givenValues(script, "param"),
    globals: new Map([...(host.globals ?? []), ...givenValues(script, "global")]),
    limits: host.limits ?? defaultLimits,
    now: () => performance.now(),
  };
}

function importSource(name: string, { kind, text }: ScriptImport, host: ScriptHost): ImportSource {
  if (kind === "static") return { kind, value: valueOfJson(text) };
  const { program, diagnostics } = compilePolicy(
    new SourceFile(`${name}.sentinel`, text),
    host.options,
  );
  if (program === undefined) throw new Error(diagnostics.map(renderDiagnosticLine).join("\n"));
  return { kind, program };
}

function givenValues({ text }: Script, word: "param" | "global"): Map<string, Value> {
  const lines = text.matchAll(new RegExp(`^# ${word}: (\\w+) = (.*)$`, "gm"));
  return new Map(Array.from(lines, ([, name = "", json = ""]) => [name, valueOfJson(json)]));
}

function valueOfJson(json: string): Value {
  const { value, problem } = parseJson(json);
  if (value === undefined) throw new Error(problem.message);
  return value;
}

function placeOf({ file, span }: Location): Position {
  return file.positionAt(span.start);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
