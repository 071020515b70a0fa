// Timing, so that every figure is taken in the same way.

/** The median time of one call of `work`, in milliseconds, after warming up. */
export function medianTime(work, runs) {
  for (let i = 0; i < runs / 4; i++) work();
  return median(Array.from({ length: runs }, () => timeOf(work)));
}

/**
 * The median times of several works, taken in turn, so that a machine that slows down slows all of them.
 */
export function medianTimes(works, runs) {
  for (const work of works) for (let i = 0; i < runs / 4; i++) work();
  const times = works.map(() => []);
  for (let i = 0; i < runs; i++) {
    for (const [at, work] of works.entries()) times[at].push(timeOf(work));
  }
  return times.map(median);
}

export function median(times) {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
