import assert from "node:assert/strict";
import { batch, policies, service, volume } from "../jobs.mjs";

const namespaceRules = (capabilities) => `namespace "default" {
  policy       = "read"
  capabilities = [${capabilities.map((each) => `"${each}"`).join(", ")}]
}
`;

/** A token with an ACL policy of these rules. */
async function tokenWith(nomad, name, rules) {
  const applied = await nomad(["acl", "policy", "apply", name, "-"], { input: rules });
  assert.equal(applied.code, 0, applied.output);
  const created = await nomad([
    "acl",
    "token",
    "create",
    "-json",
    "-type",
    "client",
    "-policy",
    name,
    "-name",
    name,
  ]);
  return JSON.parse(created.output).SecretID;
}

/** Who may submit, override, and manage policies, as the cluster's ACLs say. */
export const permissions = {
  async "nobody submits with a token that Nomad does not know"({ nomadAs, run }) {
    const { code, output } = await nomadAs("6f5c1a8e-0000-0000-0000-000000000000")([
      "job",
      "run",
      "-detach",
      await run.file(service("shop")),
    ]);
    assert.equal(code, 1);
    assert.match(output, /Unexpected response code: 403 \(/);
  },

  async "who may not submit is refused by Nomad"({ nomad, nomadAs, run }) {
    const token = await tokenWith(nomad, "reader", namespaceRules([]));
    const { code, output } = await nomadAs(token)([
      "job",
      "run",
      "-detach",
      await run.file(service("shop", { marker: "x" })),
    ]);
    assert.equal(code, 1);
    assert.match(output, /403 \(Permission denied\)/);
  },

  async "who may not submit learns nothing of policies"({ nomad, nomadAs, run }) {
    const reader = await tokenWith(nomad, "onlooker", namespaceRules([]));
    for (const token of [reader, ""]) {
      const file = await run.file(service("shop", { count: 7 }));
      const { code, output } = await nomadAs(token)(["job", "run", "-detach", file]);
      assert.equal(code, 1);
      assert.match(output, /403 \(Permission denied\)/);
      assert.doesNotMatch(output, /limit/);
    }
  },

  async "a rule for the namespace wins over one for all, whichever policy has it"({
    nomad,
    nomadAs,
  }) {
    const wide = 'namespace "*" { capabilities = ["host-volume-create", "sentinel-override"] }\n';
    const narrow = namespaceRules(["host-volume-create"]);
    await tokenWith(nomad, "wide", wide);
    await tokenWith(nomad, "narrow", narrow);
    const args = ["acl", "token", "create", "-json", "-policy", "wide", "-policy", "narrow"];
    const { SecretID } = JSON.parse((await nomad(args)).output);
    const creating = ["volume", "create", "-detach", "-policy-override", "-"];
    const { output } = await nomadAs(SecretID)(creating, { input: volume("fine", "0750") });
    assert.match(output, /403 \(Permission denied\)/);
  },

  async "who may submit may not override"({ nomad, nomadAs, run }) {
    const token = await tokenWith(nomad, "submitter", namespaceRules(["submit-job"]));
    const as = nomadAs(token);
    const fine = await run.file(service("shop", { marker: "by a client" }));
    assert.equal((await as(["job", "run", "-detach", fine])).code, 0);
    // Nomad refuses the flag itself, also when nothing fails.
    for (const text of [batch, service("shop", { marker: "y" })]) {
      const { code, output } = await as([
        "job",
        "run",
        "-detach",
        "-policy-override",
        await run.file(text),
      ]);
      assert.equal(code, 1);
      assert.match(output, /403 \(Permission denied\)/);
    }
  },

  async "who has the capability may override"({ nomad, nomadAs, run }) {
    const token = await tokenWith(
      nomad,
      "overrider",
      namespaceRules(["submit-job", "sentinel-override"]),
    );
    const { code, output } = await nomadAs(token)([
      "job",
      "run",
      "-detach",
      "-policy-override",
      await run.file(batch),
    ]);
    assert.equal(code, 0, output);
  },

  async "policies are managed by who has a sentinel block"({ nomad, nomadAs }) {
    const token = await tokenWith(nomad, "auditor", 'sentinel { policy = "read" }\n');
    const as = nomadAs(token);
    const listed = await as(["sentinel", "list"]);
    assert.equal(listed.code, 0, listed.output);
    for (const name of Object.keys(policies))
      assert.match(listed.output, new RegExp(`^${name} `, "m"));
    const { code, output } = await as(["sentinel", "delete", "limit"]);
    assert.equal(code, 1);
    assert.match(output, /403 \(Permission denied\)/);
  },

  async "an administrator of Portcullis manages policies as well"({ nomadAs, administrator }) {
    const { code, output } = await nomadAs(administrator)(["sentinel", "read", "-raw", "limit"]);
    assert.deepEqual([code, output], [0, `${policies.limit[2]}\n`]);
  },

  async "no token is in the gateway's log"({ log, tokens }) {
    assert.match(log(), /policy override set/);
    for (const token of tokens) assert.ok(!log().includes(token));
  },
};
