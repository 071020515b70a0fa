import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, loadTerraformData, redactData, renderMockBundle } from "@portcullis/runner";
import { type Command, CommandError } from "../command.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";
import { terraformDataFlags, terraformDataPaths } from "../terraform-data-flags.js";

const flags = {
  ...terraformDataFlags,
  out: { kind: "string", value: "DIR", help: "folder to write to; made if it is not there" },
  "redact-sensitive": {
    kind: "bool",
    help: 'write "REDACTED_SENSITIVE" in place of sensitive values',
  },
  overwrite: { kind: "bool", help: "replace files of the same names" },
} as const;

/** What a plan holds is nobody else's business. */
const FILE_MODE = 0o600;

export const mocks: Command = {
  name: "mocks",
  usage: "-plan=FILE -out=DIR [options]",
  description: `Writes what policies see of a Terraform plan as mocks, one file for each import, and a sentinel.hcl that
wires them: to be included in test cases, or given to "portcullis apply -config".

Exit codes: 0 the files are written, 9 anything else.`,
  flags,
  examples: ["portcullis mocks --plan examples/web-tier/plan.json --out mocks --redact-sensitive"],
  run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    refuseOperands(operands);
    const paths = terraformDataPaths(given);
    const { out } = given;
    if (out === undefined) throw new UsageError('name the folder to write to with "-out=DIR"');
    const data = loadTerraformData(paths);
    const files = renderMockBundle(given["redact-sensitive"] ? redactData(data) : data);
    const existing = files.find(({ name }) => existsSync(join(out, name)));
    if (existing !== undefined && !given.overwrite)
      throw new CommandError(
        `"${join(out, existing.name)}" exists; replace it with "-overwrite", or name another folder`,
      );
    writeFiles(out, files);
    terminal.write(files.map(({ name }) => `${join(out, name)}\n`).join(""));
    return exitCodes.pass;
  },
};

function writeFiles(folder: string, files: ReturnType<typeof renderMockBundle>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files)
      writeFileSync(join(folder, name), text, { mode: FILE_MODE });
  } catch (error) {
    throw new CommandError(`the mocks cannot be written: ${(error as Error).message}`);
  }
}
