import { availableParallelism } from "node:os";
import { type Logger, pino } from "pino";
import { NomadServer } from "./api/nomad/nomad-server.js";
import { assemble } from "./assembly.js";
import { Closing } from "./closing.js";
import { dataDirectoryAt } from "./data-directory.js";
import { Access } from "./domain/access/access.js";
import { type BlobStore, ORPHAN_GRACE } from "./domain/blobs/blob-store.js";
import type { Evaluator } from "./domain/evaluation/evaluator.js";
import { TokenService } from "./domain/tokens/token-service.js";
import { openOpa } from "./evaluation/opa/opa-program.js";
import { processLimits } from "./evaluation/process/evaluator-process.js";
import { ProcessCompiler } from "./evaluation/process/process-compiler.js";
import { ProcessEvaluator } from "./evaluation/process/process-evaluator.js";
import { ClusterTokens } from "./gateway/cluster-tokens.js";
import { Upstream } from "./gateway/upstream.js";
import { loadUpstream } from "./gateway-settings.js";
import { newWebhookId, systemClock, systemIds, tokenSecrets } from "./host.js";
import { logDestination } from "./log-destination.js";
import { openGateway } from "./nomad-gateway.js";
import { deriveKey, loadOrCreateSecretKey, readSecretKey } from "./secret-key.js";
import type { ListenAddress, Settings } from "./settings.js";
import { openExistingStore, openStorage } from "./storage.js";
import { AesVault } from "./vault.js";
import { GitRepositories } from "./vcs/git-repositories.js";
import { ProviderCatalog } from "./vcs/provider-catalog.js";
import { VERSION } from "./version.js";

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
  /** Where Nomad's clients reach it; null when it does not listen to them. */
  readonly nomadUrl: string | null;
  /** The administrator's key, at the very first start only: to be shown once. */
  readonly firstToken: string | null;
  /** Finishes the requests in progress, gives back the work in progress, and stops. */
  close(): Promise<void>;
}

/** On a single core, too, a policy that takes its time does not hold up all other runs. */
const MIN_EVALUATORS = 2;

/** Where logs go: standard output belongs to whoever shows the first token. */
const STANDARD_ERROR = 2;

/**
 * Starts a server on its database: brings the database up to date, makes what a first start
 * makes, does the work that an earlier process left, and listens.
 *
 * @throws Error when the data directory is in use, or was written by a newer program
 */
export async function startServer(
  settings: Settings,
  outside: Outside = {},
): Promise<RunningServer> {
  const log = outside.log ?? pino({}, logDestination(STANDARD_ERROR));
  const opened = new Closing();
  try {
    const directory = dataDirectoryAt(settings.dataDirectory);
    const storage = await openStorage(settings, directory, systemClock.now(), opened);
    const { store, blobs, isShared } = storage;
    const orphans = await store.read((tx) => blobs.sweep(tx.blobs, ORPHAN_GRACE));
    if (orphans > 0) log.info({ orphans }, "removed content that nothing names");
    const secretKey = await (settings.secretKeyFile === null
      ? loadOrCreateSecretKey(directory.secretKey)
      : readSecretKey(settings.secretKeyFile));
    const evaluator = outside.evaluator?.(blobs) ?? (await processEvaluator(blobs, settings, log));
    opened.add(() => evaluator.close());

    const compiler = new ProcessCompiler();
    opened.add(() => compiler.close());

    const { gateway } = settings;
    const upstream = gateway === null ? null : new Upstream(await loadUpstream(gateway));

    let url = settings.baseUrl ?? "";
    let nomadAddress = "";
    const { tokens, http, worker, upkeep, watcher, nomad } = assemble({
      store,
      blobs,
      evaluator,
      compiler,
      clock: systemClock,
      ids: systemIds,
      tokenSecrets,
      repositories: new GitRepositories(settings.vcs.hosts),
      catalog: new ProviderCatalog(settings.vcs.hosts),
      newWebhookId,
      repositoryInterval: settings.vcs.interval,
      linkKey: deriveKey(secretKey, "signed links"),
      vault: new AesVault(deriveKey(secretKey, "stored secrets")),
      baseUrl: () => url,
      compat: settings.compat,
      rateLimit: settings.rateLimit,
      keptVersions: settings.keptVersions,
      evaluators: settings.evaluators ?? Math.max(MIN_EVALUATORS, availableParallelism()),
      nomad: {
        settings: settings.nomad,
        version: VERSION,
        address: () => nomadAddress,
        random: Math.random,
        ...(upstream && { authenticator: (own) => new ClusterTokens(own, upstream) }),
      },
      log,
    });
    opened.add(() => worker.close());
    opened.add(() => upkeep.close());
    opened.add(() => watcher.close());
    opened.add(() => http.close());
    const port = await http.listen(settings.listen.host, settings.listen.port);
    url ||= urlOf({ ...settings.listen, port });
    const { listen: nomadListen } = settings.nomad;
    if (nomadListen !== null) {
      const server =
        upstream === null || gateway === null
          ? new NomadServer((message, response) => nomad.api.handle(message, response))
          : openGateway({ ...gateway, upstream, store, api: nomad.api, log }, opened);
      opened.add(() => server.close());
      // Those who wait for a change are answered, so that the listener has nobody left to wait for.
      opened.add(async () => nomad.catalogs.close());
      nomadAddress = addressOf({
        ...nomadListen,
        port: await server.listen(nomadListen.host, nomadListen.port),
      });
    }
    // Only now, because nobody would ever see the token that a start makes which then cannot listen.
    const firstToken = await tokens.firstStart(settings.bootstrapToken);
    // Where this server is alone, whoever had work in hand is dead. Others may be alive: their leases end
    // by themselves.
    if (!isShared) {
      await store.transaction(async (tx) => {
        await tx.work.endLeases(systemClock.now());
        await tx.repositories.endLeases();
      });
    }
    worker.start();
    upkeep.start();
    watcher.start();
    const { follower } = nomad;
    if (follower !== null) {
      opened.add(() => follower.close());
      follower.start();
    }
    log.info({ url, nomadAddress }, "listening");
    return {
      url,
      nomadUrl: nomadAddress === "" ? null : `http://${nomadAddress}`,
      firstToken: settings.bootstrapToken === null ? firstToken : null,
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** @throws Error when the OPA that the settings name is none */
async function processEvaluator(
  blobs: BlobStore,
  settings: Settings,
  log: Logger,
): Promise<Evaluator> {
  const opa = settings.opa === null ? null : await openOpa(settings.opa);
  if (opa !== null) log.info({ path: opa.path, version: opa.version }, "policies of kind opa");
  return new ProcessEvaluator(blobs, settings, processLimits, opa);
}

/**
 * Makes another administrator's key for the server of a data directory, which may be running.
 *
 * @throws Error when no server was ever started there
 */
export async function createRecoveryToken(
  settings: Pick<Settings, "dataDirectory" | "databaseUrl">,
): Promise<string> {
  const store = await openExistingStore(settings, dataDirectoryAt(settings.dataDirectory));
  try {
    const environment = { store, access: new Access(), clock: systemClock, ids: systemIds };
    return await new TokenService(environment, tokenSecrets).recover();
  } finally {
    await store.close();
  }
}

/** A server that listens everywhere is reached by this machine's own name. */
function urlOf(address: ListenAddress): string {
  return `http://${addressOf(address)}`;
}

function addressOf({ host, port }: ListenAddress): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `${name}:${port}`;
}
