// COMPAT (Errors, Outcome rules): texts of Nomad's answers, which its clients print as they are.

/** The body of a refusal: a multi-error of Go. */
export function renderMultiError(errors: readonly string[]): string {
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  return `${count} occurred:\n\t${errors.map((error) => `* ${error}`).join("\n\t")}\n\n`;
}

/** The field `Warnings` of an answer about a job; empty if there are none. */
export function renderWarnings(warnings: readonly string[]): string {
  return mergeWarnings("", warnings);
}

/**
 * The field `Warnings` with more behind those that it has, all counted. What does not begin as Nomad
 * writes warnings is one warning itself.
 */
export function mergeWarnings(present: string, added: readonly string[]): string {
  const [head, count] = /^(\d+) warnings?:\n/.exec(present) ?? [];
  const bullets =
    head === undefined
      ? bulletsOf(present === "" ? [] : [present])
      : present.slice(head.length).trimEnd();
  const known = count === undefined ? Number(present !== "") : Number(count);
  const total = known + added.length;
  if (total === 0) return "";
  return `${total === 1 ? "1 warning" : `${total} warnings`}:\n${bullets}${bulletsOf(added)}`;
}

function bulletsOf(warnings: readonly string[]): string {
  return warnings.map((warning) => `\n* ${warning.trim()}`).join("");
}
