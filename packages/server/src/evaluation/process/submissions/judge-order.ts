import {
  csiVolumeGlobals,
  type DocumentName,
  decodeDocument,
  type Globals,
  hostVolumeGlobals,
  jobGlobals,
  storedJobGlobals,
  type TreeObject,
} from "@portcullis/nomad-data";
import {
  BlockingThread,
  defaultLimits,
  type Environment,
  emptyEnvironment,
  evaluatePolicy,
  type FindVariable,
  GrantedHttp,
  judgeSubmission,
  type Limits,
  notEvaluated,
  ProgramCache,
  VARIABLES_IMPORT,
  variablesImport,
} from "@portcullis/runner";
import type {
  Document,
  Submission,
  SubmissionJudgement,
} from "../../../domain/nomad-submissions/submission.js";
import type { PolicyToJudge, SubmissionOrder, SubmissionReport } from "./submission-messages.js";

type JudgeOrder = Extract<SubmissionOrder, { kind: "judge" }>;

/** LIMIT: what one policy may consume while somebody waits for a submission; see `Limits`. */
export const submissionLimits: Limits = {
  ...defaultLimits,
  outputBytes: 64 * 1024,
  milliseconds: 5000,
};

/** What the judge may do besides computing. */
export interface JudgeHost {
  notify(report: SubmissionReport): void;
  readonly findVariable: FindVariable;
}

/** Judges submissions; policies stay compiled from one to the next. */
export class SubmissionJudge {
  private readonly programs = new ProgramCache();
  private readonly thread = new BlockingThread();

  constructor(private readonly host: JudgeHost) {}

  judge({ submission, policies, httpHosts }: JudgeOrder): SubmissionJudgement {
    const environment = this.environmentOf(submission, httpHosts);
    const results = policies.map((policy, index) => {
      this.host.notify({ kind: "started", policy: index });
      return this.evaluateOne(policy, environment);
    });
    const { errors, warnings } = judgeSubmission(results, submission.override);
    return { errors, warnings };
  }

  private environmentOf(submission: Submission, httpHosts: readonly string[]): Environment {
    const http = new GrantedHttp(this.thread, {
      hosts: httpHosts,
      remedy: "let the server's administrator add {host} to PORTCULLIS_NOMAD_HTTP_HOSTS",
    });
    return {
      ...emptyEnvironment,
      imports: new Map([[VARIABLES_IMPORT, variablesImport(this.host.findVariable)]]),
      globals: globalsOf(submission),
      limits: submissionLimits,
      alive: () => this.host.notify({ kind: "alive" }),
      ...(httpHosts.length === 0 ? {} : { http }),
    };
  }

  private evaluateOne({ name, level, text, stopped }: PolicyToJudge, environment: Environment) {
    // COMPAT (Outcome rules): places begin with the policy's name; Nomad knows no files.
    const policy = { name, fileName: name, text, enforcementLevel: level, params: new Map() };
    if (stopped !== null) return notEvaluated(policy, stopped);
    return evaluatePolicy(policy, environment, this.programs);
  }
}

function globalsOf(submission: Submission): Globals {
  const { scope, submitted, isStored, existing, newId, region, namespace } = submission;
  const submitter = {
    region,
    namespace,
    token: given("ACL token", submission.token),
    namespaceDocument: given("namespace", submission.namespaceDocument),
  };
  switch (scope) {
    case "submit-job": {
      const before = given("existing job", existing);
      return isStored
        ? storedJobGlobals(read("existing job", submitted), before, submitter)
        : jobGlobals(read("job", submitted), before, submitter);
    }
    case "submit-host-volume": {
      const placement = {
        node: given("node", submission.node),
        nodePool: given("node pool", submission.nodePool),
      };
      const before = given("existing host volume", existing);
      return hostVolumeGlobals(read("host volume", submitted), newId, before, placement, submitter);
    }
    case "submit-csi-volume":
      return csiVolumeGlobals(
        read("CSI volume", submitted),
        given("existing CSI volume", existing),
        submitter,
      );
  }
}

function given(name: DocumentName, document: Document | null): TreeObject | undefined {
  return document === null ? undefined : read(name, document);
}

/** The server has read every document already; one that cannot be read again is a fault of the program. */
function read(name: DocumentName, document: Document): TreeObject {
  const { tree, problem } = decodeDocument(name, Buffer.from(document));
  if (tree === undefined) throw new Error(problem.message);
  return tree;
}
