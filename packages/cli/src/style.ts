import { plainStyle, type Style, terminalStyle, textForTerminal } from "@portcullis/runner";
import type { Terminal } from "./command.js";

/** The colours of text on standard output: as `-color` says, or as the terminal and NO_COLOR do. */
export function styleFor(color: boolean | undefined, terminal: Terminal): Style {
  return (color ?? terminal.isColoured === true) ? terminalStyle : plainStyle;
}

/** What policies say: as it is for files and programs, on a terminal without what could steer it. */
export function shown(text: string, { isTerminal }: Terminal): string {
  return isTerminal ? textForTerminal(text) : text;
}
