import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rootCertificates } from "node:tls";
import { type AllowList, hostOf, portOf, withoutCredentials } from "./allow-list.js";
import { type GitProcess, runGit } from "./git-process.js";
import { checkRef, checkSubpath } from "./git-ref.js";
import {
  checkAmount,
  type GitFile,
  listTree,
  refuseLinks,
  submoduleAround,
  submoduleUrls,
} from "./git-tree.js";
import { wireHeaders } from "./http-request.js";
import { parseAddress } from "./ip-address.js";
import { defaultGitLimits, type GitLimits } from "./limits.js";
import { OutboundError } from "./outbound-error.js";
import { type Resolver, resolveAllowed, systemResolver } from "./resolve-host.js";

/** What to take from which repository. */
export interface GitSource {
  /** Over https or http; a user and password in it become basic authentication. */
  readonly url: string;
  /** Branch, tag or commit; the repository's default branch without it. */
  readonly ref?: string;
  /** The folder or file to take; everything without it. */
  readonly path?: string;
  /** Commits of history to fetch, 1 by default: only a commit that no server hands out needs more. */
  readonly depth?: number;
  /**
   * Whether submodules are fetched too, from hosts that are allowed, and as the same user from the same
   * server; they stay empty otherwise.
   */
  readonly submodules?: boolean;
  /**
   * Is shown every file of the commit, wherever it is, and says which of them to take, in the place of
   * those of `path`, which must be there all the same; null: nothing is written.
   */
  readonly wants?: (files: readonly GitFile[]) => readonly GitFile[] | null;
  /**
   * Takes the paths of symbolic links in the folder, which are written as files that hold their targets.
   * Without it they are refused.
   */
  readonly links?: Set<string>;
}

export interface GitOptions {
  readonly allow: AllowList;
  readonly limits?: Partial<GitLimits>;
  /** Certificates that vouch besides the well-known ones, in PEM. */
  readonly ca?: string;
  readonly resolver?: Resolver;
}

/** Milliseconds between two looks at what git has received. */
const LOOK_INTERVAL = 100;

/** The first version that connects to the addresses it is told, by `http.curloptResolve`. */
const OLDEST_GIT = [2, 37] as const;

/**
 * Writes the files of a repository into a folder that does not exist yet, no link among them, without
 * git's own data, and returns the commit they are from. Throws `OutboundError`.
 */
export function fetchGit(source: GitSource, folder: string, options: GitOptions): Promise<string> {
  // git runs elsewhere.
  return inSession(options, (session) => fetchInto(source, resolve(folder), session, 0));
}

/**
 * The commit that a branch, or the default branch without one, is at; nothing of it is fetched. Throws
 * `OutboundError`.
 */
export async function readGitHead(
  { url, branch }: { readonly url: string; readonly branch?: string },
  options: GitOptions,
): Promise<string> {
  const ref = branch === undefined ? "HEAD" : `refs/heads/${checkRef(branch)}`;
  return inSession(options, async (session) => {
    const address = session.allow.checkUrl(url);
    const git = await openRepository(address, session);
    const answer = await runGit(["ls-remote", "--", withoutCredentials(address), ref], git);
    const [, commit] = /^([0-9a-f]{40,64})\t/m.exec(answer.toString("latin1")) ?? [];
    if (commit !== undefined) return commit;
    const missing = branch === undefined ? "is empty" : `has no branch "${branch}"`;
    throw new OutboundError("git", `the repository ${missing}`);
  });
}

