/**
 * How many random cases a property is tried with: a fixed number in `make test`, or the number times
 * `FUZZ_RUNS` (see CONTRIBUTING.md).
 */
export function fuzzRuns(usual: number): number {
  return Math.ceil(usual * Number(process.env.FUZZ_RUNS ?? 1));
}
