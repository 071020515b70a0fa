// Lists of a store that has much in it, on both engines: what a page costs at the beginning and far
// into the list, beside one policy read by its id in the same run.
//
// PORTCULLIS_BENCH_POLICIES and PORTCULLIS_BENCH_RUNS set the size; 100000 and 1000000 is what a large
// installation has after years, and takes some minutes to make.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { Client } from "pg";
import { isPostgresUsable, withPostgres } from "../../conformance/postgres/private-postgres.mjs";
import { postgresEngine } from "../../packages/server/dist/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../packages/server/dist/store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "../../packages/server/dist/store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "../../packages/server/dist/store/sql-store.js";
import { percentile } from "../measure.mjs";
import { row, section, skipped } from "../table.mjs";

const policies = Number(process.env.PORTCULLIS_BENCH_POLICIES ?? 20_000);
const runs = Number(process.env.PORTCULLIS_BENCH_RUNS ?? 50_000);

const PAGE_SIZE = 20;
const DEEP_PAGE = 1_000;
const SAMPLES = 100;
/** Of what takes long. */
const FEW_SAMPLES = 20;

const STORY = ["created", "planning", "planned", "policy_checking", "policy_checked"];

const ERRORED = { statuses: ["errored"] };
const OFTEN_FOUND = {
  "": {},
  ", search that a quarter has": { text: "Merge of" },
  ", of a status and an operation": {
    statuses: ["policy_checked", "planned"],
    operations: ["plan_and_apply"],
  },
};
const SELDOM_FOUND = {
  "one in 10,000 is in error": ERRORED,
  "one in 10,000 is of the user": { user: "few" },
  "search that nothing has": { text: "nothing" },
};

export async function store() {
  section(`Store: lists with ${policies} policies, ${runs} runs and as many checks`);
  await onSqlite();
  if (!isPostgresUsable()) {
    skipped("PostgreSQL", "its programs are not on the machine");
    return;
  }
  await withPostgres({}, onPostgres);
}

