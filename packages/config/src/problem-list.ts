import type { HclFile } from "@portcullis/hcl";
import type { ConfigurationProblem } from "./configuration.js";
import { describePlace, type Place } from "./declaration.js";

/** Collects what is wrong with a configuration, so that all of it is reported at once. */
export class ProblemList {
  readonly problems: ConfigurationProblem[] = [];
  /** What is worth a remark but stops nothing. */
  readonly warnings: ConfigurationProblem[] = [];

  report(place: Place, message: string, hint?: string): void {
    this.problems.push({ place: describePlace(place), message, hint });
  }

  warn(place: Place, message: string, hint?: string): void {
    this.warnings.push({ place: describePlace(place), message, hint });
  }

  /** Takes over what the parser of a file found. */
  addSyntax({ source, problems }: Pick<HclFile, "source" | "problems">): void {
    for (const problem of problems)
      this.report({ source, span: problem }, problem.message, problem.hint);
  }
}
