import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Api } from "./api.js";
import { NomadClient } from "./nomad-client.js";

const program = fileURLToPath(new URL("serve-child.mjs", import.meta.url));

/** What a server's process says when it listens. */
interface Greeting {
  readonly url: string;
  readonly nomadUrl: string;
  readonly firstToken: string | null;
}

export interface ServerProcessOptions {
  readonly dataDirectory: string;
  /** How long each evaluation takes. */
  readonly evaluationMs: number;
  /** The PostgreSQL to use in place of the database in the data directory. */
  readonly databaseUrl?: string;
  /** A token that is known already, from an earlier start. */
  readonly token?: string | undefined;
}

/** A server in a process of its own, on the compiled code. */
export class ServerProcess {
  /** What it has evaluated so far: "plan", "policy set" or "policies". */
  readonly evaluated: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    lines: Interface,
    readonly api: Api,
    readonly token: string,
    /** What Nomad's clients ask. */
    readonly nomad: NomadClient,
  ) {
    lines.on("line", (line) => this.evaluated.push(line));
  }

  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const { dataDirectory, evaluationMs, databaseUrl, token } = options;
    const child = spawn(process.execPath, [program, dataDirectory, String(evaluationMs)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PORTCULLIS_DATABASE_URL: databaseUrl ?? "" },
    });
    const lines = createInterface(child.stdout);
    const greeting = once(lines, "line").then(([line]) => JSON.parse(line) as Greeting);
    const death = once(child, "exit").then(() => {
      throw new Error("the server did not start: is the code compiled?");
    });
    const { url, nomadUrl, firstToken } = await Promise.race([greeting, death]);
    death.catch(() => {});
    const known = firstToken ?? token ?? "";
    const nomad = new NomadClient(Number(new URL(nomadUrl).port), known);
    return new ServerProcess(child, lines, new Api(url, known), known, nomad);
  }

  async kill(): Promise<void> {
    if (!this.child.kill("SIGKILL")) return;
    await once(this.child, "exit");
  }
}
