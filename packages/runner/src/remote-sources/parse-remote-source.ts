import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { parseChecksum } from "./checksum.js";
import { type Packing, type RemoteSource, RemoteSourceError } from "./remote-source.js";

/** Names of archives and what they are; `undefined` for those that cannot be read. */
const packings: readonly (readonly [name: string, packing: Packing | undefined])[] = [
  ["tar.gz", "tar.gz"],
  ["tgz", "tar.gz"],
  ["tar.bz2", undefined],
  ["tbz2", undefined],
  ["tar.xz", undefined],
  ["txz", undefined],
  ["tar", "tar"],
  ["zip", "zip"],
  ["gz", "gz"],
  ["bz2", undefined],
  ["xz", undefined],
];

const refusedSchemes: Readonly<Record<string, string>> = {
  hg: "Mercurial is not spoken; use a git repository or an archive over https",
  s3: "S3 is not spoken; use a presigned https address of the object",
  gcs: "Google Cloud Storage is not spoken; use a signed https address of the object",
  gcp: "Google Cloud Storage is not spoken; use a signed https address of the object",
  ssh: 'ssh is not spoken; use "git::https://…", with a token in the address if it needs one',
};

/**
 * Parses a source in the form of go-getter (Remote sources): `git::https://host/repo.git//path?ref=v1`,
 * `https://host/set.tar.gz//path?checksum=sha256:…`. Throws `RemoteSourceError`.
 */
export function parseRemoteSource(source: string): RemoteSource {
  const [, forced, address = source] = /^([A-Za-z0-9]+)::(.*)$/s.exec(source) ?? [];
  const getter = forced?.toLowerCase();
  if (getter !== undefined && Object.hasOwn(refusedSchemes, getter))
    throw new RemoteSourceError(refusedSchemes[getter]);
  if (/^[^/:@]+@[^/:]+:/.test(address)) throw new RemoteSourceError(refusedSchemes.ssh);
  if (getter === "file" || (getter === undefined && /^file:\/\//i.test(address)))
    return parseLocal(address);
  const { url, subpath } = splitSubpath(address);
  const scheme = url.protocol.slice(0, -1);
  if (Object.hasOwn(refusedSchemes, scheme)) throw new RemoteSourceError(refusedSchemes[scheme]);
  if (scheme !== "https" && scheme !== "http")
    throw new RemoteSourceError(`the scheme "${scheme}" is not known; use https or git::https`);
  switch (getter) {
    case "git":
      return parseGit(url, subpath);
    case undefined:
    case "http":
    case "https":
      return parseHttp(url, subpath);
    default:
      throw new RemoteSourceError(
        `"${forced}::" is not known; use "git::" or a plain https address`,
      );
  }
}

/** `//` after the scheme ends the address; the query behind the path belongs to the address. */
function splitSubpath(address: string): { url: URL; subpath: string } {
  const [, before = "", subpath = "", query = ""] =
    /^([a-z0-9+.-]+:\/\/.*?)(?:\/\/([^?]*))?(\?.*)?$/is.exec(address) ?? [];
  if (!URL.canParse(before + query))
    throw new RemoteSourceError("it is not an address; write https://host/path");
  return { url: new URL(before + query), subpath };
}

function parseGit(url: URL, subpath: string): RemoteSource {
  const options = takeOptions(url, ["ref", "depth", "sshkey", "checksum", "archive"]);
  if (options.sshkey !== undefined)
    throw new RemoteSourceError(`"sshkey" is not supported, because ${refusedSchemes.ssh}`);
  if (options.checksum !== undefined)
    throw new RemoteSourceError('"checksum" is for files; name a commit with "ref" instead');
  if (options.archive !== undefined)
    throw new RemoteSourceError('"archive" is for files; a repository is not packed');
  const depth = options.depth === undefined ? undefined : Number(options.depth);
  if (depth !== undefined && !(Number.isSafeInteger(depth) && depth > 0))
    throw new RemoteSourceError(`"depth" is a whole number from 1, not "${options.depth}"`);
  return { kind: "git", url: url.href, ref: options.ref, depth, subpath };
}

function parseHttp(url: URL, subpath: string): RemoteSource {
  const { checksum, archive } = takeOptions(url, ["checksum", "archive"]);
  const packing = packingOf(url, archive);
  if (subpath !== "" && (packing === "file" || packing === "gz"))
    throw new RemoteSourceError(
      `"//${subpath}" looks into an archive, and the address names none; say what it is with "?archive=tar.gz"`,
    );
  return {
    kind: "http",
    url: url.href,
    packing,
    checksum: checksum === undefined ? undefined : parseChecksum(checksum),
    subpath,
  };
}

/** How a file is packed, by its name. Throws `RemoteSourceError` for a kind that cannot be read. */
export function packingOf(
  { pathname }: { readonly pathname: string },
  option?: string | undefined,
): Packing {
  if (option === "false" || option === "0") return "file";
  const known = packings.find(([name]) =>
    option === undefined ? pathname.toLowerCase().endsWith(`.${name}`) : option === name,
  );
  if (known === undefined && option === undefined) return "file";
  const packing = known?.[1];
  if (packing !== undefined) return packing;
  throw new RemoteSourceError(
    `an archive of the kind "${option ?? known?.[0]}" cannot be read; pack it as tar.gz or zip`,
  );
}

function parseLocal(address: string): RemoteSource {
  const [, location = "", query = ""] = /^([^?]*)(?:\?(.*))?$/s.exec(address) ?? [];
  const path = /^file:\/\//i.test(location) ? pathOf(location) : location;
  if (!isAbsolute(path))
    throw new RemoteSourceError('"file::" takes an absolute path; write a relative one as it is');
  const checksum = new URLSearchParams(query).get("checksum");
  return {
    kind: "local",
    path,
    checksum: checksum === null ? undefined : parseChecksum(checksum),
  };
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new RemoteSourceError("it is not the address of a file; write file:///path");
  }
}

/** Takes options out of an address; what is left stays as it is written, for a signature's sake. */
function takeOptions<const Name extends string>(
  url: URL,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const taken: Partial<Record<Name, string>> = {};
  const left = url.search
    .slice(1)
    .split("&")
    .filter((part) => {
      const [[key = "", value = ""] = []] = new URLSearchParams(part);
      const name = names.find((each) => each === key);
      if (name !== undefined) taken[name] ??= value;
      return name === undefined;
    });
  url.search = left.join("&");
  return taken;
}
