import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { LoadError, type PolicyReport, type PolicyTests } from "@portcullis/runner";

/** Milliseconds between two looks at the files. Files are asked, because not every file system tells. */
const LOOK = 300;

/** What is known of a case: its files as they were when it ran. */
type Stamps = ReadonlyMap<string, string>;

/**
 * Runs all cases, and from then on those whose files change: the policy, the case itself, and what it
 * names. Never returns.
 */
export async function watchTests(
  discover: () => PolicyTests[],
  run: (policies: readonly PolicyTests[]) => Promise<readonly PolicyReport[]>,
): Promise<never> {
  const known = new Map<string, Stamps>();
  for (let found = discover(); ; found = discoverAgain(discover)) {
    const changed = found.flatMap((tests) => onlyChanged(tests, known));
    if (changed.length > 0) {
      // Before they run, so that what is written meanwhile counts as a change.
      const seen = new Map(changed.flatMap(filesNamed).map((file) => [file, stampOf(file)]));
      for (const report of await run(changed)) remember(report, seen, known);
    }
    await setTimeout(LOOK);
  }
}

/** Editors move a file away before they write its new text: what is missing now may come back. */
function discoverAgain(discover: () => PolicyTests[]): PolicyTests[] {
  try {
    return discover();
  } catch (error) {
    if (error instanceof LoadError) return [];
    throw error;
  }
}

function onlyChanged(
  { policy, cases }: PolicyTests,
  known: ReadonlyMap<string, Stamps>,
): PolicyTests[] {
  // A policy without cases is run once, to be mentioned.
  const keys = cases.length === 0 ? [policy] : cases;
  const changed = keys.filter((key) => hasChanged(known.get(key)));
  if (changed.length === 0) return [];
  return [{ policy, cases: cases.length === 0 ? [] : changed }];
}

function hasChanged(stamps: Stamps | undefined): boolean {
  if (stamps === undefined) return true;
  return [...stamps].some(([file, stamp]) => stampOf(file) !== stamp);
}

function filesNamed({ policy, cases }: PolicyTests): string[] {
  return [policy, ...cases];
}

function remember(
  { path, cases }: PolicyReport,
  seen: ReadonlyMap<string, string>,
  known: Map<string, Stamps>,
): void {
  const stamps = (files: readonly string[]) =>
    new Map(files.map((file) => [file, seen.get(file) ?? stampOf(file)]));
  if (cases.length === 0) known.set(path, stamps([path]));
  for (const report of cases) {
    const file = join(dirname(path), report.path);
    known.set(file, stamps([path, file, ...report.files]));
  }
}

/** What a file looks like from outside; a missing one has a look too. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? "missing" : `${stat.mtimeNs} ${stat.size} ${stat.ino}`;
}
