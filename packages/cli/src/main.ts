import { type Command, CommandError, DONE, type Terminal, TROUBLE } from "./command.js";
import { commands } from "./commands.js";
import { UsageError } from "./flags.js";
import { renderHelp, renderUsage } from "./help.js";
import { processTerminal } from "./terminal.js";

/** Runs the command that the arguments name; returns the exit code. */
export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const [name = "-help", ...rest] = args;
  if (["-h", "-help", "--help", "help"].includes(name)) return help(rest, terminal);
  const alias = ["-v", "-version", "--version"].includes(name) ? "version" : name;
  const command = commands.find((candidate) => candidate.name === alias);
  if (command === undefined) {
    terminal.writeError(`portcullis: unknown command "${name}"\n\n${renderUsage(commands)}`);
    return TROUBLE;
  }
  if (rest.some((arg) => ["-h", "-help", "--help"].includes(arg))) return help([alias], terminal);
  return runCommand(await command.load(), rest, terminal);
}

async function help([name]: readonly string[], terminal: Terminal): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  terminal.write(command === undefined ? renderUsage(commands) : renderHelp(await command.load()));
  return DONE;
}

/** The errors of other packages that say where and what to do; named, so that none is loaded for it. */
const TOLD = ["LoadError", "MalformedDocument", "SettingsError"];

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      const hint = `run "portcullis ${command.name} -help" for what it takes`;
      terminal.writeError(`portcullis ${command.name}: ${error.message}\n  hint: ${hint}\n`);
      return TROUBLE;
    }
    // A message of ours says where and what to do; of anything else the stack tells more.
    const { name, message, stack } = error as Error;
    const isOurs = error instanceof CommandError || TOLD.includes(name);
    terminal.writeError(`${isOurs ? message : stack}\n`);
    return TROUBLE;
  }
}
