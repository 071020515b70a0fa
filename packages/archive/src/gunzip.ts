import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ArchiveError, reasonOf } from "./archive-error.js";
import { ByteMeter } from "./byte-meter.js";
import { type ArchiveLimits, defaultArchiveLimits } from "./limits.js";

/** Inflates gzip of any number of members; throws `ArchiveError` for anything else. */
export async function* inflate(
  packed: AsyncIterable<Uint8Array>,
  meter: ByteMeter,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const source = Readable.from(counted(packed, meter), { objectMode: false });
  let sourceError: unknown;
  source.on("error", (error) => {
    sourceError = error;
  });
  pipeline(source, gunzip, () => {});
  try {
    for await (const chunk of gunzip) {
      meter.addInflated(chunk.length);
      yield chunk;
    }
  } catch (error) {
    if (error === sourceError || !isZlibError(error)) throw error;
    throw new ArchiveError(`the archive is not valid gzip: ${reasonOf(error)}; pack it again`);
  }
}

async function* counted(
  packed: AsyncIterable<Uint8Array>,
  meter: ByteMeter,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of packed) {
    meter.addPacked(chunk.length);
    yield chunk;
  }
}

/** Inflates one gzipped file, bounded as an archive is. */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits = defaultArchiveLimits,
): AsyncGenerator<Uint8Array> {
  yield* inflate(packed, new ByteMeter({ ...limits, totalBytes: limits.entryBytes }));
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^Z_/.test(String(error.code));
}
