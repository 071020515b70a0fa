import {
  type Entry,
  fromBufferPromise,
  getFileNameLowLevel,
  type Options,
  openPromise,
  type ZipFile,
} from "yauzl";
import type { ArchiveEntry } from "./archive-entry.js";
import { ArchiveError, quoted, reasonOf } from "./archive-error.js";
import { ByteMeter } from "./byte-meter.js";
import { crc32 } from "./crc32.js";
import { EntryGate, refuseKind, tooLarge } from "./entry-gate.js";
import { type ArchiveLimits, defaultArchiveLimits } from "./limits.js";

const FILE_TYPE_BITS = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const SYMBOLIC_LINK = 0o120000;

/** Names come as bytes, so that one rule for names judges all formats. */
const options: Options = { decodeStrings: false, validateEntrySizes: true, autoClose: false };

/**
 * Reads a zip archive from a file or from memory. A zip has its table of contents at its end, so it
 * cannot be read while it arrives. Throws `ArchiveError` as `readTar` does, and for a file whose
 * checksum is not its content's.
 */
export async function* readZip(
  source: string | Uint8Array,
  limits: ArchiveLimits = defaultArchiveLimits,
): AsyncGenerator<ArchiveEntry> {
  const zip = await open(source);
  const meter = new ByteMeter(limits);
  meter.addPacked(zip.fileSize);
  const gate = new EntryGate(limits);
  try {
    for await (const entry of translated(zip.eachEntry())) {
      const name = nameOf(entry);
      const kind = kindOf(entry, name);
      const path = gate.admit(name, kind, entry.uncompressedSize);
      if (path === undefined) continue;
      if (!entry.canDecodeFileData())
        throw new ArchiveError(
          `entry ${quoted(name)} is encrypted or packed by a method other than "deflate"; pack it without`,
        );
      yield { kind, path, content: content(zip, entry, name, meter, limits) };
    }
  } finally {
    zip.close();
  }
}

async function open(source: string | Uint8Array): Promise<ZipFile> {
  try {
    if (typeof source === "string") return await openPromise(source, options);
    const { buffer, byteOffset, byteLength } = source;
    return await fromBufferPromise(Buffer.from(buffer, byteOffset, byteLength), options);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw error;
    throw malformed(error);
  }
}

/** The table of contents is as hostile as the rest. */
async function* translated<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw malformed(error);
  }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

/** The upper half of the attributes is a mode of Unix, or 0 where the packer had none to give. */
function kindOf({ externalFileAttributes }: Entry, name: string): "file" | "folder" {
  const type = (externalFileAttributes >>> 16) & FILE_TYPE_BITS;
  if (type === SYMBOLIC_LINK) return refuseKind(name, "symbolic link");
  if (type !== 0 && type !== REGULAR_FILE && type !== FOLDER) return refuseKind(name, "device");
  return name.endsWith("/") ? "folder" : "file";
}

async function* content(
  zip: ZipFile,
  entry: Entry,
  name: string,
  meter: ByteMeter,
  limits: ArchiveLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      bytes += chunk.length;
      if (bytes > limits.entryBytes) throw tooLarge(name, limits);
      meter.addInflated(chunk.length);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : malformed(error);
  }
  if (checksum !== entry.crc32)
    throw new ArchiveError(
      `entry ${quoted(name)} is damaged: its checksum is not what the archive says; pack it again`,
    );
}

function malformed(error: unknown): ArchiveError {
  return new ArchiveError(`the archive is not valid zip: ${reasonOf(error)}; pack it again`);
}
