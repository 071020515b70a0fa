import type { ServerResponse } from "node:http";
import { NomadError } from "../nomad-error.js";
import type { NomadRequest } from "../nomad-request.js";
import { forwardTo, wasForwarded } from "./forward.js";

/** Where this server stands among others. */
export interface Regions {
  /** The one that this server serves. */
  readonly own: string;
  /** The one in which policies are written; its own when it is that one. */
  readonly authoritative: string;
  /** Where the others are, by name. */
  readonly addresses: ReadonlyMap<string, URL>;
}

/** Sends requests on to the region that they are for. */
export class RegionRouter {
  /** Every region that can be reached, this one included, by name. */
  readonly known: readonly string[];

  constructor(private readonly regions: Regions) {
    this.known = [...new Set([regions.own, ...regions.addresses.keys()])].sort();
  }

  /**
   * Has another region answer, if the request is for another one. Returns whether it was.
   *
   * @throws NomadError when that region is unknown, or cannot be reached
   */
  async forward(request: NomadRequest, response: ServerResponse): Promise<boolean> {
    const region = this.targetOf(request);
    if (region === this.regions.own) return false;
    const address = this.regions.addresses.get(region);
    // COMPAT (Nomad): this text. A request that came from another region goes no further, lest it go round.
    if (address === undefined || wasForwarded(request.message))
      throw new NomadError(500, "No path to region");
    await forwardTo({ region, address }, request, response);
    return true;
  }

  /** COMPAT (Sentinel Policies API): every write is the authoritative region's, whichever is asked for. */
  private targetOf({ method, query }: NomadRequest): string {
    if (method !== "GET") return this.regions.authoritative;
    return query.get("region") || this.regions.own;
  }
}
