import type { Outcome } from "@portcullis/language";
import { renderOutcome } from "./report/outcome-text.js";

/** LIMIT: resources that a report lists for one policy. */
const MAX_RESOURCES = 100;

/** LIMIT: steps of one address, and characters of an instance's key, that are looked at. */
const MAX_STEPS = 64;

/**
 * What looks like an address: names with dots between them, each with an index perhaps. A quote in a
 * value's text has a backslash before it.
 */
const addressLike =
  /(?<![\w-])[A-Za-z_][\w-]*(?:\[(?:\d{1,20}|\\?"[^"\\\]\n]{0,200}\\?")\])?(?:\.[A-Za-z_][\w-]*(?:\[(?:\d{1,20}|\\?"[^"\\\]\n]{0,200}\\?")\])?){1,64}/g;

/**
 * The addresses among `known` that a policy's trace names, in its output or in the values of its
 * rules. A policy decides about a plan and not about one resource, so this is how a report can tell
 * which ones it means.
 */
export function namedResources(outcome: Outcome, known: ReadonlySet<string>): string[] {
  if (known.size === 0) return [];
  const found = new Set<string>();
  for (const [match] of renderOutcome(outcome).join("\n").matchAll(addressLike)) {
    const address = knownPrefix(match.replaceAll('\\"', '"'), known);
    if (address !== undefined) found.add(address);
    if (found.size === MAX_RESOURCES) break;
  }
  return [...found];
}

/** An attribute of a resource, or the end of a sentence, may stand behind its address. */
function knownPrefix(text: string, known: ReadonlySet<string>): string | undefined {
  let candidate = text;
  for (let step = 0; step <= 2 * MAX_STEPS; step++) {
    if (known.has(candidate)) return candidate;
    const end = Math.max(candidate.lastIndexOf("."), candidate.lastIndexOf("["));
    if (end < 1) return undefined;
    candidate = candidate.slice(0, end);
  }
  return undefined;
}
