import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Server as SecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A request as it reached the server. */
export interface ReachedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

interface KeptJob {
  readonly [key: string]: unknown;
  readonly Version: number;
  readonly JobModifyIndex: number;
}

interface FakeAnswer {
  readonly status: number;
  readonly body: Json | string;
}

type Json = Readonly<Record<string, unknown>>;

export const MANAGEMENT = "11111111-1111-1111-1111-111111111111";
export const GATEWAY = "22222222-2222-2222-2222-222222222222";
export const CLIENT = "33333333-3333-3333-3333-333333333333";

/** The ACL policy of everybody who has one, the anonymous too: all may submit, and not override. */
const SUBMITTERS: Json = {
  RulesJSON: {
    Namespaces: [
      { Name: "*", Capabilities: ["submit-job", "host-volume-create", "csi-write-volume"] },
    ],
  },
};

/** Paths below `/v1/job/` that Nomad knew in its first versions, and that are no registrations. */
const OLD_SUFFIXES = [
  "/evaluate",
  "/allocations",
  "/evaluations",
  "/periodic/force",
  "/plan",
  "/summary",
  "/dispatch",
  "/versions",
  "/revert",
  "/deployments",
  "/deployment",
  "/stable",
  "/scale",
];

/**
 * A Nomad server as far as the gateway can tell, written from the reference and from what open-source
 * Nomad does with a path: Go's multiplexer, then the handlers.
 */
export class FakeNomad {
  readonly reached: ReachedRequest[] = [];
  readonly jobs = new Map<string, KeptJob[]>();
  /** What takes the place of an answer, by method and path. */
  readonly scripted = new Map<
    string,
    (request: IncomingMessage, response: ServerResponse) => void
  >();
  /** Nomad's own warnings of registrations and plans. */
  warnings = "";
  /** Called when a registration has arrived, before it is looked at. */
  beforeWrite: () => void = () => {};
  private index = 10;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server | SecureServer) {
    server.on("request", (request, response) => void this.receive(request, response));
    server.on("upgrade", (request, socket) => this.upgrade(request, socket));
    server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  static async start(server: Server | SecureServer = createServer()): Promise<FakeNomad> {
    const fake = new FakeNomad(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The requests that would change something, in the order in which they came. */
  get writes(): readonly ReachedRequest[] {
    return this.reached.filter(({ method }) => method !== "GET" && method !== "HEAD");
  }

  /** Those by which some version of Nomad would take a job or volume. */
  get submissions(): readonly ReachedRequest[] {
    return this.writes.filter(({ method, target }) => submits(method, target));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    const { method = "", url: target = "", headers, rawHeaders } = request;
    const path = target.split("?")[0] ?? "";
    const scripted = this.scripted.get(`${method} ${path}`);
    if (scripted !== undefined) {
      this.reached.push({ method, target, headers, rawHeaders, body: "" });
      scripted(request, response);
      return;
    }
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      return;
    }
    const body = Buffer.concat(pieces).toString("utf8");
    this.reached.push({ method, target, headers, rawHeaders, body });
    send(response, this.answer(method, target, headers, body));
  }

  private answer(
    method: string,
    target: string,
    headers: IncomingMessage["headers"],
    body: string,
  ): FakeAnswer {
    const url = URL.canParse(target, "http://nomad") ? new URL(target, "http://nomad") : null;
    const path = url === null ? undefined : unescaped(url.pathname);
    if (url === null || path === undefined) return { status: 400, body: "400 Bad Request" };
    const namespace = url.searchParams.get("namespace") ?? "default";
    const [, id = "", what] =
      /^\/v1\/job\/(.+?)(\/plan|\/revert|\/versions|\/scale|\/dispatch)?$/.exec(path) ?? [];
    if (method === "PUT" || method === "POST") return this.write(path, what, body);
    if (path === "/v1/acl/token/self") return tokenSelf(String(headers["x-nomad-token"] ?? ""));
    if (path.startsWith("/v1/acl/policy/")) return { status: 200, body: SUBMITTERS };
    if (path === "/v1/agent/self") return { status: 200, body: { config: { Region: "eu" } } };
    if (path.startsWith("/v1/namespace/"))
      return { status: 200, body: { Name: path.slice(14), Meta: { team: "shop" } } };
    if (id !== "") return this.showJob(`${namespace}/${id}`, what);
    const isMissing = path.startsWith("/v1/volume/") || path.startsWith("/v1/var/");
    return { status: isMissing ? 404 : 200, body: { path, namespace } };
  }

  private write(path: string, what: string | undefined, body: string): FakeAnswer {
    const isElse = [...OLD_SUFFIXES, "/tag"].some((suffix) => path.endsWith(suffix));
    const isJob = path === "/v1/jobs" || (path.startsWith("/v1/job/") && !isElse);
    if (isJob) return this.register(parsed(body));
    if (what === "/plan")
      return { status: 200, body: { Warnings: this.warnings, JobModifyIndex: 1 } };
    if (what === "/revert") return this.revert(parsed(body));
    const isVolume = path.startsWith("/v1/volume");
    return { status: 200, body: isVolume ? { Warnings: "", Volume: { ID: "v" } } : { path } };
  }

  private register(request: Json): FakeAnswer {
    this.beforeWrite();
    const job = request.Job as Json | undefined;
    if (job === undefined) return { status: 400, body: "Job must be specified" };
    const key = `${job.Namespace ?? "default"}/${job.ID}`;
    const found = this.jobs.get(key)?.[0]?.JobModifyIndex ?? 0;
    const given = Number(request.JobModifyIndex ?? 0);
    if (request.EnforceIndex === true && given !== found) {
      const conflict = `job exists with conflicting job modify index: ${found}`;
      return { status: 500, body: `rpc error: Enforcing job modify index ${given}: ${conflict}` };
    }
    this.keep(key, job);
    const { warnings, index } = this;
    return { status: 200, body: { EvalID: "an-eval", Warnings: warnings, JobModifyIndex: index } };
  }

  /** Makes a job the current version, as a registration does. */
  keep(key: string, job: Json): void {
    const versions = this.jobs.get(key) ?? [];
    this.index++;
    const kept = {
      ...job,
      Version: versions.length,
      JobModifyIndex: this.index,
      Status: "running",
      Stable: true,
    };
    this.jobs.set(key, [kept, ...versions]);
  }

  private revert(request: Json): FakeAnswer {
    this.beforeWrite();
    const key = `${request.Namespace ?? "default"}/${request.JobID}`;
    const current = this.jobs.get(key)?.[0]?.Version;
    const prior = request.EnforcePriorVersion;
    if (prior !== undefined && prior !== current)
      return {
        status: 500,
        body: `Current job has version ${current}; enforcing version ${prior}`,
      };
    return { status: 200, body: { EvalID: "an-eval", Warnings: this.warnings } };
  }

  private showJob(key: string, what: string | undefined): FakeAnswer {
    const versions = this.jobs.get(key);
    if (versions === undefined) return { status: 404, body: "job not found" };
    return {
      status: 200,
      body: what === "/versions" ? { Versions: versions } : { ...versions[0] },
    };
  }

  private upgrade(request: IncomingMessage, socket: Duplex): void {
    const { method = "", url: target = "", headers, rawHeaders } = request;
    this.reached.push({ method, target, headers, rawHeaders, body: "" });
    socket.on("error", () => {});
    if (target.includes("no-upgrade")) {
      // Go answers and goes on to read requests, unless the connection is to end.
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
      socket.on("data", (piece: Buffer) => {
        this.reached.push({
          method: "RAW",
          target: piece.toString(),
          headers: {},
          rawHeaders: [],
          body: "",
        });
      });
      return;
    }
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\nhello ",
    );
    socket.on("data", (piece: Buffer) => socket.write(`echo ${piece}`));
  }
}

