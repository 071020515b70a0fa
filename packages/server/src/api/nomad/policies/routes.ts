import type { ChangeIndex } from "../../../domain/nomad-policies/nomad-policy.js";
import type {
  NomadPolicyService,
  PolicyAnswer,
} from "../../../domain/nomad-policies/nomad-policy-service.js";
import type { Waiting } from "../../../domain/nomad-policies/waiters.js";
import { waitTime } from "../blocking.js";
import { EncodedBodies } from "../encoded-bodies.js";
import { NomadError } from "../nomad-error.js";
import { indexHeader, jsonBody, type NomadReply, readHeaders, textReply } from "../nomad-reply.js";
import type { NomadRequest } from "../nomad-request.js";
import { isPretty, type ReadQuery, readQuery } from "../query.js";
import { decodePolicy, encodePolicy, encodeStub } from "./wire.js";

export const LIST_PATH = "/v1/sentinel/policies";
export const POLICY_PATH = "/v1/sentinel/policy/";

/** Reads and writes of Nomad's policies in this region. */
export class PolicyRoutes {
  private readonly bodies = new EncodedBodies();

  constructor(
    private readonly policies: NomadPolicyService,
    private readonly random: () => number,
  ) {}

  async list(request: NomadRequest): Promise<NomadReply> {
    const query = readQuery(request.query);
    const actor = await request.actor();
    const { value, index, contact } = await beyond(
      query,
      () => this.policies.list({ actor, isStale: query.isStale }),
      () => this.hold(request, this.policies.waitForList(query.index), query),
    );
    const pretty = isPretty(request.query);
    const body = this.bodies.of(value, `${pretty} ${query.prefix}`, () => {
      const shown = value.filter(({ name }) => name.startsWith(query.prefix));
      return jsonBody(shown.map(encodeStub), pretty);
    });
    return { status: 200, headers: readHeaders(index, contact), body };
  }

  async read(request: NomadRequest): Promise<NomadReply> {
    const name = nameOf(request);
    const query = readQuery(request.query);
    const actor = await request.actor();
    const { value, index, contact } = await beyond(
      query,
      () => this.policies.find({ actor, name, isStale: query.isStale }),
      () => this.hold(request, this.policies.waitForPolicy(name, query.index), query),
    );
    const headers = readHeaders(index, contact);
    if (value === null) return textReply(404, "Sentinel policy not found", headers);
    const pretty = isPretty(request.query);
    const body = this.bodies.of(value, String(pretty), () => jsonBody(encodePolicy(value), pretty));
    return { status: 200, headers, body };
  }

  async write(request: NomadRequest): Promise<NomadReply> {
    const name = nameOf(request);
    const actor = await request.actor();
    this.policies.requireWrite(actor, name);
    const draft = decodePolicy(await request.body());
    if (draft.name !== name)
      throw new NomadError(400, "Sentinel policy name does not match request path");
    return { status: 200, headers: indexHeader(await this.policies.put(actor, draft)) };
  }

  async delete(request: NomadRequest): Promise<NomadReply> {
    const name = nameOf(request);
    const actor = await request.actor();
    return { status: 200, headers: indexHeader(await this.policies.delete(actor, name)) };
  }

  private hold(request: NomadRequest, waiting: Waiting<unknown>, { wait }: ReadQuery) {
    return request.hold(waiting, waitTime(wait, this.random()));
  }
}

/** Reads, and if the answer's index is not beyond the one that the client knows, waits and reads again. */
async function beyond<Value>(
  { index }: { readonly index: ChangeIndex },
  read: () => Promise<PolicyAnswer<Value>>,
  wait: () => Promise<void>,
): Promise<PolicyAnswer<Value>> {
  const answer = await read();
  if (index === 0 || answer.index > index) return answer;
  await wait();
  return read();
}

function nameOf({ path }: NomadRequest): string {
  const name = path.slice(POLICY_PATH.length);
  if (name === "") throw new NomadError(400, "Missing Policy Name");
  return name;
}
