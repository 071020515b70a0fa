import type { Client, Run, TaskStage } from "@portcullis/client";
import type { EnforcementLevel } from "@portcullis/config";
import { type ExitCode, exitCodes } from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { shown } from "../style.js";
import { askToOverride } from "./ask-to-override.js";
import { type EvaluationReport, renderEvaluation, stageVerdict } from "./stage-report.js";

const RULE = "-".repeat(72);

/** The largest page of a list. */
const PAGE_SIZE = 100;

/** What the stage after the plan means for a run: whether it goes on, and what the stage itself asks for. */
export interface StageResult {
  readonly goesOn: boolean;
  readonly code: ExitCode;
}

/** Tells what the stage after the plan found, and asks whether to override it. */
export class StageGate {
  constructor(
    private readonly client: Client,
    private readonly terminal: Terminal,
    private readonly failOn: EnforcementLevel,
  ) {}

  async pass(run: Run, taskStageId: string): Promise<StageResult> {
    const { data: stage } = await this.client.taskStages.show({ taskStageId });
    const reports = await this.reportsOf(taskStageId);
    for (const report of reports) {
      const text = shown(renderEvaluation(report), this.terminal);
      this.terminal.write(`
${RULE}

${text}`);
    }
    const { status } = stage.attributes;
    const code = stageVerdict(stage, reports, this.failOn);
    switch (status) {
      case "passed":
        return { goesOn: true, code };
      case "awaiting_override":
        return this.awaitOverride(run, stage, code);
      case "failed":
      case "errored":
        this.terminal.writeError(`Error: Post-plan policy evaluation ${status}.\n`);
        return { goesOn: false, code };
      default:
        throw new Error(
          `run "${run.id}" is ${run.attributes.status}: its policies were not evaluated`,
        );
    }
  }

  private async awaitOverride(run: Run, stage: TaskStage, code: ExitCode): Promise<StageResult> {
    const mayOverride = stage.attributes.permissions["can-override"];
    const answer = mayOverride
      ? await askToOverride(this.terminal, "the failed policy evaluation")
      : "nobody to ask";
    if (answer === "override") {
      await this.client.taskStages.override({ taskStageId: stage.id });
      this.terminal.write(`\n${RULE}\n\nOverridden.\n`);
      return { goesOn: true, code: exitCodes.pass };
    }
    if (answer === "refused") await this.client.runs.discard({ runId: run.id });
    this.terminal.writeError(
      answer === "refused"
        ? "Error: Failed to override: run discarded.\n"
        : `Error: Post-plan policy evaluation failed.\n\n${overrideHint(stage, mayOverride)}`,
    );
    return { goesOn: false, code };
  }

  private async reportsOf(taskStageId: string): Promise<EvaluationReport[]> {
    const reports: EvaluationReport[] = [];
    const { data: evaluations } = await this.client.policyEvaluations.listByTaskStage({
      taskStageId,
    });
    for (const evaluation of evaluations) {
      reports.push({ evaluation, outcomes: await this.outcomesOf(evaluation.id) });
    }
    return reports;
  }

  private async outcomesOf(policyEvaluationId: string): Promise<EvaluationReport["outcomes"]> {
    const outcomes: EvaluationReport["outcomes"][number][] = [];
    for (let page: number | null = 1; page !== null; ) {
      const { data, meta } = await this.client.policySetOutcomes.listByEvaluation({
        policyEvaluationId,
        query: { page: { number: page, size: PAGE_SIZE } },
      });
      outcomes.push(...data);
      page = meta.pagination["next-page"];
    }
    return outcomes;
  }
}

function overrideHint({ links }: TaskStage, mayOverride: boolean): string {
  return mayOverride
    ? `The run waits for an override:\n\n    POST ${links.self}/actions/override\n`
    : "The run waits for an override: others may override it, but not with this token.\n";
}
