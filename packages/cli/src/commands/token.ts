import { exitCodes } from "@portcullis/runner";
import { type Command, CommandError } from "../command.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";

const flags = {
  data: {
    kind: "string",
    value: "DIR",
    help: "folder of the server's data (default ./.portcullis, or PORTCULLIS_DATA_DIR)",
  },
} as const;

export const token: Command = {
  name: "token",
  usage: "create [options]",
  description: `Makes another token for the user "admin" and prints it, for whoever may read and write the server's data.
The server may be running. Earlier tokens stay valid.

Exit codes: 0 made, 9 anything else.`,
  flags,
  examples: ["portcullis token create", "portcullis token create -data ./policies-data"],
  async run(args, terminal) {
    const [action, ...rest] = args;
    if (action !== "create") throw new UsageError('say what to do: "token create"');
    const { flags: given, operands } = parseFlags(flags, rest);
    refuseOperands(operands);
    const { createRecoveryToken, decodeSettings } = await import("@portcullis/server");
    const settings = decodeSettings({ data: given.data }, terminal.env);
    const made = await createRecoveryToken(settings).catch((error: Error) => {
      throw new CommandError(error.message);
    });
    terminal.write(`${made}\n`);
    return exitCodes.pass;
  },
};
