import type { FunctionLayout, FunctionNode } from "../resolve/resolution.js";
import { Closure, type FunctionBody, type FunctionCode } from "../runtime/closure.js";
import { type Action, type Code, Frame } from "../runtime/frame.js";
import { weights } from "../runtime/limits.js";
import type { FunctionDeclaration, FunctionLiteral } from "../syntax/ast.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Compilation } from "./compilation.js";

/** Compiles `func(a) { … }`; messages call it by the name it is assigned to, where there is one. */
export function compileFunctionLiteral(
  node: FunctionLiteral,
  compilation: Compilation,
  name = "func",
): Code {
  const code = compileFunction(node, name, compilation);
  const site = compilation.location(node.span);
  return (frame) => {
    frame.keep(site);
    frame.unit.run.budget.chargeElements(weights.closure, site);
    return new Closure(code, frame);
  };
}

/** Compiles `func name(a) { … }`: the name exists from here on. */
export function compileFunctionDeclaration(
  node: FunctionDeclaration,
  compilation: Compilation,
): Action {
  const code = compileFunction(node, node.name.name, compilation);
  const slot = compilation.resolution.programSlots.get(node.name.name);
  if (slot === undefined) throw new Error("function was not resolved");
  return (frame) => {
    frame.cells[slot] = new Closure(code, frame);
    return "next";
  };
}

function compileFunction(node: FunctionNode, name: string, compilation: Compilation): FunctionCode {
  const layout = compilation.resolution.functions.get(node);
  if (layout === undefined) throw new Error("function was not resolved");
  const { compiled, levels } = compilation.body(() =>
    compilation.covered({ kind: "function", name, span: node.span }, compilation.block(node.body)),
  );
  const nothing = nothingOf(node, compilation);
  return {
    name,
    parameterCount: layout.parameters.length,
    frameSize: layout.frameSize,
    body: compilation.tier(closuresOf(layout, compiled, nothing), (generator) =>
      generator.function(node, compilation),
    ),
    // Variables take the same kind of room as levels do, whatever is done about them.
    levels: levels + (layout.frameSize >> 6),
  };
}

/** What a call that returns nothing comes to. */
export function nothingOf({ span }: FunctionNode, compilation: Compilation): UndefinedValue {
  return new UndefinedValue(compilation.location(span));
}

function closuresOf(
  { parameters, frameSize }: FunctionLayout,
  body: Action,
  nothing: UndefinedValue,
): FunctionBody {
  return (scope, args) => {
    const frame = new Frame(frameSize, scope, scope.unit);
    for (let i = 0; i < parameters.length; i++) frame.cells[parameters[i] as number] = args[i];
    return body(frame) === "return" ? scope.unit.run.takeReturned() : nothing;
  };
}
