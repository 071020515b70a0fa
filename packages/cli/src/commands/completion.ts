import { type Command, type CommandEntry, DONE } from "../command.js";
import { renderBash } from "../completion/bash.js";
import { renderFish } from "../completion/fish.js";
import { type CommandWords, wordsOf } from "../completion/grammar.js";
import { renderZsh } from "../completion/zsh.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";

const renderers: Readonly<Record<string, (words: readonly CommandWords[]) => string>> = {
  bash: renderBash,
  fish: renderFish,
  zsh: renderZsh,
};

/** The list of commands is handed in, because this command is on it. */
export const completionOf = (entries: readonly CommandEntry[]): Command => ({
  name: "completion",
  usage: "SHELL",
  description: `Prints a script that completes commands, flags and files for SHELL: bash, fish or zsh. To have it in every
shell, add the line of the example to ~/.bashrc or ~/.zshrc, or the output to ~/.config/fish/completions/portcullis.fish.`,
  flags: {},
  examples: [
    'bash -c "source <(portcullis completion bash)"',
    "portcullis completion zsh",
    "portcullis completion fish",
  ],
  async run(args, terminal) {
    const { operands } = parseFlags({}, args);
    const [shell, ...others] = operands;
    refuseOperands(others);
    const shells = `name a shell: ${Object.keys(renderers).join(", ")}`;
    if (shell === undefined) throw new UsageError(shells);
    const render = Object.hasOwn(renderers, shell) ? renderers[shell] : undefined;
    if (render === undefined) throw new UsageError(`${shells}, not "${shell}"`);
    const commands = await Promise.all(entries.map((entry) => entry.load()));
    terminal.write(render(wordsOf(entries, commands)));
    return DONE;
  },
});
