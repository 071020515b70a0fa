import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { prepare } from "./harness/play.js";
import { TestServer } from "./harness/test-server.js";

const SECRET = "hunter2-in-the-open";

let folder: string;
let server: TestServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-secrets-"));
  server = await TestServer.start({ database: join(folder, "test.db") });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const parameters = "/api/v2/policy-sets/polset-0000000000000001/parameters";
const create = (key: string, value: string, sensitive: boolean) => ({
  method: "POST" as const,
  path: parameters,
  body: { data: { type: "vars", attributes: { key, value, category: "policy-set", sensitive } } },
});

it("reach an evaluation, and no file of the database", async () => {
  const plain = "a value that anybody may read";
  await prepare(server, [
    "soft policy on workspace app",
    create("secret", SECRET, true),
    create("plain", plain, false),
    "run",
    "plan uploaded",
    { work: "all" },
  ]);
  expect(server.evaluator.checked[0]?.sets[0]?.parameters).toEqual([
    { key: "plain", value: plain, isSensitive: false },
    { key: "secret", value: SECRET, isSensitive: true },
  ]);
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(files.some((file) => file.includes(plain))).toBe(true);
  expect(files.some((file) => file.includes(SECRET))).toBe(false);
});

it("are bounded in number", async () => {
  await prepare(server, ["organization acme", "empty policy set"]);
  await server.store.transaction(async (tx) => {
    for (let index = 0; index < 1_000; index++) {
      await tx.parameters.insert({
        id: `var-${index}`,
        policySetId: "polset-0000000000000001",
        key: `key-${index}`,
        value: { kind: "plain", text: "" },
        createdAt: 1,
      });
    }
  });
  const { status, text } = await server.send(create("one-more", "", false));
  expect([status, text]).toEqual([422, expect.stringContaining("has 1000 parameters already")]);
});
