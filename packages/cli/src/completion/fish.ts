import type { CommandWords } from "./grammar.js";

/** A script for fish. */
export function renderFish(commands: readonly CommandWords[]): string {
  const lines = [
    "# Completion of portcullis for fish. Use: portcullis completion fish | source",
    "complete -c portcullis -n __fish_use_subcommand -f -a help -d 'Explain a command'",
  ];
  for (const { name, summary, flags } of commands) {
    lines.push(
      `complete -c portcullis -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    );
    for (const flag of flags) {
      const value = flag.takesValue ? " -r" : "";
      const condition = `'__fish_seen_subcommand_from ${name}'`;
      lines.push(
        `complete -c portcullis -n ${condition} -o ${flag.name}${value} -d ${quote(flag.help)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
