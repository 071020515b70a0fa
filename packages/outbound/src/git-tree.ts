import { type GitProcess, runGit } from "./git-process.js";
import { OutboundError } from "./outbound-error.js";

/** A repository inside a repository: where it is, and at which commit. */
export interface Gitlink {
  readonly path: string;
  readonly commit: string;
}

/** A file of a commit: its content has that name in git, as has every other of the same bytes. */
export interface GitFile {
  readonly path: string;
  readonly id: string;
}

/** Every file and submodule of a commit, in the order of their paths. Throws `OutboundError`. */
export async function listTree(commit: string, git: GitProcess): Promise<GitFile[]> {
  const listed = await runGit(["ls-tree", "-r", "-z", "--full-tree", commit], git);
  const lines = listed.toString("utf8").split("\0").slice(0, -1);
  return lines.map((line) => {
    const [, id = "", path = ""] = /^\d+ \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    return { path, id };
  });
}

const SYMBOLIC_LINK = "120000";
const GITLINK = "160000";

/**
 * Looks at what a commit holds below a path, before any of it is written: refuses symbolic links and
 * what is too large, and returns the submodules, or, where they are wanted, the one that holds the path.
 * Throws `OutboundError`.
 */
export async function inspectTree(
  commit: string,
  path: string,
  git: GitProcess,
  areSubmodulesWanted: boolean,
): Promise<Gitlink[]> {
  const { limits } = git;
  const listed = await runGit(
    ["ls-tree", "-r", "-z", "-l", "--full-tree", commit, ...(path === "" ? [] : ["--", path])],
    git,
  );
  const lines = listed.toString("utf8").split("\0").slice(0, -1);
  if (lines.length === 0 && path !== "") {
    const around = areSubmodulesWanted ? await submoduleAround(path, commit, git) : undefined;
    if (around !== undefined) return [around];
    throw new OutboundError("git", `there is no "${path}" in the repository at that commit`);
  }
  if (lines.length > limits.files)
    throw new OutboundError(
      "too-large",
      `the repository holds more than ${limits.files} files; name a folder of it with "//folder"`,
    );
  const links: Gitlink[] = [];
  let bytes = 0;
  for (const line of lines) {
    const [, mode = "", id = "", size = "", name = ""] =
      /^(\d+) \w+ ([0-9a-f]+) +(-|\d+)\t([\s\S]*)$/.exec(line) ?? [];
    if (mode === SYMBOLIC_LINK)
      throw new OutboundError(
        "git",
        `${JSON.stringify(name)} in the repository is a symbolic link, which is not followed; name the file it stands for`,
      );
    if (mode === GITLINK) links.push({ path: name, commit: id });
    else bytes += Number(size);
  }
  if (bytes > limits.fileBytes)
    throw new OutboundError(
      "too-large",
      `the files of the repository take more than ${limits.fileBytes} bytes; name a folder of it with "//folder"`,
    );
  return links;
}

/** The submodule that a path leads into. */
async function submoduleAround(
  path: string,
  commit: string,
  git: GitProcess,
): Promise<Gitlink | undefined> {
  const parts = path.split("/");
  const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
  if (folders.length === 0) return undefined;
  const listed = await runGit(["ls-tree", "-z", "--full-tree", commit, "--", ...folders], git);
  for (const line of listed.toString("utf8").split("\0")) {
    const [, mode, id = "", name = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    if (mode === GITLINK) return { path: name, commit: id };
  }
  return undefined;
}

/** Where the submodules of a commit come from, by their paths, as ".gitmodules" says it. */
export async function submoduleUrls(commit: string, git: GitProcess): Promise<Map<string, string>> {
  const listed = await runGit(["config", "--blob", `${commit}:.gitmodules`, "--list", "-z"], git);
  const byName = new Map<string, { path?: string; url?: string }>();
  for (const line of listed.toString("utf8").split("\0")) {
    const [, name, key, value = ""] =
      /^submodule\.([\s\S]*)\.(path|url)\n([\s\S]*)$/.exec(line) ?? [];
    if (name === undefined || key === undefined) continue;
    byName.set(name, { ...byName.get(name), [key]: value });
  }
  const urls = new Map<string, string>();
  for (const { path, url } of byName.values())
    if (path !== undefined && url !== undefined) urls.set(path, url);
  return urls;
}
