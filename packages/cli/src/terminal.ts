import { isatty } from "node:tty";
import { CommandError, type Terminal } from "./command.js";

const STANDARD_INPUT = 0;
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

/** The terminal, pipes or files that this process was started with. */
export function processTerminal(): Terminal {
  return {
    env: process.env,
    // Not `process.stdin.isTTY`: opening that stream makes reading a plan from a pipe fail now and then.
    ...(isatty(STANDARD_INPUT) && isatty(STANDARD_ERROR) ? { ask } : {}),
    ...(isatty(STANDARD_ERROR) ? { showProgress, live } : {}),
    // COMPAT (no-color.org): set and not empty, the variable forbids colours.
    isColoured: isatty(STANDARD_OUTPUT) && !process.env.NO_COLOR,
    isTerminal: isatty(STANDARD_OUTPUT) || isatty(STANDARD_ERROR),
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
  };
}

/** Back to the first column, and nothing behind it. */
const EMPTY_LINE = "\r\x1b[K";

function showProgress(text: string): void {
  process.stderr.write(`${EMPTY_LINE}${text}\n`);
}

/** A line that is too long would break, and could not be taken back. */
function live(text: string): void {
  process.stderr.write(EMPTY_LINE + text.slice(0, process.stderr.columns - 1));
}

/** Asks on standard error, so that standard output holds results alone. Throws when no answer comes. */
async function ask(question: string): Promise<string> {
  // Loaded when somebody is asked, not at every start.
  const { createInterface } = await import("node:readline/promises");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<never>((_, reject) => {
    reader.once("close", () => reject(new CommandError("\nno answer was given")));
  });
  try {
    return await Promise.race([reader.question(question), ended]);
  } finally {
    // Closing is an end as well, and nobody waits for that one.
    ended.catch(() => {});
    reader.close();
  }
}
