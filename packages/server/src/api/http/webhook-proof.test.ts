import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { isProvenBy } from "./webhook-proof.js";

const SECRET = "It's a Secret to Everybody";
const BODY = "Hello, World!";

const message = (headers: Record<string, string>, body = BODY) => ({
  header: (name: string) => headers[name],
  body: Buffer.from(body),
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

// The signature is the example of GitHub's document on validating webhook deliveries.
const SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

it.each([
  ["GitHub", { "x-hub-signature-256": SIGNATURE }],
  ["Bitbucket", { "x-hub-signature": SIGNATURE }],
  ["GitLab", { "x-gitlab-token": SECRET }],
  ["Azure DevOps", { authorization: basic(`portcullis:${SECRET}`) }],
])("a message of %s shows that its sender knows the secret", (_, headers) => {
  expect(isProvenBy(message(headers), SECRET)).toBe(true);
  expect(isProvenBy(message(headers), "another")).toBe(false);
});

it("Bitbucket's own example shows it", () => {
  // The signature is that of Atlassian's document on securing webhooks.
  const signature = "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9";
  const shown = message({ "x-hub-signature": signature }, "Hello World!");
  expect(isProvenBy(shown, SECRET)).toBe(true);
});

it("a plain message shows it as a token", () => {
  expect(isProvenBy(message({ authorization: "Bearer s3cret" }), "s3cret")).toBe(true);
});

it.each([
  ["no header", {}],
  ["an empty one", { "x-hub-signature-256": "" }],
  ["a signature of another kind", { "x-hub-signature": "sha1=00" }],
  ["half a signature", { "x-hub-signature-256": SIGNATURE.slice(0, -2) }],
  ["a header that is no credential", { authorization: "Bearer" }],
])("%s shows nothing", (_, headers) => {
  expect(isProvenBy(message(headers), SECRET)).toBe(false);
});

it("a signature counts for its own body alone", () => {
  const of = (body: string) => createHmac("sha256", SECRET).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${of(BODY)}` };
  expect(isProvenBy(message(headers, `${BODY} `), SECRET)).toBe(false);
});
