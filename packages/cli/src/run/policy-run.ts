import type { Client, PolicyCheck, Run } from "@portcullis/client";
import type { EnforcementLevel } from "@portcullis/config";
import { type ExitCode, exitCodes } from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { askToOverride } from "./ask-to-override.js";
import { checkVerdict } from "./check-verdict.js";

/** How long to wait before looking at a run again, in milliseconds: soon at first, then less often. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;

const RULE = "-".repeat(72);

/** States that a run leaves by itself. */
const transient: ReadonlySet<Run["attributes"]["status"]> = new Set<Run["attributes"]["status"]>([
  "pending",
  "planning",
  "policy_checking",
]);

/** Takes a plan through a server's policies, and tells about it as the Terraform command does. */
export class PolicyRun {
  constructor(
    private readonly client: Client,
    private readonly terminal: Terminal,
    private readonly failOn: EnforcementLevel,
  ) {}

  async check(
    organizationName: string,
    workspaceName: string,
    plan: ReadableStream<Uint8Array>,
    message: string | undefined,
  ): Promise<ExitCode> {
    const workspace = await this.client.workspaces.showByName({ organizationName, workspaceName });
    const created = await this.create(workspace.data.id, message);
    this.terminal.writeError(`Run ${created.id} in ${organizationName}/${workspaceName}\n`);
    await this.upload(created.relationships.plan.data.id, plan);
    const run = await this.settled(created.id);
    const [check] = run.relationships["policy-checks"].data;
    return check === undefined ? this.withoutCheck(run) : this.showCheck(run, check.id);
  }

  private async create(workspaceId: string, message: string | undefined): Promise<Run> {
    const { data } = await this.client.runs.create({
      body: {
        data: {
          type: "runs",
          attributes: { "plan-upload": true, ...(message === undefined ? {} : { message }) },
          relationships: { workspace: { data: { id: workspaceId, type: "workspaces" } } },
        },
      },
    });
    return data;
  }

  private async upload(planId: string, content: ReadableStream<Uint8Array>): Promise<void> {
    const { data } = await this.client.plans.show({ planId });
    const link = data.links.upload;
    if (link === undefined) throw new Error(`plan "${planId}" does not wait for an upload`);
    await this.client.uploadTo(link, content);
  }

  /** The run once nothing happens any more by itself. */
  private async settled(runId: string): Promise<Run> {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
      const { data } = await this.client.runs.show({ runId });
      if (!transient.has(data.attributes.status)) return data;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private async withoutCheck(run: Run): Promise<ExitCode> {
    if (run.attributes.status !== "errored") {
      this.terminal.write("No policy set applies to the workspace.\n");
      return exitCodes.pass;
    }
    const { data } = await this.client.plans.showByRun({ runId: run.id });
    throw new Error(data.attributes["error-message"] ?? `run "${run.id}" ended in an error`);
  }

  private async showCheck(run: Run, policyCheckId: string): Promise<ExitCode> {
    const output = await this.client.policyChecks.output({ policyCheckId });
    const { data: check } = await this.client.policyChecks.show({ policyCheckId });
    this.terminal.write(`\n${RULE}\n\nOrganization Policy Check:\n\n${output}`);
    switch (check.attributes.status) {
      case "passed":
        return checkVerdict(check, this.failOn);
      case "soft_failed":
        return this.softFailed(run, check);
      case "hard_failed":
        this.terminal.writeError("Error: Organization Policy Check hard failed.\n");
        return checkVerdict(check, this.failOn);
      default:
        this.terminal.writeError(`Error: Organization Policy Check ${check.attributes.status}.\n`);
        return exitCodes.trouble;
    }
  }

  private async softFailed(run: Run, check: PolicyCheck): Promise<ExitCode> {
    const { actions, permissions } = check.attributes;
    const canOverride = actions["is-overridable"] && permissions["can-override"];
    const answer =
      canOverride && run.attributes.status === "policy_override"
        ? await askToOverride(this.terminal)
        : "nobody to ask";
    if (answer === "override") {
      await this.client.policyChecks.override({ policyCheckId: check.id });
      this.terminal.write(`\n${RULE}\n\nOverridden.\n`);
      return exitCodes.pass;
    }
    if (answer === "refused") await this.client.runs.discard({ runId: run.id });
    this.terminal.writeError(
      answer === "refused"
        ? "Error: Failed to override: run discarded.\n"
        : `Error: Organization Policy Check soft failed.\n${canOverride ? overrideHint(check) : ""}`,
    );
    return checkVerdict(check, this.failOn);
  }
}

function overrideHint({ links }: PolicyCheck): string {
  return `\nThe run waits for an override:\n\n    POST ${links.override}\n`;
}
