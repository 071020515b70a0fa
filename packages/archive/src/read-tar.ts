import { pipeline, Readable } from "node:stream";
import { extract as createExtract, type Header } from "tar-stream";
import type { ArchiveEntry } from "./archive-entry.js";
import { ArchiveError, reasonOf } from "./archive-error.js";
import { ByteMeter } from "./byte-meter.js";
import { EntryGate, type EntryKind, refuseKind } from "./entry-gate.js";
import { inflate } from "./gunzip.js";
import { type ArchiveLimits, defaultArchiveLimits } from "./limits.js";
import type { LinkTable } from "./link-table.js";

/** What the header of an entry may say; the others are refused under their own names. */
const kinds: Readonly<Record<string, EntryKind>> = {
  file: "file",
  "contiguous-file": "file",
  directory: "folder",
  symlink: "link",
};

/** The library's types do not know that it can read tar of Unix V7, which has no magic number. */
const options = { allowUnknownFormat: true } as object;

/**
 * Reads a tar archive while it arrives, in any of the formats of POSIX and GNU. Throws
 * `ArchiveError` for an archive that is malformed, and at the first entry that is unsafe or beyond a
 * limit, before its content is handed out. Stopping early lets go of the source.
 *
 * Symbolic links are put into `links`, and refused without. At the end, those that lead out of the archive
 * are refused.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  compression: "none" | "gzip",
  limits: ArchiveLimits = defaultArchiveLimits,
  links?: LinkTable,
): AsyncGenerator<ArchiveEntry> {
  const meter = new ByteMeter(limits);
  const gate = new EntryGate(limits);
  const bytes = compression === "gzip" ? inflate(source, meter) : measured(source, meter);
  const input = Readable.from(bytes, { objectMode: false });
  const extract = createExtract(options);
  let inputError: unknown;
  input.on("error", (error) => {
    inputError = error;
  });
  const explain = (error: unknown) =>
    inputError ?? (error instanceof ArchiveError ? error : malformed(error));
  pipeline(input, extract, () => {});
  try {
    for await (const entry of extract) {
      const { header } = entry;
      const kind = kinds[header.type];
      if (kind === undefined || (kind === "link" && links === undefined))
        refuseKind(header.name, nameOfKind(header));
      const path = gate.admit(header.name, kind, header.size);
      // INVARIANT: the iterator is never closed early, because that would end the whole archive.
      const chunks = (entry as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
      if (path !== undefined && kind === "link") links?.add(path, header.linkname ?? "");
      else if (path !== undefined && kind !== "link")
        yield { kind, path, content: content(chunks, explain) };
      while (!(await chunks.next()).done);
    }
    links?.refuseEscapes();
  } catch (error) {
    throw explain(error);
  } finally {
    extract.destroy();
    input.destroy();
  }
}

/** Hands out what an iterator has, without closing it when the reader stops early. */
async function* content(
  chunks: AsyncIterator<Uint8Array>,
  explain: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
      yield next.value;
  } catch (error) {
    throw explain(error);
  }
}

function nameOfKind({ type }: Header): string {
  if (type === "symlink") return "symbolic link";
  if (type === "link") return "hard link";
  return type?.replace("-", " ") ?? "special entry";
}

async function* measured(
  source: AsyncIterable<Uint8Array>,
  meter: ByteMeter,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    meter.addPacked(chunk.length);
    meter.addInflated(chunk.length);
    yield chunk;
  }
}

function malformed(error: unknown): ArchiveError {
  return new ArchiveError(`the archive is not valid tar: ${reasonOf(error)}; pack it again`);
}
