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
  const { text, hint } = entry(...args);
  return { code, message: text, location, ...(hint === undefined ? {} : { hint }) };
}
