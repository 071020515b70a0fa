import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCommands } from "../src/commands.js";
import { enforce, type LiveServer, startLiveServer } from "./live-server.js";
import { root } from "./program.js";

// Every example that help shows is typed as it stands. Where the examples of `run` need a server, the
// environment leads to one; the working directory is the repository's root, as README says.

const anywhere = { PORTCULLIS_LISTEN: "127.0.0.1:0", PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0" };
let folder: string;
let server: LiveServer;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-examples-"));
  // What an example writes does not go to the repository.
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  server = await startLiveServer([], folder, anywhere);
  await server.client.organizations.create({
    body: {
      data: { type: "organizations", attributes: { name: "acme", email: "a@acme.example" } },
    },
  });
  await enforce(server.client, "acme", "web", [
    { name: "passes", level: "hard-mandatory", code: "main = true\n" },
  ]);
  environment = {
    PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
    PORTCULLIS_ADDRESS: server.url,
    PORTCULLIS_TOKEN: server.token,
    PORTCULLIS_DATA_DIR: join(folder, ".portcullis"),
  };
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const commands = await loadCommands();
const examplesOf = (name: string): readonly string[] =>
  commands.find((command) => command.name === name)?.examples ?? [];

describe("the examples of help", () => {
  const examples = commands
    .filter(({ name }) => name !== "serve" && name !== "token")
    .flatMap((command) => command.examples);

  it.each(examples)("%s", (example) => {
    const { status, stderr } = spawnSync("sh", ["-c", example], {
      cwd: example.startsWith("portcullis mocks") ? folder : root,
      env: environment,
      encoding: "utf8",
    });
    // What fails in an example fails by policy, which is what it shows.
    expect([status, stderr]).toEqual([expect.toBeOneOf([0, 1]), expect.not.stringMatching(/ at /)]);
  });

  it.each(examplesOf("serve"))("%s", async (example) => {
    const cwd = mkdtempSync(join(folder, "serve-"));
    // Whoever works with Nomad has it running on its port: only that differs from what is shown.
    const [, , ...args] = example
      .replace("-listen 127.0.0.1:4646", "-listen 127.0.0.1:0")
      .split(" ");
    const started = await startLiveServer(args, cwd, anywhere);
    expect(started.token).not.toBe("");
    expect(await started.stop()).toBe(0);
    for (const create of examplesOf("token")) {
      const data = create.includes("-data") === args.includes("-data");
      if (!data) continue;
      const { status, stdout } = spawnSync("sh", ["-c", create], {
        cwd,
        env: { PATH: environment.PATH },
        encoding: "utf8",
      });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^\S+\n$/)]);
    }
  });
});
