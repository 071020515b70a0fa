import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { SECOND } from "../../domain/clock.js";

const execute = promisify(execFile);

/** LIMIT: how long an installed OPA may take to say who it is, and how much it may say. */
const QUESTION_TIME = 20 * SECOND;
const QUESTION_BYTES = 4 * 1024 * 1024;

/** What reaches out of the process, or tells of the machine that it runs on. */
const FORBIDDEN_BUILTINS: ReadonlySet<string> = new Set([
  "http.send",
  "net.lookup_ip_addr",
  "opa.runtime",
]);

/** An installed OPA. */
export interface OpaProgram {
  readonly path: string;
  readonly version: string;
  /** The JSON that allows policies what they may use: everything but network and machine. */
  readonly capabilities: string;
}

/**
 * Asks an installed program who it is and what it can do.
 *
 * @throws Error when it cannot be started or is no OPA
 */
export async function openOpa(path: string): Promise<OpaProgram> {
  const ask = async (...args: string[]) => {
    const options = { env: {}, timeout: QUESTION_TIME, maxBuffer: QUESTION_BYTES };
    return (await execute(path, args, options)).stdout;
  };
  try {
    const [, version] = /^Version: (\S+)$/m.exec(await ask("version")) ?? [];
    if (version === undefined) throw new Error('"opa version" does not say a version');
    return { path, version, capabilities: restricted(await ask("capabilities", "--current")) };
  } catch (error) {
    throw new Error(
      `"${path}" cannot be used as OPA: ${(error as Error).message.trim()}; give --opa the path of the program "opa"`,
      { cause: error },
    );
  }
}

/** OPA's own list of what it can do, without what policies may not use. */
export function restricted(capabilities: string): string {
  const known = JSON.parse(capabilities) as { builtins: { name: string }[] };
  const builtins = known.builtins.filter(({ name }) => !FORBIDDEN_BUILTINS.has(name));
  return JSON.stringify({ ...known, builtins, allow_net: [] });
}
