import { connect } from "node:net";
import { pino } from "pino";
import type { Submission, SubmissionPolicy } from "../../domain/nomad-submissions/submission.js";
import type { SubmissionEvaluator } from "../../domain/nomad-submissions/submission-evaluator.js";
import type { Strictness } from "../classify.js";
import { GatewayServer } from "../gateway-server.js";
import { NomadReader } from "../nomad-reader.js";
import type { BodyLimits } from "../read-body.js";
import { Upstream, type UpstreamSettings } from "../upstream.js";
import { FakeNomad, GATEWAY } from "./fake-nomad.js";

/** An evaluator that says what it is told to, and knows what it was asked. */
export class ScriptedEvaluator implements SubmissionEvaluator {
  readonly asked: Submission[] = [];
  judgement: () => { errors: string[]; warnings: string[] } = () => ({ errors: [], warnings: [] });

  async judge(submission: Submission) {
    this.asked.push(submission);
    return this.judgement();
  }

  async close(): Promise<void> {}
}

export interface GatewayOptions {
  readonly evaluator?: SubmissionEvaluator;
  readonly policies?: () => Promise<readonly SubmissionPolicy[]>;
  readonly upstream?: Partial<UpstreamSettings>;
  readonly bodies?: BodyLimits;
  readonly nomad?: FakeNomad;
  readonly strict?: readonly Strictness[];
}

const onePolicy: readonly SubmissionPolicy[] = [
  { name: "p", level: "hard-mandatory", text: "main = true\n" },
];

/** A gateway in front of a fake Nomad, both on ports of this machine. */
export class GatewayUnderTest {
  readonly logged: string[] = [];

  private constructor(
    readonly nomad: FakeNomad,
    readonly port: number,
    private readonly gateway: GatewayServer,
    logged: string[],
  ) {
    this.logged = logged;
  }

  static async start(options: GatewayOptions = {}): Promise<GatewayUnderTest> {
    const nomad = options.nomad ?? (await FakeNomad.start());
    const upstream = new Upstream({
      url: `http://127.0.0.1:${nomad.port}`,
      token: GATEWAY,
      ca: null,
      certificate: null,
      key: null,
      serverName: null,
      ...options.upstream,
    });
    const logged: string[] = [];
    const gateway = new GatewayServer({
      upstream,
      nomad: new NomadReader(upstream),
      policies: { ofScope: options.policies ?? (async () => onePolicy) },
      evaluator: options.evaluator ?? new ScriptedEvaluator(),
      newId: () => "a-new-id",
      strict: options.strict ?? [],
      log: pino({ level: "trace" }, { write: (line: string) => logged.push(line) }),
      ...(options.bodies && { bodies: options.bodies }),
      answerPolicies: (_request, response) => response.end("policies"),
    });
    const port = await gateway.listen("127.0.0.1", 0);
    return new GatewayUnderTest(nomad, port, gateway, logged);
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Sends JSON, or a text as it is. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const content = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(this.url(path), {
      method,
      headers,
      ...(content === undefined ? {} : { body: content }),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }

  /** Writes pieces on a connection of its own, and gives all that comes back until it ends or rests. */
  raw(pieces: readonly (string | Buffer)[], { rest = 300 } = {}): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(this.port, "127.0.0.1");
      let received = "";
      let timer = setTimeout(end, rest);
      function end() {
        socket.destroy();
        resolve(received);
      }
      socket.on("data", (piece) => {
        received += piece.toString("latin1");
        clearTimeout(timer);
        timer = setTimeout(end, rest);
      });
      socket.on("close", () => {
        clearTimeout(timer);
        resolve(received);
      });
      socket.on("error", () => {});
      for (const piece of pieces) socket.write(piece);
    });
  }

  /** Ends the gateway alone. */
  closeGateway(): Promise<void> {
    return this.gateway.close();
  }

  async close(): Promise<void> {
    await this.nomad.close();
    await this.gateway.close();
  }
}
