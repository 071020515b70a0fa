import { CompiledQuery, Kysely } from "kysely";
import { expect, it } from "vitest";
import type { RunQuery } from "../../domain/runs/run-store.js";
import type { Engine } from "../engine.js";
import { SCHEMA_VERSION } from "../migrate.js";
import { migrations } from "../migrations/all.js";
import type { Tables } from "../schema.js";
import { SqlStore } from "../sql-store.js";
import { releasedRows, releasedStep, statementsIn } from "./released-schemas.js";

/** An empty database, new for each call. */
export type NewDatabase = () => Promise<{
  /** Opened once more at each call. */
  readonly engine: () => Engine;
  /** The text of every table, index and trigger, in order. */
  readonly schema: () => Promise<readonly string[]>;
}>;

/** What every engine must make of the databases that earlier programs left. */
export function migrationContract(newDatabase: NewDatabase): void {
  it.each(migrations)(
    "goes on from version $version, with all that is there",
    async ({ version }) => {
      const fresh = await newDatabase();
      await (await SqlStore.open(fresh.engine(), 0)).close();

      const { engine, schema } = await newDatabase();
      await makeReleased(engine(), version);
      const store = await SqlStore.open(engine(), 0);
      await expectKept(store);
      await store.close();
      expect(await schema()).toEqual(await fresh.schema());
    },
  );
  expectSearchable(newDatabase);
}

const BEFORE_SEARCHES = 17;

/** Runs from before there were searches are found as those that came later. */
function expectSearchable(newDatabase: NewDatabase): void {
  it("finds runs of earlier programs", async () => {
    const { engine } = await newDatabase();
    await makeReleased(engine(), BEFORE_SEARCHES);
    const db = new Kysely<Tables>({ dialect: engine().dialect });
    const options = { ...EARLIER_OPTIONS, savePlan: true, isDestroy: true };
    await db.executeQuery(
      CompiledQuery.raw(
        `INSERT INTO runs (id, organization, workspace_id, plan_id, apply_id, status, status_times,
            has_changes, options, created_at)
          SELECT 'run-2', organization, workspace_id, 'plan-2', 'apply-2', status, status_times,
            has_changes, '${JSON.stringify(options)}', 2 FROM runs WHERE id = 'run-1'`,
      ),
    );
    await db.destroy();
    const store = await SqlStore.open(engine(), 0);
    const idsOf = (query: RunQuery) =>
      store.read(async (tx) => {
        const page = { number: 1, size: 20 };
        const { items } = await tx.runs.listByOrganization(
          "acme",
          { within: "all", ...query },
          page,
        );
        return items.map(({ id }) => id);
      });
    expect(await idsOf({ text: "bucket" })).toEqual(["run-2"]);
    expect(await idsOf({ operations: ["save_plan"] })).toEqual(["run-2"]);
    expect(await idsOf({ operations: ["plan_and_apply"] })).toEqual(["run-1"]);
    expect(await idsOf({ sources: ["tfe-api"] })).toEqual(["run-2", "run-1"]);
    await store.close();
  });
}

/** The message looks as if it were an option. */
const EARLIER_OPTIONS = { message: 'Add a Bucket, "isPlanOnly":true', isPlanOnly: false };

async function makeReleased(engine: Engine, version: number): Promise<void> {
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const run = (statement: string) => db.executeQuery(CompiledQuery.raw(statement));
  await run(SCHEMA_VERSION);
  for (const migration of migrations.slice(0, version)) {
    for (const statement of statementsIn(releasedStep(migration, engine))) await run(statement);
    const row = { version: migration.version, name: migration.name, applied_at: 1 };
    await db.insertInto("schema_version").values(row).execute();
  }
  await db.transaction().execute(async (tx) => {
    for (const statement of releasedRows(version, engine.name)) {
      await tx.executeQuery(CompiledQuery.raw(statement));
    }
  });
  await db.destroy();
}

/** What the files of rows of every version have in common. */
async function expectKept(store: SqlStore): Promise<void> {
  await store.read(async (tx) => {
    expect(await tx.organizations.get("acme")).toMatchObject({ email: "ops@acme.test" });
    expect(await tx.projects.get("prj-1")).toMatchObject({ name: "Default Project" });
    expect(await tx.workspaces.get("ws-1")).toMatchObject({ name: "app", currentRunId: "run-1" });
    expect(await tx.policies.get("pol-1")).toMatchObject({
      name: "tags",
      description: "\0",
      policySetIds: ["polset-1"],
      updatedAt: 1_700_000_000_000,
    });
    expect(await tx.policySets.get("polset-1")).toMatchObject({
      policyIds: ["pol-1"],
      scope: { workspaces: ["ws-1"] },
      isOverridable: null,
    });
    expect((await tx.tokens.findByDigest("ab12"))?.holder).toMatchObject({
      kind: "user",
      user: { username: "admin" },
    });
    const owners = await tx.teams.getByName("acme", "owners");
    expect(owners.userIds).toEqual(["user-1"]);
    expect(await tx.users.organizationsOf("user-1")).toEqual(["acme"]);
    expect(await tx.runs.get("run-1")).toMatchObject({ message: "\0", createdBy: "user-1" });
    expect(await tx.plans.getByRun("run-1")).toMatchObject({ status: "finished" });
    expect(await tx.policyChecks.findByRun("run-1")).toMatchObject({
      status: "overridden",
      override: { by: "user-1", comment: "agreed" },
    });
  });
  const item = await store.transaction((tx) => tx.work.claim(2, 3));
  const about = { runId: "run-1", organization: "acme" };
  expect(item).toEqual({ id: "work-1", kind: "check-policies", ...about, attempt: 1 });
}
