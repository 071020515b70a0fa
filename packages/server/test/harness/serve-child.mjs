// A server in a process of its own, on the compiled code, with an evaluator that takes its time and
// passes everything. Says on standard output where it listens, its first token, and what it evaluates.
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { decodeSettings, startServer } from "../../dist/index.js";

const [dataDirectory, evaluationMs] = process.argv.slice(2);

const summary = {
  terraformVersion: "1.11.4",
  formatVersion: "1.2",
  hasChanges: true,
  additions: 1,
  changes: 0,
  destructions: 0,
  imports: 0,
};

const evaluator = {
  async inspectPlan() {
    process.stdout.write("plan\n");
    await sleep(Number(evaluationMs));
    return { outcome: "plan", summary };
  },
  async inspectPolicySet() {
    process.stdout.write("policy set\n");
    await sleep(Number(evaluationMs));
    return { outcome: "policy set", policies: [{ name: "tags", level: "hard-mandatory" }] };
  },
  async checkPolicies({ sets }) {
    process.stdout.write("policies\n");
    await sleep(Number(evaluationMs));
    const verdict = { passed: true, error: null, trace: "{}" };
    const report = ({ name, level }) => ({ name, level, ...verdict });
    return {
      outcome: "report",
      sets: sets.map((set) => ({
        name: set.name,
        error: null,
        policies: set.policies.map(report),
      })),
      log: "",
      durationMs: 1,
    };
  },
  async evaluateOpa({ sets }) {
    process.stdout.write("opa\n");
    await sleep(Number(evaluationMs));
    const passed = { status: "passed", error: null, messages: [] };
    return {
      outcome: "report",
      toolVersion: "1.22.3",
      sets: sets.map(({ name, policies }) => ({
        name,
        error: null,
        policies: policies.map(({ code, ...policy }) => ({ ...policy, ...passed })),
      })),
    };
  },
  async close() {},
};

const settings = decodeSettings(
  { listen: "127.0.0.1:0", data: dataDirectory },
  {
    PORTCULLIS_DATABASE_URL: process.env.PORTCULLIS_DATABASE_URL,
    PORTCULLIS_RATE_LIMIT: "0",
    PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0",
  },
);
const outside = { evaluator: () => evaluator, log: pino({ level: "silent" }) };
const { url, nomadUrl, firstToken } = await startServer(settings, outside);
process.stdout.write(`${JSON.stringify({ url, nomadUrl, firstToken })}\n`);
