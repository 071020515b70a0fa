import type { Location } from "@portcullis/language";
import { isRemote } from "../source-resolver.js";
import {
  type CheckedPolicy,
  type CheckReport,
  checkedPolicies,
  exitCodeOfReport,
  pathOf,
  placeOf,
  qualifiedName,
  reasonOf,
} from "./check-report.js";
import { renderOutcome } from "./outcome-text.js";
import { cutText, visibleLine, visibleText } from "./visible-text.js";

/** LIMIT: results and rules of a report, and characters of a message: GitHub takes no more of them. */
const MAX_RESULTS = 5000;
const MAX_MESSAGE = 4000;

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** The base of paths of a policy set that is not among the user's files. */
const elsewhere = (setName: string) => `POLICY_SET_${setName}`;

/**
 * A log of SARIF 2.1.0: a rule for each policy, a result for each plan that it did not pass. The
 * physical location is the place in the policy, because a plan in JSON does not say where its
 * resources were written; the logical locations are the addresses of those that the policy names.
 */
export function renderCheckSarif(report: CheckReport, toolVersion: string): string {
  const policies = checkedPolicies(report);
  const rules = new Map(policies.map((each) => [qualifiedName(each), each]));
  const ids = [...rules.keys()].slice(0, MAX_RESULTS);
  const indexOfRule = new Map(ids.map((id, index) => [id, index]));
  const failed = policies.filter(
    (each) => each.result.outcome.status !== "pass" && indexOfRule.has(qualifiedName(each)),
  );
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Portcullis",
            semanticVersion: toolVersion,
            rules: ids.flatMap((id) => {
              const checked = rules.get(id);
              return checked === undefined ? [] : [toRule(id, checked)];
            }),
          },
        },
        columnKind: "unicodeCodePoints",
        ...originalUriBaseIds(policies),
        invocations: [
          {
            executionSuccessful: policies.every(({ result }) => result.outcome.status !== "error"),
            exitCode: exitCodeOfReport(report),
          },
        ],
        results: failed
          .slice(0, MAX_RESULTS)
          .map((checked) => toResult(checked, indexOfRule.get(qualifiedName(checked)) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toRule(id: string, { result }: CheckedPolicy): object {
  const { policy, outcome } = result;
  const description = cutText(visibleText(outcome.description), MAX_MESSAGE);
  return {
    id: visibleLine(id),
    name: visibleLine(policy.name),
    shortDescription: { text: visibleLine(policy.name) },
    ...(description === "" ? {} : { fullDescription: { text: description } }),
    defaultConfiguration: {
      level: policy.enforcementLevel === "advisory" ? "warning" : "error",
    },
    properties: { enforcementLevel: policy.enforcementLevel },
  };
}

function toResult(checked: CheckedPolicy, ruleIndex: number): object {
  const { plan, set, result, counts } = checked;
  const { outcome, resources = [] } = result;
  const id = visibleLine(qualifiedName(checked));
  const details = [reasonOf(result), "", ...renderOutcome(outcome)].join("\n");
  return {
    ruleId: id,
    ruleIndex,
    level: counts ? "error" : "warning",
    message: { text: cutText(visibleText(`${plan.name}: ${details}`), MAX_MESSAGE) },
    locations: [
      {
        physicalLocation: toPhysicalLocation(checked, placeOf(result)),
        ...(resources.length === 0 ? {} : { logicalLocations: resources.map(toLogicalLocation) }),
      },
    ],
    partialFingerprints: {
      "policyAndPlan/v1": visibleLine(`${set.name}/${result.policy.name}@${plan.name}`),
    },
    properties: { plan: visibleLine(plan.name), status: outcome.status },
  };
}

function toPhysicalLocation({ set, result }: CheckedPolicy, place: Location | undefined): object {
  const fileName = place?.file.name ?? result.policy.fileName;
  const path = pathOf(fileName, set);
  const artifactLocation = toArtifactLocation(fileName, path, set.name);
  if (place === undefined) return { artifactLocation };
  const start = place.file.positionAt(place.span.start);
  const end = place.file.positionAt(place.span.end);
  return {
    artifactLocation,
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
  };
}

function toArtifactLocation(fileName: string, path: string | undefined, setName: string): object {
  if (isRemote(fileName)) return { uri: toUri(fileName) };
  if (path === undefined)
    return { uri: toRelativeUri(fileName.replace(/^\.\//, "")), uriBaseId: elsewhere(setName) };
  return { uri: path.startsWith("/") ? `file://${toRelativeUri(path)}` : toRelativeUri(path) };
}

function toLogicalLocation(address: string): object {
  const shown = visibleLine(address);
  return { fullyQualifiedName: shown, kind: "resource" };
}

/** Names of files may hold what addresses cannot; an address stays one. */
function toUri(address: string): string {
  return encodeURI(visibleLine(address));
}

/** A path has neither scheme nor query. */
function toRelativeUri(path: string): string {
  return toUri(path).replace(/[:?#]/g, encodeURIComponent);
}

function originalUriBaseIds(policies: readonly CheckedPolicy[]): object {
  const names = policies.filter(({ set }) => set.folder === undefined).map(({ set }) => set.name);
  if (names.length === 0) return {};
  const bases = [...new Set(names)].map((name) => [
    elsewhere(name),
    { description: { text: visibleLine(`the policy set "${name}"`) } },
  ]);
  return { originalUriBaseIds: Object.fromEntries(bases) };
}
