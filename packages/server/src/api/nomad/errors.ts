import {
  Conflict,
  NomadAclsDisabled,
  NotAuthenticated,
  NotPermitted,
  TooLarge,
  Unavailable,
} from "../../domain/errors.js";
import { InvalidNomadPolicy } from "../../domain/nomad-policies/nomad-policy.js";
import { TooManyWaiting } from "../../domain/nomad-policies/waiters.js";
import { NomadError } from "./nomad-error.js";
import { type NomadReply, textReply } from "./nomad-reply.js";
import { renderInvalidPolicy } from "./policies/invalid-policy.js";

/** Statuses and texts of all errors. COMPAT (Nomad, HTTP API): clients look for some of these texts. */
export function errorReply(error: unknown): NomadReply {
  if (error instanceof NomadError) return textReply(error.status, error.message);
  if (error instanceof NotAuthenticated || error instanceof NotPermitted)
    return textReply(403, "Permission denied");
  if (error instanceof InvalidNomadPolicy) return textReply(400, renderInvalidPolicy(error));
  if (error instanceof NomadAclsDisabled) return textReply(400, "ACL support disabled");
  if (error instanceof Conflict) return textReply(400, error.message);
  if (error instanceof TooLarge) return textReply(413, "http: request body too large");
  if (error instanceof TooManyWaiting) return textReply(429, error.message);
  // COMPAT (Nomad, HTTP API): what is said where no server knows what holds.
  if (error instanceof Unavailable) return textReply(500, "No cluster leader");
  return textReply(500, "the request failed: the server's log says why");
}
