import { compareUtf8, type RuleRecord } from "@portcullis/language";
import { plainStyle } from "./style.js";
import { renderValue } from "./value-text.js";
import { wrapWords } from "./word-wrap.js";

/** COMPAT (published traces): the width at which descriptions of rules are broken. */
const RULE_DESCRIPTION_WIDTH = 66;

/**
 * The policy's `main` first, the others by name (published traces); of two with the same name the
 * policy's before a module's. Of a rule in a function, which is made anew with every call, the last
 * one counts.
 */
export function inTraceOrder(rules: readonly RuleRecord[]): RuleRecord[] {
  const last = new Map(rules.map((rule) => [`${rule.location.file.name}:${rule.name}`, rule]));
  return [...last.values()].sort(
    (a, b) => rank(a) - rank(b) || compareUtf8(a.name, b.name) || origin(a) - origin(b),
  );
}

function rank({ name, role }: RuleRecord): number {
  return name === "main" && role === "policy" ? 0 : 1;
}

function origin({ role }: RuleRecord): number {
  return role === "policy" ? 0 : 1;
}

type Paint = (text: string) => string;

/** The rules of a trace, a blank line between two of them; the first lines of `main` and others painted. */
export function renderRules(
  rules: readonly RuleRecord[],
  main: Paint = plainStyle.heading,
  other: Paint = plainStyle.heading,
): string[] {
  return inTraceOrder(rules).flatMap((rule, index) => [
    ...(index === 0 ? [] : [""]),
    ...renderRule(rule, rank(rule) === 0 ? main : other),
  ]);
}

function renderRule({ name, description, location, value }: RuleRecord, paint: Paint): string[] {
  const lines = [paint(`${location.file.describe(location.span)} - Rule "${name}"`)];
  if (description !== "") {
    const wrapped = wrapWords(description, RULE_DESCRIPTION_WIDTH);
    lines.push("  Description:", ...indent(wrapped, 4), "");
  }
  lines.push("  Value:");
  lines.push(
    ...indent(value === undefined ? ["(error in evaluating rule)"] : renderValue(value), 4),
  );
  return lines;
}

/** Indents every line that is not empty. */
export function indent(lines: readonly string[], width: number): string[] {
  const space = " ".repeat(width);
  return lines.map((line) => (line === "" ? "" : space + line));
}
