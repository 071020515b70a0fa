/** What a failing policy means: a remark, a stop that can be overridden, or a stop. */
export type EnforcementLevel = "advisory" | "soft-mandatory" | "hard-mandatory";

/** From the mildest to the strictest. */
export const enforcementLevels: readonly EnforcementLevel[] = [
  "advisory",
  "soft-mandatory",
  "hard-mandatory",
];

export function isEnforcementLevel(text: string): text is EnforcementLevel {
  return (enforcementLevels as readonly string[]).includes(text);
}
