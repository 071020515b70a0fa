import type { FunctionCall } from "@portcullis/language";

/** Replaces the first `times` occurrences; all of them when that is left out or negative. */
export function replaceTimes(
  text: string,
  old: string,
  replacement: string,
  times: number | bigint | undefined,
  call: FunctionCall,
): string {
  const parts = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const limit = times === undefined || times < 0 ? parts.length : Number(times);
  const count = Math.min(parts.length - 1, limit);
  call.chargeText(text.length + count * replacement.length);
  const head = parts.slice(0, count + 1).join(replacement);
  return [head, ...parts.slice(count + 1)].join(old);
}
