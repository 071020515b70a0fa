import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatWithOptions } from "node:util";
import { pino } from "pino";
import { expect, it } from "vitest";
import * as client from "../../packages/client/src/index.js";
import * as language from "../../packages/language/src/index.js";
import * as server from "../../packages/server/src/index.js";
import { ADMIN_KEY, TestServer } from "../../packages/server/test/harness/test-server.js";
import { readFile } from "./source-tree.js";

// What the pages of packages show is run as it stands. That of the reader of HCL is run beside it.

/** The first block of a page in a language. */
function block(page: string, language: string): string {
  const pattern = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m");
  const [, text] = pattern.exec(readFile(page)) ?? [];
  if (text === undefined) throw new Error(`${page} has no block of ${language}`);
  return text;
}

type Code = new (...names: string[]) => (...values: unknown[]) => Promise<string>;
const AsyncFunction = (async () => {}).constructor as Code;

/** Runs the example of a page with what it finds there by name; returns what it prints. */
async function run(page: string, library: object, found: Readonly<Record<string, unknown>>) {
  const code = block(page, "ts").replace(
    /^import (\{.*\}) from "@portcullis\/\w+";$/m,
    (_, names: string) => `const ${names} = library;`,
  );
  const names = Object.keys({ library, console, ...found });
  let printed = "";
  const log = (...values: unknown[]) => {
    printed += `${formatWithOptions({ colors: false }, ...values)}\n`;
  };
  await new AsyncFunction(...names, code)(library, { log }, ...Object.values(found));
  return printed;
}

it("packages/language/README.md prints what it says", async () => {
  const page = "packages/language/README.md";
  expect(await run(page, language, { text: block(page, "sentinel") })).toBe(block(page, "text"));
});

it("packages/client/README.md prints what it says, of a server", async () => {
  const page = "packages/client/README.md";
  const asked = await TestServer.start();
  try {
    const baseUrl = `http://127.0.0.1:${await asked.listen()}`;
    const printed = await run(page, client, { baseUrl, token: ADMIN_KEY });
    expect(printed).toBe(block(page, "text"));
  } finally {
    await asked.close();
  }
});

it("packages/server/README.md starts a server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-readme-"));
  const started: { url: string; close(): Promise<void> }[] = [];
  // As it stands, but for the port, which may be taken, and for where the data goes.
  const library = {
    decodeSettings: ({ listen }: { readonly listen: string }, environment: NodeJS.ProcessEnv) => {
      expect(listen).toBe("127.0.0.1:8080");
      return server.decodeSettings({ listen: "127.0.0.1:0", data: folder }, environment);
    },
    startServer: async (settings: Parameters<typeof server.startServer>[0]) => {
      started.push(await server.startServer(settings, { log: pino({ level: "silent" }) }));
      return started[0];
    },
  };
  try {
    await run("packages/server/README.md", library, { process: { env: {} } });
    const answer = await fetch(`${started[0]?.url}/api/v2/ping`);
    expect(answer.status).toBe(204);
  } finally {
    await started[0]?.close();
    rmSync(folder, { recursive: true });
  }
});
