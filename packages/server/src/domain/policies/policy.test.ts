import { describe, expect, it } from "vitest";
import type { EnforcementLevel } from "../enforcement-level.js";
import {
  createPolicy,
  levelProblems,
  missingLevelProblems,
  type Policy,
  type PolicyChange,
  type PolicyDraft,
  policyProblems,
  updatePolicy,
  uploadCode,
} from "./policy.js";

const given = { id: "pol-1", organization: "acme", createdAt: 1 };
const create = (draft: Partial<PolicyDraft>) => createPolicy({ name: "tags", ...draft }, given);

describe("the level of a new policy", () => {
  const cases: [string, Partial<PolicyDraft>, EnforcementLevel][] = [
    ["as stated", { enforcementLevel: "advisory" }, "advisory"],
    ["from the map", { enforce: [{ path: "tags.sentinel", mode: "advisory" }] }, "advisory"],
    [
      "stated wins over the map",
      {
        enforcementLevel: "advisory",
        enforce: [{ path: "tags.sentinel", mode: "soft-mandatory" }],
      },
      "advisory",
    ],
    [
      "another file does not count",
      { enforce: [{ path: "other.sentinel", mode: "advisory" }] },
      "hard-mandatory",
    ],
    ["no mode is the strictest", { enforce: [{ path: "tags.sentinel" }] }, "hard-mandatory"],
    ["an empty map is the strictest", { enforce: [] }, "hard-mandatory"],
    [
      "of an OPA policy, from the map",
      { kind: "opa", enforce: [{ path: "tags.rego", mode: "mandatory" }] },
      "mandatory",
    ],
    [
      "of an OPA policy, another file",
      { kind: "opa", enforce: [{ path: "tags.sentinel", mode: "mandatory" }] },
      "advisory",
    ],
  ];
  it.each(cases)("%s", (_, draft, level) => {
    expect(create(draft).enforcementLevel).toBe(level);
  });

  it("has to be stated somehow", () => {
    expect(missingLevelProblems({})).toEqual([
      { field: "enforcementLevel", message: "is required" },
    ]);
    expect(missingLevelProblems({ enforce: [] })).toEqual([]);
  });

  it("has to be one of the policy's kind, wherever it is stated", () => {
    const enforce = [{ path: "tags.sentinel", mode: "mandatory" as const }];
    const fields = levelProblems("sentinel", { enforcementLevel: "mandatory", enforce });
    expect(fields.map(({ field }) => field)).toEqual(["enforcementLevel", "enforce.0.mode"]);
    expect(levelProblems("opa", { enforcementLevel: "soft-mandatory" })).toHaveLength(1);
    expect(levelProblems("opa", { enforcementLevel: "mandatory" })).toEqual([]);
  });
});

describe("a change of a policy", () => {
  const policy: Policy = uploadCode(
    create({ enforcementLevel: "advisory", description: "a" }),
    "blob",
    5,
  );
  const cases: [string, PolicyChange, Partial<Policy>][] = [
    ["keeps what it does not state", {}, { description: "a", enforcementLevel: "advisory" }],
    ["clears with null", { description: null }, { description: null }],
    [
      "resets the level for another file",
      { enforce: [{ path: "x" }] },
      { enforcementLevel: "hard-mandatory" },
    ],
    ["ignores the query of a Sentinel policy", { query: "data.x" }, { query: null }],
    ["moves the time", {}, { updatedAt: 9 }],
  ];
  it.each(cases)("%s", (_, change, expected) => {
    expect(updatePolicy(policy, change, 9)).toMatchObject(expected);
  });

  it("has no time before the first upload", () => {
    const fresh = create({ enforcementLevel: "advisory" });
    expect(updatePolicy(fresh, { description: "b" }, 9).updatedAt).toBeNull();
  });
});

describe("what a policy must have", () => {
  it("has a query if it is an OPA policy, and none otherwise", () => {
    expect(policyProblems(create({ kind: "opa", query: "" }))).toMatchObject([{ field: "query" }]);
    expect(policyProblems(create({ kind: "opa", query: "data.x" }))).toEqual([]);
    expect(create({ query: "data.x" }).query).toBeNull();
  });

  it("has a name of letters, numbers, dashes and underscores", () => {
    for (const name of ["", "a b", "a/b", "a\u0000", "ä", "a.b", "a\n"]) {
      expect(policyProblems(create({ name }))).toMatchObject([{ field: "name" }]);
    }
    expect(policyProblems(create({ name: "Aa_1-" }))).toEqual([]);
    expect(policyProblems(create({ name: "a".repeat(256) }))).toMatchObject([{ field: "name" }]);
  });
});
