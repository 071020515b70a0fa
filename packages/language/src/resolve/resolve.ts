import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { File, ImportDeclaration } from "../syntax/ast.js";
import type {
  FunctionLayout,
  FunctionNode,
  LoopLayout,
  LoopNode,
  Reference,
  Resolution,
  Slot,
} from "./resolution.js";
import type { Scope } from "./scope.js";
import { buildScopes, type ScopeTree } from "./scope-builder.js";
import { checkStatically } from "./static-checks.js";

export interface ResolveResult {
  readonly resolution: Resolution;
  /** Errors that are certain before the policy runs. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds out what every name of a file may mean, and where each variable lives at run time.
 *
 * Names resolve when they are used: `f = func() { a = 1 }` updates the file's `a` if that exists when
 * `f` is called, and makes a variable of its own if not (Language Specification, Scope). That needs
 * no search by name at run time. First, every scope collects the names that may come to exist in it.
 * Then each name gets a slot in a frame: files and functions have frames, an iteration of a loop only
 * if a closure can capture it. Last, each use of a name becomes the short list of slots, from the
 * inside out, of which the first one filled is meant; almost always there is just one.
 *
 * `isPredeclared` says which names the language itself brings; it is passed in because the builtins
 * are not this folder's to know.
 */
export function resolve(
  source: SourceFile,
  file: File,
  isPredeclared: (name: string) => boolean,
): ResolveResult {
  const tree = buildScopes(file);
  for (const scope of tree.scopes) scope.lay();

  const importIndexes = indexesByName(file.imports);
  const references = new Map(
    tree.uses.map(({ identifier, scope }) => [
      identifier,
      referenceFrom(scope, identifier.name, importIndexes),
    ]),
  );
  const resolution: Resolution = {
    references,
    functions: functionLayouts(tree),
    loops: loopLayouts(tree),
    programFrameSize: tree.program.frame.size,
    programSlots: slotsByName(tree.program),
    ruleNames: tree.ruleNames,
  };
  return { resolution, diagnostics: checkStatically(source, file, resolution, isPredeclared) };
}

function referenceFrom(
  start: Scope,
  name: string,
  importIndexes: ReadonlyMap<string, number>,
): Reference {
  const slots: Slot[] = [];
  let depth = 0;
  for (let scope: Scope | undefined = start; scope !== undefined; scope = scope.parent) {
    const index = scope.slotOf(name);
    if (index !== undefined) slots.push({ depth, index });
    if (scope.ownsFrame) depth++;
  }
  return { slots, importIndex: importIndexes.get(name), visibleNames: () => start.visibleNames() };
}

/** The first import of each name. */
function indexesByName(imports: readonly ImportDeclaration[]): Map<string, number> {
  const indexes = new Map<string, number>();
  imports.forEach(({ name }, index) => {
    if (!indexes.has(name)) indexes.set(name, index);
  });
  return indexes;
}

function functionLayouts(tree: ScopeTree): Map<FunctionNode, FunctionLayout> {
  const layouts = new Map<FunctionNode, FunctionLayout>();
  for (const [node, scope] of tree.functionScopes) {
    layouts.set(node, {
      parameters: node.parameters.map(({ name }) => slotIn(scope, name)),
      frameSize: scope.frame.size,
    });
  }
  return layouts;
}

function loopLayouts(tree: ScopeTree): Map<LoopNode, LoopLayout> {
  const layouts = new Map<LoopNode, LoopLayout>();
  for (const [node, scope] of tree.loopScopes) {
    const { first, second } = node.variables;
    const variables = new Set([first.name, second?.name]);
    const assigned = [...scope.names].filter((name) => !variables.has(name));
    layouts.set(node, {
      frameSize: scope.ownsFrame ? scope.frame.size : undefined,
      first: slotIn(scope, first.name),
      second: second === undefined ? undefined : slotIn(scope, second.name),
      assigned: assigned.map((name) => slotIn(scope, name)),
    });
  }
  return layouts;
}

function slotsByName(scope: Scope): Map<string, number> {
  return new Map([...scope.names].map((name) => [name, slotIn(scope, name)]));
}

/** The slot of a name that the scope is known to declare. */
function slotIn(scope: Scope, name: string): number {
  const slot = scope.slotOf(name);
  if (slot === undefined) throw new Error(`name "${name}" has no slot`);
  return slot;
}
