/** Why nothing came back. `timeout` and `network` may go away by themselves; the others will not. */
export type OutboundReason =
  | "not-allowed"
  | "invalid"
  | "timeout"
  | "network"
  | "certificate"
  | "redirect"
  | "too-large"
  | "git";

/** A request left nothing usable; the message names the host and what to do. */
export class OutboundError extends Error {
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
