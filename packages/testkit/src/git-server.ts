import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type LocalServer, startHttp } from "./local-server.js";

/** A repository to be, by its files; a text that begins with `-> ` makes a symbolic link. */
export type RepositoryFiles = Readonly<Record<string, string>>;

/** Real git over real HTTP, with as many repositories as a test wants. */
export interface GitServer extends LocalServer {
  /** The folder that holds the repositories. */
  readonly folder: string;
  /** Commits files on the branch `main` of a repository, new or not; returns the commit. */
  commit(repository: string, files: RepositoryFiles): string;
  /** Runs git in the working copy of a repository and returns what it printed. */
  git(repository: string, ...args: string[]): string;
  /** The requests so far. */
  readonly requests: IncomingMessage[];
}

export async function startGitServer(): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-git-server-"));
  const requests: IncomingMessage[] = [];
  const server = await startHttp((request, response) => {
    requests.push(request);
    runBackend(folder, request, response);
  });
  const git = (repository: string, ...args: string[]) => {
    const identity = ["-c", "user.name=author", "-c", "user.email=author@example.org"];
    const open = ["-c", "protocol.file.allow=always"];
    return execFileSync("git", ["-C", join(folder, repository), ...identity, ...open, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  };
  return {
    ...server,
    folder,
    requests,
    git,
    commit(repository, files) {
      const place = join(folder, repository);
      if (!existsSync(place))
        execFileSync("git", ["init", "--quiet", "--initial-branch=main", place]);
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(place, path)), { recursive: true });
        if (text.startsWith("-> ")) symlinkSync(text.slice(3), join(place, path));
        else writeFileSync(join(place, path), text);
      }
      git(repository, "add", "--all");
      git(repository, "commit", "--quiet", "--message=change");
      return git(repository, "rev-parse", "HEAD");
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** `git http-backend` is a CGI program (RFC 3875). */
function runBackend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "http://host");
  const [, repository = "", rest = ""] =
    /^\/(.+?)(\/(?:info|objects|HEAD|git-upload-pack)(?:\/.*)?)?$/.exec(url.pathname) ?? [];
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: `/${repository}/.git${rest}`,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => {});
  let head = Buffer.alloc(0);
  let isHeadSent = false;
  backend.stdout.on("data", (chunk: Buffer) => {
    if (isHeadSent) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    isHeadSent = true;
    let status = 200;
    for (const line of head.subarray(0, end).toString("latin1").split("\r\n")) {
      const [name = "", value = ""] = line.split(/: (.*)/);
      if (name.toLowerCase() === "status") status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status);
    response.write(head.subarray(end + 4));
  });
  backend.stdout.on("end", () => response.end());
}
