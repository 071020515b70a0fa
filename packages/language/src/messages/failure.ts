import type { Diagnostic, Location } from "../source/diagnostic.js";
import { diagnose, type MessageArguments, type MessageCode } from "./diagnose.js";

/**
 * Carries a diagnostic out of the scanner, the parser or a running policy. It never leaves the
 * package: `parse` and `evaluate` turn it into a result.
 */
export class Failure extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

export function failAt<Code extends MessageCode>(
  location: Location,
  code: Code,
  ...args: MessageArguments<Code>
): never {
  throw new Failure(diagnose(location, code, ...args));
}
