import { failAt } from "../messages/failure.js";
import type { Frame } from "../runtime/frame.js";
import { MAX_MATCH_WORK, MAX_PATTERN_LENGTH } from "../runtime/limits.js";
import type { PatternResult } from "../runtime/pattern-cache.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import { utf8Length } from "../source/utf8.js";
import { type Expression, type StringLiteral, withoutParentheses } from "../syntax/ast.js";
import { sourceOffsetOfByte } from "../syntax/scan-string.js";
import {
  ByteString,
  bytesOf,
  isString,
  lengthInHost,
  type StringValue,
  textOf,
} from "../values/byte-string.js";
import { kindOf } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { type BinaryOperation, strict } from "./operations.js";

const notText: PatternResult = {
  size: 0,
  problem: { text: "it is not valid UTF-8", offset: undefined },
};

/**
 * `text matches pattern`. A pattern written as a literal is prepared once; if there is
 * something wrong with it, that is an error where it is used, as it is for every other pattern.
 */
export function matching(
  negated: boolean,
  pattern: Expression,
  span: Span,
  compilation: Compilation,
): BinaryOperation {
  const site = compilation.location(span);
  const patternSite = compilation.location(pattern.span);
  const expression = withoutParentheses(pattern);
  const literal = expression.kind === "StringLiteral" ? expression : undefined;
  const prepared = literal && prepareLiteral(literal, compilation);
  return strict((subject, source, frame) => {
    if (!isString(subject) || !isString(source)) {
      const operator = negated ? "not matches" : "matches";
      return failAt(site, "operator-types", operator, kindOf(subject), kindOf(source));
    }
    const { pattern: found, problem, size } = prepared ?? prepare(source, frame, patternSite);
    if (problem !== undefined) {
      const place = literal ? within(literal, problem.offset, patternSite) : patternSite;
      return failAt(place, "invalid-pattern", textOf(source), problem.text);
    }
    const length = lengthInHost(subject);
    if (length * size > MAX_MATCH_WORK) failAt(site, "match-too-large");
    const { budget } = frame.unit.run;
    budget.charge(length, site);
    budget.chargeScan(length * size, site);
    return found.test(typeof subject === "string" ? subject : bytesOf(subject)) !== negated;
  });
}

function prepareLiteral(
  { value }: StringLiteral,
  compilation: Compilation,
): PatternResult | undefined {
  return typeof value === "string" ? compilation.patterns.prepare(value) : notText;
}

function prepare(source: StringValue, frame: Frame, site: Location): PatternResult {
  if (source instanceof ByteString) return notText;
  if (source.length > MAX_PATTERN_LENGTH) failAt(site, "pattern-too-long", MAX_PATTERN_LENGTH);
  const { run, program } = frame.unit;
  run.budget.charge(source.length, site);
  const result = program.patterns.prepare(source);
  // Charged at every use, so that an evaluation costs the same however many came before it.
  run.budget.charge(result.size, site);
  return result;
}

/** The place of an offset in a literal's value, seen through its escape sequences. */
function within(literal: StringLiteral, offset: number | undefined, whole: Location): Location {
  if (offset === undefined || typeof literal.value !== "string") return whole;
  const { start, end } = literal.span;
  const { text } = whole.file;
  const at = text.startsWith("`", start)
    ? start + 1 + offset
    : sourceOffsetOfByte(text, start + 1, end - 1, utf8Length(literal.value.slice(0, offset)));
  return { file: whole.file, span: { start: at, end: end - 1 } };
}
