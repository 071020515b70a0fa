// Requests a second through the whole server, beside the HTTP framework alone that returns the same bytes,
// and beside the store's own transactions, all in the same run.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Kysely } from "kysely";
import { withFolder, withServer } from "../../conformance/harness.mjs";
import { isPostgresUsable, withPostgres } from "../../conformance/postgres/private-postgres.mjs";
import { SqlAuditStore } from "../../packages/server/dist/store/audit.js";
import { postgresEngine } from "../../packages/server/dist/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../packages/server/dist/store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "../../packages/server/dist/store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "../../packages/server/dist/store/sql-store.js";
import { request, requestsPerSecond } from "../http-load.mjs";
import { isSmoke, median } from "../measure.mjs";
import { row, section, skipped } from "../table.mjs";

const CONNECTIONS = 16;
const ROUNDS = isSmoke ? 1 : 5;
const ROUND_MS = isSmoke ? 100 : 1_500;

/** Policies that are there: five pages of the list. */
const POLICIES = 100;

const API = "/api/v2";
const LIST = `${API}/organizations/bench/policies`;
const CODE = `import "tfplan/v2" as tfplan\n${"# a comment of an ordinary policy\n".repeat(20)}main = rule { true }\n`;

export async function api() {
  section(`API: requests a second on ${CONNECTIONS} connections`);
  await withFolder(async (folder) => {
    await measure("SQLite", {}, () => sqliteEngine(`${folder}/commits.db`));
  });
  if (!isPostgresUsable()) {
    skipped("PostgreSQL", "its programs are not on the machine");
    return;
  }
  await withPostgres({}, ({ url, version }) =>
    withPostgres({}, (other) =>
      measure(`PostgreSQL ${version.split(".")[0]}`, { PORTCULLIS_DATABASE_URL: url }, () =>
        postgresEngine(new PostgresPool(other.url)),
      ),
    ),
  );
}

async function measure(name, environment, newEngine) {
  await withServer(async ({ url, token }) => {
    const ids = await fill(url, token);
    const works = worksOn(ids, token);
    const answers = await Promise.all(Object.values(works).map((work) => answerTo(url, work)));
    await withBareServer(answers, async (bare) => {
      await withCommits(newEngine, async (commits) => {
        for (const [what, work] of Object.entries(works))
          await compare(`${name}: ${what}`, work, url, bare, commits);
      });
    });
  }, environment);
}

/** The four kinds of requests; `next` makes one more of its kind. */
function worksOn(ids, token) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" };
  const list = request("GET", LIST, headers);
  const shows = ids.map((id) => request("GET", `${API}/policies/${id}`, headers));
  let count = 0;
  const upload = () =>
    request(
      "PUT",
      `${API}/policies/${ids[++count % ids.length]}/upload`,
      { ...headers, "content-type": "application/octet-stream" },
      `${CODE}# ${count}\n`,
    );
  const create = () => {
    const attributes = { name: `made-${process.pid}-${++count}`, "enforcement-level": "advisory" };
    const body = JSON.stringify({ data: { type: "policies", attributes } });
    return request("POST", LIST, headers, body);
  };
  const inTurn = (all) => {
    let at = 0;
    return () => all[at++ % all.length];
  };
  return {
    "list of 20 policies": { method: "GET", url: LIST, next: () => list, isRead: true },
    "one policy": { method: "GET", url: `${API}/policies/:id`, next: inTurn(shows), isRead: true },
    "upload of a policy": {
      method: "PUT",
      url: `${API}/policies/:id/upload`,
      next: upload,
    },
    "create a policy": { method: "POST", url: LIST, next: create },
  };
}

async function compare(name, { next, isRead }, url, bare, commitsPerSecond) {
  const options = { connections: CONNECTIONS, milliseconds: ROUND_MS, expected: 200 };
  const rates = { ours: [], theirs: [], commits: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      ours: await requestsPerSecond(url, next, options),
      theirs: await requestsPerSecond(bare, next, options),
      commits: isRead ? 0 : await commitsPerSecond(),
    };
    // The first round warms all of them up.
    if (round === 0 && !isSmoke) continue;
    for (const [what, rate] of Object.entries(measured)) rates[what].push(rate);
  }
  const [ours, theirs, commits] = Object.values(rates).map(median);
  const notes = [
    `${(theirs / ours).toFixed(1)} x slower than the framework (${Math.round(theirs)})`,
  ];
  if (!isRead)
    notes.push(`${(ours / commits).toFixed(2)} of the store's commits (${Math.round(commits)})`);
  row(name, `${Math.round(ours)} /s`, notes.join("; "));
}

/**
 * Gives `use` a way to tell how many transactions that write one row an engine commits in a second, asked for
 * at the same time, each with a commit of its own.
 */
async function withCommits(newEngine, use) {
  await (await SqlStore.open(newEngine(), 0)).close();
  const db = new Kysely({ dialect: newEngine().dialect });
  const commit = () =>
    db
      .transaction()
      .setIsolationLevel("serializable")
      .execute((tx) => new SqlAuditStore(tx).append(entry));
  const entry = {
    at: 0,
    actor: { kind: "anonymous" },
    verb: "create",
    subject: { noun: "policy", id: "pol-1", organization: "bench" },
    details: {},
  };
  try {
    await use(async () => {
      const start = performance.now();
      const deadline = start + ROUND_MS;
      const counts = await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          let count = 0;
          for (; performance.now() < deadline; count++) await commit();
          return count;
        }),
      );
      return (counts.reduce((sum, count) => sum + count, 0) * 1000) / (performance.now() - start);
    });
  } finally {
    await db.destroy();
  }
}

async function fill(url, token) {
  const post = (path, type, attributes) =>
    fetch(`${url}${API}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ data: { type, attributes } }),
    }).then((response) => response.json());
  await post("/organizations", "organizations", { name: "bench" });
  const ids = [];
  for (let i = 0; i < POLICIES; i++) {
    const attributes = { name: `policy-${i}`, "enforcement-level": "soft-mandatory" };
    ids.push((await post("/organizations/bench/policies", "policies", attributes)).data.id);
  }
  return ids;
}

/** What the server says to one request, for the framework to say the same. */
async function answerTo(url, { method, url: address, next }) {
  const [head, body] = next().toString("utf8").split("\r\n\r\n");
  const [, path] = head.split(" ");
  const authorization = /authorization: (.*)\r/.exec(head)[1];
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization },
    ...(method === "GET" ? {} : { body }),
  });
  const type = response.headers.get("content-type");
  return { method, url: address, status: response.status, type, body: await response.text() };
}

async function withBareServer(answers, use) {
  const file = fileURLToPath(new URL("../bare-server.mjs", import.meta.url));
  const child = fork(file, { stdio: ["pipe", "inherit", "inherit", "ipc"] });
  try {
    child.stdin.end(JSON.stringify(answers));
    const port = await new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", () => reject(new Error("the framework alone did not start")));
    });
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    child.disconnect();
  }
}
