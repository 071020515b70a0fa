import type { CommandWords } from "./grammar.js";

/**
 * The first word is what counts: fish's own `__fish_seen_subcommand_from` takes the name of a command
 * anywhere, the value of a flag too.
 */
const CONDITION = `function __portcullis_runs
  set -l words (commandline -opc)
  set -q words[2]; and test "$words[2]" = "$argv[1]"
end`;

/** A script for fish. */
export function renderFish(commands: readonly CommandWords[]): string {
  const lines = [
    "# Completion of portcullis for fish. Use: portcullis completion fish | source",
    CONDITION,
    ...renderCommands("__fish_use_subcommand", commands),
    "complete -c portcullis -n __fish_use_subcommand -f -a help -d 'Explain a command'",
    ...renderCommands("'__portcullis_runs help'", commands),
  ];
  for (const { name, flags } of commands) {
    for (const flag of flags) {
      const value = flag.takesValue ? " -r" : "";
      const condition = `'__portcullis_runs ${name}'`;
      lines.push(
        `complete -c portcullis -n ${condition} -o ${flag.name}${value} -d ${quote(flag.help)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function renderCommands(condition: string, commands: readonly CommandWords[]): string[] {
  return commands.map(
    ({ name, summary }) =>
      `complete -c portcullis -n ${condition} -f -a ${name} -d ${quote(summary)}`,
  );
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
