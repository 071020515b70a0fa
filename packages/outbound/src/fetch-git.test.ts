import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type GitServer, type LocalServer, startGitServer, startHttp } from "@portcullis/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AllowList } from "./allow-list.js";
import { fetchGit, type GitOptions, type GitSource, readGitHead } from "./fetch-git.js";
import { checkRef, checkSubpath, MAX_REF_LENGTH } from "./git-ref.js";
import type { GitFile } from "./git-tree.js";
import { type GitLimits, MAX_LINK_BYTES } from "./limits.js";
import { OutboundError } from "./outbound-error.js";

let server: GitServer;
const place = mkdtempSync(join(tmpdir(), "portcullis-fetched-"));
let folder: string;
let count = 0;

beforeAll(async () => {
  server = await startGitServer();
  server.commit("set", { "sentinel.hcl": "old", "policies/a.sentinel": "old" });
  server.git("set", "tag", "v1.0.0");
  server.git("set", "branch", "feature/x");
  server.commit("set", { "sentinel.hcl": "new", "policies/b.sentinel": "b", "docs/x.md": "docs" });
  server.commit("links", { "a/file": "text", "b/link": "-> /etc/passwd" });
});
afterAll(async () => {
  await server.stop();
  rmSync(place, { recursive: true });
});
beforeEach(() => {
  folder = join(place, String(count++));
});

function fetching(
  source: Partial<GitSource> & { repository?: string } = {},
  changes: Partial<GitOptions> & { rules?: string[] } = {},
): Promise<string> {
  const { repository = "set", ...rest } = source;
  const { rules = ["127.0.0.1"], ...options } = changes;
  const allow = new AllowList(rules, (rule) => `allow ${rule}`);
  return fetchGit({ url: `${server.url}/${repository}`, ...rest }, folder, { allow, ...options });
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: unknown) =>
      error instanceof OutboundError ? `${error.reason}: ${error.message}` : `foreign: ${error}`,
  );

const files = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
        .sort()
    : [];

