import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type {
  BlobContent,
  BlobId,
  BlobReferences,
  BlobStore,
} from "../../../domain/blobs/blob-store.js";
import { type Duration, HOUR } from "../../../domain/clock.js";
import { writeHashed } from "../../blobs/hashed-file.js";
import type { PostgresConnection } from "./postgres-connection.js";
import type { PostgresPool } from "./postgres-pool.js";

/** LIMIT: bytes of content in one row, and so in the memory of a process that passes it on. */
const PART_SIZE = 1024 * 1024;

/** LIMIT: blobs that a sweep asks for at once. */
const SWEEP_SIZE = 1_000;

/** LIMIT: no upload and no evaluation lasts as long; an older file was left by a process that died. */
const SCRATCH_LIFE: Duration = 24 * HOUR;

/**
 * Blobs as rows, in parts, so that every process on the database has them. Content passes through a
 * file in a folder of the machine: whoever uploads slowly holds no connection meanwhile, and the
 * evaluator reads a plan from a file.
 */
export class PostgresBlobStore implements BlobStore {
  private constructor(
    private readonly pool: PostgresPool,
    private readonly scratch: string,
  ) {}

  /** Opens the folder, making it when it is not there; processes of one machine may share it. */
  static async open(pool: PostgresPool, scratch: string): Promise<PostgresBlobStore> {
    await mkdir(scratch, { recursive: true, mode: 0o700 });
    const oldest = Date.now() - SCRATCH_LIFE;
    for (const name of await readdir(scratch)) {
      const path = join(scratch, name);
      const left = await stat(path).catch(() => null);
      if (left !== null && left.mtimeMs < oldest) await rm(path, { force: true });
    }
    return new PostgresBlobStore(pool, scratch);
  }

  async write(content: BlobContent, limit: number): Promise<BlobId> {
    return this.withScratch(async (path) => {
      const id = await writeHashed(path, content, limit);
      await this.pool.transaction((connection) => keep(connection, id, path));
      return id;
    });
  }

  async read(id: BlobId): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.parts(id)) parts.push(part);
    return Buffer.concat(parts);
  }

  async withFile<Result>(id: BlobId, use: (path: string) => Promise<Result>): Promise<Result> {
    return this.withScratch(async (path) => {
      const file = await open(path, "wx", 0o600);
      try {
        for await (const part of this.parts(id)) await file.appendFile(part);
      } finally {
        await file.close();
      }
      return use(path);
    });
  }

  async sweep(references: BlobReferences, grace: Duration): Promise<number> {
    let removed = 0;
    for (let after = ""; ; ) {
      const ids = await this.pool.transaction(async (connection) => {
        const { rows } = await connection.run<{ id: BlobId }>(
          "SELECT id FROM blobs WHERE id > $1 ORDER BY id LIMIT $2",
          [after, SWEEP_SIZE],
        );
        return rows.map(({ id }) => id);
      });
      const last = ids.at(-1);
      if (last === undefined) return removed;
      removed += await this.sweepOf(ids, references, grace);
      after = last;
    }
  }

  async sweepOf(
    ids: readonly BlobId[],
    references: BlobReferences,
    grace: Duration,
  ): Promise<number> {
    const referenced = await references.referenced(ids);
    const orphans = ids.filter((id) => !referenced.has(id));
    return this.remove(orphans, Date.now() - grace);
  }

  /** Asks again for the age, because somebody may have written the same content meanwhile. */
  private async remove(ids: readonly BlobId[], oldest: number): Promise<number> {
    const { numAffectedRows = 0n } = await this.pool.transaction((connection) =>
      connection.run("DELETE FROM blobs WHERE id = ANY($1) AND written_at < $2", [ids, oldest]),
    );
    return Number(numAffectedRows);
  }

  private async *parts(id: BlobId): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; position++) {
      const { rows } = await this.pool.transaction((connection) =>
        connection.run<{ bytes: Uint8Array | null }>(
          `SELECT bytes FROM blobs LEFT JOIN blob_parts ON blob_id = id AND position = $2
            WHERE id = $1`,
          [id, position],
        ),
      );
      const [row] = rows;
      if (row === undefined) throw new Error(`content "${id}" is not in the database`);
      if (row.bytes === null) return;
      yield row.bytes;
    }
  }

  private async withScratch<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
    const path = join(this.scratch, randomUUID());
    try {
      return await use(path);
    } finally {
      await rm(path, { force: true });
    }
  }
}

/** Keeps what a file holds. Content that is there is only marked as new, so that no sweep takes it. */
async function keep(connection: PostgresConnection, id: BlobId, path: string): Promise<void> {
  const { rows } = await connection.run<{ is_new: boolean }>(
    `INSERT INTO blobs (id, written_at) VALUES ($1, $2)
      ON CONFLICT (id) DO UPDATE SET written_at = greatest(blobs.written_at, excluded.written_at)
      RETURNING xmax = 0 AS is_new`,
    [id, Date.now()],
  );
  if (rows[0]?.is_new !== true) return;
  let position = 0;
  for await (const part of createReadStream(path, { highWaterMark: PART_SIZE })) {
    await connection.run("INSERT INTO blob_parts (blob_id, position, bytes) VALUES ($1, $2, $3)", [
      id,
      position++,
      part,
    ]);
  }
}
