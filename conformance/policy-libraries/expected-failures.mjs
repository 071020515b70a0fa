/**
 * Reads `expected-failures.txt`: a case a line, its path below the folder of libraries, a colon and the
 * reason. Lines that begin with `#` are remarks. Gives the reasons by path; throws for a line without
 * a reason and for a case listed twice.
 */
export function parseExpectedFailures(text) {
  const reasons = new Map();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, path, reason] = /^(\S+): (\S.*)$/.exec(line) ?? [];
    if (path === undefined) throw new Error(`line ${index + 1}: expected "path: reason"`);
    if (reasons.has(path)) throw new Error(`line ${index + 1}: "${path}" is listed twice`);
    reasons.set(path, reason);
  }
  return reasons;
}
