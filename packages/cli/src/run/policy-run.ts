import {
  ApiError,
  type Client,
  ConnectionError,
  type PolicyCheck,
  type Run,
} from "@portcullis/client";
import type { EnforcementLevel } from "@portcullis/config";
import { type ExitCode, exitCodes } from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { shown } from "../style.js";
import { askToOverride } from "./ask-to-override.js";
import { checkVerdict } from "./check-verdict.js";
import { StageGate } from "./stage-gate.js";

/** How long to wait before looking at a run again, in milliseconds: soon at first, then less often. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;

/**
 * LIMIT: how long a server may be away while a run is waited for, in milliseconds. A server that restarts
 * finishes the run, and a pipeline that gave up at once would have failed for nothing.
 */
const PATIENCE = 60_000;

const RULE = "-".repeat(72);

/** States that a run leaves by itself. */
const transient: ReadonlySet<Run["attributes"]["status"]> = new Set<Run["attributes"]["status"]>([
  "pending",
  "planning",
  "post_plan_running",
  "policy_checking",
]);

/** States without a policy check that say that there was nothing, or nothing more, to check. */
const free: ReadonlySet<Run["attributes"]["status"]> = new Set<Run["attributes"]["status"]>([
  "planned",
  "post_plan_completed",
  "planned_and_finished",
  "planned_and_saved",
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
    const workspace = await this.client.workspaces
      .showByName({ organizationName, workspaceName })
      .catch((error: unknown) => {
        throw understood(error, `${organizationName}/${workspaceName}`);
      });
    const created = await this.create(workspace.data.id, message);
    this.terminal.writeError(`Run ${created.id} in ${organizationName}/${workspaceName}\n`);
    await this.upload(created.relationships.plan.data.id, plan).catch(async (error: unknown) => {
      // Without its plan the run would stay pending for ever. Why the upload failed matters more than
      // whether this succeeds.
      await this.client.runs.discard({ runId: created.id }).catch(() => {});
      throw error;
    });
    const run = await this.settled(created.id);
    const [stage] = run.relationships["task-stages"].data;
    // A stage that was announced says nothing when there is no plan to look at.
    if (stage === undefined || !("post-plan-running-at" in run.attributes["status-timestamps"])) {
      return this.afterStage(run, null);
    }
    const { goesOn, code } = await new StageGate(this.client, this.terminal, this.failOn).pass(
      run,
      stage.id,
    );
    return goesOn ? this.afterStage(await this.settled(run.id), code) : code;
  }

  /** `stageCode` is what a stage before has asked for; null when there was none. */
  private async afterStage(run: Run, stageCode: ExitCode | null): Promise<ExitCode> {
    const [check] = run.relationships["policy-checks"].data;
    if (check === undefined) return this.withoutCheck(run, stageCode);
    const code = await this.showCheck(run, check.id);
    return stageCode !== null && stageCode > code ? stageCode : code;
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
    let silence = 0;
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
      const answer = await this.client.runs.show({ runId }).catch((error: unknown) => {
        if (!isAway(error) || silence >= PATIENCE) throw error;
      });
      silence = answer === undefined ? silence + wait : 0;
      if (answer !== undefined && !transient.has(answer.data.attributes.status)) return answer.data;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private async withoutCheck(run: Run, stageCode: ExitCode | null): Promise<ExitCode> {
    const { status } = run.attributes;
    if (free.has(status)) {
      if (stageCode !== null) return stageCode;
      this.terminal.write("No policy set applies to the workspace.\n");
      return exitCodes.pass;
    }
    if (status !== "errored")
      throw new Error(`run "${run.id}" is ${status}: its policies were not checked`);
    const { data } = await this.client.plans.showByRun({ runId: run.id });
    throw new Error(data.attributes["error-message"] ?? `run "${run.id}" ended in an error`);
  }

  private async showCheck(run: Run, policyCheckId: string): Promise<ExitCode> {
    const output = await this.client.policyChecks.output({ policyCheckId });
    const { data: check } = await this.client.policyChecks.show({ policyCheckId });
    this.terminal.write(
      `\n${RULE}\n\nOrganization Policy Check:\n\n${shown(output, this.terminal)}`,
    );
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
    const isWaiting = actions["is-overridable"] && run.attributes.status === "policy_override";
    const answer =
      isWaiting && permissions["can-override"]
        ? await askToOverride(this.terminal, "the soft failed policy check")
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
        : `Error: Organization Policy Check soft failed.\n\n${isWaiting ? overrideHint(check) : NOTHING_TO_OVERRIDE}`,
    );
    return checkVerdict(check, this.failOn);
  }
}

/** A run that is plan-only, or whose plan changes nothing, ends here. */
const NOTHING_TO_OVERRIDE =
  "There is nothing to override: the run could not be applied, as it is plan-only or changes nothing.\n";

function overrideHint({ attributes, links }: PolicyCheck): string {
  return attributes.permissions["can-override"]
    ? `The run waits for an override:\n\n    POST ${links.override}\n`
    : "The run waits for an override: others may override it, but not with this token.\n";
}

/** Whether the server, or whatever stands before it, may well answer the same request a little later. */
function isAway(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof ApiError && [502, 503, 504].includes(error.status))
  );
}

/** The first request is where a wrong token and a mistyped workspace show; what to do about them. */
function understood(error: unknown, workspace: string): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 401)
    return new Error(
      'the server does not know the token in PORTCULLIS_TOKEN; "portcullis token create" makes one where the server runs',
    );
  if (error.status === 404)
    return new Error(
      `there is no workspace "${workspace}" that the token may see: create it, or correct ORG/NAME`,
    );
  return error;
}