/** Lends what one piece of work needs, bounded in time and size. */
async function inSession<Result>(
  options: GitOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const limits = { ...defaultGitLimits, ...options.limits };
  const scratch = await mkdtemp(join(tmpdir(), "portcullis-git-"));
  const stop = new AbortController();
  const timer = setTimeout(() => {
    const seconds = limits.milliseconds / 1000;
    const text = `git did not finish within ${seconds} seconds; fetch less, or try again`;
    stop.abort(new OutboundError("timeout", text));
  }, limits.milliseconds);
  const checkSize = async () => {
    if ((await bytesBelow(scratch)) <= limits.repositoryBytes) return;
    const text = `the repository is larger than ${limits.repositoryBytes} bytes packed`;
    stop.abort(new OutboundError("too-large", text));
  };
  const watch = setInterval(checkSize, LOOK_INTERVAL);
  try {
    await checkVersion({ gitFolder: scratch, signal: stop.signal, limits });
    const caFile = options.ca && (await writeAuthorities(options.ca, scratch));
    const session = { ...options, caFile, scratch, signal: stop.signal, limits, submodules: 0 };
    const result = await work(session);
    await checkSize();
    stop.signal.throwIfAborted();
    return result;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Session extends GitOptions {
  /** Holds one folder of git's data for each repository. */
  readonly scratch: string;
  readonly caFile: string | undefined;
  readonly signal: AbortSignal;
  readonly limits: GitLimits;
  /** How many were fetched so far. */
  submodules: number;
}

async function fetchInto(
  source: GitSource,
  folder: string,
  session: Session,
  level: number,
): Promise<string> {
  const ref = source.ref === undefined ? "HEAD" : checkRef(source.ref);
  const path = checkSubpath(source.path ?? "");
  const url = session.allow.checkUrl(source.url);
  const git = await openRepository(url, session);
  const commit = await fetchCommit(withoutCredentials(url), ref, source.depth ?? 1, git);
  const files = await filesToTake(source, path, commit, git);
  if (files === null) return commit;
  checkAmount(files, session.limits);
  await mkdir(folder, { recursive: true });
  await writeFiles(files, folder, commit, git);
  for (const { kind, path: link } of files)
    if (kind === "link") source.links?.add(join(folder, link));
  const submodules = files.filter(({ kind }) => kind === "submodule");
  if (source.submodules === true && submodules.length > 0) {
    const parent = { ...source, url, path, folder, commit, git };
    await fetchSubmodules(submodules, parent, session, level);
  }
  return commit;
}

/** Null when nothing is wanted. */
async function filesToTake(
  { wants, links, submodules }: GitSource,
  path: string,
  commit: string,
  git: GitProcess,
): Promise<readonly GitFile[] | null> {
  const listed = await listTree(commit, wants === undefined ? path : "", git);
  const taken = wants === undefined ? listed : wants(listed);
  if (taken !== null) refuseLinks(taken, links !== undefined);
  if (taken === null || path === "" || taken.some((file) => isBelow(file.path, path))) return taken;
  const around = submodules === true ? await submoduleAround(path, commit, git) : undefined;
  if (around === undefined)
    throw new OutboundError("git", `there is no "${path}" in the repository at that commit`);
  return taken.some((file) => file.path === around.path) ? taken : [...taken, around];
}

async function writeFiles(
  files: readonly GitFile[],
  folder: string,
  commit: string,
  git: GitProcess,
): Promise<void> {
  await runGit(["read-tree", commit], git);
  const paths = files.flatMap(({ kind, path }) => (kind === "submodule" ? [] : `${path}\0`));
  const writing = ["checkout-index", "--quiet", "--force", "-z", "--stdin"];
  await runGit(["--work-tree", folder, ...writing], git, paths.join(""));
}

/** A repository that is empty yet, and can reach one host. */
async function openRepository(url: URL, session: Session): Promise<GitProcess> {
  const git: GitProcess = {
    gitFolder: await mkdtemp(join(session.scratch, "repository-")),
    config: await connection(url, session),
    caFile: session.caFile,
    signal: session.signal,
    limits: session.limits,
  };
  await runGit(["init", "--quiet", "--bare", "--template="], git);
  return git;
}

/** Tells git where to connect and as whom. INVARIANT: git resolves no name by itself. */
async function connection(url: URL, session: Session): Promise<Record<string, string>> {
  const host = hostOf(url);
  const addresses = await resolveAllowed(url, session.allow, session.resolver ?? systemResolver);
  const { authorization } = wireHeaders({ method: "GET", url: url.href });
  const list = addresses.map((address) => (address.includes(":") ? `[${address}]` : address));
  return {
    ...(parseAddress(host) === undefined
      ? { "http.curloptResolve": `${url.hostname}:${portOf(url)}:${list.join(",")}` }
      : {}),
    ...(authorization === undefined
      ? {}
      : { [`http.${url.origin}/.extraHeader`]: `Authorization: ${authorization}` }),
  };
}

/** Fetches a ref as shallow as possible and returns the commit it names. */
async function fetchCommit(
  url: string,
  ref: string,
  depth: number,
  git: GitProcess,
): Promise<string> {
  if (!Number.isSafeInteger(depth) || depth < 1)
    throw new OutboundError("invalid", `the depth ${depth} is not a whole number from 1`);
  const fetching = ["fetch", "--quiet", "--no-tags", "--no-write-commit-graph"];
  try {
    await runGit([...fetching, `--depth=${depth}`, "--", url, ref], git);
    return await commitOf("FETCH_HEAD", git);
  } catch (error) {
    const isAbbreviated = /^[0-9a-f]{7,64}$/.test(ref);
    if (!isAbbreviated || !(error instanceof OutboundError) || error.reason !== "git") throw error;
    // Servers hand out commits by their full names at most; within the whole history any will do.
    const everything = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
    await runGit([...fetching, "--", url, ...everything], git);
    return commitOf(ref, git);
  }
}

async function commitOf(revision: string, git: GitProcess): Promise<string> {
  const name = await runGit(["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], git);
  return name.toString("ascii").trim();
}

/** The repository that names submodules, at the commit that does. */
interface Parent extends Pick<GitSource, "links"> {
  readonly url: URL;
  /** What is wanted of it. */
  readonly path: string;
  readonly folder: string;
  readonly commit: string;
  readonly git: GitProcess;
}

async function fetchSubmodules(
  submodules: readonly GitFile[],
  parent: Parent,
  session: Session,
  level: number,
): Promise<void> {
  const { limits } = session;
  const { path, folder, links } = parent;
  if (level === limits.submoduleDepth)
    throw new OutboundError(
      "too-large",
      `submodules are more than ${limits.submoduleDepth} levels deep; fetch them as sources of their own`,
    );
  const urls = await submoduleUrls(parent.commit, parent.git);
  for (const { path: place, id: ref } of submodules) {
    const url = urls.get(place);
    if (url === undefined)
      throw new OutboundError("git", `".gitmodules" does not say where "${place}" comes from`);
    if (++session.submodules > limits.submodules)
      throw new OutboundError("too-large", `there are more than ${limits.submodules} submodules`);
    const inside = isBelow(path, place) ? path.slice(place.length + 1) : "";
    try {
      const source = { url: submoduleUrl(url, parent.url), ref, path: inside, submodules: true };
      await fetchInto(
        { ...source, ...(links && { links }) },
        join(folder, place),
        session,
        level + 1,
      );
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      throw new OutboundError(error.reason, `submodule "${place}": ${error.message}`);
    }
  }
}

/**
 * `../other.git` is beside the repository that names it. The server of that repository is asked as the same
 * user, every other one as nobody.
 */
function submoduleUrl(text: string, parent: URL): string {
  const isRelative = /^\.{1,2}\//.test(text);
  const base = parent.href.replace(/\/?$/, "/");
  if (!isRelative && !/^https?:/i.test(text))
    throw new OutboundError(
      "invalid",
      `${JSON.stringify(text.slice(0, 100))} is neither https nor http; write it in ".gitmodules" relative to the repository, as in "../other.git"`,
    );
  if (!URL.canParse(text, base)) return text;
  const url = new URL(text, base);
  if (url.origin !== parent.origin || url.username !== "" || url.password !== "") return url.href;
  url.username = parent.username;
  url.password = parent.password;
  return url.href;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** git takes one file in the place of those it knows. */
async function writeAuthorities(ca: string, folder: string): Promise<string> {
  const path = join(folder, "authorities.pem");
  await writeFile(path, [...rootCertificates, ca].join("\n"));
  return path;
}

async function checkVersion(git: GitProcess): Promise<void> {
  const text = (await runGit(["--version"], git)).toString("utf8").trim();
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  if (Number(major) > oldestMajor) return;
  if (Number(major) === oldestMajor && Number(minor) >= oldestMinor) return;
  throw new OutboundError(
    "git",
    `"${text}" is too old; install git ${OLDEST_GIT.join(".")} or later`,
  );
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true }).catch(() => []))
    bytes += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  return bytes;
}
