// Timing, so that every figure is taken in the same way.

/** With `--smoke` everything runs once and small: it shows that a benchmark still works, nothing else. */
export const isSmoke = process.argv.includes("--smoke");

/** The sizes that a benchmark goes through, smallest first. */
export function sizes(...all) {
  return isSmoke ? all.slice(0, 1) : all;
}

/** The median time of one call of `work`, in milliseconds, after warming up. */
export function medianTime(work, runs) {
  return medianTimes([work], runs)[0];
}

/**
 * The median times of several works, taken in turn, so that a machine that slows down slows all of them.
 */
export function medianTimes(works, wantedRuns) {
  return timesInTurn(works, wantedRuns).map(median);
}

/**
 * The fastest times of several works, taken in turn: what is compared with another program's own fastest
 * time, because these two cannot take turns, and other work on the machine slows them unequally.
 */
export function fastestTimes(works, wantedRuns) {
  return timesInTurn(works, wantedRuns).map((times) => Math.min(...times));
}

function timesInTurn(works, wantedRuns) {
  const runs = isSmoke ? 1 : wantedRuns;
  for (const work of works) for (let i = 0; i < runs / 4; i++) work();
  const times = works.map(() => []);
  for (let i = 0; i < runs; i++) {
    for (const [at, work] of works.entries()) times[at].push(timeOf(work));
  }
  return times;
}

export function median(times) {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** The time that this part of all, such as 0.99, does not exceed. */
export function percentile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
