import type { Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import {
  parsePlan,
  parseState,
  redactPlan,
  redactState,
  renderMockBundle,
  textRedactor,
} from "../index.js";
import { readFixture } from "../testing/walk.js";
import { applyMask } from "./mask.js";

const text = readFixture("sensitive.json");
const { plan } = parsePlan(text);
if (plan === undefined) throw new Error("sensitive.json cannot be read");
// biome-ignore lint/suspicious/noExplicitAny: a document of known content
const redacted = redactPlan(plan).root.object as any;

describe("redactPlan", () => {
  it("57. replaces masked values, null ones too, and nothing beside them", () => {
    expect(redacted.resource_changes[0].change.before).toEqual({
      password: "REDACTED_SENSITIVE",
      token: null,
      size: 5,
      users: [],
    });
    expect(redacted.resource_changes[0].change.after).toEqual({
      password: "REDACTED_SENSITIVE",
      token: "REDACTED_SENSITIVE",
      size: 5,
      users: [{ name: "a", key: "REDACTED_SENSITIVE" }],
    });
  });

  it("57. replaces sensitive variables, their defaults, and outputs", () => {
    expect(redacted.variables).toEqual({
      password: { value: "REDACTED_SENSITIVE" },
      region: { value: "eu" },
    });
    expect(redacted.configuration.root_module.variables).toEqual({
      password: { default: "REDACTED_SENSITIVE", sensitive: true },
      region: { default: "eu" },
    });
    expect(redacted.planned_values.outputs.password.value).toBe("REDACTED_SENSITIVE");
    expect(redacted.planned_values.outputs.region.value).toBe("eu");
    expect(redacted.prior_state.values.outputs.password.value).toBe("REDACTED_SENSITIVE");
    expect(redacted.output_changes.password.after).toBe("REDACTED_SENSITIVE");
  });

  it("57. leaves the constants of the configuration", () => {
    expect(redacted.configuration.root_module.resources).toEqual(
      JSON.parse(text).configuration.root_module.resources,
    );
  });

  it("redacts planned values and prior state by the change of the same address, and by their own marks", () => {
    const planned = redacted.planned_values.root_module.child_modules[0].resources[0].values;
    expect(planned).toEqual(redacted.resource_changes[0].change.after);
    const state = redacted.prior_state.values.root_module;
    expect(state.child_modules[0].resources[0].values.password).toBe("REDACTED_SENSITIVE");
    expect(state.resources[0].values.pem).toBe("REDACTED_SENSITIVE");
  });

  it("leaves no sensitive value anywhere, in the mocks neither", () => {
    expect(JSON.stringify(redacted)).not.toContain("secret-");
    const bundle = renderMockBundle({ plan: redactPlan(plan) });
    for (const file of bundle) expect(file.text).not.toContain("secret-");
    expect(bundle.map((file) => file.text).join("")).toContain("written down");
  });

  it("replaces what deferred changes and actions hold, and leaves out sections that it does not know", () => {
    const change = {
      before: null,
      after: { password: "secret-6", size: 1 },
      before_sensitive: false,
      after_sensitive: { password: true },
    };
    const invocation = {
      address: "action.a.b",
      config_values: { token: "secret-7", count: 2 },
      config_sensitive: { token: true },
    };
    const { plan: other } = parsePlan(
      JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.14.0",
        deferred_changes: [{ reason: "unknown", resource_change: { address: "t.n", change } }],
        action_invocations: [invocation],
        deferred_action_invocations: [{ reason: "unknown", action_invocation: invocation }],
        checks: [{ status: "pass" }],
        complete: false,
        errored: null,
        invented_later: { value: "secret-8" },
      }),
    );
    if (other === undefined) throw new Error("the plan cannot be read");
    const shown = {
      address: "action.a.b",
      config_values: { token: "REDACTED_SENSITIVE", count: 2 },
      config_sensitive: { token: true },
    };
    const after = { password: "REDACTED_SENSITIVE", size: 1 };
    expect(redactPlan(other).root.object).toEqual({
      format_version: "1.2",
      terraform_version: "1.14.0",
      deferred_changes: [
        { reason: "unknown", resource_change: { address: "t.n", change: { ...change, after } } },
      ],
      action_invocations: [shown],
      deferred_action_invocations: [{ reason: "unknown", action_invocation: shown }],
      checks: [{ status: "pass" }],
      complete: false,
      errored: null,
    });
  });

  it("changes nothing in the plan itself, and shares what needs no change", () => {
    expect(plan.root.object).toEqual(JSON.parse(text));
    const { configuration } = plan.root.object as { configuration: { root_module: object } };
    expect(redacted.configuration.root_module.resources).toBe(
      (configuration.root_module as { resources: Value }).resources,
    );
  });
});

describe("textRedactor", () => {
  const redact = textRedactor({ plan });

  it("replaces what is marked anywhere in the data, and nothing else", () => {
    const printed =
      'password "secret-1", key secret-2, drift secret-3 and secret-4, state secret-0, secret-5';
    expect(redact(printed)).not.toContain("secret-");
    expect(redact("region eu, size 5, written down")).toBe("region eu, size 5, written down");
  });

  it("knows secrets as traces and JSON quote them, the longest first, and leaves short ones", () => {
    const change = (after: object) => ({
      address: "t.n",
      change: { after, after_sensitive: { a: true, b: true, c: true, d: true } },
    });
    const document = {
      format_version: "1.2",
      resource_changes: [change({ a: 'line\nof "text"', b: "part", c: "partly", d: "on" })],
    };
    const { plan: other } = parsePlan(JSON.stringify(document));
    if (other === undefined) throw new Error("the plan cannot be read");
    const text = textRedactor({ plan: other });
    expect(text('"line\\nof \\"text\\""')).toBe('"REDACTED_SENSITIVE"');
    expect(text("partly on")).toBe("REDACTED_SENSITIVE on");
  });
});

describe("redactState", () => {
  it("goes by the state's own marks", () => {
    const { state } = parseState(
      JSON.stringify((JSON.parse(text) as { prior_state: object }).prior_state),
    );
    if (state === undefined) throw new Error("the state cannot be read");
    const document = JSON.stringify(redactState(state).root.object);
    expect(document).not.toContain("secret-5");
    expect(document).toContain("secret-0");
  });
});

describe("applyMask", () => {
  const cases: [value: Value, mask: Value, expected: Value][] = [
    ["x", true, "REDACTED_SENSITIVE"],
    [{ a: 1 }, true, "REDACTED_SENSITIVE"],
    [{ a: 1 }, false, { a: 1 }],
    [{ a: [1, 2] }, { a: [false, true] }, { a: [1, "REDACTED_SENSITIVE"] }],
    [[1, 2], [true], ["REDACTED_SENSITIVE", 2]],
    [null, {}, null],
    [5, { a: true }, 5],
  ];
  it.each(cases)("of %j by %j is %j", (value, mask, expected) => {
    expect(applyMask(value, mask)).toEqual(expected);
  });
});
