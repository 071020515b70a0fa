import { type Command, DONE } from "../command.js";
import { parseFlags, refuseOperands } from "../flags.js";
import { VERSION } from "../version.js";

export const version: Command = {
  name: "version",
  usage: "",
  description: "Prints the version of Portcullis.",
  flags: {},
  examples: ["portcullis version"],
  run(args, terminal) {
    const { operands } = parseFlags({}, args);
    refuseOperands(operands);
    terminal.write(`Portcullis v${VERSION}\n`);
    return DONE;
  },
};