async function onSqlite() {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  try {
    const file = join(folder, "portcullis.db");
    const made = await SqlStore.open(sqliteEngine(file), 0);
    const database = new DatabaseSync(file);
    database.exec("PRAGMA foreign_keys = OFF");
    for (const statement of [...content(), "ANALYZE"]) database.exec(statement);
    database.close();
    await measureLists("SQLite", made);
    await made.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres({ url, version }) {
  const made = await SqlStore.open(postgresEngine(new PostgresPool(url)), 0);
  const client = new Client(url);
  await client.connect();
  // Without checking the references of what is consistent anyhow.
  await client.query("SET session_replication_role = replica");
  for (const statement of [...content(), "VACUUM ANALYZE"]) await client.query(statement);
  await client.end();
  await measureLists(`PostgreSQL ${version.split(".")[0]}`, made);
  await made.close();
}

/** Statements that both engines know. */
function content() {
  const numbers = (count) =>
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
  const times = `'{"pending":1,"planning":2,"planned":3,"policy_checking":4,"policy_checked":5}'`;
  return [
    `INSERT INTO organizations
      (name, external_id, email, cost_estimation_enabled, default_project_id, created_at)
      VALUES ('acme', 'org-1', NULL, 0, 'prj-1', 1)`,
    `INSERT INTO projects (id, organization, name, description, created_at)
      VALUES ('prj-1', 'acme', 'Default Project', NULL, 1)`,
    `INSERT INTO workspaces
      (id, organization, project_id, name, description, auto_apply, execution_mode, terraform_version,
        working_directory, created_at, updated_at) ${numbers(1_000)}
      SELECT 'ws-' || n, 'acme', 'prj-1', 'workspace-' || n, NULL, 0, 'remote', '1.11.4', NULL, 1, 1
      FROM numbers`,
    `INSERT INTO policies
      (id, organization, name, kind, description, query, enforcement_level, code, created_at, updated_at) ${numbers(policies)}
      SELECT 'pol-' || n, 'acme',
        CASE n % 4 WHEN 0 THEN 'restrict-' WHEN 1 THEN 'require-' WHEN 2 THEN 'limit-' ELSE 'enforce-' END
          || (10000000 + n * 7919 % 10000000) || '-' || n,
        'sentinel', NULL, NULL, 'soft-mandatory', 'code-' || n, n, n
      FROM numbers`,
    `INSERT INTO users (id, username, email, is_site_admin, created_at) VALUES
      ('user-1', 'most', NULL, 0, 1), ('user-2', 'few', NULL, 0, 1)`,
    // One run in ten thousand is in error, and one in ten thousand was created by "few".
    `INSERT INTO runs
      (id, organization, workspace_id, plan_id, apply_id, policy_check_id, created_by, status, status_times,
        has_changes, options, operation, source, search_text, created_at) ${numbers(runs)}
      SELECT 'run-' || n, 'acme', 'ws-' || (1 + n % 1000), 'plan-' || n, 'apply-' || n, 'polchk-' || n,
        CASE n % 10000 WHEN 1 THEN 'user-2' ELSE 'user-1' END,
        CASE n % 10000 WHEN 0 THEN 'errored' ELSE 'policy_checked' END, ${times}, 1,
        '{"message":"a change","isDestroy":false,"targetAddresses":[],"replaceAddresses":[],"variables":[]}',
        'plan_and_apply', 'tfe-api',
        CASE n % 4 WHEN 0 THEN 'merge of feature ' ELSE 'queued from the pipeline as build number ' END || n, n
      FROM numbers`,
    // What happens to every run on its way to this status.
    ...STORY.map(
      (action, position) => `INSERT INTO run_events
        (id, run_id, position, action, actor_id, comment_id, comment, created_at) ${numbers(runs)}
        SELECT 're-' || n || '-${position}', 'run-' || n, ${position}, '${action}', NULL, NULL, NULL, n
        FROM numbers`,
    ),
    `INSERT INTO policy_checks
      (id, run_id, organization, status, status_times, policy_sets, counts, report, log, overridden_by,
        overridden_at, override_comment, created_at) ${numbers(runs)}
      SELECT 'polchk-' || n, 'run-' || n, 'acme', 'passed', ${times}, '[]', NULL, NULL, NULL, NULL, NULL, NULL, n
      FROM numbers`,
  ];
}

async function measureLists(engine, made) {
  const read = (work) => () => made.read(work);
  const one = await timesOf(read((tx) => tx.policies.get("pol-7")));
  report(`${engine}: one policy by its id`, one, one);
  const list = (query, number) =>
    read((tx) => tx.policies.list("acme", { sort: [], ...query }, { number, size: PAGE_SIZE }));
  const searches = { "": {}, ", search that a quarter has": { search: "RESTRICT" } };
  for (const [words, query] of Object.entries(searches)) {
    const { total } = await list(query, 1)();
    for (const number of [1, Math.min(DEEP_PAGE, Math.ceil(total / PAGE_SIZE))]) {
      report(
        `${engine}: policies, page ${number}${words}`,
        await timesOf(list(query, number)),
        one,
      );
    }
  }
  report(
    `${engine}: policies, search that nothing has`,
    await timesOf(list({ search: "nothing" }, 1)),
    one,
  );
  await measureRuns(engine, read, one);
  const inWorkspace = { number: 1, size: PAGE_SIZE };
  for (const [words, query] of Object.entries({ "": {}, ", those in error": ERRORED })) {
    const list = read((tx) => tx.runs.listByWorkspace("ws-7", query, inWorkspace));
    report(`${engine}: runs of a workspace, page 1${words}`, await timesOf(list), one);
  }
  const workspaces = read((tx) => tx.workspaces.list("acme", {}, inWorkspace));
  report(`${engine}: workspaces with their last runs, page 1`, await timesOf(workspaces), one);
}

async function measureRuns(engine, read, one) {
  const list = (query, number) =>
    read((tx) =>
      tx.runs.listByOrganization("acme", { within: "all", ...query }, { number, size: PAGE_SIZE }),
    );
  const deep = Math.min(DEEP_PAGE, Math.ceil(runs / PAGE_SIZE / 4));
  for (const [words, query] of Object.entries(OFTEN_FOUND)) {
    for (const number of [1, deep]) {
      const times = await timesOf(list(query, number));
      report(`${engine}: runs of the organization, page ${number}${words}`, times, one);
    }
  }
  for (const [words, query] of Object.entries(SELDOM_FOUND)) {
    const times = await timesOf(list(query, 1), FEW_SAMPLES);
    report(`${engine}: runs of the organization, ${words}`, times, one);
  }
}

async function timesOf(work, samples = SAMPLES) {
  const times = [];
  for (let i = -samples / 10; i < samples; i++) {
    const start = performance.now();
    await work();
    if (i >= 0) times.push(performance.now() - start);
  }
  return times;
}

function report(name, times, one) {
  const [p50, p99] = [0.5, 0.99].map((part) => percentile(times, part));
  const peer = `${(p50 / percentile(one, 0.5)).toFixed(1)} x one policy`;
  row(name, `${p50.toFixed(2)} ms`, `p99 ${p99.toFixed(2)} ms; ${peer}`);
}
