/** Switches for scripts of older generations; each is off unless whoever runs the server turns it on. */
export interface Compat {
  /** COMPAT (Policies API, beta and Cloud, samples): a policy shows `enforce` before it has code. */
  readonly enforceBeforeUpload: boolean;
  /** COMPAT (Policies API, beta): policies in no set are enforced on every workspace. */
  readonly enforcePoliciesWithoutSets: boolean;
}

export const NO_COMPAT: Compat = { enforceBeforeUpload: false, enforcePoliciesWithoutSets: false };
