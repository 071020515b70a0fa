import type { IncomingMessage, ServerResponse } from "node:http";
import { writeDocument } from "@portcullis/nomad-data";
import type { Logger } from "pino";
import { Refusal, refusal, sendAnswer } from "./answer.js";
import type { Interception } from "./classify.js";
import { readSubmitted } from "./documents.js";
import { Forwarder, type Judged, withWarnings } from "./forwarder.js";
import { forwardable, type RawHeaders, tokenOf, valuesOf } from "./headers.js";
import type { Received, Understood } from "./interception.js";
import { understandJob, understandRevert } from "./job-interception.js";
import { Judge, type JudgeParts } from "./judge.js";
import { type BodyLimits, BodyReader } from "./read-body.js";
import { parseQuery } from "./request-target.js";
import { understandDispatch, understandScale } from "./strict-interception.js";
import { understandCsiVolumes, understandHostVolume } from "./volume-interception.js";

/** LIMIT: how often a submission is judged anew because another one changed what it was judged beside. */
const MAX_ATTEMPTS = 5;

export interface GatekeeperParts extends JudgeParts {
  readonly bodies?: BodyLimits;
}

/** Takes the requests that may be submissions, and hands on what policies let pass, written anew. */
export class Gatekeeper {
  private readonly bodies: BodyReader;
  private readonly judge: Judge;
  private readonly forwarder: Forwarder;
  private readonly log: Logger;

  constructor(private readonly parts: GatekeeperParts) {
    this.bodies = new BodyReader(parts.bodies);
    this.judge = new Judge(parts);
    this.forwarder = new Forwarder(parts.upstream);
    this.log = parts.log;
  }

  async handle(
    route: Interception,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort(new Error("nobody waits for the answer any more")));
    try {
      const headers = forwardable(request.rawHeaders);
      const received = receivedOf(route, headers);
      await this.bodies.withBody(request, async (body) => {
        const judged = { method: request.method ?? "", target: request.url ?? "", headers };
        const understood = this.understand(route, { ...received, body });
        await this.process(understood, judged, response, gone.signal);
      });
    } catch (error) {
      this.fail(error, route, request, response);
    }
  }

  /** What a request wants; a document, if it is nothing that policies are asked about. */
  private understand(route: Interception, received: Received): Understood | string {
    const { nomad } = this.parts;
    switch (route.kind) {
      case "register":
      case "plan":
        return understandJob(route.kind, route.id, received, nomad);
      case "revert":
        return understandRevert(route.id, received, nomad);
      case "scale":
        return understandScale(route.id, received, nomad);
      case "dispatch":
        return understandDispatch(route.id, received, nomad);
      case "host volume":
        return understandHostVolume(received, nomad);
      case "CSI volumes":
        return understandCsiVolumes(received, nomad);
      case "tag":
        return writeDocument(readSubmitted("tag request", received.body));
    }
  }

  private async process(
    understood: Understood | string,
    request: Omit<Judged, "body">,
    response: ServerResponse,
    gone: AbortSignal,
  ): Promise<void> {
    if (typeof understood === "string") {
      const answer = await this.forwarder.send({ ...request, body: understood }, response);
      this.forwarder.pass(answer, response);
      return;
    }
    for (let attempt = 1; ; attempt++) {
      const { document, warnings, isOutdated } = await this.judge.admit(understood, gone);
      gone.throwIfAborted();
      const body = writeDocument(document);
      const answer = await this.forwarder.send({ ...request, body }, response);
      const { statusCode } = answer;
      const { subject } = understood;
      this.log.info({ subject, warnings: warnings.length, status: statusCode }, "handed on");
      if (statusCode === 200 && warnings.length > 0) {
        const read = await this.forwarder.read(answer);
        const merged = withWarnings(read, (present) => understood.warn(present, warnings));
        return this.forwarder.pass(answer, response, merged);
      }
      if (statusCode === 200 || isOutdated === undefined)
        return this.forwarder.pass(answer, response);
      const read = await this.forwarder.read(answer);
      const isConflict = statusCode === 500 && isOutdated(read.toString("utf8"));
      if (!isConflict || attempt >= MAX_ATTEMPTS)
        return this.forwarder.pass(answer, response, read);
      this.log.info({ subject, attempt }, "changed meanwhile; judged anew");
    }
  }

  private fail(
    error: unknown,
    route: Interception,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (response.destroyed) return;
    if (error instanceof Refusal) {
      const { status } = error.answer;
      this.log.info({ request: route.kind, path: route.target.path, status }, "refused");
      sendAnswer(request, response, error.answer);
      return;
    }
    this.log.error({ err: error, request: route.kind }, "a request failed");
    const text = "the gateway failed, so that the request may not have reached Nomad; see its log";
    sendAnswer(request, response, { status: 500, text });
  }
}

/** Throws `Refusal` for what could mean different things to the gateway and to Nomad. */
function receivedOf(route: Interception, headers: RawHeaders): Omit<Received, "body"> {
  const coding = valuesOf(headers, "content-encoding").join(",").trim().toLowerCase();
  if (coding !== "" && coding !== "identity")
    throw refusal(415, "Nomad reads no compressed requests; send it without Content-Encoding");
  const query = parseQuery(route.target.query);
  if (query === undefined)
    throw refusal(
      400,
      "the query of the request is ambiguous; give each parameter once, and escape it",
    );
  const headerToken = tokenOf(headers);
  if (headerToken === undefined)
    throw refusal(400, "the request carries more than one token; send one");
  return { headerToken, query };
}
