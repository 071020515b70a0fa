import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { type Duration, SECOND } from "../../../domain/clock.js";
import type { PostgresPool } from "./postgres-pool.js";

/** What processes on one database call to each other. */
export const CHANNEL = "portcullis_work";

/** LIMIT: how long a lost connection is mourned before the next is tried; meanwhile workers only poll. */
const RECONNECT_PAUSE: Duration = SECOND;

/** What one process hears and says of new work: LISTEN and NOTIFY, on a connection of its own. */
export class WorkAnnouncements {
  /** Tells what this process said from what others say. */
  readonly sender = randomUUID();

  constructor(private readonly pool: PostgresPool) {}

  /**
   * Calls `listener` for what others say, and when a lost connection was made again: what was said
   * meanwhile is not said again. Returns the way to stop.
   */
  listen(listener: () => void): () => Promise<void> {
    const stopping = new AbortController();
    const listening = this.keepListening(listener, stopping.signal);
    return async () => {
      stopping.abort();
      await listening;
    };
  }

  private async keepListening(listener: () => void, stopping: AbortSignal): Promise<void> {
    let onConnected = () => {};
    while (!stopping.aborted) {
      await this.listenOnce(listener, onConnected, stopping).catch(() => {});
      onConnected = listener;
      await sleep(RECONNECT_PAUSE, undefined, { signal: stopping }).catch(() => {});
    }
  }

  /** Resolves or rejects when the connection is lost or no longer wanted. */
  private async listenOnce(
    listener: () => void,
    onConnected: () => void,
    stopping: AbortSignal,
  ): Promise<void> {
    const client = this.pool.newClient();
    const lost = lostConnection(client, stopping);
    client.on("notification", ({ payload }) => {
      if (payload !== this.sender) listener();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      onConnected();
      await lost;
    } finally {
      await client.end();
    }
  }
}

function lostConnection(client: Client, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("end", resolve);
    client.on("error", () => resolve());
    if (stopping.aborted) resolve();
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
