import { readFile } from "node:fs/promises";
import { STRICTNESSES, type Strictness } from "./gateway/classify.js";
import type { UpstreamSettings } from "./gateway/upstream.js";

/** How a Nomad server is reached that this one stands in front of. */
export interface GatewaySettings {
  readonly url: string;
  /** The management token with which the gateway itself asks; null where ACLs are off. */
  readonly token: string | null;
  /** Files in PEM. */
  readonly caFile: string | null;
  readonly certificateFile: string | null;
  readonly keyFile: string | null;
  /** The name in Nomad's certificate, where it is not that of the URL. */
  readonly serverName: string | null;
  /** Hosts that the import `http` of Nomad's policies may reach. */
  readonly httpHosts: readonly string[];
  /** What is judged although Nomad's own enforcement would not look at it. */
  readonly strict: readonly Strictness[];
}

export const UPSTREAM_FLAG = { "nomad-upstream": "PORTCULLIS_NOMAD_UPSTREAM" } as const;

export const GATEWAY_VARIABLES = {
  token: "PORTCULLIS_NOMAD_TOKEN",
  caFile: "PORTCULLIS_NOMAD_CA_FILE",
  certificateFile: "PORTCULLIS_NOMAD_CERT_FILE",
  keyFile: "PORTCULLIS_NOMAD_KEY_FILE",
  serverName: "PORTCULLIS_NOMAD_TLS_SERVER_NAME",
  httpHosts: "PORTCULLIS_NOMAD_HTTP_HOSTS",
  strict: "PORTCULLIS_NOMAD_STRICT",
} as const;

/** COMPAT (Nomad, agent configuration): the port of Nomad's HTTP API, where its clients look for it. */
export const DEFAULT_GATEWAY_LISTEN = "127.0.0.1:4646";

/** `read` gives the value of a variable, null for none. Null where there is no Nomad server. */
export function decodeGatewaySettings(
  url: string | null,
  read: (variable: string) => string | null,
  problems: string[],
): GatewaySettings | null {
  if (url === null) return null;
  const given = (name: keyof typeof GATEWAY_VARIABLES) => read(GATEWAY_VARIABLES[name]);
  const settings = {
    url: decodeUpstream(url, problems),
    token: given("token"),
    caFile: given("caFile"),
    certificateFile: given("certificateFile"),
    keyFile: given("keyFile"),
    serverName: given("serverName"),
    httpHosts: listOf(given("httpHosts")),
    strict: decodeStrict(listOf(given("strict")), problems),
  };
  if ((settings.certificateFile === null) !== (settings.keyFile === null)) {
    const { certificateFile, keyFile } = GATEWAY_VARIABLES;
    problems.push(`a certificate needs its key: give both ${certificateFile} and ${keyFile}`);
  }
  return settings;
}

/** Reads the files that settings name. Throws for one that cannot be read. */
export async function loadUpstream(settings: GatewaySettings): Promise<UpstreamSettings> {
  const { url, token, serverName, caFile, certificateFile, keyFile } = settings;
  const [ca, certificate, key] = await Promise.all(
    [caFile, certificateFile, keyFile].map(async (file) =>
      file === null ? null : readFile(file, "utf8"),
    ),
  );
  return {
    url,
    token,
    serverName,
    ca: ca ?? null,
    certificate: certificate ?? null,
    key: key ?? null,
  };
}

/** Words with commas between them. */
function listOf(value: string | null): readonly string[] {
  return (value ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function decodeStrict(words: readonly string[], problems: string[]): readonly Strictness[] {
  const known = STRICTNESSES.filter((each) => words.includes(each));
  for (const word of words)
    if (!known.some((each) => each === word))
      problems.push(
        `unknown word "${word}" in ${GATEWAY_VARIABLES.strict}: use ${STRICTNESSES.join(", ")}`,
      );
  return known;
}

function decodeUpstream(value: string, problems: string[]): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPlain =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === "/" &&
    [url.search, url.hash, url.username, url.password].every((each) => each === "");
  if (isPlain) return url.origin;
  problems.push(
    `Nomad server "${value}" is none: write it as in http://10.0.0.1:4646, without a path`,
  );
  return value;
}
