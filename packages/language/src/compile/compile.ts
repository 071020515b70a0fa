import { resolve } from "../resolve/resolve.js";
import { PatternCache } from "../runtime/pattern-cache.js";
import type { Program } from "../runtime/program.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { isStackOverflow } from "../source/stack-overflow.js";
import type { File, Identifier, Statement } from "../syntax/ast.js";
import { parse, tooDeep } from "../syntax/parse.js";
import type { Value } from "../values/value.js";
import type { Generator } from "./compilation.js";
import { Compiler } from "./compiler.js";
import { type Engine, tiersOf } from "./engine.js";
import { sequence } from "./statements.js";

export type CompileResult =
  | { readonly program: Program; readonly diagnostics: readonly [] }
  | { readonly program?: never; readonly diagnostics: readonly Diagnostic[] };

export interface CompileOptions {
  /** What runs the program; see `Engine`. */
  readonly engine?: Engine;
  /** The work after which `auto` generates code for a part, other than usual: elements or calls. */
  readonly enoughWork?: number;
  /** Whether evaluations of the program count the points that they pass; without it that costs nothing. */
  readonly coverage?: boolean;
}

/**
 * Compiles a policy or module to a program, or reports what is wrong with it before it runs.
 *
 * A program is a tree of closures, one for each node of the syntax tree, with every name resolved to
 * a slot, every constant made and every literal pattern prepared. `generator`, if there is one, makes other
 * code of the parts that turn out to run often.
 */
export function compile(
  source: SourceFile,
  predeclared: ReadonlyMap<string, Value>,
  options: CompileOptions = {},
  generator?: Generator,
): CompileResult {
  const parsed = parse(source);
  if (parsed.file === undefined) return { diagnostics: parsed.diagnostics };
  try {
    return compileTree(source, parsed.file, predeclared, options, generator);
  } catch (error) {
    if (isStackOverflow(error)) return { diagnostics: [tooDeep(source)] };
    throw error;
  }
}

function compileTree(
  source: SourceFile,
  file: File,
  predeclared: ReadonlyMap<string, Value>,
  { coverage = false, engine = "auto", enoughWork }: CompileOptions,
  generator: Generator | undefined,
): CompileResult {
  const { resolution, diagnostics } = resolve(
    source,
    file,
    (name) => predeclared.has(name) || name === "undefined",
  );
  if (diagnostics.length > 0) return { diagnostics };
  // What is generated counts nothing.
  const tiers = tiersOf(coverage ? "closures" : engine, generator, enoughWork);
  const compiler = new Compiler(source, resolution, predeclared, tiers, coverage);
  return { program: compileFile(source, file, compiler), diagnostics: [] };
}

function compileFile(source: SourceFile, file: File, compiler: Compiler): Program {
  const { programSlots, programFrameSize } = compiler.resolution;
  const params = file.params.map(({ name, description, defaultValue }) => ({
    name: name.name,
    span: name.span,
    description,
    slot: programSlots.get(name.name) ?? 0,
    defaultValue: defaultValue && compiler.expression(defaultValue),
  }));
  const { compiled, levels } = compiler.body(() =>
    sequence(file.statements.map((statement) => compiler.statement(statement))),
  );
  return {
    source,
    description: file.description,
    imports: file.imports.map(({ path, name, alias, pathSpan, isNamed }) => ({
      path,
      name,
      isNamed,
      span: alias?.span ?? pathSpan,
    })),
    params,
    mainSpan: file.statements.map(assignedName).findLast((name) => name?.name === "main")?.span,
    frameSize: programFrameSize,
    slots: programSlots,
    body: compiler.tier(compiled, (generator) => generator.statements(file.statements, compiler)),
    patterns: new PatternCache(),
    levels,
    points: compiler.points,
  };
}

function assignedName(statement: Statement): Identifier | undefined {
  if (statement.kind === "FunctionDeclaration") return statement.name;
  if (statement.kind !== "AssignStatement") return undefined;
  return statement.target.kind === "Identifier" ? statement.target : undefined;
}
