import type { Identity } from "../access/actor.js";
import { type AppliedOverride, spokenPolicy } from "./standing-override.js";

/** What a person reads of standing overrides at the end of a result; empty when there are none. */
export function renderApplied(applied: readonly AppliedOverride[]): string {
  if (applied.length === 0) return "";
  return `\n## Standing overrides\n\n${applied.map(renderOne).join("")}`;
}

function renderOne(each: AppliedOverride): string {
  const moment = (instant: number) => new Date(instant).toISOString();
  const reason = each.comment === null ? "" : `: ${JSON.stringify(each.comment)}`;
  return `${spokenPolicy(each)}: overridden by ${whoIs(each.grantedBy)} at ${moment(each.createdAt)}, until ${moment(each.expiresAt)}${reason}\n`;
}

function whoIs(identity: Identity): string {
  return "name" in identity ? `${identity.kind} "${identity.name}"` : identity.kind;
}
