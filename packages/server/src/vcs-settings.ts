import { type Duration, SECOND } from "./domain/clock.js";
import { hostRuleProblem } from "./vcs/git-repositories.js";

/** Which version control servers are asked, and how often. */
export interface VcsSettings {
  /** Rules of an allow-list; nothing is reached when there are none. */
  readonly hosts: readonly string[];
  /** The time between two looks at a repository that nobody asked for; null: there are none. */
  readonly interval: Duration | null;
}

export const VCS_VARIABLES = {
  vcsHosts: "PORTCULLIS_ALLOW_VCS",
  vcsInterval: "PORTCULLIS_VCS_INTERVAL",
} as const;

const DEFAULT_INTERVAL = "60";

export function decodeVcsSettings(
  hosts: string | null,
  interval: string | null,
  problems: string[],
): VcsSettings {
  const rules = (hosts ?? "")
    .split(",")
    .map((rule) => rule.trim())
    .filter((rule) => rule !== "");
  const fault = hostRuleProblem(rules);
  if (fault !== undefined) problems.push(`${VCS_VARIABLES.vcsHosts}: ${fault}`);
  return { hosts: rules, interval: decodeInterval(interval ?? DEFAULT_INTERVAL, problems) };
}

function decodeInterval(text: string, problems: string[]): Duration | null {
  if (!/^\d{1,6}$/.test(text)) {
    problems.push(
      `${VCS_VARIABLES.vcsInterval} is "${text}": write the seconds between two looks at a repository, or 0 for none`,
    );
  }
  const seconds = Number(text);
  return seconds === 0 || Number.isNaN(seconds) ? null : seconds * SECOND;
}
