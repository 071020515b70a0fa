import type { Command, CommandEntry } from "../command.js";
import { commonFlags, type Flag, takesNothing } from "../flags.js";

/** What a shell is to know of one command. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagWords[];
}

export interface FlagWords {
  readonly name: string;
  readonly help: string;
  /** Whether the next word is the flag's. */
  readonly takesValue: boolean;
}

/** The words that can be typed, as the flag tables have them. */
export function wordsOf(
  entries: readonly CommandEntry[],
  commands: readonly Command[],
): CommandWords[] {
  return commands.map(({ name, flags }) => ({
    name,
    summary: entries.find((entry) => entry.name === name)?.summary ?? "",
    flags: Object.entries<Flag>({ ...flags, ...commonFlags }).map(([flag, about]) => ({
      name: flag,
      help: about.help,
      takesValue: !takesNothing(about),
    })),
  }));
}
