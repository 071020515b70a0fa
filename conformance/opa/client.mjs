// A client of the API for what the harness does, and the plan and the run that it asks about.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withFolder } from "../harness.mjs";

const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    {
      address: "aws_security_group.web",
      mode: "managed",
      type: "aws_security_group",
      name: "web",
      change: {
        actions: ["create"],
        before: null,
        after: { ingress: [{ cidr_blocks: ["10.0.0.0/8"] }, { cidr_blocks: ["0.0.0.0/0"] }] },
        after_unknown: {},
      },
    },
  ],
};

/** What the system's own tar makes of these files. */
function packed(files) {
  return withFolder((folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return execFileSync("tar", ["-czf", "-", "-C", folder, "."]);
  });
}

const PATIENCE_MS = 300_000;

export class Client {
  constructor({ url, token }) {
    this.url = url;
    this.token = token;
  }

  /** A client of a server that has an organization and a workspace. */
  static async start(server) {
    const client = new Client(server);
    await client.create("/organizations", "organizations", { name: "acme" });
    const { id } = await client.create("/organizations/acme/workspaces", "workspaces", {
      name: "web",
    });
    client.workspace = { id, type: "workspaces" };
    return client;
  }

  async createSet(name, attributes, policies) {
    const data = [];
    for (const { name: policy, query = "data.a.deny", level = "mandatory", code } of policies) {
      const { id } = await this.create("/organizations/acme/policies", "policies", {
        name: policy,
        kind: "opa",
        query,
        "enforcement-level": level,
      });
      await this.send("PUT", `/policies/${id}/upload`, code);
      data.push({ id, type: "policies" });
    }
    const relationships = { policies: { data }, workspaces: { data: [this.workspace] } };
    const set = { name, kind: "opa", ...attributes };
    await this.create("/organizations/acme/policy-sets", "policy-sets", set, relationships);
  }

  /** A set whose files are uploaded as one archive. */
  async uploadSet(name, attributes, files) {
    const relationships = { workspaces: { data: [this.workspace] } };
    const set = { name, kind: "opa", ...attributes };
    const created = await this.create(
      "/organizations/acme/policy-sets",
      "policy-sets",
      set,
      relationships,
    );
    const { links } = await this.post(`/policy-sets/${created.id}/versions`, {});
    await fetch(links.upload, { method: "PUT", body: await packed(files) });
  }

  /** Takes the plan through the set, and gives what came of it. */
  async evaluate() {
    const relationships = { workspace: { data: this.workspace } };
    const { id, relationships: related } = await this.create(
      "/runs",
      "runs",
      { "plan-upload": true },
      relationships,
    );
    const { links } = await this.get(`/plans/${related.plan.data.id}`);
    await fetch(links.upload, { method: "PUT", body: JSON.stringify(plan) });
    const run = await this.settled(id);
    const [stage] = await this.get(`/runs/${id}/task-stages`);
    const [evaluation] = await this.get(`/task-stages/${stage.id}/policy-evaluations`);
    const [outcome] = await this.get(`/policy-evaluations/${evaluation.id}/policy-set-outcomes`);
    return {
      runId: id,
      run,
      stage,
      evaluation: evaluation.attributes,
      outcome: outcome.attributes,
    };
  }

  async settled(id) {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const { attributes } = await this.get(`/runs/${id}`);
      if (!["pending", "planning", "post_plan_running"].includes(attributes.status)) {
        return attributes;
      }
      if (Date.now() > until) throw new Error(`run ${id} is still ${attributes.status}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  create(path, type, attributes, relationships = {}) {
    return this.post(path, { data: { type, attributes, relationships } });
  }

  get(path) {
    return this.send("GET", path);
  }

  post(path, body) {
    return this.send("POST", path, JSON.stringify(body));
  }

  async send(method, path, body) {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.url}/api/v2${path}`, { method, headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text).data;
  }
}
