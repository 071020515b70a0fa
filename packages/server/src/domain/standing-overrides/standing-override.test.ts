import { describe, expect, it } from "vitest";
import { DAY } from "../clock.js";
import { WITHOUT_SETS } from "../policy-sets/enforcement.js";
import {
  coverageOf,
  GRANT_LIMIT,
  LONGEST_STANDING,
  type OverrideDraft,
  overrideProblems,
  type PolicyInSet,
  policyInSet,
  REASON_LIMIT,
  type StandingOverride,
  standingPolicies,
  toApplied,
  withGranted,
} from "./standing-override.js";

const NOW = 1_000 * DAY;

const policy = (name: string, given: Partial<PolicyInSet> = {}): PolicyInSet => ({
  policySetId: "polset-1",
  policyId: `pol-${name}`,
  setName: "prod",
  policyName: name,
  ...given,
});
const standing = (on: PolicyInSet, given: Partial<StandingOverride> = {}): StandingOverride => ({
  ...on,
  id: `so-${on.policyName}`,
  organization: "acme",
  workspaceId: "ws-1",
  projectId: "prj-1",
  runId: "run-1",
  grantedBy: { kind: "system" },
  comment: null,
  createdAt: NOW - DAY,
  expiresAt: NOW + 1,
  ...given,
});

describe("what standing overrides cover", () => {
  const tags = policy("tags");
  const ssh = policy("ssh");
  const cases: [string, PolicyInSet[], StandingOverride[], covered: string[], isWhole: boolean][] =
    [
      ["all that failed", [tags, ssh], [standing(ssh), standing(tags)], ["tags", "ssh"], true],
      ["some of it", [tags, ssh], [standing(tags)], ["tags"], false],
      ["nothing of other policies", [tags], [standing(ssh)], [], false],
      ["nothing once they expire", [tags], [standing(tags, { expiresAt: NOW })], [], false],
      [
        "no policy of another set",
        [tags],
        [standing(tags, { policySetId: "polset-2" })],
        [],
        false,
      ],
      ["no other policy of that name", [tags], [standing(tags, { policyId: "pol-2" })], [], false],
      [
        "what comes with versions, by its name",
        [policy("tags", { policyId: null })],
        [standing(policy("tags", { policyId: null }))],
        ["tags"],
        true,
      ],
      [
        "no single policy in place of one that comes with versions",
        [tags],
        [standing(policy("tags", { policyId: null }))],
        [],
        false,
      ],
      [
        "policies in no set",
        [policy("tags", { policySetId: null })],
        [standing(policy("tags", { policySetId: null }))],
        ["tags"],
        true,
      ],
    ];
  it.each(cases)("%s", (_, failed, given, covered, isWhole) => {
    const coverage = coverageOf(failed, given, NOW);
    expect(coverage.applied.map(({ policyName }) => policyName)).toEqual(covered);
    expect(coverage.isWhole).toBe(isWhole);
  });
});

describe("an override that shall stand", () => {
  const failed = [policy("tags"), policy("ssh")];
  const draft = (given: Partial<OverrideDraft> = {}): OverrideDraft => ({
    comment: null,
    scope: "workspace",
    expiresAt: NOW + DAY,
    ...given,
  });
  const cases: [string, OverrideDraft, fields: string[], stands: string[]][] = [
    ["for a day", draft(), [], ["tags", "ssh"]],
    ["for some", draft({ policies: ["prod/ssh"] }), [], ["ssh"]],
    ["as long as possible", draft({ expiresAt: NOW + LONGEST_STANDING }), [], ["tags", "ssh"]],
    ["longer", draft({ expiresAt: NOW + LONGEST_STANDING + 1 }), ["expiresAt"], []],
    ["for no time", draft({ expiresAt: NOW }), ["expiresAt"], []],
    ["for ever", draft({ expiresAt: undefined }), ["expiresAt"], []],
    ["for none", draft({ policies: [] }), ["policies"], []],
    ["for others", draft({ policies: ["prod/tags", "tags"] }), ["policies.1"], []],
    ["not at all", draft({ scope: "run", expiresAt: undefined }), [], []],
    [
      "not at all, until tomorrow",
      draft({ scope: "run", policies: ["prod/tags"] }),
      ["expiresAt", "policies"],
      [],
    ],
  ];
  it.each(cases)("%s", (_, given, fields, stands) => {
    expect(overrideProblems(given, failed, NOW).map(({ field }) => field)).toEqual(fields);
    if (fields.length > 0) return;
    expect(standingPolicies(given, failed).map(({ policyName }) => policyName)).toEqual(stands);
  });

  it("covers so many policies at once, for so long a reason", () => {
    const many = Array.from({ length: GRANT_LIMIT + 1 }, (_, index) => policy(`p${index}`));
    const fields = (given: Partial<OverrideDraft>, on = many) =>
      overrideProblems(draft(given), on, NOW).map(({ field }) => field);
    expect(fields({})).toEqual(["policies"]);
    expect(fields({}, many.slice(1))).toEqual([]);
    expect(fields({ policies: ["prod/p7"] })).toEqual([]);
    const comment = "x".repeat(REASON_LIMIT);
    expect(fields({ comment, policies: ["prod/p7"] })).toEqual([]);
    expect(fields({ comment: `${comment}x`, policies: ["prod/p7"] })).toEqual(["comment"]);
    expect(fields({ comment: `${comment}x`, scope: "run", expiresAt: undefined })).toEqual([]);
  });

  it("takes the place of the one before", () => {
    const old = toApplied(standing(policy("tags")));
    const other = toApplied(standing(policy("ssh")));
    const renewed = { ...old, id: "so-new" };
    expect(withGranted([old, other], [renewed])).toEqual([other, renewed]);
  });
});

describe("a policy of a set", () => {
  const single = { id: "polset-1", name: "prod", policies: [{ id: "pol-1", name: "tags" }] };
  it.each([
    ["one by one", single, "polset-1", "pol-1"],
    ["from a version", { ...single, versionId: "polsetver-1" }, "polset-1", null],
    ["in no set", { ...single, id: WITHOUT_SETS }, null, "pol-1"],
  ])("%s", (_, set, policySetId, policyId) => {
    expect(policyInSet(set, "tags")).toEqual({
      policySetId,
      policyId,
      setName: "prod",
      policyName: "tags",
    });
  });
});
