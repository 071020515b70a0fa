import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createClient } from "@portcullis/client";
import { openPlan } from "@portcullis/runner";
import { type Command, CommandError, type Terminal } from "../command.js";
import { failOnFlag, parseFailOn } from "../fail-on.js";
import { parseFlags, refuseOperands, UsageError } from "../flags.js";
import { PolicyRun } from "../run/policy-run.js";

const flags = {
  workspace: { kind: "string", value: "ORG/NAME", help: "workspace whose policy sets apply" },
  plan: {
    kind: "string",
    value: "FILE",
    help: 'plan as "terraform show -json PLANFILE" prints it; "-" reads standard input',
  },
  address: {
    kind: "string",
    value: "URL",
    help: "the server (default http://127.0.0.1:8080, or PORTCULLIS_ADDRESS)",
  },
  message: { kind: "string", value: "TEXT", help: "what the run is for" },
  "fail-on": failOnFlag,
} as const;

export const run: Command = {
  name: "run",
  usage: "-workspace=ORG/NAME -plan=FILE [options]",
  description: `Creates a run on a workspace of a Portcullis server, uploads a plan, waits for what policies say of it and prints that
as the Terraform command does: first the evaluations after the plan, then the policy check. On a terminal it asks whether to
override a failure that may be. The token is read from the environment, PORTCULLIS_TOKEN.

Exit codes: 0 nothing failed at or above the level of -fail-on, or the failure was overridden, 1 a policy failed,
2 one was undefined, 3 one ended in an error, 9 anything else. The highest applies.`,
  flags,
  examples: [
    "portcullis run --workspace acme/web --plan examples/web-tier/plan.json",
    "cat examples/web-tier/plan.json | portcullis run --workspace acme/web --plan - --message nightly",
  ],
  async run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    refuseOperands(operands);
    if (given.plan === undefined) throw new UsageError('name the plan with "-plan=FILE"');
    const [organization, workspace] = splitWorkspace(given.workspace);
    const failOn = parseFailOn(given["fail-on"]);
    const client = createClient({
      baseUrl: addressOf(given.address, terminal),
      token: tokenOf(terminal),
    });
    // Before anything is asked of the server, so that a mistyped name leaves no run behind.
    const plan = contentOf(given.plan);
    const policyRun = new PolicyRun(client, terminal, failOn);
    const content = Readable.toWeb(plan) as ReadableStream<Uint8Array>;
    try {
      return await policyRun.check(organization, workspace, content, given.message);
    } catch (error) {
      throw new CommandError((error as Error).message);
    } finally {
      // Standard input that nobody will read would keep the process until its writer ends.
      plan.destroy();
    }
  },
};

function splitWorkspace(text: string | undefined): [organization: string, workspace: string] {
  const [, organization, workspace] = /^([^/]+)\/([^/]+)$/.exec(text ?? "") ?? [];
  if (organization === undefined || workspace === undefined)
    throw new UsageError('name the workspace with "-workspace=ORG/NAME"');
  return [organization, workspace];
}

function addressOf(given: string | undefined, { env }: Terminal): string {
  const address = given ?? env.PORTCULLIS_ADDRESS ?? "http://127.0.0.1:8080";
  if (!URL.canParse(address)) throw new UsageError(`"${address}" is not the address of a server`);
  return address;
}

function tokenOf({ env }: Terminal): string {
  const token = env.PORTCULLIS_TOKEN;
  if (token === undefined || token === "")
    throw new UsageError("set PORTCULLIS_TOKEN to a token of the server");
  return token;
}

function contentOf(path: string): Readable {
  return path === "-" ? process.stdin : createReadStream(path, { fd: openPlan(path) });
}
