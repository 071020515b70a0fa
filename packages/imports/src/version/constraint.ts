import {
  compareVersions,
  MAX_VERSION_LENGTH,
  parseVersion,
  sameSegments,
  VersionError,
  type VersionNumber,
  versionPattern,
} from "./version-number.js";

type Check = (version: VersionNumber, bound: VersionNumber) => boolean;

const checks: Readonly<Record<string, Check>> = {
  "": (version, bound) => compareVersions(version, bound) === 0,
  "=": (version, bound) => compareVersions(version, bound) === 0,
  "!=": (version, bound) => compareVersions(version, bound) !== 0,
  ">": (version, bound) => comparable(version, bound) && compareVersions(version, bound) > 0,
  "<": (version, bound) => comparable(version, bound) && compareVersions(version, bound) < 0,
  ">=": (version, bound) => comparable(version, bound) && compareVersions(version, bound) >= 0,
  "<=": (version, bound) => comparable(version, bound) && compareVersions(version, bound) <= 0,
  "~>": isPessimisticMatch,
};

const constraint = new RegExp(
  `^[\\t\\n\\f\\r ]*(<=|>=|!=|~>|<|>|=|)[\\t\\n\\f\\r ]*(${versionPattern})[\\t\\n\\f\\r ]*$`,
);

/** Whether a version meets every one of the constraints that commas separate. Throws `VersionError`. */
export function satisfies(version: VersionNumber, constraints: string): boolean {
  const parsed = constraints.split(",").map(parseConstraint);
  return parsed.every(({ check, bound }) => check(version, bound));
}

function parseConstraint(text: string): { check: Check; bound: VersionNumber } {
  const match = text.length > MAX_VERSION_LENGTH ? null : constraint.exec(text);
  const check = checks[match?.[1] ?? ""];
  const bound = match?.[2];
  if (check === undefined || bound === undefined)
    throw new VersionError(`malformed constraint: ${text.slice(0, MAX_VERSION_LENGTH)}`);
  return { check, bound: parseVersion(bound) };
}

/** A pre-release can only be compared with a bound that is a pre-release of the same version. */
function comparable(version: VersionNumber, bound: VersionNumber): boolean {
  if (version.prerelease === "") return true;
  return bound.prerelease !== "" && sameSegments(version, bound);
}

/** `~> 1.2.3`: at least that, and the same but for the last segment that was written. */
function isPessimisticMatch(version: VersionNumber, bound: VersionNumber): boolean {
  if (!comparable(version, bound)) return false;
  if (bound.prerelease !== "" && version.prerelease === "") return false;
  if (compareVersions(version, bound) < 0) return false;
  if (bound.segments.length > version.segments.length) return false;
  const fixed = bound.segments.slice(0, bound.writtenSegments - 1);
  if (fixed.some((segment, index) => segment !== version.segments[index])) return false;
  // COMPAT (go-version): 2.0.0 does not meet "~> 1.2.1" for the first segment, 1.3.0 for the last.
  const last = bound.segments.length - 1;
  return (bound.segments[last] ?? 0n) <= (version.segments[last] ?? 0n);
}
