import {
  type CheckedPolicy,
  type CheckReport,
  checkedPolicies,
  pathOf,
  placeOf,
  qualifiedName,
  reasonOf,
} from "./check-report.js";
import { cutText, visibleText } from "./visible-text.js";

/** LIMIT: characters of one annotation; GitHub shows the first 4,096 bytes at most. */
const MAX_MESSAGE = 1000;

/** LIMIT: lines of output that an annotation quotes. */
const MAX_LINES = 10;

/**
 * Commands to GitHub's runner (Workflow commands): an annotation for each policy that did not pass,
 * an error where it counts, a warning where it does not, and a notice with the sum.
 */
export function renderCheckGitHub(report: CheckReport): string {
  const policies = checkedPolicies(report);
  const failed = policies.filter(({ result }) => result.outcome.status !== "pass");
  const counting = failed.filter(({ counts }) => counts).length;
  const sum = `${policies.length} policies evaluated, ${failed.length} not passed, ${counting} of them count`;
  return `${failed.map(annotation).join("")}${command("notice", { title: "Portcullis" }, sum)}`;
}

function annotation(checked: CheckedPolicy): string {
  const { plan, set, result, counts } = checked;
  const place = placeOf(result);
  const file = pathOf(place?.file.name ?? result.policy.fileName, set);
  const position = place?.file.positionAt(place.span.start);
  const isInRepository = file !== undefined && !file.startsWith("/");
  const title = `${qualifiedName(checked)} (${result.policy.enforcementLevel})`;
  return command(
    counts ? "error" : "warning",
    {
      file: isInRepository ? file : undefined,
      line: isInRepository ? position?.line : undefined,
      col: isInRepository ? position?.column : undefined,
      title: cutText(title, MAX_MESSAGE),
    },
    cutText(`${plan.name}: ${detailsOf(result)}`, MAX_MESSAGE),
  );
}

function detailsOf(result: CheckedPolicy["result"]): string {
  const { outcome, compileErrors } = result;
  if (compileErrors.length > 0 || outcome.status !== "fail") return reasonOf(result);
  const lines = outcome.output.split("\n", MAX_LINES + 1).filter((line) => line.trim() !== "");
  if (lines.length === 0) return reasonOf(result);
  return [...lines.slice(0, MAX_LINES), ...(lines.length > MAX_LINES ? ["…"] : [])].join("\n");
}

function command(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${given.join(",")}::${escapeData(message)}\n`;
}

// COMPAT (actions/toolkit, command): what the runner decodes again.

/** Carriage returns, which end a line as well, are none any more in visible text. */
function escapeData(text: string): string {
  return visibleText(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
