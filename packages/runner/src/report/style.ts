/** How a trace sets words off: not at all in files and pipes, in colour on a terminal. */
export interface Style {
  heading(text: string): string;
  passed(text: string): string;
  failed(text: string): string;
  /** The rule that decided against. */
  culprit(text: string): string;
}

const asItIs = (text: string): string => text;

export const plainStyle: Style = {
  heading: asItIs,
  passed: asItIs,
  failed: asItIs,
  culprit: asItIs,
};

/** COMPAT (Writing policies, Tracing): bold headings, yellow for a failure, red for its rule. */
export const terminalStyle: Style = {
  heading: (text) => `\x1b[1m${text}\x1b[0m`,
  passed: (text) => `\x1b[32m${text}\x1b[0m`,
  failed: (text) => `\x1b[33m${text}\x1b[0m`,
  culprit: (text) => `\x1b[31m${text}\x1b[0m`,
};
