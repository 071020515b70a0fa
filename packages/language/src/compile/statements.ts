import { failAt } from "../messages/failure.js";
import type { Action, Code, Completion, Frame } from "../runtime/frame.js";
import type { Block, CaseStatement, Expression, ForStatement, IfStatement } from "../syntax/ast.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import { areEqual } from "./comparison.js";
import type { Compilation, LoopCode } from "./compilation.js";
import { compileIteration, compileLoop } from "./iteration.js";

/** Runs statements in order until one of them leaves. */
export function sequence(actions: readonly Action[]): Action {
  return (frame) => {
    for (const action of actions) {
      const completion = action(frame);
      if (completion !== "next") return completion;
    }
    return "next";
  };
}

const nothing: Action = () => "next";

export function compileIf(node: IfStatement, compilation: Compilation): Action {
  const condition = compilation.expression(node.condition);
  const fail = conditionFailure(node.condition, compilation);
  const { span } = node.condition;
  const name = undefined;
  const consequent = compilation.covered(
    { kind: "true", name, span },
    compilation.block(node.consequent),
  );
  const alternate = compilation.covered(
    { kind: "false", name, span },
    compileAlternate(node.alternate, compilation),
  );
  return (frame) => {
    const holds = condition(frame);
    if (holds === true) return consequent(frame);
    // False and undefined alike take the other branch (Language, Conditionals).
    if (holds === false || holds instanceof UndefinedValue) return alternate(frame);
    return fail(holds);
  };
}

/** Fails for a condition that is no truth. */
export function conditionFailure(
  condition: Expression,
  compilation: Compilation,
): (value: Value) => never {
  const site = compilation.location(condition.span);
  return (value) => failAt(site, "not-boolean", "the condition", kindOf(value));
}

function compileAlternate(node: IfStatement | Block | undefined, compilation: Compilation): Action {
  if (node === undefined) return nothing;
  return node.kind === "Block" ? compilation.block(node) : compileIf(node, compilation);
}

export function compileCase(node: CaseStatement, compilation: Compilation): Action {
  const subject: Code =
    node.subject === undefined ? () => true : compilation.expression(node.subject);
  const name = undefined;
  const clauses = node.clauses.map(({ expressions, body, span }) => ({
    candidates: expressions.map((expression) => compileCandidate(expression, compilation)),
    body: compilation.covered({ kind: "clause", name, span }, compilation.block(body)),
  }));
  const otherwise = compilation.covered(
    { kind: "otherwise", name, span: node.otherwise?.span ?? node.span },
    node.otherwise === undefined ? nothing : compilation.block(node.otherwise),
  );
  return (frame) => {
    const value = subject(frame);
    if (!(value instanceof UndefinedValue)) {
      for (const { candidates, body } of clauses) {
        for (const { code, matches } of candidates)
          if (matches(value, code(frame), frame)) return body(frame);
      }
    }
    return otherwise(frame);
  };
}

function compileCandidate(
  node: Expression,
  compilation: Compilation,
): { readonly code: Code; readonly matches: Matching } {
  return { code: compilation.expression(node), matches: matchesCandidate(node, compilation) };
}

type Matching = (subject: Value, candidate: Value, frame: Frame) => boolean;

/** Whether the subject of a case, which is not undefined, is what a clause asks for. */
export function matchesCandidate(node: Expression, compilation: Compilation): Matching {
  const site = compilation.location(node.span);
  return (subject, candidate, frame) =>
    !(candidate instanceof UndefinedValue) && areEqual(subject, candidate, frame, site) === true;
}

export function compileFor(node: ForStatement, compilation: Compilation): Action {
  return compileLoop(node, compilation, closuresOf(node, compilation));
}

function closuresOf(node: ForStatement, compilation: Compilation): LoopCode<Completion> {
  const iterate = compileIteration(node, compilation);
  const point = { kind: "element", name: undefined, span: node.collection.span } as const;
  const body = compilation.covered(point, compilation.block(node.body));
  return (frame, _, elements) => {
    let returned = false;
    iterate(frame, elements, (inner) => {
      const completion = body(inner);
      returned = completion === "return";
      return completion === "next" || completion === "continue";
    });
    return returned ? "return" : "next";
  };
}
