import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepare } from "../../../../test/harness/play.js";
import { TestServer } from "../../../../test/harness/test-server.js";
import { READ_LIMIT } from "./message-content.js";
import { decodePushHint } from "./push-hint.js";

/** What one provider sends, typed from its documents. */
interface Provider {
  readonly provider: string;
  /** The headers by which it shows that it knows the secret. */
  readonly proof: Readonly<Record<string, string>>;
  readonly messages: readonly Message[];
}

interface Message {
  readonly message: string;
  /** Where its shape is documented. */
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly text?: string;
  /** In place of `body`: sent as the field of a form. */
  readonly form?: object;
  /** The branches whose sets are looked at. */
  readonly looks: readonly string[] | "all";
}

const BRANCHES = ["main", "feature/x", "default"];
const SECRET = "hook-s3cret";

const folder = new URL("payloads/", import.meta.url);
const providers: Provider[] = readdirSync(folder).map((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")),
);

const textOf = ({ body, text, form }: Message) =>
  text ??
  (form && String(new URLSearchParams({ payload: JSON.stringify(form) }))) ??
  JSON.stringify(body);

function proven({ proof }: Provider, text: string, secret: string): Record<string, string> {
  const parts: Readonly<Record<string, string>> = {
    secret,
    signature: createHmac("sha256", secret).update(text).digest("hex"),
    "user and secret": Buffer.from(`portcullis:${secret}`).toString("base64"),
  };
  return Object.fromEntries(
    Object.entries(proof).map(([name, form]) => [
      name,
      form.replace(/\{(.+)\}/, (_, part: string) => parts[part] ?? ""),
    ]),
  );
}

const set = (branch: string) => ({
  method: "POST" as const,
  path: "/api/v2/organizations/acme/policy-sets",
  body: {
    data: {
      type: "policy-sets",
      attributes: {
        name: branch.replace("/", "-"),
        "vcs-repo": {
          identifier: "acme/policies",
          branch: branch === "default" ? "" : branch,
          "oauth-token-id": "ot-0000000000000001",
          "webhook-secret": SECRET,
        },
      },
    },
  },
});

describe("what providers send to a webhook", () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({});
    await prepare(server, ["organization acme", "oauth client github", ...BRANCHES.map(set)]);
    await server.lookAtRepositories();
  });
  afterAll(() => server.close());

  /** Sends a message to every set, and says which branches were looked at because of it. */
  const send = async (text: string, headers: Readonly<Record<string, string>>) => {
    const statuses = new Set<number>();
    for (const index of BRANCHES.keys()) {
      const path = `/webhooks/vcs/00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
      const request = { method: "POST", path, text, headers: { authorization: "", ...headers } };
      statuses.add((await server.send(request as Parameters<TestServer["send"]>[0])).status);
    }
    server.repositories.asked.length = 0;
    await server.lookAtRepositories();
    const looks = server.repositories.asked.map(({ branch }) => branch ?? "default");
    return { statuses: [...statuses], looks: looks.sort() };
  };

  for (const provider of providers) {
    describe(provider.provider, () => {
      it.each(provider.messages)("$message ($source)", async (message) => {
        const text = textOf(message);
        const headers = { ...message.headers, ...proven(provider, text, SECRET) };
        const looks = message.looks === "all" ? BRANCHES : message.looks;
        expect(await send(text, headers)).toEqual({ statuses: [202], looks: [...looks].sort() });
      });

      it("is believed by nobody when its sender does not know the secret", async () => {
        const [message] = provider.messages as [Message];
        const text = textOf(message);
        const forged = [
          {},
          proven(provider, text, "a guess"),
          proven(provider, text, ""),
          ...(JSON.stringify(provider.proof).includes("{signature}")
            ? [proven(provider, `${text} `, SECRET)]
            : []),
        ];
        for (const proof of forged) {
          const refused = { statuses: [404], looks: [] };
          expect(await send(text, { ...message.headers, ...proof })).toEqual(refused);
        }
      });
    });
  }
});

describe("a message that is read for a hint", () => {
  const headers: Readonly<Record<string, string>> = { "x-github-event": "push" };
  const hint = (text: string) => decodePushHint((name) => headers[name], Buffer.from(text));
  const push = (ref: string, size: number) => {
    const text = JSON.stringify({ ref, padding: "" });
    return text.replace('""', `"${"x".repeat(size - text.length)}"`);
  };

  it("has a size", () => {
    expect(hint(push("refs/tags/a", READ_LIMIT))).toEqual({ branches: [], defaultBranch: null });
    expect(hint(push("refs/tags/a", READ_LIMIT + 1))).toBeNull();
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    "7",
    "[".repeat(100_000),
    '{"ref":7}',
    "payload=",
    "payload=%7B",
  ])("is no hint when it is %j", (text) => expect(hint(text)).toBeNull());

  it("is no hint when it is no UTF-8", () => {
    const body = Buffer.from('{"ref":"refs/tags/\xff"}', "latin1");
    expect(decodePushHint((name) => headers[name], body)).toBeNull();
  });
});
