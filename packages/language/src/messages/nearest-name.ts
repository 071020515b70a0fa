/** LIMIT: characters of a name that is compared; the work for one candidate grows with the square. */
const MAX_LENGTH = 64;

/** LIMIT: candidates looked at; a hint is not worth more. */
const MAX_CANDIDATES = 10_000;

/**
 * The candidate that a misspelt name most likely means: the one with the fewest letters added, left
 * out, replaced or swapped with their neighbour, if these are at most a third of the name's. The
 * first of several equally near ones.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let smallest = Math.max(1, Math.floor(Math.min(name.length, MAX_LENGTH) / 3)) + 1;
  let count = 0;
  for (const candidate of candidates) {
    if (++count > MAX_CANDIDATES) break;
    if (candidate.length > MAX_LENGTH || Math.abs(candidate.length - name.length) >= smallest)
      continue;
    const distance = editDistance(name, candidate);
    // To change every letter of a short name is no misspelling.
    if (distance >= smallest || distance >= name.length) continue;
    smallest = distance;
    nearest = candidate;
  }
  return nearest;
}

/** Insertions, deletions, replacements and swaps of neighbours between two texts. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
