import { expect, it } from "vitest";
import { SignedLinks } from "./signed-links.js";

const BASE = "https://portcullis.test";
const links = new SignedLinks(new Uint8Array(32).fill(1), () => BASE);
const claim = { purpose: "plan-upload", id: "plan-1", expiresAt: 1_000 } as const;
const secretOf = (url: string) => url.slice(`${BASE}/v1/object/`.length);
const secret = secretOf(links.urlOf(claim));

it("opens what it signed, until it expires", () => {
  expect(links.urlOf(claim)).toMatch(/^https:\/\/portcullis\.test\/v1\/object\/[\w-]+\.[\w-]+$/);
  expect(links.open(secret, 999)).toEqual(claim);
  expect(links.open(secret, 1_000)).toBeNull();
});

it("signs the same claim alike: a link stays the same however often it is shown", () => {
  expect(links.urlOf(claim)).toBe(links.urlOf({ ...claim }));
});

it("opens nothing else", () => {
  const [payload = "", proof = ""] = secret.split(".");
  const other = secretOf(links.urlOf({ ...claim, id: "plan-2" })).split(".");
  const elsewhere = new SignedLinks(new Uint8Array(32).fill(2), () => BASE);
  const forged = [
    "",
    ".",
    payload,
    `${payload}.`,
    `.${proof}`,
    `${other[0]}.${proof}`,
    `${secret}.x`,
    `${secret}x`,
    secret.slice(0, -1),
    `${payload}.${proof.replace(/./, (first) => (first === "A" ? "B" : "A"))}`,
    secretOf(elsewhere.urlOf(claim)),
  ];
  for (const each of forged) expect([each, links.open(each, 0)]).toEqual([each, null]);
});
