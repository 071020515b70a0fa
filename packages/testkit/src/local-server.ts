import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server on the loopback address that tests talk to. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export function startHttp(listener: RequestListener): Promise<LocalServer> {
  return start(createServer(listener), "http");
}

export function startHttps(listener: RequestListener, pair: KeyPair): Promise<LocalServer> {
  return start(createTlsServer({ key: pair.key, cert: pair.certificate }, listener), "https");
}

async function start(server: Server, scheme: string): Promise<LocalServer> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

/** A key and a certificate that only it vouches for; nothing where there is no `openssl`. */
export function selfSigned(): KeyPair | undefined {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-key-"));
  try {
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
        ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        ...["-keyout", join(folder, "key"), "-out", join(folder, "certificate")],
      ],
      { stdio: "ignore" },
    );
    return {
      key: readFileSync(join(folder, "key"), "utf8"),
      certificate: readFileSync(join(folder, "certificate"), "utf8"),
    };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
