import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { type Duration, SECOND } from "../../../domain/clock.js";
import { ANNOUNCEMENTS, type Announcement } from "../../engine.js";
import type { PostgresPool } from "./postgres-pool.js";

/** What processes on one database call to each other through. */
export function channelOf(what: Announcement): string {
  return `portcullis_${what}`;
}

/** LIMIT: how long a lost connection is mourned before the next is tried; meanwhile listeners only poll. */
const RECONNECT_PAUSE: Duration = SECOND;

/** What one process hears and says: LISTEN and NOTIFY, on a connection of its own. */
export class Announcements {
  /** Tells what this process said from what others say. */
  readonly sender = randomUUID();

  constructor(private readonly pool: PostgresPool) {}

  /**
   * Calls `listener` for what others say, and with everything when a lost connection was made again:
   * what was said meanwhile is not said again. Returns the way to stop.
   */
  listen(listener: (what: Announcement) => void): () => Promise<void> {
    const stopping = new AbortController();
    const listening = this.keepListening(listener, stopping.signal);
    return async () => {
      stopping.abort();
      await listening;
    };
  }

  private async keepListening(
    listener: (what: Announcement) => void,
    stopping: AbortSignal,
  ): Promise<void> {
    let onConnected = () => {};
    while (!stopping.aborted) {
      await this.listenOnce(listener, onConnected, stopping).catch(() => {});
      onConnected = () => ANNOUNCEMENTS.forEach(listener);
      await sleep(RECONNECT_PAUSE, undefined, { signal: stopping }).catch(() => {});
    }
  }

  /** Resolves or rejects when the connection is lost or no longer wanted. */
  private async listenOnce(
    listener: (what: Announcement) => void,
    onConnected: () => void,
    stopping: AbortSignal,
  ): Promise<void> {
    const client = this.pool.newClient();
    const lost = lostConnection(client, stopping);
    client.on("notification", ({ channel, payload }) => {
      const what = ANNOUNCEMENTS.find((each) => channelOf(each) === channel);
      if (what !== undefined && payload !== this.sender) listener(what);
    });
    try {
      await client.connect();
      for (const what of ANNOUNCEMENTS) await client.query(`LISTEN ${channelOf(what)}`);
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
