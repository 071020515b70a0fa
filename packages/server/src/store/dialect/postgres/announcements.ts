import { randomUUID } from "node:crypto";
import { ANNOUNCEMENTS, type Announcement } from "../../engine.js";
import { keepConnected } from "./lasting-connection.js";
import type { PostgresPool } from "./postgres-pool.js";

/** What processes on one database call to each other through. */
export function channelOf(what: Announcement): string {
  return `portcullis_${what}`;
}

/** What one process hears and says: LISTEN and NOTIFY, on a connection of its own. */
export class Announcements {
  /** Tells what this process said from what others say. */
  readonly sender = randomUUID();

  constructor(private readonly pool: PostgresPool) {}

  /**
   * Calls `listener` for what others say, and with everything when a lost connection was made again:
   * what was said meanwhile is not said again. Meanwhile listeners only poll. Returns the way to stop.
   */
  listen(listener: (what: Announcement) => void): () => Promise<void> {
    return keepConnected(
      () => this.pool.newClient(),
      async (client, attempt) => {
        client.on("notification", ({ channel, payload }) => {
          const what = ANNOUNCEMENTS.find((each) => channelOf(each) === channel);
          if (what !== undefined && payload !== this.sender) listener(what);
        });
        for (const what of ANNOUNCEMENTS) await client.query(`LISTEN ${channelOf(what)}`);
        if (attempt > 0) ANNOUNCEMENTS.forEach(listener);
      },
    );
  }
}
