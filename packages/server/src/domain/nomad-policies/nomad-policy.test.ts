import { describe, expect, it } from "vitest";
import { type NomadPolicyDraft, nomadPolicyProblems } from "./nomad-policy.js";
import { policyHash } from "./policy-hash.js";

const DRAFT: NomadPolicyDraft = {
  name: "foo",
  description: "test policy",
  scope: "submit-job",
  enforcementLevel: "advisory",
  text: "main = rule { true }\n",
};

describe("what a Nomad policy may be", () => {
  const cases: [string, Partial<NomadPolicyDraft>, string[]][] = [
    ["what the documentation shows", {}, []],
    ["a name of 128", { name: "a".repeat(128) }, []],
    ["a name of 129", { name: "a".repeat(129) }, ["name"]],
    ["a name with a line end behind it", { name: "foo\n" }, ["name"]],
    ["an underscore", { name: "a_b" }, ["name"]],
    ["a dot", { name: "a.b" }, ["name"]],
    ["a space", { name: "a b" }, ["name"]],
    ["a slash", { name: "a/b" }, ["name"]],
    ["a letter beyond ASCII", { name: "ä" }, ["name"]],
    ["no name", { name: "" }, ["name"]],
    ["a description of 256 bytes", { description: "ä".repeat(128) }, []],
    ["a description of 257 bytes", { description: `${"ä".repeat(128)}a` }, ["description"]],
    ["a host volume", { scope: "submit-host-volume" }, []],
    ["a CSI volume", { scope: "submit-csi-volume" }, []],
    ["the scope that was never released", { scope: "submit-volume" }, ["scope"]],
    ["no scope", { scope: "" }, ["scope"]],
    ["soft", { enforcementLevel: "soft-mandatory" }, []],
    ["hard", { enforcementLevel: "hard-mandatory" }, []],
    ["a level of OPA", { enforcementLevel: "mandatory" }, ["enforcementLevel"]],
    ["no level", { enforcementLevel: "" }, ["enforcementLevel"]],
    ["no text", { text: "" }, ["text"]],
    ["the longest text", { text: "#".repeat(1024 * 1024) }, []],
    ["a longer text", { text: "#".repeat(1024 * 1024 + 1) }, ["text"]],
    [
      "nothing right",
      { name: "", scope: "", enforcementLevel: "" },
      ["name", "scope", "enforcementLevel"],
    ],
  ];
  it.each(cases)("%s", (_, stated, fields) => {
    expect(nomadPolicyProblems({ ...DRAFT, ...stated }).map(({ field }) => field)).toEqual(fields);
  });
});

describe("the hash of a Nomad policy", () => {
  const hash = (stated: Partial<NomadPolicyDraft> = {}) =>
    Buffer.from(policyHash({ ...DRAFT, ...stated })).toString("base64");

  it("is BLAKE2b-256 of its fields, one after the other", () => {
    // From another implementation: hashlib.blake2b(b"footest policysubmit-job…", digest_size=32).
    expect(hash()).toBe("+mbsvpwWYTl/wiISxaP3yNN9kj8h55aFHGLMUBIjP48=");
  });

  it("changes with every field", () => {
    const others = [
      { name: "bar" },
      { description: "" },
      { scope: "submit-csi-volume" },
      { enforcementLevel: "hard-mandatory" },
      { text: "main = rule { true }" },
    ].map(hash);
    expect(new Set([hash(), ...others]).size).toBe(6);
  });
});
