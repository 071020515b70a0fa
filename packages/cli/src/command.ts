import type { FlagTable } from "./flags.js";

/** What a command may touch of the process it runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks a question and returns the answer; missing where there is nobody to ask. */
  readonly ask?: (question: string) => Promise<string>;
  /** Tells what takes time, on a line of its own; missing where nobody watches. */
  readonly showProgress?: (text: string) => void;
  /** Shows one line in place of the one before, and with "" none; missing where nobody watches. */
  readonly live?: (text: string) => void;
  /** Whether standard output is a terminal that shall show colours. */
  readonly isColoured?: boolean;
  /** Whether anything that is written goes to a terminal, which what a policy says could steer. */
  readonly isTerminal?: boolean;
  /** Writes to standard output: results. */
  write(text: string): void;
  /** Writes to standard error: everything that is no result. */
  writeError(text: string): void;
}

/** One command of the `portcullis` program. */
export interface Command {
  readonly name: string;
  /** What stands behind the name: `[options] POLICY`. */
  readonly usage: string;
  /** What the command does, and what its exit codes mean. */
  readonly description: string;
  readonly flags: FlagTable;
  readonly examples: readonly string[];
  /** Returns the exit code. */
  run(args: readonly string[], terminal: Terminal): number | Promise<number>;
}

/** A command as the list of all knows it: its code is loaded when it is asked for. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** The exit codes of what judges no policy; they say the same as those of the runner. */
export const DONE = 0;
export const TROUBLE = 9;

/** The command could not do what it was asked; the message says why and what to do. */
export class CommandError extends Error {}
