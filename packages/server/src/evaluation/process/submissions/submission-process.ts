import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { SECOND } from "../../../domain/clock.js";
import type { SubmissionJudgement } from "../../../domain/nomad-submissions/submission.js";
import type { SubmissionHost } from "../../../domain/nomad-submissions/submission-evaluator.js";
import type { ProcessLimits } from "../evaluator-process.js";
import { encodeFrame, FrameDecoder } from "../frames.js";
import type { SubmissionOrder, SubmissionReport } from "./submission-messages.js";

/**
 * LIMIT: the largest job takes a few dozen megabytes on the heap; the import `http` may wait for an
 * answer without a sign of life for as long as its longest time limit.
 */
export const submissionProcessLimits: ProcessLimits = { heap: 512, silence: 30 * SECOND };

/** LIMIT: characters of its standard error that are kept, for the log. */
const MAX_STDERR = 2000;

/** Compiled code: the process runs no TypeScript, not even in tests. */
const entry = fileURLToPath(
  new URL("../../../../dist/evaluation/process/submissions/submission-child.js", import.meta.url),
);

/** The process ended before it had judged; `during` is the policy that it was at, if at one. */
export class ProcessBroken extends Error {
  constructor(
    reason: string,
    readonly during: number | undefined,
  ) {
    super(reason);
  }
}

interface Judging {
  readonly host: SubmissionHost;
  readonly resolve: (judgement: SubmissionJudgement) => void;
  readonly reject: (error: Error) => void;
  during: number | undefined;
}

/** A process that judges submissions, one at a time. */
export class SubmissionProcess {
  private readonly child: ChildProcess;
  private readonly channel: Duplex;
  private readonly decoder = new FrameDecoder();
  private judging: Judging | undefined;
  private silence: NodeJS.Timeout | undefined;
  private stopReason: string | undefined;
  private errors = "";
  /** Whether it can be given another submission. */
  isAlive = true;
  readonly ended: Promise<void>;

  constructor(private readonly limits: ProcessLimits) {
    const options = [`--max-old-space-size=${limits.heap}`, entry];
    this.child = spawn(process.execPath, options, {
      env: {},
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    this.channel = this.child.stdio[3] as Duplex;
    this.channel.on("data", (piece: Buffer) => this.receive(piece));
    // A process that ends breaks the channel; its end tells why.
    this.channel.on("error", () => {});
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors = (this.errors + text).slice(0, MAX_STDERR);
    });
    this.ended = new Promise((resolve) => {
      this.child.once("error", (error) => this.end(error.message, resolve));
      this.child.once("close", (code, signal) => this.end(this.describe(code, signal), resolve));
    });
  }

  /**
   * Rejects with `ProcessBroken`, or with the signal's reason; the process is not alive afterwards.
   */
  async judge(
    order: Extract<SubmissionOrder, { kind: "judge" }>,
    host: SubmissionHost,
    signal: AbortSignal,
  ): Promise<SubmissionJudgement> {
    signal.throwIfAborted();
    const abort = () => this.stop("the submission was given up");
    signal.addEventListener("abort", abort, { once: true });
    try {
      return await new Promise<SubmissionJudgement>((resolve, reject) => {
        this.judging = { host, resolve, reject, during: undefined };
        this.startSilence();
        this.send(order);
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      this.judging = undefined;
      clearTimeout(this.silence);
      signal.removeEventListener("abort", abort);
    }
  }

  /** Ends it, whatever it is doing. */
  async close(): Promise<void> {
    this.stop("the server stops");
    await this.ended;
  }

  private send(order: SubmissionOrder): void {
    this.channel.write(encodeFrame(order));
  }

  private receive(piece: Buffer): void {
    this.startSilence();
    try {
      for (const report of this.decoder.push(piece) as SubmissionReport[]) this.handle(report);
    } catch (error) {
      this.stop(`its answer cannot be read: ${(error as Error).message}`);
    }
  }

  private handle(report: SubmissionReport): void {
    const { judging } = this;
    if (judging === undefined) this.stop("it spoke without being asked");
    else if (report.kind === "started") judging.during = report.policy;
    else if (report.kind === "judged") judging.resolve(report.judgement);
    else if (report.kind === "variable wanted") void this.giveVariable(judging.host, report);
  }

  private async giveVariable(
    host: SubmissionHost,
    { path, namespace }: Extract<SubmissionReport, { kind: "variable wanted" }>,
  ): Promise<void> {
    try {
      this.send({ kind: "variable", items: await host.variable(path, namespace) });
    } catch (error) {
      this.send({ kind: "variable failed", reason: (error as Error).message });
    }
  }

  private startSilence(): void {
    clearTimeout(this.silence);
    if (this.judging === undefined) return;
    const { silence } = this.limits;
    const reason = `it gave no sign of life for ${silence / SECOND} seconds`;
    this.silence = setTimeout(() => this.stop(reason), silence);
  }

  private stop(reason: string): void {
    this.stopReason ??= reason;
    this.isAlive = false;
    this.child.kill("SIGKILL");
  }

  private end(reason: string, resolve: () => void): void {
    this.isAlive = false;
    this.judging?.reject(new ProcessBroken(this.stopReason ?? reason, this.judging.during));
    resolve();
  }

  private describe(code: number | null, signal: string | null): string {
    if (signal === "SIGABRT" || /heap out of memory/i.test(this.errors))
      return "it ran out of memory";
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    return this.errors === "" ? `it ${how}` : `it ${how}: ${this.errors.trim()}`;
  }
}