describe("fetchGit", () => {
  it("takes the default branch, without git's own data", async () => {
    expect(await fetching()).toBe(server.git("set", "rev-parse", "main"));
    expect(files()).toEqual([
      "docs/x.md",
      "policies/a.sentinel",
      "policies/b.sentinel",
      "sentinel.hcl",
    ]);
  });

  it.each(["v1.0.0", "feature/x", "refs/tags/v1.0.0"])("takes the ref %s", async (ref) => {
    expect(await fetching({ ref })).toBe(server.git("set", "rev-parse", "v1.0.0"));
    expect(readFileSync(join(folder, "sentinel.hcl"), "utf8")).toBe("old");
  });

  it("takes a commit by its whole name and by the start of it", async () => {
    const commit = server.git("set", "rev-parse", "v1.0.0");
    expect(await fetching({ ref: commit })).toBe(commit);
    folder += "-short";
    expect(await fetching({ ref: commit.slice(0, 9) })).toBe(commit);
    expect(readFileSync(join(folder, "sentinel.hcl"), "utf8")).toBe("old");
  });

  it.each(["policies", "/policies/", "./policies"])("takes the folder %s alone", async (path) => {
    await fetching({ path });
    expect(files()).toEqual(["policies/a.sentinel", "policies/b.sentinel"]);
  });

  it("takes one file alone", async () => {
    await fetching({ path: "policies/b.sentinel" });
    expect(files()).toEqual(["policies/b.sentinel"]);
  });

  it("writes to a folder named from where the process is", async () => {
    folder = relative("", folder);
    await fetching({ path: "policies" });
    expect(files()).toEqual(["policies/a.sentinel", "policies/b.sentinel"]);
  });

  it("takes no pattern for a path", async () => {
    expect(await problemOf(fetching({ path: "polic*" }))).toMatch(
      /^git: there is no "polic\*" in the repository/,
    );
  });

  it("connects to the address that was checked", async () => {
    const { port } = server;
    const url = `http://git.example:${port}/set`;
    const resolver = async () => ["127.0.0.1"];
    await fetching({ url }, { rules: ["git.example", "127.0.0.1"], resolver });
    expect(server.requests.at(-1)?.headers.host).toBe(`git.example:${port}`);
  });

  it("sends a user and password to their host and shows them nowhere", async () => {
    const url = `${server.url}/set`.replace("//", "//user:secret@");
    await fetching({ url });
    expect(server.requests.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from("user:secret").toString("base64")}`,
    );
    const problem = await problemOf(fetching({ url: `${url}-none` }));
    expect(problem).toMatch(/^git: git failed: repository .* not found/);
    expect(problem).not.toContain("secret");
  });

  it("leaves nothing of itself behind", async () => {
    const own = join(place, "temporary");
    mkdirSync(own);
    // Others use the folder of the machine at the same time.
    vi.stubEnv("TMPDIR", own);
    try {
      await fetching();
      await problemOf(fetching({ ref: "none" }));
      expect(readdirSync(own)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe("submodules", () => {
  beforeAll(() => {
    server.commit("inner", { "inner.sentinel": "inner" });
    for (const [name, url] of [
      ["relative", "../inner"],
      ["absolute", `${server.url}/inner`],
      ["elsewhere", "http://169.254.169.254/inner"],
      ["by-ssh", "git@git.test:acme/inner.git"],
      ["by-file", join(server.folder, "inner")],
    ] as const) {
      server.commit(name, { "outer.sentinel": "outer" });
      server.git(name, "submodule", "add", "--quiet", join(server.folder, "inner"), "modules");
      server.commit(name, {
        ".gitmodules": `[submodule "modules"]\n\tpath = modules\n\turl = ${url}\n`,
      });
    }
  });

  it("stay empty unless they are asked for", async () => {
    await fetching({ repository: "relative" });
    expect(files()).toEqual([".gitmodules", "outer.sentinel"]);
  });

  it("come from beside their repository", async () => {
    await fetching({ repository: "relative", submodules: true });
    expect(files()).toEqual([".gitmodules", "modules/inner.sentinel", "outer.sentinel"]);
  });

  it("come from hosts that are allowed and from no others", async () => {
    expect(await problemOf(fetching({ repository: "elsewhere", submodules: true }))).toMatch(
      /^not-allowed: submodule "modules": address "169.254.169.254" is a metadata address/,
    );
    for (const repository of ["by-ssh", "by-file"])
      expect(await problemOf(fetching({ repository, submodules: true }))).toMatch(
        /^invalid: submodule "modules": ".*" is neither https nor http; write it in ".gitmodules" relative/,
      );
  });

  it.each(["relative", "absolute"])(
    "of the same server are asked for as the same user (%s)",
    async (repository) => {
      server.requests.length = 0;
      const url = `${server.url}/${repository}`.replace("//", "//user:secret@");
      await fetching({ url, submodules: true });
      const inner = server.requests.filter(({ url = "" }) => url.startsWith("/inner/"));
      expect(new Set(inner.map(({ headers }) => headers.authorization))).toEqual(
        new Set([`Basic ${Buffer.from("user:secret").toString("base64")}`]),
      );
    },
  );

  it("of another server are asked for as nobody", async () => {
    const other = await startGitServer();
    try {
      other.commit("inner", { "inner.sentinel": "inner" });
      server.commit("distant", { "outer.sentinel": "outer" });
      server.git("distant", "submodule", "add", "--quiet", join(other.folder, "inner"), "modules");
      server.commit("distant", {
        ".gitmodules": `[submodule "modules"]\n\tpath = modules\n\turl = ${other.url}/inner\n`,
      });
      const url = `${server.url}/distant`.replace("//", "//user:secret@");
      await fetching({ url, submodules: true });
      expect(files()).toContain("modules/inner.sentinel");
      expect(other.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
    } finally {
      await other.stop();
    }
  });

  it("are entered by a path that leads into one", async () => {
    server.commit("inner", { "deep/a.sentinel": "a", "b.sentinel": "b" });
    server.git(
      "relative",
      "-C",
      "modules",
      "pull",
      "--quiet",
      join(server.folder, "inner"),
      "main",
    );
    server.commit("relative", {});
    await fetching({ repository: "relative", path: "modules/deep", submodules: true });
    expect(files()).toEqual(["modules/deep/a.sentinel"]);
    expect(await problemOf(fetching({ repository: "relative", path: "modules/deep" }))).toMatch(
      /^git: there is no "modules\/deep" in the repository/,
    );
    folder += "-gone";
    expect(
      await problemOf(fetching({ repository: "relative", path: "modules/gone", submodules: true })),
    ).toMatch(/^git: submodule "modules": there is no "gone" in the repository/);
  });
});

describe("symbolic links", () => {
  it("are files that hold their targets where somebody takes them, in submodules too", async () => {
    server.commit("linked", { "a/file": "text", "b/link": "-> ../a/file" });
    server.commit("around", { file: "text" });
    server.git("around", "submodule", "add", "--quiet", join(server.folder, "linked"), "in");
    server.commit("around", {
      ".gitmodules": `[submodule "in"]\n\tpath = in\n\turl = ../linked\n`,
      top: "-> in/b",
    });
    const links = new Set<string>();
    await fetching({ repository: "around", submodules: true, links });
    expect([...links]).toEqual([join(folder, "top"), join(folder, "in/b/link")]);
    expect(readFileSync(join(folder, "top"), "utf8")).toBe("in/b");
    expect(readFileSync(join(folder, "in/b/link"), "utf8")).toBe("../a/file");
  });

  it("are as short as paths are", async () => {
    server.commit("long-link", { file: "x".repeat(MAX_LINK_BYTES + 1) });
    const id = server.git("long-link", "rev-parse", "HEAD:file");
    server.git("long-link", "update-index", "--add", "--cacheinfo", `120000,${id},link`);
    server.git("long-link", "commit", "--quiet", "--message=link");
    const links = new Set<string>();
    expect(await problemOf(fetching({ repository: "long-link", links }))).toMatch(
      /^too-large: "link" in the repository is a symbolic link of more than 4096 bytes/,
    );
  });
});

describe("fetchGit refuses", () => {
  it("symbolic links where they would be taken", async () => {
    expect(await problemOf(fetching({ repository: "links" }))).toMatch(
      /^git: "b\/link" in the repository is a symbolic link/,
    );
    await fetching({ repository: "links", path: "a" });
    expect(files()).toEqual(["a/file"]);
  });

  it("hosts, addresses and schemes that are not allowed", async () => {
    expect(await problemOf(fetching({}, { rules: ["example.org"] }))).toMatch(
      /^not-allowed: address "127.0.0.1" is a loopback/,
    );
    const url = "https://git.example/set";
    const resolver = async () => ["10.0.0.1"];
    expect(await problemOf(fetching({ url }, { rules: ["git.example"], resolver }))).toMatch(
      /^not-allowed: host "git.example" leads to "10.0.0.1", which is a private/,
    );
    for (const bad of [
      "ssh://git@example.org/x",
      "file:///etc",
      "ext::sh -c id",
      "/etc",
      "git@a:b",
    ])
      expect([bad, await problemOf(fetching({ url: bad }))]).toEqual([
        bad,
        expect.stringMatching(/^invalid: /),
      ]);
  });

  it("redirects, whose addresses nobody checked", async () => {
    const away: LocalServer = await startHttp((request, response) => {
      response.writeHead(302, { location: `${server.url}${request.url}` }).end();
    });
    expect(await problemOf(fetching({ url: `${away.url}/set` }))).toMatch(
      /^git: git failed: .*302/,
    );
    await away.stop();
  });

  it("options in the place of refs", async () => {
    expect(await problemOf(fetching({ ref: "--upload-pack=touch /tmp/x" }))).toMatch(/^invalid: /);
  });
});

describe("limits of a repository", () => {
  const problem = (source: Parameters<typeof fetching>[0], limits: Partial<GitLimits>) =>
    problemOf(fetching(source, { limits }));

  it("count files and their bytes before any is written", async () => {
    expect(await problem({}, { files: 3 })).toMatch(
      /^too-large: the repository holds more than 3 files; name a folder of it/,
    );
    expect(await problem({}, { fileBytes: 10 })).toMatch(
      /^too-large: the files of the repository take more than 10 bytes/,
    );
    expect(files()).toEqual([]);
    expect(await problem({ path: "policies" }, { files: 2, fileBytes: 4 })).toBe("nothing");
    expect(files()).toHaveLength(2);
  });

  it("count what git prints", async () => {
    expect(await problem({}, { outputBytes: 100 })).toBe(
      "too-large: git printed more than 100 bytes",
    );
  });

  it("count what is received", async () => {
    server.commit("large", { noise: Array.from({ length: 60_000 }, Math.random).join() });
    expect(await problem({ repository: "large" }, { repositoryBytes: 100_000 })).toBe(
      "too-large: the repository is larger than 100000 bytes packed",
    );
  });

  it("count submodules, and how deep they are", async () => {
    server.commit("deep", { file: "text" });
    server.git("deep", "submodule", "add", "--quiet", join(server.folder, "relative"), "in");
    server.commit("deep", {
      ".gitmodules": `[submodule "in"]\n\tpath = in\n\turl = ../relative\n`,
    });
    const all = { repository: "deep", submodules: true };
    expect(await problem(all, { submodules: 2, submoduleDepth: 2 })).toBe("nothing");
    expect(files()).toContain("in/modules/inner.sentinel");
    folder += "-again";
    expect(await problem(all, { submodules: 1 })).toBe(
      'too-large: submodule "in": there are more than 1 submodules',
    );
    folder += "-again";
    expect(await problem(all, { submoduleDepth: 1 })).toMatch(
      /^too-large: submodule "in": submodules are more than 1 levels deep/,
    );
  });

  it("end what takes too long", async () => {
    const silent = await startHttp(() => {});
    const started = performance.now();
    expect(
      await problemOf(fetching({ url: `${silent.url}/x` }, { limits: { milliseconds: 500 } })),
    ).toMatch(/^timeout: git did not finish within 0.5 seconds/);
    expect(performance.now() - started).toBeLessThan(5000);
    await silent.stop();
  });
});

describe("checkRef", () => {
  it.each(["main", "v1.2.3", "feature/a-b", "a".repeat(MAX_REF_LENGTH), "0123abc", "release#1"])(
    "takes %s",
    (ref) => expect(checkRef(ref)).toBe(ref),
  );

  it.each([
    ...[
      "",
      "-x",
      "--upload-pack=x",
      "a b",
      "a..b",
      "a:b",
      "+a",
      "a^",
      "a~1",
      "@{u}",
      "a@{1}",
      "a*",
    ],
    ...["a?", "a[", "a\\b", "/a", "a/", "a//b", "a/.b", ".a", "a.lock", "a.lock/b", "a.", "a\nb"],
    "a".repeat(MAX_REF_LENGTH + 1),
  ])("refuses %j", (ref) => expect(() => checkRef(ref)).toThrow(/is not the name of a branch/));
});

describe("checkSubpath", () => {
  it.each([
    ["", ""],
    ["a/b", "a/b"],
    ["/a//./b/", "a/b"],
    [":(exclude)a", ":(exclude)a"],
  ])("makes %j to %j", (path, want) => expect(checkSubpath(path)).toBe(want));

  it.each(["..", "a/../b", ".git", "a/.git/config", "a\\b", "a\0b"])("refuses %j", (path) =>
    expect(() => checkSubpath(path)).toThrow(/is not a path inside a repository/),
  );
});

describe("readGitHead", () => {
  const head = (branch?: string, rules = ["127.0.0.1"], repository = "set") => {
    const allow = new AllowList(rules, (rule) => `allow ${rule}`);
    const url = `${server.url}/${repository}`;
    return readGitHead({ url, ...(branch !== undefined && { branch }) }, { allow });
  };

  it("knows the commit of a branch, and of the default branch", async () => {
    expect(await head()).toBe(server.git("set", "rev-parse", "main"));
    expect(await head("feature/x")).toBe(server.git("set", "rev-parse", "feature/x"));
  });

  it("says what is not there, and what is not allowed", async () => {
    expect(await problemOf(head("gone"))).toBe('git: the repository has no branch "gone"');
    expect(await problemOf(head("v1.0.0"))).toBe('git: the repository has no branch "v1.0.0"');
    expect(await problemOf(head("--upload-pack=x"))).toMatch(/^invalid: /);
    expect(await problemOf(head(undefined, undefined, "gone"))).toMatch(/^git: git failed: /);
    expect(await problemOf(head(undefined, ["git.test"]))).toMatch(/^not-allowed: /);
  });
});

describe("a look at a commit before it is fetched", () => {
  it("shows every file with what it holds, and writes nothing when that is not wanted", async () => {
    let seen: readonly GitFile[] = [];
    const wants = (files: readonly GitFile[]) => {
      seen = files;
      return null;
    };
    const commit = await fetching({ path: "policies", wants });
    expect(commit).toBe(server.git("set", "rev-parse", "main"));
    expect(files()).toEqual([]);
    expect(seen.map(({ path }) => path)).toEqual([
      "docs/x.md",
      "policies/a.sentinel",
      "policies/b.sentinel",
      "sentinel.hcl",
    ]);
    expect(seen[3]?.id).toBe(server.git("set", "rev-parse", "main:sentinel.hcl"));
    expect(seen[3]).toMatchObject({ kind: "file", size: 3 });
    await fetching({ wants: (all) => all.filter(({ path }) => path.endsWith(".sentinel")) });
    expect(files()).toEqual(["policies/a.sentinel", "policies/b.sentinel"]);
  });
});
