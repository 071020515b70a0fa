import type { Access } from "../../domain/access/access.js";
import type { Clock } from "../../domain/clock.js";
import type { Compat } from "../../domain/compat.js";
import type { SignedLinks } from "../http/signed-links.js";

/** What documents say beside the data of their resource: where the server is and who may do what. */
export interface Site {
  /** Where clients reach the server, without a slash at the end. It never comes from a request. */
  readonly baseUrl: () => string;
  readonly links: SignedLinks;
  readonly clock: Clock;
  readonly access: Access;
  readonly compat: Compat;
}
