import { renderMultiError, type TreeObject, writeDocument } from "@portcullis/nomad-data";
import type { Logger } from "pino";
import { SECOND } from "../domain/clock.js";
import type { NomadScope } from "../domain/nomad-policies/nomad-policy.js";
import type { SubmissionPolicy } from "../domain/nomad-submissions/submission.js";
import {
  EvaluatorBusy,
  EvaluatorFailed,
  type SubmissionEvaluator,
} from "../domain/nomad-submissions/submission-evaluator.js";
import { Refusal, refusal } from "./answer.js";
import { textOf, withoutField } from "./documents.js";
import type { Prepared, ToJudge, Understood } from "./interception.js";
import { LookupFailed } from "./lookups.js";
import type { NomadReader } from "./nomad-reader.js";
import { type Holder, requireOverride, requireSubmit } from "./permissions.js";
import { findSubmitter } from "./submitter.js";
import type { Upstream } from "./upstream.js";

/** LIMIT: how long all policies may take over one request, waiting for their turn included. */
const JUDGEMENT_TIME = 60 * SECOND;

/** Where the policies of a scope come from. */
export interface PolicySource {
  ofScope(scope: NomadScope): Promise<readonly SubmissionPolicy[]>;
}

export interface JudgeParts {
  readonly upstream: Upstream;
  readonly nomad: NomadReader;
  readonly policies: PolicySource;
  readonly evaluator: SubmissionEvaluator;
  /** Makes the id of a new host volume. */
  newId(): string;
  readonly log: Logger;
}

/** What may go on to Nomad. */
export interface Admission extends Pick<Prepared, "document" | "isOutdated"> {
  /** What policies say about it although they let it go on. */
  readonly warnings: readonly string[];
}

/** Asks the policies about what somebody wants to submit. */
export class Judge {
  constructor(private readonly parts: JudgeParts) {}

  /**
   * Throws `Refusal` with Nomad's texts if a policy refuses it, and with the reason if that cannot be
   * found out; nothing goes on then. `gone` is aborted when nobody waits for the answer any more.
   */
  async admit(understood: Understood, gone: AbortSignal): Promise<Admission> {
    try {
      const policies = await this.parts.policies.ofScope(understood.scope);
      if (policies.length === 0) return { document: understood.document, warnings: [] };
      return await this.judge(understood, policies, gone);
    } catch (error) {
      if (error instanceof Refusal || gone.aborted) throw error;
      throw this.unjudged(error as Error);
    }
  }

  private async judge(
    understood: Understood,
    policies: readonly SubmissionPolicy[],
    gone: AbortSignal,
  ): Promise<Admission> {
    const { upstream } = this.parts;
    const { token, region, scope, namespaces } = understood;
    const preparing = understood.prepare();
    // Who submits is the first thing that may be wrong; what else is wrong is only told to callers whom Nomad knows.
    preparing.catch(() => {});
    const holder = { token, document: await findSubmitter(upstream, token, region) };
    try {
      return await this.consult(understood, await preparing, holder, policies, gone);
    } catch (error) {
      // COMPAT (Where Enterprise checks): permissions come before policies. What goes on is checked by Nomad.
      if (error instanceof Refusal) await requireSubmit(upstream, holder, scope, namespaces);
      throw error;
    }
  }

  private async consult(
    { scope, subject, region, override, namespaces }: Understood,
    { toJudge, document, isOutdated }: Prepared,
    holder: Holder,
    policies: readonly SubmissionPolicy[],
    gone: AbortSignal,
  ): Promise<Admission> {
    if (override) {
      const accessor = textOf(holder.document ?? {}, "AccessorID");
      this.parts.log.warn({ subject, accessor }, "policy override set");
      if (scope !== "submit-job") await requireOverride(this.parts.upstream, holder, namespaces);
    }
    const signal = AbortSignal.any([gone, AbortSignal.timeout(JUDGEMENT_TIME)]);
    const errors: string[] = [];
    const warnings: string[] = [];
    for (const each of toJudge) {
      const judgement = await this.judgeOne(each, holder.document, region, policies, signal);
      errors.push(...judgement.errors);
      warnings.push(...judgement.warnings);
    }
    // COMPAT (Outcome rules): warnings are lost when something refuses.
    if (errors.length > 0) throw refusal(500, renderMultiError(errors));
    return { document, warnings, ...(isOutdated && { isOutdated }) };
  }

  private async judgeOne(
    toJudge: ToJudge,
    submitter: TreeObject | undefined,
    region: string,
    policies: readonly SubmissionPolicy[],
    signal: AbortSignal,
  ) {
    const { nomad, evaluator, newId } = this.parts;
    const namespaceDocument = await nomad.namespace(toJudge.namespace, { region, namespace: "" });
    const submission = {
      ...toJudge,
      token: submitter === undefined ? null : writeDocument(withoutField(submitter, "SecretID")),
      namespaceDocument: namespaceDocument === undefined ? null : writeDocument(namespaceDocument),
      newId: newId(),
    };
    const host = {
      variable: (path: string, namespace: string) => nomad.variable(path, { region, namespace }),
    };
    return evaluator.judge(submission, policies, host, signal);
  }

  private unjudged(error: Error): Refusal {
    const isBusy = error instanceof EvaluatorBusy;
    if (!isBusy) this.parts.log.error({ err: error }, "a submission could not be judged");
    return refusal(
      isBusy ? 503 : 500,
      `the policies could not be evaluated, so nothing was handed on to Nomad: ${reasonOf(error)}`,
    );
  }
}

/** What may be told of an error; others may say what concerns this server alone. */
function reasonOf(error: Error): string {
  if (error.name === "TimeoutError")
    return `they took longer than ${JUDGEMENT_TIME / SECOND} seconds in all`;
  const isTold = [LookupFailed, EvaluatorBusy, EvaluatorFailed].some(
    (type) => error instanceof type,
  );
  return isTold ? error.message : "the gateway's log says why";
}
