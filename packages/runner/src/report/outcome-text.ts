import { type Outcome, renderDiagnosticLine } from "@portcullis/language";
import { indent, renderRules } from "./rules-text.js";
import { plainStyle } from "./style.js";
import { wrapWords } from "./word-wrap.js";

/** COMPAT (published traces): the width at which the description of a policy is broken. */
const POLICY_DESCRIPTION_WIDTH = 78;

/** What a trace says of one policy below its heading: blocks with a blank line between two. */
export function renderOutcome(outcome: Outcome, style = plainStyle): string[] {
  const blocks: string[][] = [];
  const cause = renderCause(outcome);
  if (cause !== undefined) blocks.push([cause]);
  if (outcome.description !== "") {
    const wrapped = wrapWords(outcome.description, POLICY_DESCRIPTION_WIDTH);
    blocks.push([style.heading("Description:"), ...indent(wrapped, 2)]);
  }
  if (outcome.output !== "")
    blocks.push([style.heading("Print messages:"), "", ...outcome.output.slice(0, -1).split("\n")]);
  const main = outcome.status === "pass" ? style.heading : style.culprit;
  if (outcome.rules.length > 0) blocks.push(renderRules(outcome.rules, main, style.heading));
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

/** Why a policy came to no decision of its own; nothing if it did. */
export function renderCause({ status, error, undefinedAt }: Outcome): string | undefined {
  if (error !== undefined) return `Error: ${renderDiagnosticLine(error)}`;
  if (status !== "undefined") return undefined;
  const place =
    undefinedAt === undefined
      ? "it comes from data that is not known"
      : `it first arose at ${undefinedAt.file.describe(undefinedAt.span)}`;
  return `Undefined: the value of "main" is undefined; ${place}`;
}
