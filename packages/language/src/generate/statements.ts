import { compileFunctionDeclaration } from "../compile/functions.js";
import { opening } from "../compile/iteration.js";
import { conditionFailure, matchesCandidate } from "../compile/statements.js";
import type {
  Block,
  CaseStatement,
  Expression,
  ForStatement,
  IfStatement,
  ReturnStatement,
  Statement,
} from "../syntax/ast.js";
import { writeAssign } from "./assignments.js";
import { type Fragment, js } from "./fragment.js";
import { writeLoop } from "./loops.js";
import type { Unit } from "./unit.js";

export function writeStatements(nodes: readonly Statement[], unit: Unit): void {
  for (const node of nodes) writeStatement(node, unit);
}

function writeStatement(node: Statement, unit: Unit): void {
  switch (node.kind) {
    case "FunctionDeclaration": {
      const declare = unit.constant(compileFunctionDeclaration(node, unit.compilation));
      unit.write(js`${declare}(${unit.frame});`);
      return;
    }
    case "IfStatement":
      writeIf(node, unit);
      return;
    case "CaseStatement":
      writeCase(node, unit);
      return;
    case "ForStatement":
      writeFor(node, unit);
      return;
    case "BreakStatement":
      unit.write(js`break;`);
      return;
    case "ContinueStatement":
      unit.write(js`continue;`);
      return;
    case "ReturnStatement":
      writeReturn(node, unit);
      return;
    case "AssignStatement":
      writeAssign(node, unit);
      return;
    case "ExpressionStatement":
      unit.temporaries(1, (value) => unit.expression(node.expression, value));
      return;
  }
}

function writeReturn({ value: node }: ReturnStatement, unit: Unit): void {
  unit.temporaries(1, (value) => {
    unit.expression(node, value);
    if (unit.returning === "value") {
      unit.write(js`return ${value};`);
      return;
    }
    unit.write(js`run.leaveReturned(${value});`);
    unit.write(js`return "return";`);
  });
}

function writeIf(node: IfStatement, unit: Unit): void {
  const fail = unit.constant(conditionFailure(node.condition, unit.compilation));
  unit.temporaries(1, (condition) => {
    unit.expression(node.condition, condition);
    unit.write(
      js`if (typeof ${condition} !== "boolean" && !(${condition} instanceof UndefinedValue)) ${fail}(${condition});`,
    );
    unit.when(js`${condition} === true`, () => writeStatements(node.consequent.statements, unit));
    const { alternate } = node;
    if (alternate !== undefined) unit.block(js`else`, () => writeAlternate(alternate, unit));
  });
}

function writeAlternate(node: IfStatement | Block, unit: Unit): void {
  if (node.kind === "Block") writeStatements(node.statements, unit);
  else writeIf(node, unit);
}

function writeCase(node: CaseStatement, unit: Unit): void {
  const end = unit.label();
  unit.block(js`${end}:`, () => {
    unit.temporaries(1, (subject) => {
      if (node.subject === undefined) unit.write(js`${subject} = true;`);
      else unit.expression(node.subject, subject);
      unit.when(js`!(${subject} instanceof UndefinedValue)`, () => {
        for (const { expressions, body } of node.clauses)
          writeClause(expressions, body, subject, end, unit);
      });
    });
    if (node.otherwise !== undefined) writeStatements(node.otherwise.statements, unit);
  });
}

function writeClause(
  candidates: readonly Expression[],
  body: Block,
  subject: Fragment,
  end: Fragment,
  unit: Unit,
): void {
  const next = unit.label();
  const chosen = unit.label();
  unit.block(js`${next}:`, () => {
    unit.block(js`${chosen}:`, () => {
      for (const candidate of candidates) {
        unit.temporaries(1, (value) => {
          unit.expression(candidate, value);
          const matches = unit.constant(matchesCandidate(candidate, unit.compilation));
          unit.write(js`if (${matches}(${subject}, ${value}, ${unit.frame})) break ${chosen};`);
        });
      }
      unit.write(js`break ${next};`);
    });
    writeStatements(body.statements, unit);
    unit.write(js`break ${end};`);
  });
}

function writeFor(node: ForStatement, unit: Unit): void {
  const open = unit.constant(opening(node, unit.compilation));
  unit.temporaries(1, (elements) => {
    unit.expression(node.collection, elements);
    unit.write(js`${elements} = ${open}(${elements}, ${unit.frame});`);
    writeForOver(node, elements, unit);
  });
}

/** The same over a collection that is at hand. */
export function writeForOver(node: ForStatement, elements: Fragment, unit: Unit): void {
  writeLoop(node, elements, unit, () => writeStatements(node.body.statements, unit));
}