function tokenSelf(token: string): FakeAnswer {
  const known: Record<string, Json> = {
    "": { AccessorID: "anonymous", Type: "client", Policies: ["anonymous"] },
    [MANAGEMENT]: { AccessorID: "a-manager", SecretID: MANAGEMENT, Type: "management" },
    [GATEWAY]: { AccessorID: "the-gateway", SecretID: GATEWAY, Type: "management" },
    [CLIENT]: {
      AccessorID: "a-client",
      SecretID: CLIENT,
      Type: "client",
      Policies: ["submitters"],
    },
  };
  const found = known[token];
  if (found !== undefined) return { status: 200, body: found };
  return token.split(".").length === 3
    ? { status: 404, body: "ACL token not found" }
    : { status: 403, body: "Permission denied" };
}

function send(response: ServerResponse, { status, body }: FakeAnswer): void {
  const isText = typeof body === "string";
  const type = isText ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, { "Content-Type": type, "X-Nomad-Index": "7" });
  response.end(isText ? body : JSON.stringify(body));
}

/**
 * Whether any version of Nomad takes a job or volume from such a request. Both of Go's multiplexers are
 * tried: the older compares paths without their escapes, the newer segment by segment.
 */
export function submits(method: string, target: string): boolean {
  if (method !== "PUT" && method !== "POST") return false;
  const raw = target.replace(/^[a-z]+:\/\/[^/]*/i, "").split("?")[0] ?? "";
  const path = unescaped(raw);
  if (path === undefined) return true;
  const old = OLD_SUFFIXES.filter((suffix) => suffix !== "/plan" && suffix !== "/revert");
  if (path === "/v1/jobs" || path === "/v1/volumes") return true;
  if (path.startsWith("/v1/job/")) return !old.some((suffix) => path.endsWith(suffix));
  if (path.startsWith("/v1/volume/csi/")) return path.split("/").length <= 6;
  return /^\/v1\/volume\/host\/+(create|register)/.test(path);
}

/** Nothing where an escape is invalid, or there is no UTF-8 without them. */
function unescaped(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function parsed(body: string): Json {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
