import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Method } from "../../src/api/http/route.js";
import { type Assembly, assemble, type NomadParts } from "../../src/assembly.js";
import type { BlobStore } from "../../src/domain/blobs/blob-store.js";
import type { Instant } from "../../src/domain/clock.js";
import { type Compat, NO_COMPAT } from "../../src/domain/compat.js";
import type { PolicyCompiler } from "../../src/domain/evaluation/policy-compiler.js";
import type { Ids } from "../../src/domain/ids.js";
import type { Vault } from "../../src/domain/secrets/vault.js";
import type { TokenSecrets } from "../../src/domain/tokens/token-secrets.js";
import type { Repositories } from "../../src/domain/vcs/repositories.js";
import { FakeEvaluator } from "../../src/evaluation/testing/fake-evaluator.js";
import { tokenSecrets } from "../../src/host.js";
import type { SqlStore } from "../../src/store/sql-store.js";
import { AesVault } from "../../src/vault.js";
import { FakeCatalog, FakeRepositories } from "./fake-repositories.js";
import { openTestStorage, type TestStorage } from "./test-storage.js";

export const BASE_URL = "http://portcullis.test";
export const ADMIN_KEY = "portcullis-test-administrator";
export const START: Instant = Date.UTC(2024, 4, 1, 10, 0, 0);

/** A clock that stands still until it is told to go on. */
export class TestClock {
  constructor(private time: Instant = START) {}

  now(): Instant {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** Ids that count: the first policy is pol-0000000000000001, whatever else was made before it. */
export function countingIds(): Ids {
  const counts = new Map<string, number>();
  return {
    next: (prefix) => {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}-${String(count).padStart(16, "0")}`;
    },
  };
}

function countingWebhookIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}

/** Real digests, and keys that count: "portcullis-test-key-1" is the first that a server makes. */
function countingSecrets(): TokenSecrets {
  let count = 0;
  return { ...tokenSecrets, newKey: () => `portcullis-test-key-${++count}` };
}

/** Does not know the language, but a text that is meant to be wrong. */
const fakeCompiler: PolicyCompiler = {
  problemOf: async (name, text) => (text.includes("!!") ? `${name}:1:1: expected no !!` : null),
};

export interface TestRequest {
  readonly method: Method;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface TestSettings {
  readonly database?: string;
  readonly compat?: Partial<Compat>;
  /** Nobody is limited when it is absent. */
  readonly rateLimit?: number;
  /** All versions of policy sets are kept when it is absent. */
  readonly keptVersions?: number;
  /** Whether the test asks for `contents` or `anotherStore`. */
  readonly isInspected?: boolean;
  /** Those that count, when absent. */
  readonly ids?: Ids;
  /** Where policy sets come from; one that does not exist, at a commit of the test's choice, when absent. */
  readonly repositories?: Repositories;
  /** Where it stands among regions; alone in "global" when absent. */
  readonly regions?: Partial<NomadParts["settings"]>;
}

/** A whole server without sockets, with its own empty database, a clock and ids that can be foretold. */
export class TestServer {
  private constructor(
    private readonly folder: string,
    readonly store: SqlStore,
    readonly blobs: BlobStore,
    readonly vault: Vault,
    readonly evaluator: FakeEvaluator,
    readonly repositories: FakeRepositories,
    readonly catalog: FakeCatalog,
    readonly clock: TestClock,
    readonly ids: Ids,
    private readonly assembly: Assembly,
    private readonly storage: TestStorage,
  ) {}

  /**
   * `database` is a file that the test can look into. Without one the database is in memory, or, where
   * tests are given a PostgreSQL, there.
   */
  static async start({
    database,
    compat = {},
    rateLimit = 0,
    keptVersions,
    isInspected = false,
    ids = countingIds(),
    repositories: given,
    regions = {},
  }: TestSettings = {}): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), "portcullis-test-"));
    const clock = new TestClock();
    const storage = await openTestStorage(folder, database, clock.now(), isInspected);
    const { store, blobs } = storage;
    const evaluator = new FakeEvaluator();
    const vault = new AesVault(new Uint8Array(32));
    const repositories = new FakeRepositories();
    const catalog = new FakeCatalog();
    const assembly = assemble({
      store,
      blobs,
      evaluator,
      compiler: fakeCompiler,
      clock,
      ids,
      tokenSecrets: countingSecrets(),
      repositories: given ?? repositories,
      catalog,
      newWebhookId: countingWebhookIds(),
      repositoryInterval: 60_000,
      linkKey: new Uint8Array(32),
      vault,
      baseUrl: () => BASE_URL,
      compat: { ...NO_COMPAT, ...compat },
      rateLimit,
      keptVersions: keptVersions ?? null,
      evaluators: 1,
      nomad: {
        settings: {
          region: "global",
          authoritativeRegion: "global",
          regionAddresses: new Map(),
          replicationToken: null,
          ...regions,
        },
        version: "0.0.0",
        address: () => "127.0.0.1:4646",
        random: () => 0,
      },
      log: pino({ level: "silent" }),
    });
    await assembly.tokens.firstStart(ADMIN_KEY);
    return new TestServer(
      folder,
      store,
      blobs,
      vault,
      evaluator,
      repositories,
      catalog,
      clock,
      ids,
      assembly,
      storage,
    );
  }

  get tokens() {
    return this.assembly.tokens;
  }

  get nomad() {
    return this.assembly.nomad;
  }

  get routes() {
    return this.assembly.routes;
  }

  /** Sends a request as the administrator, unless its headers say otherwise. */
  async send({ method, path, headers, body, text }: TestRequest): Promise<TestResponse> {
    const content = body === undefined ? text : JSON.stringify(body);
    const response = await this.assembly.http.answer({
      method,
      url: path,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, ...headers },
      ...(content === undefined ? {} : { body: content }),
    });
    const answer = response.body.toString();
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      body: parsed(answer),
    };
  }

  /** Listens on a port of this machine, which is returned. */
  async listen(): Promise<number> {
    return this.assembly.http.listen("127.0.0.1", 0);
  }

  /** Every row of every table, to compare with what is there later. */
  async contents(): Promise<Readonly<Record<string, readonly object[]>>> {
    return this.storage.contents();
  }

  /** The store as another process has it that works on the same database. */
  async anotherStore(): Promise<SqlStore> {
    return this.storage.another();
  }

  /** Looks at every repository that is due. */
  async lookAtRepositories(): Promise<void> {
    while (await this.assembly.watcher.lookOnce());
  }

  /** What a server does again and again. */
  upkeep(): Promise<void> {
    return this.assembly.upkeep.doAll();
  }

  /** Does one item of the work that is due, or all of it. */
  async work(amount: "one" | "all"): Promise<void> {
    while ((await this.assembly.worker.workOnce()) && amount === "all");
  }

  async close(): Promise<void> {
    this.assembly.nomad.catalogs.close();
    await this.assembly.worker.close();
    await this.assembly.http.close();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
