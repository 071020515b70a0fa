import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CLIENT, FakeNomad, GATEWAY, MANAGEMENT } from "../src/gateway/testing/fake-nomad.js";
import { type RunningServer, startServer } from "../src/main.js";
import { decodeSettings } from "../src/settings.js";

// A whole server in front of a fake Nomad: policies are written through the gateway, kept in the database,
// and enforced by processes.

const ADMINISTRATOR = "administrator-0123456789";
let folder: string;
let nomad: FakeNomad;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portcullis-gateway-"));
  nomad = await FakeNomad.start();
  const settings = decodeSettings(
    { listen: "127.0.0.1:0", data: folder, "nomad-listen": "127.0.0.1:0" },
    {
      PORTCULLIS_BOOTSTRAP_TOKEN: ADMINISTRATOR,
      PORTCULLIS_NOMAD_UPSTREAM: `http://127.0.0.1:${nomad.port}`,
      PORTCULLIS_NOMAD_TOKEN: GATEWAY,
    },
  );
  server = await startServer(settings, { log: pino({ level: "silent" }) });
});
afterAll(async () => {
  await server.close();
  await nomad.close();
  await rm(folder, { recursive: true });
});

async function send(method: string, path: string, body?: unknown, token = MANAGEMENT) {
  const answer = await fetch(`${server.nomadUrl}${path}`, {
    method,
    headers: { "X-Nomad-Token": token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const register = (count: number) =>
  send("PUT", "/v1/jobs", { Job: { ID: "shop", TaskGroups: [{ Name: "web", Count: count }] } });

it("a policy holds from the moment at which it is written until it is deleted", async () => {
  expect((await register(9)).status).toBe(200);
  const policy = {
    Name: "limit",
    Scope: "submit-job",
    EnforcementLevel: "hard-mandatory",
    Policy: "main = rule { job.task_groups[0].count < 5 }\n",
  };
  expect((await send("PUT", "/v1/sentinel/policy/limit", policy, ADMINISTRATOR)).status).toBe(200);
  const refused = await register(9);
  expect([refused.status, refused.text]).toEqual([
    500,
    '1 error occurred:\n\t* limit : Result: false\n\nlimit:1:1 - Rule "main"\n  Value:\n    false\n\n\n\n',
  ]);
  expect((await register(4)).status).toBe(200);
  expect((await send("DELETE", "/v1/sentinel/policy/limit")).status).toBe(200);
  expect((await register(9)).status).toBe(200);
});

it("the cluster says who may do what with policies, and hears nothing of them", async () => {
  expect((await send("GET", "/v1/sentinel/policies")).status).toBe(200);
  expect(await send("GET", "/v1/sentinel/policies", undefined, CLIENT)).toEqual({
    status: 403,
    text: "Permission denied",
  });
  expect((await send("GET", "/v1/sentinel/policies", undefined, "unknown")).status).toBe(403);
  expect(nomad.reached.filter(({ target }) => target.includes("sentinel"))).toEqual([]);
});

it("what else Nomad answers, Nomad answers", async () => {
  expect(JSON.parse((await send("GET", "/v1/regions")).text)).toMatchObject({
    path: "/v1/regions",
  });
});
