import {
  discoverTests,
  exitCodes,
  ProgramCache,
  renderPolicyTests,
  renderTestSummary,
  runPolicyTests,
} from "@portcullis/runner";
import type { Command } from "../command.js";
import { parseFlags } from "../flags.js";
import { networkFlags, openNetwork } from "../network.js";

const flags = { ...networkFlags } as const;

export const test: Command = {
  name: "test",
  usage: "[options] [PATH...]",
  description: `Runs the test cases of the policies at the given paths, files or folders (default: the working directory).
The cases of DIR/name.sentinel are the files *.hcl and *.json in DIR/test/name.

Exit codes: 0 every case passed, 1 a case failed or could not run, 9 anything else.`,
  flags,
  examples: [
    "portcullis test examples/policies",
    "portcullis test examples/first-policy/working-hours.sentinel",
  ],
  run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    const started = performance.now();
    const policies = discoverTests(operands.length === 0 ? ["."] : operands);
    const programs = new ProgramCache();
    const network = openNetwork(given, terminal);
    let failed = false;
    for (const policy of policies) {
      const result = runPolicyTests(policy, { programs, ...network });
      failed ||= result.status === "FAIL";
      terminal.write(renderPolicyTests(result));
    }
    network.close();
    terminal.write(renderTestSummary(policies.length, performance.now() - started));
    return failed ? exitCodes.fail : exitCodes.pass;
  },
};
