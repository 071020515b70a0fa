import { describe, expect, it } from "vitest";
import {
  createPolicySet,
  type PolicySet,
  type PolicySetDraft,
  policySetAttributeProblems,
  UPDATE_PATTERN_LIMIT,
  updatePolicySet,
} from "./policy-set.js";

const given = { id: "polset-1", organization: "acme", createdAt: 1 };
const create = (draft: Partial<PolicySetDraft>) =>
  createPolicySet({ name: "prod", ...draft }, given);

describe("agent, tool version and override of a set", () => {
  const cases: [string, Partial<PolicySetDraft>, Partial<PolicySet>][] = [
    ["Sentinel", {}, { isAgentEnabled: false, policyToolVersion: null, isOverridable: null }],
    [
      "Sentinel keeps neither without an agent",
      { policyToolVersion: "0.40.0", isOverridable: true },
      { policyToolVersion: null, isOverridable: null },
    ],
    [
      "Sentinel with an agent",
      { isAgentEnabled: true },
      { policyToolVersion: "latest", isOverridable: false },
    ],
    [
      "OPA",
      { kind: "opa" },
      { isAgentEnabled: true, policyToolVersion: null, isOverridable: false },
    ],
    [
      "OPA keeps what it is given",
      { kind: "opa", policyToolVersion: "0.44.0", isOverridable: true },
      { policyToolVersion: "0.44.0", isOverridable: true },
    ],
  ];
  it.each(cases)("%s", (_, draft, expected) => {
    expect(create(draft)).toMatchObject(expected);
  });

  it("turning the agent off clears them", () => {
    const set = create({ isAgentEnabled: true, policyToolVersion: "0.40.0", isOverridable: true });
    const changed = updatePolicySet(set, { isAgentEnabled: false }, 2);
    expect(changed).toMatchObject({ policyToolVersion: null, isOverridable: null });
  });
});

describe("a change of a set", () => {
  it("keeps what it does not state and moves the time", () => {
    const set = create({ description: "a", isGlobal: true });
    expect(updatePolicySet(set, {}, 2)).toEqual({ ...set, updatedAt: 2 });
    expect(updatePolicySet(set, { description: null }, 2).description).toBeNull();
  });
});

describe("what a set must not have", () => {
  it("has at most a hundred patterns", () => {
    const patterns = Array.from({ length: UPDATE_PATTERN_LIMIT + 1 }, () => "*");
    const fields = policySetAttributeProblems(create({ policyUpdatePatterns: patterns }));
    expect(fields).toMatchObject([{ field: "policyUpdatePatterns" }]);
    expect(policySetAttributeProblems(create({ policyUpdatePatterns: patterns.slice(1) }))).toEqual(
      [],
    );
  });
});
