import {
  formatNumber,
  isList,
  isMap,
  isNumeric,
  isString,
  itemsOf,
  type MapLike,
  mapGet,
  mapKeys,
  type Outcome,
  textOf,
  type Value,
} from "@portcullis/language";
import {
  knownTextRedactor,
  REDACTED,
  type TerraformData,
  textRedactor,
} from "@portcullis/terraform-data";
import type { PolicyResult } from "./evaluate-policy.js";

/**
 * LIMIT: elements of the values of one policy's rules that are searched, and how deep they nest; what
 * is beyond is hidden, because nobody has looked at it.
 */
const MAX_ELEMENTS = 500_000;
const MAX_DEPTH = 200;

type Redact = (text: string) => string;

/**
 * Hides the plan's sensitive values in what reports show of policies: values of rules and messages of
 * errors. What a policy prints is its own choice and stays, unless `printed` asks for that too. The
 * plan is searched when the first text is met that could hold a secret. What is among `secrets` is hidden
 * everywhere, also where a policy prints it. The function that is returned throws `MalformedDocument`.
 */
export function sensitiveValuesHider(
  data: TerraformData,
  { printed, secrets = [] }: { readonly printed: boolean; readonly secrets?: readonly string[] },
): (result: PolicyResult) => PolicyResult {
  const redactSecrets = knownTextRedactor(secrets);
  let redactor: Redact | undefined;
  const redact: Redact = (text) => {
    redactor ??= textRedactor(data);
    return redactSecrets(redactor(text));
  };
  const redactPrinted = printed ? redact : redactSecrets;
  return (result) => ({ ...result, outcome: hideInOutcome(result.outcome, redact, redactPrinted) });
}

function hideInOutcome(outcome: Outcome, redact: Redact, redactPrinted: Redact): Outcome {
  const search = new ValueSearch(redact);
  const { value, rules, error, output } = outcome;
  return {
    ...outcome,
    value: value === undefined ? undefined : search.hide(value, 0),
    rules: rules.map((rule) =>
      rule.value === undefined ? rule : { ...rule, value: search.hide(rule.value, 0) },
    ),
    output: output === "" ? "" : redactPrinted(output),
    ...(error === undefined ? {} : { error: { ...error, message: redact(error.message) } }),
  };
}

class ValueSearch {
  private readonly redact: Redact;
  /** Lists and maps that were met before: one may stand in a thousand places. */
  private readonly known = new Map<object, Value>();
  private left = MAX_ELEMENTS;

  constructor(redact: Redact) {
    this.redact = redact;
  }

  /** The value itself when nothing in it is to be hidden. */
  hide(value: Value, depth: number): Value {
    if (isString(value)) return this.hideScalar(value, textOf(value));
    if (isNumeric(value)) return this.hideScalar(value, formatNumber(value));
    if (!isList(value) && !isMap(value)) return value;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    this.left--;
    if (depth > MAX_DEPTH || this.left < 0) return REDACTED;
    // A value that holds itself is met again before it is known.
    this.known.set(value, REDACTED);
    const hidden = isList(value)
      ? this.hideItems(value, itemsOf(value), depth)
      : this.hideEntries(value, depth);
    this.known.set(value, hidden);
    return hidden;
  }

  private hideScalar(value: Value, text: string): Value {
    this.left--;
    const hidden = this.redact(text);
    return hidden === text ? value : hidden;
  }

  private hideItems(list: Value, items: readonly Value[], depth: number): Value {
    const hidden = this.whileBudgetLasts(items, (item) => this.hide(item, depth + 1));
    if (hidden.length < items.length) return [...hidden, REDACTED];
    return hidden.every((item, index) => item === items[index]) ? list : hidden;
  }

  private hideEntries(map: MapLike, depth: number): Value {
    const keys = mapKeys(map);
    let changed = false;
    const entries = this.whileBudgetLasts(keys, (key): [string, Value] => {
      const value = mapGet(map, key) ?? null;
      const text = isString(key) ? textOf(key) : isNumeric(key) ? formatNumber(key) : String(key);
      const shown: [string, Value] = [this.redact(text), this.hide(value, depth + 1)];
      changed ||= shown[0] !== text || shown[1] !== value;
      return shown;
    });
    return changed || entries.length < keys.length ? Object.fromEntries(entries) : map;
  }

  private whileBudgetLasts<Item, Result>(
    items: readonly Item[],
    each: (item: Item) => Result,
  ): Result[] {
    const results: Result[] = [];
    for (const item of items) {
      if (this.left < 0) break;
      results.push(each(item));
    }
    return results;
  }
}
