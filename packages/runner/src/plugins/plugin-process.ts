import { type ChildProcess, spawn } from "node:child_process";
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { createInterface } from "node:readline";
import { reason } from "../source-reader.js";

/** What to start. */
export interface PluginProgram {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A plugin did not start, ended, or refused a call; the message says which. */
export class PluginError extends Error {}

/** LIMIT: milliseconds until a plugin says where it listens. */
const START_MILLISECONDS = 10_000;

/** LIMIT: bytes of an answer. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** LIMIT: characters of what a plugin says about a failure. */
const MAX_COMPLAINT_LENGTH = 300;

const SERVICE = "/hashicorp.sentinel.proto.Plugin/";
const PROTOCOL = "3";

/** COMPAT (plugin SDK, rpc): a program that is not started as a plugin says so and ends. */
const cookie = {
  SENTINEL_PLUGIN_MAGIC_COOKIE: "2b7847b7b705781d7cf21a05e9c1bb37cbf078aea103bc3edcc6aca52ab65453",
};

/** A running plugin, spoken to by gRPC over its socket. */
export class PluginProcess {
  private readonly child: ChildProcess;
  private readonly session: ClientHttp2Session;
  private ending: string | undefined;

  private constructor(child: ChildProcess, session: ClientHttp2Session) {
    this.child = child;
    this.session = session;
    child.on("exit", (code, signal) => {
      this.ending = `the plugin ended by itself with ${signal ?? `exit code ${code}`}`;
      session.destroy();
    });
    session.on("error", () => {});
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Starts a plugin. It gets `PATH` and `HOME` of our environment, and nothing else of it. */
  static async start({ path, args, env }: PluginProgram): Promise<PluginProcess> {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(path, args, {
      env: { PATH, HOME, ...env, ...cookie },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    try {
      const line = await firstLine(child);
      return new PluginProcess(child, openSession(line));
    } catch (error) {
      kill(child);
      throw error;
    }
  }

  /** Calls one of the three procedures; the message goes and comes as its bytes. */
  call(procedure: string, message: Uint8Array, timeout: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const fail = (text: string) => reject(new PluginError(this.ending ?? text));
      if (this.ending !== undefined || this.session.destroyed) return fail("the plugin has ended");
      const stream = this.session.request({
        ":method": "POST",
        ":path": SERVICE + procedure,
        "content-type": "application/grpc",
        te: "trailers",
      });
      const timer = setTimeout(() => {
        stream.close();
        fail(`the plugin did not answer within ${timeout / 1000} seconds`);
      }, timeout);
      const chunks: Buffer[] = [];
      let bytes = 0;
      let status: string | undefined;
      let complaint = "";
      const readStatus = (headers: Readonly<Record<string, unknown>>) => {
        if (headers["grpc-status"] === undefined) return;
        status = String(headers["grpc-status"]);
        complaint = String(headers["grpc-message"] ?? "");
      };
      stream.on("response", readStatus);
      stream.on("trailers", readStatus);
      stream.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) stream.close();
        else chunks.push(chunk);
      });
      stream.on("error", ({ message: text }) => fail(`the plugin broke off: ${text}`));
      stream.on("close", () => {
        clearTimeout(timer);
        if (bytes > MAX_ANSWER_BYTES) fail(`the plugin sends more than ${MAX_ANSWER_BYTES} bytes`);
        else if (status === undefined) fail("the plugin broke off without an answer");
        else if (status !== "0") fail(complaintText(complaint));
        // A byte that says whether it is compressed, and four for the length.
        else resolve(Buffer.concat(chunks).subarray(5));
      });
      const head = Buffer.alloc(5);
      head.writeUInt32BE(message.length, 1);
      stream.end(Buffer.concat([head, message]));
    });
  }

  stop(): void {
    this.ending ??= "the plugin was stopped";
    this.session.destroy();
    kill(this.child);
  }
}

/** The line by which a plugin says where it listens. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = "";
    const fail = (text: string) => {
      clearTimeout(timer);
      reject(new PluginError(text));
    };
    const timer = setTimeout(
      () => fail(`it did not say where it listens within ${START_MILLISECONDS / 1000} seconds`),
      START_MILLISECONDS,
    );
    child.stderr?.on("data", (chunk: Buffer) => {
      complaint = (complaint + chunk.toString("utf8")).slice(-MAX_COMPLAINT_LENGTH);
    });
    child.on("error", (error) => fail(`it could not be started: ${reason(error)}`));
    // Not `exit`: what it said last may still be on its way then.
    child.on("close", (code) => fail(`it ended with exit code ${code}: ${oneLine(complaint)}`));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
}

/** COMPAT (go-plugin): `1|3|unix|/tmp/plugin1|grpc`, with more fields in newer versions. */
function openSession(line: string): ClientHttp2Session {
  const [core, protocol, network, address = "", transport] = line.trim().split("|");
  if (core !== "1" || transport === undefined)
    throw new PluginError("it does not speak the protocol of plugins; name a plugin's program");
  if (protocol !== PROTOCOL || transport !== "grpc")
    throw new PluginError(
      `it speaks version ${protocol} of the protocol, and ${PROTOCOL} is needed; build it with a newer SDK`,
    );
  const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
  if (network !== "unix" && !(network === "tcp" && /^(?:127\.[\d.]+|\[?::1\]?)$/.test(host)))
    throw new PluginError("it listens where other machines could reach it");
  return connect("http://plugin", {
    createConnection: () =>
      network === "unix" ? connectSocket(address) : connectSocket(Number(port), host),
  });
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function complaintText(encoded: string): string {
  try {
    return oneLine(decodeURIComponent(encoded));
  } catch {
    return oneLine(encoded);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, MAX_COMPLAINT_LENGTH);
}
