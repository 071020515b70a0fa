import type { Compilation, Generator, LoopCode } from "../compile/compilation.js";
import { nothingOf } from "../compile/functions.js";
import type { FunctionNode, LoopNode } from "../resolve/resolution.js";
import type { FunctionBody } from "../runtime/closure.js";
import type { Action, Code } from "../runtime/frame.js";
import { isStackOverflow } from "../source/stack-overflow.js";
import type { Expression, Statement } from "../syntax/ast.js";
import type { Node } from "../syntax/walk.js";
import { type Build, buildInHost, canGenerate } from "./build.js";
import { writeExpression } from "./expressions.js";
import { Fragment, js } from "./fragment.js";
import { isSmallEnough, makesClosures } from "./measure-tree.js";
import { prelude } from "./operations.js";
import { writeOver } from "./quantifiers.js";
import { writeForOver, writeStatements } from "./statements.js";
import { Unit } from "./unit.js";
import { MAX_LOCALS } from "./variables.js";

/** Generates JavaScript; `build` makes functions of it. */
export class JavaScriptGenerator implements Generator {
  private readonly build: Build;

  constructor(build: Build = buildInHost) {
    this.build = build;
  }

  statements(nodes: readonly Statement[], compilation: Compilation): Action | undefined {
    return this.generate(nodes, () => {
      const unit = new Unit(compilation, "completion", "in", writeExpression);
      writeStatements(nodes, unit);
      unit.write(js`return "next";`);
      return { unit, parameters: js`frame` };
    });
  }

  expression(node: Expression, compilation: Compilation): Code | undefined {
    return this.generate([node], () => {
      const unit = new Unit(compilation, "completion", "in", writeExpression);
      unit.temporaries(1, (value) => {
        unit.expression(node, value);
        unit.write(js`return ${value};`);
      });
      return { unit, parameters: js`frame` };
    });
  }

  function(node: FunctionNode, compilation: Compilation): FunctionBody | undefined {
    return this.generate([node.body], () => {
      const layout = compilation.resolution.functions.get(node);
      if (layout === undefined) throw new Error("function was not resolved");
      const isFree = layout.frameSize <= MAX_LOCALS && !makesClosures(node.body);
      const unit = new Unit(compilation, "value", isFree ? "free" : "within", writeExpression);
      if (!isFree) unit.write(js`const f0 = new Frame(${layout.frameSize}, frame, frame.unit);`);
      const { parameters } = layout;
      parameters.forEach((index, position) => {
        unit.write(js`${unit.slot({ depth: 0, index })} = args[${position}];`);
      });
      unit.variables.withCertain(parameters, () => writeStatements(node.body.statements, unit));
      unit.write(js`return ${unit.constant(nothingOf(node, compilation))};`);
      return { unit, parameters: js`frame, args` };
    });
  }

  loop<Result>(node: LoopNode, compilation: Compilation): LoopCode<Result> | undefined {
    return this.generate([node.body], () => {
      const unit = new Unit(compilation, "completion", "in", writeExpression);
      if (node.kind === "ForStatement") {
        writeForOver(node, js`elements`, unit);
        unit.write(js`return "next";`);
      } else {
        unit.temporaries(1, (result) => {
          writeOver(node, js`container`, js`elements`, result, unit);
          unit.write(js`return ${result};`);
        });
      }
      return { unit, parameters: js`frame, container, elements` };
    });
  }

  private generate<Form>(
    nodes: readonly Node[],
    write: () => { readonly unit: Unit; readonly parameters: Fragment },
  ): Form | undefined {
    if (!isSmallEnough(nodes) || !canGenerate()) return undefined;
    try {
      const { unit, parameters } = write();
      return this.build(sourceOf(unit, parameters), unit.constants) as Form | undefined;
    } catch (error) {
      if (isStackOverflow(error)) return undefined;
      throw error;
    }
  }
}

/** The text of a function that returns the unit's code as a function. */
function sourceOf(unit: Unit, parameters: Fragment): Fragment {
  const constants = unit.constants.map((_, index) => js`const k${index} = constants[${index}];`);
  return Fragment.joined(
    [
      prelude,
      ...constants,
      js`return function (${parameters}) {`,
      js`const run = frame.unit.run, budget = run.budget;`,
      unit.body(),
      js`};`,
    ],
    js`\n`,
  );
}
