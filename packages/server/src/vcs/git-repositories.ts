import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packFolder } from "@portcullis/archive";
import {
  AllowList,
  fetchGit,
  type GitFile,
  type GitOptions,
  OutboundError,
  readGitHead,
} from "@portcullis/outbound";
import { matchesPattern } from "../domain/vcs/path-patterns.js";
import {
  type Remote,
  type Repositories,
  RepositoryFault,
  type Snapshot,
  type Wanted,
} from "../domain/vcs/repositories.js";
import { filesOfSet } from "./files-of-set.js";
import { vcsRemedy } from "./vcs-remedy.js";

/** Repositories that git reaches over http, on the hosts that whoever runs the server has listed. */
export class GitRepositories implements Repositories {
  private readonly options: GitOptions;

  /** `hosts` are rules of an allow-list; nothing is reached when there are none. */
  constructor(hosts: readonly string[]) {
    this.options = { allow: new AllowList(hosts, vcsRemedy) };
  }

  head(remote: Remote): Promise<string> {
    const { branch } = remote;
    return withFaults(() =>
      readGitHead({ url: address(remote), ...(branch !== null && { branch }) }, this.options),
    );
  }

  async fetch<Result>(
    remote: Remote,
    wanted: Wanted,
    use: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const scratch = await mkdtemp(join(tmpdir(), "portcullis-repository-"));
    try {
      const folder = join(scratch, "files");
      const { commit, fingerprint, links } = await withFaults(() =>
        this.fetchInto(folder, remote, wanted),
      );
      const isNews = fingerprint !== wanted.known;
      const archive = isNews ? packFolder(folder, (path) => links.has(path)) : null;
      return await use({ commit, fingerprint, archive });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  private async fetchInto(folder: string, remote: Remote, wanted: Wanted) {
    let fingerprint = "";
    const links = new Set<string>();
    const commit = await fetchGit(
      {
        url: address(remote),
        path: wanted.folder,
        submodules: wanted.hasSubmodules,
        ...(remote.branch !== null && { ref: `refs/heads/${remote.branch}` }),
        wants: (files) => {
          fingerprint = fingerprintOf(files, wanted);
          return fingerprint === wanted.known ? null : filesOfSet(files, wanted.folder);
        },
        links,
      },
      folder,
      this.options,
    );
    return { commit, fingerprint, links };
  }
}

/** What is wrong with the rules of an allow-list; nothing when they can be used. */
export function hostRuleProblem(rules: readonly string[]): string | undefined {
  try {
    new AllowList(rules, () => "");
    return undefined;
  } catch (error) {
    if (error instanceof OutboundError) return error.message;
    throw error;
  }
}

/**
 * Changes when a file does that one of the patterns names, or, without patterns, one of the folder. A
 * submodule counts as a file, which may also be around the folder.
 */
function fingerprintOf(files: readonly GitFile[], { patterns, folder }: Wanted): string {
  const decides = ({ path }: GitFile) =>
    patterns.length > 0
      ? patterns.some((pattern) => matchesPattern(pattern, path))
      : folder === "" || path.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${path}/`);
  const hash = createHash("sha256");
  for (const file of files.filter(decides)) hash.update(`${file.id} ${file.path}\0`);
  return hash.digest("hex");
}

function address({ url, user, password }: Remote): string {
  const withCredentials = new URL(url);
  withCredentials.username = encodeURIComponent(user);
  withCredentials.password = encodeURIComponent(password);
  return withCredentials.href;
}

async function withFaults<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new RepositoryFault(codeOf(error.message), error.message);
  }
}

function codeOf(message: string): RepositoryFault["code"] {
  if (message.startsWith("submodule ")) return "repository-unreachable";
  if (/has no branch|remote ref/.test(message)) return "branch-not-found";
  return message.startsWith("there is no ") ? "path-not-found" : "repository-unreachable";
}
