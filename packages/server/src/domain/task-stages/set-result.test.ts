import { describe, expect, it } from "vitest";
import type { EvaluatedSet } from "../policy-sets/enforcement.js";
import type { OutcomeEntry, OutcomeStatus } from "./policy-set-outcome.js";
import { countEntries, meetsAny, type OutcomeCondition } from "./policy-set-outcome.js";
import {
  evaluationStatus,
  overridableFailures,
  type SetResult,
  stageVerdict,
} from "./set-result.js";

const entry = (level: OutcomeEntry["level"], status: OutcomeStatus): OutcomeEntry => ({
  policyName: `${level} ${status}`,
  level,
  status,
  query: null,
  description: "",
});
const set = (entries: OutcomeEntry[], given: Partial<SetResult> = {}): SetResult => ({
  setName: "prod",
  setDescription: null,
  isOverridable: false,
  toolVersion: null,
  error: "",
  entries,
  output: [],
  isFaulty: false,
  ...given,
});
const passed = entry("mandatory", "passed");
const failed = entry("mandatory", "failed");

describe("what sets make of their evaluation and of the stage", () => {
  const overridable = { isOverridable: true };
  const cases: [string, SetResult[], evaluation: string, stage: string][] = [
    ["no sets", [], "passed", "passed"],
    ["all passed", [set([passed])], "passed", "passed"],
    ["only advice failed", [set([entry("advisory", "failed"), passed])], "passed", "passed"],
    ["advice in error", [set([entry("advisory", "errored")])], "passed", "passed"],
    ["mandatory failed", [set([passed, failed])], "failed", "failed"],
    ["mandatory in error", [set([entry("mandatory", "errored")])], "failed", "failed"],
    ["failed, overridable", [set([failed], overridable), set([passed])], "failed", "overridable"],
    ["one of two overridable", [set([failed], overridable), set([failed])], "failed", "failed"],
    ["a faulty set", [set([], { ...overridable, isFaulty: true })], "errored", "errored"],
    [
      "a faulty set beside a failed one",
      [set([failed]), set([], { isFaulty: true })],
      "errored",
      "errored",
    ],
  ];
  it.each(cases)("%s", (_, sets, evaluation, stage) => {
    expect([evaluationStatus(sets), stageVerdict(sets)]).toEqual([evaluation, stage]);
  });
});

describe("what can be overridden of sets", () => {
  const evaluated = (id: string, name: string): EvaluatedSet => ({
    id,
    name,
    policies: [{ id: "pol-1", name: failed.policyName }],
    description: null,
    isOverridable: null,
    policyToolVersion: null,
  });
  const sets = [evaluated("polset-1", "prod"), evaluated("polset-2", "test")];
  const inTest = { policySetId: "polset-2", policyId: "pol-1", setName: "test" };
  const cases: [string, SetResult[], string[]][] = [
    ["nothing that passed", [set([]), set([passed], { isOverridable: true })], []],
    ["nothing of other sets", [set([failed]), set([failed])], []],
    [
      "what is mandatory",
      [set([failed]), set([passed, failed], { isOverridable: true })],
      ["failed"],
    ],
    [
      "a policy in error, no advice",
      [
        set([]),
        set([entry("advisory", "failed"), entry("mandatory", "errored")], { isOverridable: true }),
      ],
      ["errored"],
    ],
  ];
  it.each(cases)("%s", (_, results, statuses) => {
    const expected = statuses.map((status) => {
      const policyName = `mandatory ${status}`;
      const policyId = status === "failed" ? inTest.policyId : null;
      return { ...inTest, policyId, policyName };
    });
    expect(overridableFailures(sets, results)).toEqual(expected);
  });
});

describe("an outcome", () => {
  const entries = [
    passed,
    failed,
    entry("advisory", "failed"),
    entry("advisory", "errored"),
    entry("mandatory", "errored"),
  ];

  it("counts each policy once", () => {
    const counts = { passed: 1, advisoryFailed: 1, mandatoryFailed: 1, errored: 2 };
    expect(countEntries(entries)).toEqual(counts);
  });

  const filters: [OutcomeCondition[], OutcomeEntry[], boolean][] = [
    [[], [], true],
    [[{ status: "failed" }], [passed], false],
    [[{ status: "failed" }], [passed, failed], true],
    [[{ status: "passed", level: "advisory" }], [passed, entry("advisory", "failed")], false],
    [[{ level: "mandatory" }], [entry("mandatory", "errored")], false],
    [[{ status: "errored" }], [entry("mandatory", "errored")], true],
    [[{ status: "errored" }, { status: "failed", level: "mandatory" }], [failed], true],
    [[{ status: "errored" }, { status: "failed", level: "advisory" }], [failed], false],
  ];
  it.each(filters)("meets %j when one entry does, whole: %#", (conditions, given, isMet) => {
    const outcome = { ...set(given), id: "a", evaluationId: "b", position: 0, output: null };
    expect(meetsAny(outcome, conditions)).toBe(isMet);
  });
});
