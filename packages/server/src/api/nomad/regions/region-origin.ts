import type { IncomingMessage } from "node:http";
import { type Duration, SECOND } from "../../../domain/clock.js";
import type { ChangeIndex, NomadPolicyDraft } from "../../../domain/nomad-policies/nomad-policy.js";
import type { OriginList, PolicyOrigin } from "../../../domain/nomad-policies/policy-origin.js";
import { LIST_PATH, POLICY_PATH } from "../policies/routes.js";
import { decodePolicy } from "../policies/wire.js";
import { openTo, type RegionAddress } from "./region-request.js";

/** How long a list may wait for a change: as old as what is said of the last contact may be. */
const WAIT_SECONDS = 5;

/** LIMIT: how long the origin may say nothing: what it was asked to wait, and as much again for the way. */
const SILENCE: Duration = 2 * WAIT_SECONDS * SECOND;

/** LIMIT: bytes of an answer; lists are shorter, and policies are read one by one. */
const ANSWER_LIMIT = 16 * 1024 * 1024;

/** The server of another region, asked as any client asks it. */
export class RegionOrigin implements PolicyOrigin {
  constructor(
    private readonly address: RegionAddress,
    private readonly token: string,
  ) {}

  get region(): string {
    return this.address.region;
  }

  async list(beyond: ChangeIndex, signal: AbortSignal): Promise<OriginList> {
    const query = { index: String(beyond), wait: `${WAIT_SECONDS}s` };
    const { headers, body } = await this.get(LIST_PATH, query, signal);
    const index = Number(headers["x-nomad-index"]);
    const listed: unknown = JSON.parse(body.toString());
    if (!Number.isSafeInteger(index) || !Array.isArray(listed))
      throw new Error(`region "${this.region}" answered with no list of policies`);
    return { index, policies: listed.map(decodeStub) };
  }

  async read(name: string, signal: AbortSignal): Promise<NomadPolicyDraft | null> {
    const path = `${POLICY_PATH}${encodeURIComponent(name)}`;
    const { status, body } = await this.get(path, {}, signal);
    return status === 404 ? null : decodePolicy(body);
  }

  private async get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{
    readonly status: number;
    readonly headers: IncomingMessage["headers"];
    readonly body: Buffer;
  }> {
    const answer = await this.send(path, query, signal);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer) {
      size += chunk.length;
      if (size > ANSWER_LIMIT) throw new Error(`region "${this.region}" answered with too much`);
      chunks.push(chunk);
    }
    const { statusCode: status = 0, headers } = answer;
    const body = Buffer.concat(chunks);
    if (status !== 200 && status !== 404) {
      const text = body.toString("utf8", 0, 200);
      throw new Error(`region "${this.region}" answered ${status}: ${text}`);
    }
    return { status, headers, body };
  }

  private send(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = openTo(this.address, path, Object.entries(query), {
        method: "GET",
        headers: { "X-Nomad-Token": this.token },
        signal,
        timeout: SILENCE,
      });
      sent.once("response", resolve);
      sent.on("error", reject);
      sent.end();
    });
  }
}

function decodeStub(stub: unknown): OriginList["policies"][number] {
  const { Name, Hash } = (stub ?? {}) as { readonly Name?: unknown; readonly Hash?: unknown };
  return { name: String(Name), hash: String(Hash) };
}
