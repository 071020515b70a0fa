import {
  compilePolicy,
  type Diagnostic,
  defaultLimits,
  evaluate,
  type Host,
  type ImportSource,
  type Limits,
  NamespaceError,
  SourceFile,
  type Value,
} from "@portcullis/language";
import { readScripts } from "./script.js";

/** A policy that is wrong in one way: what raises the message with this code. */
export interface DiagnosticCase {
  readonly code: string;
  /** The policy as shown, behind its modules. */
  readonly text: string;
}

/**
 * Cuts a file of cases. Each begins with a line `=== code`; a line `# limit: name number` sets one of
 * the evaluation's limits, `# length: number` adds blanks up to so many characters, and chunks above the last line of three dashes are modules, as in scripts.
 */
export function readDiagnosticCases(text: string): DiagnosticCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((chunk) => {
      const end = chunk.indexOf("\n");
      return { code: chunk.slice(0, end), text: chunk.slice(end + 1) };
    });
}

/** Compiles and evaluates the policy of a case and returns the first thing that is wrong with it. */
export function diagnoseCase({ text }: DiagnosticCase): Diagnostic | undefined {
  const modules = new Map<string, ImportSource>();
  const [, length = 0] = /^# length: (\d+)$/m.exec(text) ?? [];
  const policy = (text.split(/^---\n/m).at(-1) ?? "").padEnd(Number(length));
  const [script] = readScripts("main.sentinel", text).slice(-1);
  for (const [name, module] of script?.imports ?? []) {
    const { program, diagnostics } = compilePolicy(
      new SourceFile(`${name}.sentinel`, module.text.trimStart()),
    );
    if (program === undefined) return diagnostics[0];
    modules.set(name, { kind: "module", program });
  }
  const { program, diagnostics } = compilePolicy(new SourceFile("main.sentinel", policy));
  if (program === undefined) return diagnostics[0];
  return evaluate(program, hostOf(text, modules)).error;
}

const imports: ReadonlyMap<string, ImportSource> = new Map<string, ImportSource>([
  ["data", { kind: "static", value: { count: 2 } }],
  [
    "functions",
    {
      kind: "namespace",
      namespace: {
        get: functionsMember,
        names: () => ["now", "upper", "lower"],
      },
    },
  ],
]);

function functionsMember(key: string): Value | undefined {
  if (key === "broken") throw new NamespaceError("the program behind it has ended");
  return key === "now" ? { hour: 9 } : undefined;
}

function hostOf(text: string, modules: ReadonlyMap<string, ImportSource>): Host {
  const limits: Record<string, number> = {};
  for (const [, name = "", value] of text.matchAll(/^# limit: (\w+) (\d+)$/gm))
    limits[name] = Number(value);
  // A clock that goes on at every look makes the limit of time independent of the machine.
  let ticks = 0;
  return {
    findImport: (path) => modules.get(path) ?? imports.get(path),
    params: new Map(),
    globals: new Map(),
    limits: { ...defaultLimits, ...(limits as Partial<Limits>) },
    now: () => ticks++,
  };
}
