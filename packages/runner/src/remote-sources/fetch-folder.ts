import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAX_DOWNLOAD_BYTES } from "@portcullis/outbound";
import { type FetchedFolder, isRemote } from "../source-resolver.js";
import { type Checksum, verifyChecksum } from "./checksum.js";
import type { ContentStore } from "./content-store.js";
import { type FetchOptions, fetchTree, keepTree, placeIn, writeUnpacked } from "./fetch-source.js";
import { packingOf, parseRemoteSource } from "./parse-remote-source.js";
import { RemoteSourceError } from "./remote-source.js";

/**
 * A folder of files: a repository or an archive, at an address or on this machine, and
 * `//path` within it. An archive whose only entry is a folder means that folder, as archives of
 * repositories are made. Throws `RemoteSourceError`.
 */
export async function fetchFolder(
  source: string,
  store: ContentStore,
  options: FetchOptions,
): Promise<FetchedFolder> {
  if (!isRemote(source)) return folderIn(await unpackFile(source, undefined, store), "");
  const parsed = parseRemoteSource(source);
  if (parsed.kind === "local")
    return folderIn(await unpackFile(parsed.path, parsed.checksum, store), "");
  if (parsed.kind === "http" && (parsed.packing === "file" || parsed.packing === "gz"))
    throw new RemoteSourceError(
      'it is no archive; name one that ends in .tar.gz or .zip, add "?archive=tar.gz", or use "git::"',
    );
  // The whole of a repository: what a set names may stand beside it.
  return folderIn(await fetchTree({ ...parsed, subpath: "" }, store, options), parsed.subpath);
}

async function unpackFile(
  path: string,
  checksum: Checksum | undefined,
  store: ContentStore,
): Promise<string> {
  const packing = packingOf({ pathname: path });
  if (packing === "file" || packing === "gz")
    throw new RemoteSourceError("it is no archive; pack it as .tar.gz or .zip");
  const bytes = await readArchive(path);
  if (checksum !== undefined) verifyChecksum(checksum, bytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const key = `archive ${packing} ${hash}`;
  const kept = await store.find(key);
  return kept ?? keepTree(key, store, (folder) => writeUnpacked(bytes, packing, folder));
}

async function readArchive(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > MAX_DOWNLOAD_BYTES)
      throw new RemoteSourceError(`it is larger than ${MAX_DOWNLOAD_BYTES / 1024 / 1024} MiB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof RemoteSourceError) throw error;
    throw new RemoteSourceError(`it cannot be read: ${(error as Error).message}`);
  }
}

async function folderIn(tree: string, subpath: string): Promise<FetchedFolder> {
  const { place, isFile } = await placeIn(tree, subpath);
  if (isFile) throw new RemoteSourceError(`"//${subpath}" is a file; name the folder it is in`);
  const [only, ...others] = await readdir(place, { withFileTypes: true });
  const isWrapped = only?.isDirectory() === true && others.length === 0;
  return { tree, folder: isWrapped ? join(place, only.name) : place };
}
