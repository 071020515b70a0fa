/** What a failing policy does to a run, from a remark to a stop that nobody can lift. */
export type EnforcementLevel = SentinelLevel | OpaLevel;

export const SENTINEL_LEVELS = ["advisory", "soft-mandatory", "hard-mandatory"] as const;
export type SentinelLevel = (typeof SENTINEL_LEVELS)[number];

export const OPA_LEVELS = ["advisory", "mandatory"] as const;
export type OpaLevel = (typeof OPA_LEVELS)[number];
