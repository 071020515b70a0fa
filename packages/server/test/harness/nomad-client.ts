import { type IncomingHttpHeaders, request } from "node:http";
import { NomadServer } from "../../src/api/nomad/nomad-server.js";
import type { NomadParts } from "../../src/assembly.js";
import { ADMIN_KEY, TestServer, type TestSettings } from "./test-server.js";

export interface NomadAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Question {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
}

/** Asks a server as Nomad's clients do, byte by byte, and as the administrator unless a header says otherwise. */
export class NomadClient {
  constructor(
    private readonly port: number,
    private readonly token: string = ADMIN_KEY,
  ) {}

  ask(method: string, path: string, question: Question = {}): Promise<NomadAnswer> {
    const { headers = {}, body, signal } = question;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.port,
          method,
          path,
          headers: { "X-Nomad-Token": this.token, ...headers },
          agent: false,
          ...(signal === undefined ? {} : { signal }),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () => {
            const bytes = Buffer.concat(chunks);
            const { statusCode = 0, headers: answered } = response;
            resolve({ status: statusCode, headers: answered, bytes, text: bytes.toString() });
          });
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
  }

  /** Writes a policy, complete and valid but for what is stated, and returns the index that it took. */
  async put(name: string, stated: Readonly<Record<string, string>> = {}): Promise<number> {
    const body = JSON.stringify({
      ...{ Name: name, Scope: "submit-job", EnforcementLevel: "advisory", Policy: "main = true" },
      ...stated,
    });
    return indexOf(await this.ask("PUT", `/v1/sentinel/policy/${name}`, { body }));
  }

  async delete(name: string): Promise<number> {
    return indexOf(await this.ask("DELETE", `/v1/sentinel/policy/${name}`));
  }

  list(query = ""): Promise<NomadAnswer> {
    return this.ask("GET", `/v1/sentinel/policies${query}`);
  }

  read(name: string, query = ""): Promise<NomadAnswer> {
    return this.ask("GET", `/v1/sentinel/policy/${name}${query}`);
  }
}

export function indexOf({ status, headers, text }: NomadAnswer): number {
  if (status !== 200) throw new Error(`${status} ${text}`);
  return Number(headers["x-nomad-index"]);
}

/** A whole server that listens to Nomad's clients. */
export class NomadTestServer {
  private constructor(
    readonly server: TestServer,
    private readonly listener: NomadServer,
    private readonly port: number,
    readonly client: NomadClient,
  ) {}

  static async start(
    regions: Partial<NomadParts["settings"]> = {},
    settings: TestSettings = {},
  ): Promise<NomadTestServer> {
    const server = await TestServer.start({ ...settings, regions });
    const { api } = server.nomad;
    const listener = new NomadServer((message, response) => api.handle(message, response));
    const port = await listener.listen("127.0.0.1", 0);
    server.nomad.follower?.start();
    return new NomadTestServer(server, listener, port, new NomadClient(port));
  }

  /** Where other regions find it. */
  get url(): URL {
    return new URL(`http://127.0.0.1:${this.port}`);
  }

  async close(): Promise<void> {
    await this.server.nomad.follower?.close();
    this.server.nomad.catalogs.close();
    await this.listener.close();
    await this.server.close();
  }
}
