import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { lineProblems, TEXT_LIMIT } from "../names.js";
import type { PolicyKind } from "../policies/policy.js";

export type ToolVersionId = string;

/** LIMIT: builds of one version; there are five platforms that anybody builds for. */
export const BUILD_LIMIT = 20;

/**
 * A version of what evaluates policies, as administrators list them for policy sets to name. Portcullis
 * evaluates with what it is itself: it downloads none of them.
 */
export interface ToolVersion {
  readonly id: ToolVersionId;
  readonly kind: PolicyKind;
  readonly version: string;
  /** Where the tool is found, for each platform; never empty. */
  readonly builds: readonly Build[];
  readonly isDeprecated: boolean;
  readonly deprecatedReason: string | null;
  readonly isOfficial: boolean;
  readonly isEnabled: boolean;
  readonly isBeta: boolean;
  readonly createdAt: Instant;
}

export interface Build {
  readonly url: string;
  /** SHA-256 of what is found there. */
  readonly sha: string;
  readonly os: string;
  readonly arch: string;
}

export interface ToolVersionDetails extends ToolVersion {
  /** How many policy sets name it. */
  readonly usage: number;
}

export interface ToolVersionDraft {
  readonly version: string;
  /** With `sha` the build for 64-bit Linux, where `builds` are not given. */
  readonly url?: string | undefined;
  readonly sha?: string | undefined;
  readonly builds?: readonly Build[] | undefined;
  readonly isDeprecated?: boolean | undefined;
  readonly deprecatedReason?: string | null | undefined;
  readonly isOfficial?: boolean | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly isBeta?: boolean | undefined;
}

/** An absent field keeps its value; `url` and `sha` are those of the main build. */
export type ToolVersionChange = ChangeOf<ToolVersionDraft>;

export function createToolVersion(
  draft: ToolVersionDraft,
  given: Pick<ToolVersion, "id" | "kind" | "createdAt">,
): ToolVersion {
  const only = { url: draft.url ?? "", sha: draft.sha ?? "", os: "linux", arch: "amd64" };
  return {
    ...given,
    version: draft.version,
    builds: hasBuilds(draft) ? draft.builds : [only],
    isDeprecated: draft.isDeprecated ?? false,
    deprecatedReason: draft.deprecatedReason ?? null,
    isOfficial: draft.isOfficial ?? false,
    isEnabled: draft.isEnabled ?? true,
    isBeta: draft.isBeta ?? false,
  };
}

export function updateToolVersion(tool: ToolVersion, change: ToolVersionChange): ToolVersion {
  const builds = hasBuilds(change) ? change.builds : tool.builds;
  const main = mainBuild({ builds });
  return {
    ...tool,
    version: change.version ?? tool.version,
    builds: builds.map((build) =>
      build === main
        ? { ...build, url: change.url ?? build.url, sha: change.sha ?? build.sha }
        : build,
    ),
    isDeprecated: change.isDeprecated ?? tool.isDeprecated,
    deprecatedReason:
      change.deprecatedReason === undefined ? tool.deprecatedReason : change.deprecatedReason,
    isOfficial: change.isOfficial ?? tool.isOfficial,
    isEnabled: change.isEnabled ?? tool.isEnabled,
    isBeta: change.isBeta ?? tool.isBeta,
  };
}

/** The highest of those that are numbers with dots between them; null when none is. */
export function newestVersion(versions: readonly string[]): string | null {
  const numbered = versions.filter((version) => /^\d{1,9}(?:\.\d{1,9})*$/.test(version));
  const [newest = null] = numbered.sort((a, b) => compareVersions(b, a));
  return newest;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number)) as [
    number[],
    number[],
  ];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** COMPAT (Admin Sentinel Versions API): the one that `url` and `sha` speak of. */
export function mainBuild({ builds }: Pick<ToolVersion, "builds">): Build | undefined {
  return builds.find(({ os, arch }) => os === "linux" && arch === "amd64") ?? builds[0];
}

export function toolVersionProblems(tool: ToolVersion): Problem[] {
  const problems = lineProblems("version", tool.version);
  if (tool.version === "") problems.push({ field: "version", message: "must not be empty" });
  const main = mainBuild(tool);
  for (const field of ["url", "sha"] as const) {
    if (!main?.[field]) problems.push({ field, message: "is required where archs are not given" });
  }
  if (tool.builds.length > BUILD_LIMIT)
    problems.push({ field: "archs", message: `must have at most ${BUILD_LIMIT} entries` });
  if ((tool.deprecatedReason ?? "").length > TEXT_LIMIT) {
    const message = `must have at most ${TEXT_LIMIT} characters`;
    problems.push({ field: "deprecatedReason", message });
  }
  return problems;
}

function hasBuilds<Stated extends ToolVersionChange>(
  stated: Stated,
): stated is Stated & { readonly builds: readonly Build[] } {
  return stated.builds !== undefined && stated.builds.length > 0;
}
