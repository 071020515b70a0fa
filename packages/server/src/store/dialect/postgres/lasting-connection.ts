import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { type Duration, SECOND } from "../../../domain/clock.js";

/** LIMIT: how long a lost connection is mourned before the next is tried. */
const RECONNECT_PAUSE: Duration = SECOND;

/**
 * Keeps a connection that is no part of the pool, and makes it anew when it is lost. Calls `begin` with
 * each, and with how many were tried before; `end` when it is lost. Returns the way to stop.
 */
export function keepConnected(
  newClient: () => Client,
  begin: (client: Client, attempt: number) => Promise<void>,
  end: () => void = () => {},
): () => Promise<void> {
  const stopping = new AbortController();
  const connectOnce = async (attempt: number) => {
    const client = newClient();
    const lost = lostConnection(client, stopping.signal);
    try {
      await client.connect();
      await begin(client, attempt);
      await lost;
    } finally {
      end();
      await client.end();
    }
  };
  const keeping = (async () => {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      await connectOnce(attempt).catch(() => {});
      await sleep(RECONNECT_PAUSE, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return async () => {
    stopping.abort();
    await keeping;
  };
}

function lostConnection(client: Client, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("end", resolve);
    client.on("error", () => resolve());
    if (stopping.aborted) resolve();
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
