import { plainStyle, type Style, terminalStyle } from "@portcullis/runner";
import type { Terminal } from "./command.js";

/** The colours of text on standard output: as `-color` says, or as the terminal and NO_COLOR do. */
export function styleFor(color: boolean | undefined, terminal: Terminal): Style {
  return (color ?? terminal.isColoured === true) ? terminalStyle : plainStyle;
}
