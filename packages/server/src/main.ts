import { access } from "node:fs/promises";
import { type Logger, pino } from "pino";
import { assemble } from "./assembly.js";
import { dataDirectoryAt, lockDataDirectory } from "./data-directory.js";
import { Access } from "./domain/access/access.js";
import type { BlobStore } from "./domain/blobs/blob-store.js";
import { HOUR } from "./domain/clock.js";
import type { Evaluator } from "./domain/evaluation/evaluator.js";
import { TokenService } from "./domain/tokens/token-service.js";
import { ProcessEvaluator } from "./evaluation/process/process-evaluator.js";
import { systemClock, systemIds, tokenSecrets } from "./host.js";
import { deriveKey, loadOrCreateSecretKey, readSecretKey } from "./secret-key.js";
import type { ListenAddress, Settings } from "./settings.js";
import { FileBlobStore } from "./store/blobs/file-blob-store.js";
import { sqliteEngine } from "./store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "./store/sql-store.js";

/** What a server can be given in place of what it makes by itself. */
export interface Outside {
  /** Makes what runs the policies, from where plans and policies are; processes when absent. */
  readonly evaluator?: (blobs: BlobStore) => Evaluator;
  /** Where to log; JSON lines on standard error when absent. */
  readonly log?: Logger;
}

export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string;
  /** The administrator's key, at the very first start only: to be shown once. */
  readonly firstToken: string | null;
  /** Finishes the requests in progress, gives back the work in progress, and stops. */
  close(): Promise<void>;
}

/** LIMIT: an orphaned blob younger than this may belong to a transaction that is about to commit. */
const ORPHAN_GRACE = HOUR;

/** Where logs go: standard output belongs to whoever shows the first token. */
const STANDARD_ERROR = 2;

/**
 * Starts a server on its data directory: brings the database up to date, makes what a first start
 * makes, does the work that an earlier process left, and listens.
 *
 * @throws Error when the data directory is in use, or was written by a newer program
 */
export async function startServer(
  settings: Settings,
  outside: Outside = {},
): Promise<RunningServer> {
  const log = outside.log ?? pino(pino.destination(STANDARD_ERROR));
  const opened = new Closing();
  try {
    const lock = await lockDataDirectory(settings.dataDirectory);
    opened.add(async () => lock.release());
    const directory = dataDirectoryAt(settings.dataDirectory);
    const store = await SqlStore.open(sqliteEngine(directory.database), systemClock.now());
    opened.add(() => store.close());
    const blobs = await FileBlobStore.open(directory.blobs);
    const orphans = await store.transaction((tx) => blobs.sweep(tx.blobs, ORPHAN_GRACE));
    if (orphans > 0) log.info({ orphans }, "removed content that nothing names");
    const secretKey = await (settings.secretKeyFile === null
      ? loadOrCreateSecretKey(directory.secretKey)
      : readSecretKey(settings.secretKeyFile));
    const evaluator = outside.evaluator?.(blobs) ?? new ProcessEvaluator(blobs);
    opened.add(() => evaluator.close());

    let url = settings.baseUrl ?? "";
    const { tokens, http, worker } = assemble({
      store,
      blobs,
      evaluator,
      clock: systemClock,
      ids: systemIds,
      tokenSecrets,
      linkKey: deriveKey(secretKey, "signed links"),
      baseUrl: () => url,
      log,
    });
    opened.add(() => worker.close());
    opened.add(() => http.close());
    const port = await http.listen(settings.listen.host, settings.listen.port);
    url ||= urlOf({ ...settings.listen, port });
    // Only now, because nobody would ever see the token that a start makes which then cannot listen.
    const firstToken = await tokens.firstStart(settings.bootstrapToken);
    // Whoever had work in hand is dead: this server alone has the data directory.
    await store.transaction((tx) => tx.work.endLeases(systemClock.now()));
    worker.start();
    log.info({ url }, "listening");
    return {
      url,
      firstToken: settings.bootstrapToken === null ? firstToken : null,
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * Makes another administrator's key for the server of a data directory, which may be running.
 *
 * @throws Error when no server was ever started there
 */
export async function createRecoveryToken(
  settings: Pick<Settings, "dataDirectory">,
): Promise<string> {
  const { database } = dataDirectoryAt(settings.dataDirectory);
  await access(database).catch(() => {
    throw new Error(`no server was started in "${settings.dataDirectory}" yet: start it once`);
  });
  const store = await SqlStore.openExisting(sqliteEngine(database));
  try {
    const environment = { store, access: new Access(), clock: systemClock, ids: systemIds };
    return await new TokenService(environment, tokenSecrets).recover();
  } finally {
    await store.close();
  }
}

/** What was opened, to be closed in the opposite order, all of it whatever happens on the way. */
class Closing {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.steps.splice(0)) {
      await step().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, "the server did not stop cleanly");
  }
}

/** A server that listens everywhere is reached by this machine's own name. */
function urlOf({ host, port }: ListenAddress): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
