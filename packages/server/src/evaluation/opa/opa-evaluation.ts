import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { BlobStore } from "../../domain/blobs/blob-store.js";
import { SECOND } from "../../domain/clock.js";
import type {
  EvaluationMonitor,
  OpaPolicy,
  OpaPolicyReport,
  OpaReport,
  OpaRequest,
  OpaSet,
  OpaSetReport,
  SetArchive,
} from "../../domain/evaluation/evaluator.js";
import { toRunDocument } from "../run-document.js";
import { type ProgramEnd, type ProgramLimits, runBounded } from "./bounded-process.js";
import { isOtherRego, type OpaAnswer, readAnswer } from "./opa-answer.js";
import { type OpaArchive, writeBundle } from "./opa-archive.js";
import type { OpaProgram } from "./opa-program.js";

/**
 * LIMIT: what the evaluation of one policy may consume. OPA reserves more address space than it uses, and
 * holds a plan in about fifteen times its size.
 */
export const opaLimits: ProgramLimits = {
  time: 30 * SECOND,
  memory: 8 * 1024,
  output: 1024 * 1024,
};

/** LIMIT: bytes of a query; it is an argument of OPA, and systems bound those. */
const QUERY_LIMIT = 65_536;

/**
 * Evaluates policies of kind `opa`, each in a process of an installed OPA, over a plan and its run. No
 * policy sees the files of another set; what is written for OPA is policies, never the plan.
 */
export class OpaEvaluation {
  constructor(
    private readonly opa: OpaProgram,
    private readonly blobs: Pick<BlobStore, "read" | "withFile">,
    private readonly options: {
      /** Whether what policies say of a plan is left out, as it may show sensitive values. */
      readonly redactSensitive: boolean;
      /** Reads the archive of a policy set in a process of its own. */
      readonly unpack: (archive: SetArchive) => Promise<OpaArchive | { readonly problem: string }>;
      readonly limits?: ProgramLimits;
    },
  ) {}

  async evaluate({ plan, run, sets }: OpaRequest, monitor: EvaluationMonitor): Promise<OpaReport> {
    const directory = await mkdtemp(join(tmpdir(), "portcullis-opa-"));
    try {
      await writeFile(join(directory, CAPABILITIES), this.opa.capabilities);
      const tail = `,"run":${JSON.stringify(toRunDocument(run))}}`;
      return await this.blobs.withFile(plan, async (planPath) => {
        const input = () => Readable.from(inputOf(planPath, tail));
        const reports: OpaSetReport[] = [];
        for (const [place, set] of sets.entries()) {
          const folder = join(directory, String(place));
          await mkdir(folder);
          reports.push(await this.evaluateSet(set, { directory, folder, input, monitor }));
        }
        return { outcome: "report", toolVersion: this.opa.version, sets: reports } as const;
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async evaluateSet(set: OpaSet, at: Workplace): Promise<OpaSetReport> {
    const { name, toolVersion, archive } = set;
    const bundles =
      archive === null
        ? await this.writePolicies(set, at.folder)
        : await this.writeArchive(set, archive, at.folder);
    if ("problem" in bundles) return { name, error: bundles.problem, policies: [] };
    const policies: OpaPolicyReport[] = [];
    for (const { policy, bundle } of bundles) {
      const { name: policyName, level, query, description } = policy;
      const answer =
        bundle === null
          ? refused("no code was uploaded for this policy")
          : await this.ask(query, toolVersion, bundle, at);
      const messages = this.options.redactSensitive ? [] : answer.messages;
      policies.push({ name: policyName, level, query, description, ...answer, messages });
    }
    return { name, error: null, policies };
  }

  /** Each policy in a folder of its own: it sees its own file alone. */
  private async writePolicies({ policies }: OpaSet, folder: string): Promise<Bundled[]> {
    const bundles: Bundled[] = [];
    for (const [index, policy] of policies.entries()) {
      const bundle = policy.code === null ? null : join(folder, String(index));
      if (policy.code !== null && bundle !== null) {
        await mkdir(bundle);
        await writeFile(join(bundle, `${policy.name}.rego`), await this.blobs.read(policy.code));
      }
      bundles.push({ policy, bundle });
    }
    return bundles;
  }

  /** All policies of an archive see all of its files. */
  private async writeArchive(
    { policies }: OpaSet,
    archive: SetArchive,
    bundle: string,
  ): Promise<Bundled[] | { readonly problem: string }> {
    const unpacked = await this.options.unpack(archive);
    if ("problem" in unpacked) return unpacked;
    await writeBundle(bundle, unpacked.files);
    const listed = new Map(unpacked.policies.map((each) => [each.name, each]));
    return policies.map((policy) => ({
      policy: { ...policy, ...listed.get(policy.name) },
      bundle,
    }));
  }

  private async ask(
    query: string,
    toolVersion: string | null,
    bundle: string,
    at: Workplace,
  ): Promise<OpaAnswer> {
    if (query.includes("\0")) return refused("the query contains the character NUL");
    if (Buffer.byteLength(query) > QUERY_LIMIT)
      return refused(`the query is longer than ${QUERY_LIMIT} bytes`);
    const [first, ...others] = regosFor(toolVersion);
    const end = await this.run(query, first, bundle, at);
    if (!isOtherRego(end)) return readAnswer(end);
    for (const rego of others) {
      const other = await this.run(query, rego, bundle, at);
      if (!isOtherRego(other)) return readAnswer(other);
    }
    return readAnswer(end);
  }

  private run(query: string, rego: Rego, bundle: string, at: Workplace): Promise<ProgramEnd> {
    const { memory } = this.limits;
    return runBounded(
      {
        path: this.opa.path,
        args: [
          "eval",
          "--bundle=.",
          `--capabilities=${join(at.directory, CAPABILITIES)}`,
          "--stdin-input",
          "--format=json",
          ...(rego === "v0" ? ["--v0-compatible"] : []),
          // Whatever a query begins with, it is no flag.
          "--",
          query,
        ],
        directory: bundle,
        // It collects garbage before the address space ends, and leaves cores to others.
        environment: { GOMEMLIMIT: `${Math.floor(memory / 2)}MiB`, GOMAXPROCS: "2" },
        input: at.input(),
      },
      at.monitor,
      this.limits,
    );
  }

  private get limits(): ProgramLimits {
    return this.options.limits ?? opaLimits;
  }
}

const CAPABILITIES = "capabilities.json";

interface Bundled {
  readonly policy: OpaPolicy;
  /** The folder with its files; null when it has none. */
  readonly bundle: string | null;
}

/** Where a set is evaluated, and over what. */
interface Workplace {
  readonly directory: string;
  /** For the files of the set. */
  readonly folder: string;
  readonly input: () => Readable;
  readonly monitor: EvaluationMonitor;
}

/** The versions of the policy language. */
type Rego = "v0" | "v1";

/**
 * Which versions of Rego to try. COMPAT (Define OPA policies): its samples are v0, which an OPA from 1.0
 * on only reads when it is told to; a set that names an older OPA was written for v0.
 */
function regosFor(toolVersion: string | null): readonly [Rego, ...Rego[]] {
  return toolVersion?.startsWith("0.") ? ["v0"] : ["v1", "v0"];
}

/** COMPAT (Define OPA policies, OPA input): plan and run, in one document. */
async function* inputOf(planPath: string, tail: string): AsyncGenerator<Buffer> {
  yield Buffer.from('{"plan":');
  yield* createReadStream(planPath);
  yield Buffer.from(tail);
}

function refused(error: string): OpaAnswer {
  return { status: "errored", error, messages: [] };
}
