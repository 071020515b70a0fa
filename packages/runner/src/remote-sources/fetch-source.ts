import { lstat, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError, gunzip, readTar, readZip, unpack } from "@portcullis/archive";
import {
  type AllowList,
  DOWNLOAD_MILLISECONDS,
  fetchGit,
  MAX_DOWNLOAD_BYTES,
  OutboundError,
  type Resolver,
  send,
} from "@portcullis/outbound";
import { verifyChecksum } from "./checksum.js";
import type { ContentStore } from "./content-store.js";
import { type Packing, type RemoteSource, RemoteSourceError } from "./remote-source.js";

/** How sources are fetched. */
export interface FetchOptions {
  readonly allow: AllowList;
  /** Certificates that vouch besides the well-known ones, in PEM. */
  readonly ca?: string;
  readonly resolver?: Resolver;
}

type Http = Extract<RemoteSource, { kind: "http" }>;
type Git = Extract<RemoteSource, { kind: "git" }>;

/**
 * The path of the file that a source stands for, fetched if need be. What a checksum or a whole
 * commit pins is fetched once; anything else each time. Throws `RemoteSourceError`.
 */
export async function fetchSource(
  source: RemoteSource,
  store: ContentStore,
  options: FetchOptions,
): Promise<string> {
  if (source.kind === "local") return localFile(source.path, source.checksum);
  return fileIn(await fetchTree(source, store, options), source.subpath);
}

/** The folder with all that is at an address, fetched if need be. Throws `RemoteSourceError`. */
export async function fetchTree(
  source: Http | Git,
  store: ContentStore,
  options: FetchOptions,
): Promise<string> {
  const key = JSON.stringify({ ...source, subpath: source.kind === "git" ? source.subpath : "" });
  const kept = isPinned(source) ? await store.find(key) : undefined;
  return kept ?? (await keepTree(key, store, (folder) => write(source, folder, options)));
}

/** Throws `RemoteSourceError` for whatever is wrong with what comes from elsewhere. */
export async function keepTree(
  key: string,
  store: ContentStore,
  write: (folder: string) => Promise<unknown>,
): Promise<string> {
  try {
    return await store.keep(key, async (folder) => void (await write(folder)));
  } catch (error) {
    if (error instanceof OutboundError || error instanceof ArchiveError)
      throw new RemoteSourceError(error.message);
    throw error;
  }
}

function isPinned(source: Http | Git): boolean {
  if (source.kind === "http") return source.checksum !== undefined;
  return /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(source.ref ?? "");
}

function write(source: Http | Git, folder: string, options: FetchOptions): Promise<void> {
  return source.kind === "http"
    ? writeHttp(source, folder, options)
    : writeGit(source, folder, options);
}

/** The name that a file without folders gets in its tree. */
const SINGLE_FILE = "file";

async function writeHttp(source: Http, folder: string, options: FetchOptions): Promise<void> {
  const bytes = await download(source.url, options);
  if (source.checksum !== undefined) verifyChecksum(source.checksum, bytes);
  await writeUnpacked(bytes, source.packing, folder);
}

export async function writeUnpacked(
  bytes: Buffer,
  packing: Packing,
  folder: string,
): Promise<void> {
  const stream = chunksOf(bytes);
  switch (packing) {
    case "file":
      await writeFile(join(folder, SINGLE_FILE), bytes, { flag: "wx" });
      break;
    case "gz":
      await writeFile(join(folder, SINGLE_FILE), gunzip(stream), { flag: "wx" });
      break;
    case "tar":
      await unpack(readTar(stream, "none"), folder);
      break;
    case "tar.gz":
      await unpack(readTar(stream, "gzip"), folder);
      break;
    case "zip":
      await unpack(readZip(bytes), folder);
  }
}

async function download(url: string, options: FetchOptions): Promise<Buffer> {
  const response = await send(
    { method: "GET", url },
    {
      ...options,
      timeout: DOWNLOAD_MILLISECONDS,
      maxBytes: MAX_DOWNLOAD_BYTES,
    },
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  if (response.status === 200) return Buffer.concat(chunks);
  throw new RemoteSourceError(
    `the server answered with status ${response.status}; check that the address opens without signing in`,
  );
}

async function writeGit(source: Git, folder: string, options: FetchOptions): Promise<void> {
  const { url, ref, depth, subpath: path } = source;
  await fetchGit(
    { url, path, ...(ref === undefined ? {} : { ref }), ...(depth === undefined ? {} : { depth }) },
    folder,
    options,
  );
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function localFile(path: string, checksum: Http["checksum"]): Promise<string> {
  if (checksum === undefined) return path;
  const bytes = await readFile(path).catch((error: Error) => {
    throw new RemoteSourceError(`it cannot be read: ${error.message}`);
  });
  verifyChecksum(checksum, bytes);
  return path;
}

/** Where a path within a tree leads, and whether to a file. Throws when there is nothing. */
export async function placeIn(
  tree: string,
  subpath: string,
): Promise<{ readonly place: string; readonly isFile: boolean }> {
  const parts = subpath.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || subpath.includes("\\"))
    throw new RemoteSourceError(`"//${subpath}" leaves what was fetched`);
  const place = join(tree, ...parts);
  const found = await lstat(place).catch(() => undefined);
  if (found !== undefined) return { place, isFile: found.isFile() };
  throw new RemoteSourceError(`there is no "${parts.join("/")}" in what was fetched`);
}

/** The file that a path within a tree means; without one, the only file there is. */
async function fileIn(tree: string, subpath: string): Promise<string> {
  const { place, isFile } = await placeIn(tree, subpath);
  if (isFile) return place;
  const [only, ...others] = await readdir(place, { withFileTypes: true });
  if (only?.isFile() && others.length === 0) return join(place, only.name);
  throw new RemoteSourceError(
    `it is a folder of files; name one of them with "//path/to/file" behind the address`,
  );
}
