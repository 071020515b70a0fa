import { type GitProcess, runGit } from "./git-process.js";
import { type GitLimits, MAX_LINK_BYTES } from "./limits.js";
import { OutboundError } from "./outbound-error.js";

/** A file of a commit: its content has that name in git, as has every other of the same bytes. */
export interface GitFile {
  readonly path: string;
  readonly id: string;
  /** A link holds its target; a submodule is a folder that stays empty until it is fetched. */
  readonly kind: "file" | "link" | "submodule";
  /** In bytes. */
  readonly size: number;
}

const KINDS: Readonly<Record<string, GitFile["kind"]>> = {
  "120000": "link",
  "160000": "submodule",
};

/** Every file below a path of a commit, in the order of their paths. Throws `OutboundError`. */
export async function listTree(commit: string, path: string, git: GitProcess): Promise<GitFile[]> {
  const listed = await runGit(
    ["ls-tree", "-r", "-z", "-l", "--full-tree", commit, ...(path === "" ? [] : ["--", path])],
    git,
  );
  const lines = listed.toString("utf8").split("\0").slice(0, -1);
  return lines.map((line) => {
    const [, mode = "", id = "", size = "", name = ""] =
      /^(\d+) \w+ ([0-9a-f]+) +(-|\d+)\t([\s\S]*)$/.exec(line) ?? [];
    return { path: name, id, kind: KINDS[mode] ?? "file", size: size === "-" ? 0 : Number(size) };
  });
}

/** Throws `OutboundError` for more files or bytes than may be taken, before any of it is written. */
export function checkAmount(files: readonly GitFile[], limits: GitLimits): void {
  if (files.length > limits.files)
    throw new OutboundError(
      "too-large",
      `the repository holds more than ${limits.files} files; name a folder of it with "//folder"`,
    );
  if (files.reduce((sum, { size }) => sum + size, 0) > limits.fileBytes)
    throw new OutboundError(
      "too-large",
      `the files of the repository take more than ${limits.fileBytes} bytes; name a folder of it with "//folder"`,
    );
}

/** Throws `OutboundError` for a symbolic link, or, where links are taken, for one that leads nowhere for sure. */
export function refuseLinks(files: readonly GitFile[], areTaken: boolean): void {
  const links = files.filter(({ kind }) => kind === "link");
  const link = areTaken ? links.find(({ size }) => size > MAX_LINK_BYTES) : links[0];
  if (link === undefined) return;
  if (areTaken)
    throw new OutboundError(
      "too-large",
      `${JSON.stringify(link.path)} in the repository is a symbolic link of more than ${MAX_LINK_BYTES} bytes; no path is that long`,
    );
  throw new OutboundError(
    "git",
    `${JSON.stringify(link.path)} in the repository is a symbolic link, which is not followed; name the file it stands for`,
  );
}

/** The submodule that a path leads into. */
export async function submoduleAround(
  path: string,
  commit: string,
  git: GitProcess,
): Promise<GitFile | undefined> {
  const parts = path.split("/");
  const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
  if (folders.length === 0) return undefined;
  const listed = await runGit(["ls-tree", "-z", "--full-tree", commit, "--", ...folders], git);
  for (const line of listed.toString("utf8").split("\0")) {
    const [, mode, id = "", name = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    if (KINDS[mode ?? ""] === "submodule") return { path: name, id, kind: "submodule", size: 0 };
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
