import type { Code, Frame } from "../runtime/frame.js";
import { weights } from "../runtime/limits.js";
import { type RuleCode, RuleValue } from "../runtime/rule-value.js";
import type { AssignStatement, Expression, RuleExpression } from "../syntax/ast.js";
import type { Compilation } from "./compilation.js";

/** Compiles a rule within an expression, where its value is asked for at once. */
export function compileRule(node: RuleExpression, compilation: Compilation): Code {
  const code = ruleCode(node, undefined, compilation);
  return (frame) => new RuleValue(code, frame).force();
}

/** Compiles a rule that is assigned to a name: evaluated when the name is used. */
export function compileNamedRule(
  node: RuleExpression,
  assignment: AssignStatement,
  compilation: Compilation,
): (frame: Frame) => RuleValue {
  const code = ruleCode(node, assignment, compilation);
  const site = compilation.location(node.span);
  return (frame) => {
    frame.keep(site);
    frame.unit.run.budget.chargeElements(weights.rule, site);
    return new RuleValue(code, frame);
  };
}

function ruleCode(
  node: RuleExpression,
  assignment: AssignStatement | undefined,
  compilation: Compilation,
): RuleCode {
  const target = assignment?.target;
  const name = target?.kind === "Identifier" ? target.name : undefined;
  const span = target?.span ?? node.span;
  const tier = (part: Expression, code: Code) =>
    compilation.tier(code, (generator) => generator.expression(part, compilation));
  const { compiled, levels } = compilation.body(() => ({
    condition:
      node.condition && tier(node.condition, compileCondition(node.condition, name, compilation)),
    body: tier(
      node.body,
      compilation.covered({ kind: "rule", name, span }, compilation.expression(node.body)),
    ),
  }));
  return {
    name,
    span,
    description: assignment?.description ?? "",
    condition: compiled.condition,
    body: compiled.body,
    levels,
  };
}

function compileCondition(
  node: Expression,
  name: string | undefined,
  compilation: Compilation,
): Code {
  const point = { kind: "rule-skipped", name, span: node.span } as const;
  return compilation.covered(point, compilation.expression(node), (holds) => holds === false);
}
