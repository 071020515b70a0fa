/**
 * Whether an error says that the host's stack is used up. The limits on nesting keep within the stack
 * that hosts usually give; this is for one that gives less, or that is deep in its own calls already.
 * Hosts agree on no class for it, but their messages are known: "Maximum call stack size exceeded",
 * "too much recursion".
 */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|recursion/i.test(error.message);
}
