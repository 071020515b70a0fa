import type { Command, CommandEntry } from "./command.js";
import { commonFlags, type Flag, takesNothing } from "./flags.js";

export function renderUsage(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return `Usage: portcullis [--version] [--help] <command> [<args>]

Available commands are:
${commands.map(({ name, summary }) => `    ${name.padEnd(width)}${summary}\n`).join("")}
Run "portcullis <command> -help" for what a command takes.
`;
}

export function renderHelp({ name, usage, description, flags, examples }: Command): string {
  const rows = Object.entries<Flag>({ ...flags, ...commonFlags }).map(
    ([name, flag]): [string, string] => [
      `-${name}${takesNothing(flag) ? "" : `=${flag.value}`}`,
      flag.help,
    ],
  );
  const width = Math.max(0, ...rows.map(([flag]) => flag.length)) + 2;
  const options = rows.map(([flag, help]) => `    ${flag.padEnd(width)}${help}\n`).join("");
  return `${`Usage: portcullis ${name} ${usage}`.trimEnd()}

${description}
${options === "" ? "" : `\nOptions:\n${options}`}
Examples:
${examples.map((example) => `    ${example}\n`).join("")}`;
}
