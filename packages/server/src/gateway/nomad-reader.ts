import {
  type DocumentName,
  decodeDocument,
  type TreeObject,
  writeDocument,
} from "@portcullis/nomad-data";
import { ask, type LookupAnswer, LookupFailed } from "./lookups.js";
import type { Upstream } from "./upstream.js";

/** Where in Nomad something is; an empty region is the agent's. */
export interface Place {
  readonly region: string;
  readonly namespace: string;
}

/** What the gateway reads from Nomad for policies, with its own token. Throws `LookupFailed`. */
export class NomadReader {
  private agentRegion: string | undefined;

  constructor(private readonly upstream: Upstream) {}

  /** A document at a path; nothing when Nomad says that there is none. */
  async find(name: DocumentName, path: string, place: Place): Promise<TreeObject | undefined> {
    const answer = await this.get(path, place);
    return answer.status === 404 ? undefined : read(name, succeeded(answer, path).body);
  }

  job(id: string, place: Place): Promise<TreeObject | undefined> {
    return this.named("existing job", "ID", `/v1/job/${encodeURIComponent(id)}`, id, place);
  }

  /** All versions of a job that Nomad has kept, the current one first; none if there is no such job. */
  async versions(id: string, place: Place): Promise<readonly TreeObject[]> {
    const path = `/v1/job/${encodeURIComponent(id)}/versions`;
    const found = await this.find("job versions", path, place);
    return (found?.Versions as readonly TreeObject[] | undefined) ?? [];
  }

  namespace(name: string, place: Place): Promise<TreeObject | undefined> {
    const path = `/v1/namespace/${encodeURIComponent(name)}`;
    return this.named("namespace", "Name", path, name, place);
  }

  hostVolume(id: string, place: Place): Promise<TreeObject | undefined> {
    return this.named("existing host volume", "ID", `/v1/volume/host/${id}`, id, place);
  }

  csiVolume(id: string, place: Place): Promise<TreeObject | undefined> {
    const path = `/v1/volume/csi/${encodeURIComponent(id)}`;
    return this.named("existing CSI volume", "ID", path, id, place);
  }

  node(id: string, place: Place): Promise<TreeObject | undefined> {
    return this.named("node", "ID", `/v1/node/${id}`, id, place);
  }

  nodePool(name: string, place: Place): Promise<TreeObject | undefined> {
    return this.named(
      "node pool",
      "Name",
      `/v1/node/pool/${encodeURIComponent(name)}`,
      name,
      place,
    );
  }

  /** The items of a variable as JSON; null when there is none. */
  async variable(path: string, place: Place): Promise<string | null> {
    const found = await this.find("variable", `/v1/var/${path}`, place);
    return found === undefined ? null : writeDocument(found.Items ?? {});
  }

  /** The region of the agent that answers, which is what a job gets that names none. */
  async region(): Promise<string> {
    this.agentRegion ??= await this.readAgentRegion();
    return this.agentRegion;
  }

  private async readAgentRegion(): Promise<string> {
    const path = "/v1/agent/self";
    const { body } = succeeded(await this.get(path, { region: "", namespace: "" }), path);
    const { config } = JSON.parse(body.toString("utf8"));
    const region: unknown = config?.Region;
    if (typeof region === "string" && region !== "") return region;
    throw new LookupFailed(`Nomad's answer to GET ${path} names no region`);
  }

  /** What Nomad answers must be what was asked for, or the path meant something else to it. */
  private async named(
    name: DocumentName,
    field: "ID" | "Name",
    path: string,
    value: string,
    place: Place,
  ): Promise<TreeObject | undefined> {
    const found = await this.find(name, path, place);
    if (found === undefined || found[field] === value) return found;
    throw new LookupFailed(`Nomad's answer to GET ${path} is about something else`);
  }

  private get(path: string, { region, namespace }: Place): Promise<LookupAnswer> {
    const words = new URLSearchParams();
    if (region !== "") words.set("region", region);
    if (namespace !== "") words.set("namespace", namespace);
    const query = words.size === 0 ? "" : `?${words}`;
    return ask(this.upstream, `${path}${query}`, this.upstream.settings.token ?? "");
  }
}

function succeeded(answer: LookupAnswer, path: string): LookupAnswer {
  if (answer.status === 200) return answer;
  const text = answer.body.toString("utf8").slice(0, 200);
  throw new LookupFailed(`Nomad answered GET ${path} with ${answer.status} (${text.trim()})`);
}

/** Throws `LookupFailed` for what cannot be read. */
export function read(name: DocumentName, body: Buffer): TreeObject {
  const { tree, problem } = decodeDocument(name, body);
  if (tree === undefined)
    throw new LookupFailed(`Nomad's answer is not understood: ${problem.message}`);
  return tree;
}
