import type { Diagnostic, Location } from "../source/diagnostic.js";
import type { Message } from "./message.js";
import { resolutionMessages } from "./resolution-messages.js";
import { runtimeMessages } from "./runtime-messages.js";
import { syntaxMessages } from "./syntax-messages.js";

/** Every text the language can say about a policy, by its stable code. Codes are never reused. */
export const catalogue = { ...syntaxMessages, ...resolutionMessages, ...runtimeMessages };

type Catalogue = typeof catalogue;
export type MessageCode = keyof Catalogue & string;
export type MessageArguments<Code extends MessageCode> = Parameters<Catalogue[Code]>;

export function diagnose<Code extends MessageCode>(
  location: Location,
  code: Code,
  ...args: MessageArguments<Code>
): Diagnostic {
  const entry = catalogue[code] as (...args: MessageArguments<Code>) => Message;
  // What `error` says is the policy's own text.
  const shown = code === "error-called" ? args : (args.map(shorten) as typeof args);
  const { text, hint } = entry(...shown);
  return { code, message: text, location, ...(hint === undefined ? {} : { hint }) };
}

/** LIMIT: characters of a policy's text that a message quotes; a longer one would hide what it says. */
const MAX_QUOTED = 200;

function shorten(argument: unknown): unknown {
  return typeof argument === "string" && argument.length > MAX_QUOTED
    ? `${argument.slice(0, MAX_QUOTED)}…`
    : argument;
}
