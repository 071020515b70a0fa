const nanosecondsIn: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3_600e9,
};

/**
 * Nanoseconds of a duration as Go writes it, `1h0m0s`; nothing for any other text. COMPAT (open-source API
 * of Nomad): an empty one is none at all.
 */
export function parseSpan(text: string): number | undefined {
  if (text === "") return 0;
  if (!/^-?(?:0|(?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,6})$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit = ""] of text.matchAll(/([\d.]+)([a-zµ]+)/g))
    sum += Math.round(Number(amount) * (nanosecondsIn[unit] ?? 0));
  if (!Number.isSafeInteger(sum)) return undefined;
  return text.startsWith("-") ? -sum : sum;
}
