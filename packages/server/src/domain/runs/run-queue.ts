import type { Run, RunStatus } from "./run.js";

/** COMPAT (Terraform command, remote runs): what the server has yet to do, before anybody can decide. */
export const QUEUED_STATUSES: readonly RunStatus[] = [
  "pending",
  "planning",
  "post_plan_running",
  "policy_checking",
];

/** LIMIT: runs of the queue that are shown and counted, the latest of them. */
export const QUEUE_LIMIT = 1_000;

/** How much an organization has in its queue. */
export interface Capacity {
  /** Runs whose plan is waited for. */
  readonly pending: number;
  /** Runs that the server works on. */
  readonly running: number;
}

export function capacityOf(queue: readonly Run[]): Capacity {
  const pending = queue.filter(({ status }) => status === "pending").length;
  return { pending, running: queue.length - pending };
}
