import { forEachChild, type Node } from "../syntax/walk.js";

/**
 * LIMIT: nodes and levels of a part of a program that becomes one function of the host. Its compiler
 * gives up on functions that are too long, and its parser on code that is nested too deep; larger
 * parts stay closures, and what they consist of may become code by itself.
 */
const MAX_NODES = 2000;
const MAX_HEIGHT = 100;

export function isSmallEnough(nodes: readonly Node[]): boolean {
  if (nodes.length > MAX_NODES || nodes.some(({ height }) => height > MAX_HEIGHT)) return false;
  let count = 0;
  const visit = (node: Node): void => {
    if (++count > MAX_NODES || isClosure(node)) return;
    forEachChild(node, visit);
  };
  for (const node of nodes) visit(node);
  return count <= MAX_NODES;
}

/** Whether a function or rule is made in a part of a program, which can reach the variables there. */
export function makesClosures(node: Node): boolean {
  let found = isClosure(node);
  forEachChild(node, (child) => {
    found ||= makesClosures(child);
  });
  return found;
}

function isClosure({ kind }: Node): boolean {
  return kind === "FunctionLiteral" || kind === "FunctionDeclaration" || kind === "RuleExpression";
}
