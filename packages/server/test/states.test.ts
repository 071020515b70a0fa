import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { decodeSettings, type RunningServer, startServer } from "../src/index.js";
import { Api } from "./harness/api.js";

const POLICY = `import "tfstate/v2" as tfstate
main = rule { "aws_instance.web" in keys(tfstate.resources) and tfstate.outputs.size.value is "small" }
`;

const instance = { schema_version: 1, attributes: { id: "i-1" } };
const STATE = JSON.stringify({
  version: 4,
  terraform_version: "1.11.4",
  serial: 1,
  lineage: "0f2d1c3e-7a52-4f6e-9d3c-2b8d5f1a9c47",
  outputs: { size: { value: "small", type: "string" } },
  resources: [
    {
      mode: "managed",
      type: "aws_instance",
      name: "web",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [instance],
    },
  ],
});

const PLAN = { format_version: "1.2", terraform_version: "1.11.4" };
const OWN_STATE = { ...PLAN, prior_state: { format_version: "1.0", terraform_version: "1.11.4" } };

/** A whole server with real evaluator processes. */
describe("policies about the state of a workspace", () => {
  let folder: string;
  let server: RunningServer;
  let api: Api;
  let workspace: Awaited<ReturnType<Api["create"]>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-states-"));
    const settings = decodeSettings({ listen: "127.0.0.1:0", data: join(folder, "data") }, {});
    server = await startServer(settings, { log: pino({ level: "silent" }) });
    api = new Api(server.url, server.firstToken ?? "");
    await api.create("/organizations", "organizations", { name: "acme" });
    workspace = await api.create("/organizations/acme/workspaces", "workspaces", { name: "app" });
    const policy = await api.create("/organizations/acme/policies", "policies", {
      name: "small",
      "enforcement-level": "hard-mandatory",
    });
    await api.upload(`/policies/${policy.id}/upload`, POLICY);
    await api.create(
      "/organizations/acme/policy-sets",
      "policy-sets",
      { name: "prod", global: true },
      { policies: [policy.id] },
    );
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** Where a run with that plan comes to rest, and what its policy check says. */
  async function checked(plan: object): Promise<{ status: unknown; log: string }> {
    const { id } = await api.createRun(workspace);
    const { links } = await api.get(`/runs/${id}/plan`);
    expect(await api.upload(links.upload ?? "", JSON.stringify(plan))).toBe(200);
    const status = await vi.waitFor(
      async () => {
        const { attributes } = await api.get(`/runs/${id}`);
        expect(attributes.status).toMatch(/^(policy_checked|planned_and_finished|errored)$/);
        return attributes.status;
      },
      { timeout: 30_000 },
    );
    const [check] = await api.list(`/runs/${id}/policy-checks`);
    return { status, log: await api.text(`/policy-checks/${check?.id}/output`) };
  }

  const title = "fail without one, pass with it, and see the one within the plan first";
  it(title, { timeout: 60_000 }, async () => {
    expect((await checked(PLAN)).status).toBe("errored");

    await api.post(`/workspaces/${workspace.id}/actions/lock`);
    const md5 = createHash("md5").update(STATE).digest("hex");
    const path = `/workspaces/${workspace.id}/state-versions`;
    const made = await api.create(path, "state-versions", { serial: 1, md5 });
    const link = String(made.attributes["hosted-state-upload-url"]);
    const refused = await fetch(link, { method: "PUT", body: "{}" });
    expect([refused.status, await refused.text()]).toMatchObject([
      422,
      expect.stringContaining("is no state file"),
    ]);
    const other = STATE.replace("small", "large");
    expect(await api.upload(link, other)).toBe(422);
    expect(await api.upload(link, STATE)).toBe(200);
    expect(await api.upload(link, STATE)).toBe(404);
    await api.post(`/workspaces/${workspace.id}/actions/unlock`);
    const current = await api.get(`/workspaces/${workspace.id}/current-state-version`);
    expect(current.attributes).toMatchObject({ status: "finalized", "billable-rum-count": 1 });
    expect(await api.text(String(current.attributes["hosted-state-download-url"]))).toBe(STATE);

    const [passed, failed] = await Promise.all([checked(PLAN), checked(OWN_STATE)]);
    expect(passed.log).toContain("small");
    expect(passed.status).toBe("planned_and_finished");
    expect(failed.status).toBe("errored");
  });
});
