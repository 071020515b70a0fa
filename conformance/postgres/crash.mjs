// What the server acknowledged is there after PostgreSQL was killed in the middle of writing, and the
// server goes on by itself when PostgreSQL is back.

import { setTimeout as sleep } from "node:timers/promises";
import { withServer } from "../harness.mjs";

const ROUNDS = 3;
const WRITERS = 16;

/** Acknowledged writes of a round before the database dies. */
const ENOUGH = 50;

/** How long the server may take to find the database again. */
const RECOVERY_TIMEOUT_MS = 30_000;

/** Returns how many writes were acknowledged, all of which were found again. */
export async function surviveCrashes(postgres) {
  return withServer(
    async ({ url, token }) => {
      const ask = (method, path, data) =>
        fetch(`${url}/api/v2${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" },
          ...(data === undefined ? {} : { body: JSON.stringify({ data }) }),
        });
      await ask("POST", "/organizations", { type: "organizations", attributes: { name: "acme" } });
      const acknowledged = [];
      for (let round = 0; round < ROUNDS; round++) {
        let isWriting = true;
        const write = async (writer) => {
          for (let i = 0; isWriting; i++) {
            const attributes = {
              name: `p-${round}-${writer}-${i}`,
              "enforcement-level": "advisory",
            };
            const path = "/organizations/acme/policies";
            const response = await ask("POST", path, { type: "policies", attributes });
            if (response.ok) acknowledged.push((await response.json()).data.id);
            else if (response.status !== 503)
              throw new Error(`a write answered ${response.status}`);
          }
        };
        const writing = Array.from({ length: WRITERS }, (_, writer) => write(writer));
        const enough = acknowledged.length + ENOUGH;
        while (acknowledged.length < enough) await Promise.race([sleep(10), ...writing]);
        await postgres.kill();
        isWriting = false;
        await Promise.all(writing);
        await postgres.start();
        const deadline = Date.now() + RECOVERY_TIMEOUT_MS;
        while (!(await ask("GET", "/organizations")).ok) {
          if (Date.now() > deadline) throw new Error("the server did not find its database again");
          await sleep(50);
        }
      }
      for (const id of acknowledged) {
        const { status } = await ask("GET", `/policies/${id}`);
        if (status !== 200) throw new Error(`policy ${id} was acknowledged and answers ${status}`);
      }
      return acknowledged.length;
    },
    { PORTCULLIS_DATABASE_URL: postgres.url },
  );
}
