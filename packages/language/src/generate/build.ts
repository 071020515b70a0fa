import { isStackOverflow } from "../source/stack-overflow.js";
import type { Fragment } from "./fragment.js";
import { operations } from "./operations.js";

/** Turns generated code into the function that it returns; `undefined` where that cannot be done. */
export type Build = (code: Fragment, constants: readonly unknown[]) => unknown;

/** Builds with the host's own compiler. */
export const buildInHost: Build = (code, constants) => {
  try {
    return new Function("operations", "constants", code.text)(operations, constants);
  } catch (error) {
    // The host forbids it, or has too little stack left for its parser: closures do without.
    if (error instanceof EvalError || isStackOverflow(error)) return undefined;
    throw error;
  }
};

let isAllowed: boolean | undefined;

/** Whether the host lets text become code. A Content Security Policy, or an option of Node.js, may not. */
export function canGenerate(): boolean {
  isAllowed ??= isFunctionAllowed();
  return isAllowed;
}

function isFunctionAllowed(): boolean {
  try {
    new Function("");
    return true;
  } catch {
    return false;
  }
}
