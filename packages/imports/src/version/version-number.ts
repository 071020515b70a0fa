/** A version as HashiCorp's go-version understands it: any number of segments, three at the least. */
export interface VersionNumber {
  readonly segments: readonly bigint[];
  /** How many segments the text had. */
  readonly writtenSegments: number;
  /** Empty for a release. */
  readonly prerelease: string;
  readonly metadata: string;
}

export class VersionError extends Error {}

const identifiers = "[0-9A-Za-z~-]*(?:\\.[0-9A-Za-z~-]+)*";

/** What a version looks like; the groups are segments, pre-release (of two forms) and metadata. */
export const versionPattern = `v?(\\d+(?:\\.\\d+)*)(?:-(\\d${identifiers})|-?([A-Za-z~-]${identifiers}))?(?:\\+([0-9A-Za-z~-]${identifiers}))?`;

const version = new RegExp(`^${versionPattern}$`);
const maxSegment = 2n ** 63n - 1n;

/** LIMIT: characters of a version or of one constraint; parsing a number takes the square. */
export const MAX_VERSION_LENGTH = 1000;

/** Reads a version. Throws `VersionError`. */
export function parseVersion(text: string): VersionNumber {
  const match = text.length > MAX_VERSION_LENGTH ? null : version.exec(text);
  if (match === null)
    throw new VersionError(`malformed version: ${text.slice(0, MAX_VERSION_LENGTH)}`);
  const [, numbers = "", numbered, named, metadata = ""] = match;
  const segments = numbers.split(".").map(BigInt);
  const tooLarge = segments.find((segment) => segment > maxSegment);
  if (tooLarge !== undefined) throw new VersionError(`segment ${tooLarge} is out of range`);
  const writtenSegments = segments.length;
  while (segments.length < 3) segments.push(0n);
  return { segments, writtenSegments, prerelease: numbered ?? named ?? "", metadata };
}

/** The text in full, with three segments at the least. */
export function versionText({ segments, prerelease, metadata }: VersionNumber): string {
  const suffix = `${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
  return `${segments.join(".")}${suffix}`;
}

/** Negative, zero or positive. Metadata does not count; a release comes after its pre-releases. */
export function compareVersions(left: VersionNumber, right: VersionNumber): number {
  const length = Math.max(left.segments.length, right.segments.length);
  for (let i = 0; i < length; i++) {
    const order = compareNumbers(left.segments[i] ?? 0n, right.segments[i] ?? 0n);
    if (order !== 0) return order;
  }
  // COMPAT (go-version): 1.0.0-a and 1.0.0.0-b are equal, as their numbers of segments differ.
  if (!sameSegments(left, right)) return 0;
  return comparePrereleases(left.prerelease, right.prerelease);
}

export function sameSegments(left: VersionNumber, right: VersionNumber): boolean {
  return (
    left.segments.length === right.segments.length &&
    left.segments.every((segment, index) => segment === right.segments[index])
  );
}

function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "") return 1;
  if (right === "") return -1;
  const mine = left.split(".");
  const theirs = right.split(".");
  for (let i = 0; i < Math.max(mine.length, theirs.length); i++) {
    const order = compareParts(mine[i] ?? "", theirs[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * COMPAT (go-version): numbers come before words. A missing part comes before a number but after a
 * word, and a number beyond 64 bits is a word that still compares by its bound; odd, but so it is.
 */
function compareParts(left: string, right: string): number {
  if (left === right) return 0;
  const mine = partNumber(left);
  const theirs = partNumber(right);
  if (left === "") return theirs.isNumber ? -1 : 1;
  if (right === "") return mine.isNumber ? 1 : -1;
  if (mine.isNumber !== theirs.isNumber) return mine.isNumber ? -1 : 1;
  if (!mine.isNumber && left > right) return 1;
  return mine.value > theirs.value ? 1 : -1;
}

function partNumber(text: string): { isNumber: boolean; value: bigint } {
  if (!/^-?\d+$/.test(text)) return { isNumber: false, value: 0n };
  const value = BigInt(text);
  if (value > maxSegment) return { isNumber: false, value: maxSegment };
  if (value < -maxSegment - 1n) return { isNumber: false, value: -maxSegment - 1n };
  return { isNumber: true, value };
}

function compareNumbers(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
