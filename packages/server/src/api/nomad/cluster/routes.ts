import type { Actor } from "../../../domain/access/actor.js";
import { NotPermitted } from "../../../domain/errors.js";
import { jsonBody, type NomadReply } from "../nomad-reply.js";
import type { NomadRequest } from "../nomad-request.js";
import { isPretty } from "../query.js";

/** What a server without a Nomad behind it says of itself. */
export interface ClusterFacts {
  readonly region: string;
  readonly authoritativeRegion: string;
  /** Every region that requests can be routed to, this one included, by name. */
  readonly regions: readonly string[];
  readonly version: string;
  /** Host and port; known once it listens. */
  readonly address: () => string;
}

/** What clients ask a server about before they do anything, where no Nomad answers it. */
export class ClusterRoutes {
  constructor(private readonly facts: ClusterFacts) {}

  async regions(request: NomadRequest): Promise<NomadReply> {
    return reply(request, this.facts.regions);
  }

  /** COMPAT (Nomad, Status API): every server of Portcullis takes writes, so each is the leader. */
  async leader(request: NomadRequest): Promise<NomadReply> {
    return reply(request, this.facts.address());
  }

  async peers(request: NomadRequest): Promise<NomadReply> {
    return reply(request, [this.facts.address()]);
  }

  /** @throws NotPermitted for those who are no management token */
  async agentSelf(request: NomadRequest): Promise<NomadReply> {
    if (!isManagement(await request.actor())) throw new NotPermitted("not permitted: read agent");
    const { region, authoritativeRegion, version, address } = this.facts;
    const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(address()) ?? [];
    return reply(request, {
      config: {
        Region: region,
        ACL: { Enabled: true },
        Server: { Enabled: true, AuthoritativeRegion: authoritativeRegion },
        Version: { Version: version },
      },
      member: {
        Name: `portcullis.${region}`,
        Addr: host,
        Port: Number(port),
        Status: "alive",
        Tags: { region, role: "portcullis", build: version },
      },
      stats: {},
    });
  }

  /** COMPAT (Nomad, ACL tokens API): nobody's token is the anonymous one. */
  async tokenSelf(request: NomadRequest): Promise<NomadReply> {
    const actor = await request.actor();
    const isNobody = actor.kind === "anonymous";
    return reply(request, {
      AccessorID: isNobody ? "anonymous" : "id" in actor ? actor.id : actor.kind,
      SecretID: request.token ?? "",
      Name: isNobody ? "Anonymous Token" : "name" in actor ? actor.name : "",
      Type: isManagement(actor) ? "management" : "client",
      Policies: isNobody ? ["anonymous"] : [],
      Roles: [],
      Global: true,
    });
  }
}

function isManagement(actor: Actor): boolean {
  return actor.kind === "user" && actor.isSiteAdmin;
}

async function reply(request: NomadRequest, value: unknown): Promise<NomadReply> {
  return { status: 200, body: jsonBody(value, isPretty(request.query)) };
}
