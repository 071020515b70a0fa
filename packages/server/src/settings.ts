import { isAbsolute } from "node:path";
import { type Compat, NO_COMPAT } from "./domain/compat.js";
import { KEY_MIN_LENGTH, KEY_PATTERN } from "./domain/tokens/token.js";

import {
  DEFAULT_GATEWAY_LISTEN,
  decodeGatewaySettings,
  type GatewaySettings,
  UPSTREAM_FLAG,
} from "./gateway-settings.js";
import {
  decodeNomadSettings,
  NOMAD_FLAGS,
  type NomadSettings,
  REPLICATION_TOKEN,
} from "./nomad-settings.js";

import { decodeVcsSettings, VCS_VARIABLES, type VcsSettings } from "./vcs-settings.js";

/** How one server is run. */
export interface Settings {
  readonly listen: ListenAddress;
  readonly dataDirectory: string;
  /** The PostgreSQL database that takes the place of the one in the data directory, if any. */
  readonly databaseUrl: string | null;
  /** Where clients reach the server, without a slash at the end; null: where it listens. */
  readonly baseUrl: string | null;
  /** A file with the key that signed links are made with; null: one in the data directory. */
  readonly secretKeyFile: string | null;
  /** The key of the administrator that first start creates; null: a random one. */
  readonly bootstrapToken: string | null;
  /** How many requests each token, or address without one, may send in one second; 0: any number. */
  readonly rateLimit: number;
  /** How many versions of each policy set are kept; null: all of them. */
  readonly keptVersions: number | null;
  readonly compat: Compat;
  /**
   * Whether a plan's sensitive values are hidden even in what policies print. Values of rules and
   * errors never show them.
   */
  readonly redactSensitive: boolean;
  readonly nomad: NomadSettings;
  /** How many evaluations may run at the same time; null: as many as the machine has cores. */
  readonly evaluators: number | null;
  /** The program that evaluates policies of kind `opa`, by its absolute path; null: nothing does. */
  readonly opa: string | null;
  readonly vcs: VcsSettings;
  /** The Nomad server that this one stands in front of, on the listener for Nomad's clients, if any. */
  readonly gateway: GatewaySettings | null;
}

export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** What is wrong with flags and environment, all of it, one problem a line. */
export class SettingsError extends Error {
  // The command tells its message from a fault of the program by this name: it must not load the server
  // just to know the class.
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** The flags of `portcullis serve`, and the variables that mean the same. */
const FLAGS = {
  listen: "PORTCULLIS_LISTEN",
  data: "PORTCULLIS_DATA_DIR",
  "base-url": "PORTCULLIS_BASE_URL",
  "secret-key-file": "PORTCULLIS_SECRET_KEY_FILE",
  opa: "PORTCULLIS_OPA",
  evaluators: "PORTCULLIS_EVALUATORS",
  ...NOMAD_FLAGS,
  ...UPSTREAM_FLAG,
} as const;

/** Variables without a flag: what a process list must not show, or what nobody changes by hand. */
const VARIABLES = {
  bootstrapToken: "PORTCULLIS_BOOTSTRAP_TOKEN",
  compat: "PORTCULLIS_COMPAT",
  database: "PORTCULLIS_DATABASE_URL",
  rateLimit: "PORTCULLIS_RATE_LIMIT",
  keptVersions: "PORTCULLIS_KEEP_VERSIONS",
  redactSensitive: "PORTCULLIS_REDACT_SENSITIVE",
  ...VCS_VARIABLES,
} as const;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * Settings from flags (without their dashes) and environment variables; a flag wins.
 *
 * @throws SettingsError with every problem
 */
export function decodeSettings(flags: Values, environment: Values): Settings {
  const problems = Object.keys(flags)
    .filter((flag) => !(flag in FLAGS))
    .map((flag) => `unknown flag "--${flag}": use ${knownFlags()}`);
  const value = (flag: keyof typeof FLAGS) =>
    setting(flags[flag]) ?? setting(environment[FLAGS[flag]]);
  const upstream = value("nomad-upstream");
  const nomadListen = value("nomad-listen") ?? (upstream === null ? null : DEFAULT_GATEWAY_LISTEN);
  const settings = {
    listen: decodeListen(value("listen") ?? "127.0.0.1:8080", problems),
    dataDirectory: value("data") ?? "./.portcullis",
    databaseUrl: decodeDatabaseUrl(setting(environment[VARIABLES.database]), problems),
    baseUrl: decodeBaseUrl(value("base-url"), problems),
    secretKeyFile: value("secret-key-file"),
    bootstrapToken: decodeBootstrapToken(setting(environment[VARIABLES.bootstrapToken]), problems),
    rateLimit: decodeRateLimit(setting(environment[VARIABLES.rateLimit]), problems),
    keptVersions: decodeKeptVersions(setting(environment[VARIABLES.keptVersions]), problems),
    compat: decodeCompat(setting(environment[VARIABLES.compat]), problems),
    redactSensitive: decodeRedactSensitive(
      setting(environment[VARIABLES.redactSensitive]),
      problems,
    ),
    nomad: decodeNomadSettings(
      {
        listen: nomadListen === null ? null : decodeListen(nomadListen, problems),
        region: value("region"),
        authoritativeRegion: value("authoritative-region"),
        regionAddresses: value("region-addresses"),
        replicationToken: setting(environment[REPLICATION_TOKEN]),
      },
      problems,
    ),
    opa: decodeOpa(value("opa"), problems),
    vcs: decodeVcsSettings(
      setting(environment[VARIABLES.vcsHosts]),
      setting(environment[VARIABLES.vcsInterval]),
      problems,
    ),
    gateway: decodeGatewaySettings(upstream, (name) => setting(environment[name]), problems),
    evaluators: decodeEvaluators(value("evaluators"), problems),
  };
  refuseLoop(settings, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** Both have the same port by default, so that this mistake is easily made. */
function refuseLoop({ nomad, gateway }: Pick<Settings, "nomad" | "gateway">, problems: string[]) {
  const { listen } = nomad;
  if (gateway === null || listen === null || !URL.canParse(gateway.url)) return;
  const { hostname, port } = new URL(gateway.url);
  const isLocal = (host: string) => /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?)$/.test(host);
  const isSame = hostname === listen.host || (isLocal(hostname) && isLocal(listen.host));
  if (isSame && Number(port) === listen.port && listen.port !== 0)
    problems.push(
      `the gateway would ask itself: it listens on ${listen.host}:${listen.port}, where Nomad is said to be; let one of them listen elsewhere, as with --nomad-listen 127.0.0.1:4647`,
    );
}

/** An empty value is the same as none, as in `PORTCULLIS_BASE_URL= portcullis serve`. */
function setting(value: string | undefined): string | null {
  return value === undefined || value === "" ? null : value;
}

function knownFlags(): string {
  return Object.keys(FLAGS)
    .map((flag) => `--${flag}`)
    .join(", ");
}

/** "host:port", with an IPv6 address in brackets. */
function decodeListen(value: string, problems: string[]): ListenAddress {
  const [, ipv6, name, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value) ?? [];
  const host = ipv6 ?? name;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  problems.push(`cannot listen on "${value}": write host:port, as in 127.0.0.1:8080`);
  return { host: "", port: 0 };
}

function decodeBaseUrl(value: string | null, problems: string[]): string | null {
  if (value === null) return null;
  const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (isUrl && !/[?#]/.test(value)) return value.replace(/\/+$/, "");
  problems.push(`base URL "${value}" is not one: write it as in https://portcullis.example.com`);
  return null;
}

/** It may hold a password, so no message shows it. */
function decodeDatabaseUrl(value: string | null, problems: string[]): string | null {
  if (value !== null && !(/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))) {
    problems.push(
      `${VARIABLES.database} is no PostgreSQL URL: write it as in postgres://user:password@host:5432/portcullis`,
    );
  }
  return value;
}

/** COMPAT (Terraform API, rate limits): 30 in a second. */
const DEFAULT_RATE_LIMIT = "30";

function decodeRateLimit(value: string | null, problems: string[]): number {
  const text = value ?? DEFAULT_RATE_LIMIT;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  problems.push(
    `${VARIABLES.rateLimit} is "${text}": write the requests that each token may send in one second, or 0 for any number`,
  );
  return 0;
}

function decodeKeptVersions(value: string | null, problems: string[]): number | null {
  if (value === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    problems.push(
      `${VARIABLES.keptVersions} is "${value}": write how many versions of each policy set are kept, at least 1, or nothing for all`,
    );
  }
  return Number(value);
}

function decodeBootstrapToken(value: string | null, problems: string[]): string | null {
  if (value === null) return null;
  if (value.length < KEY_MIN_LENGTH || !KEY_PATTERN.test(value)) {
    problems.push(
      `${VARIABLES.bootstrapToken} must have at least ${KEY_MIN_LENGTH} letters, digits or . _ ~ + / = -`,
    );
  }
  return value;
}

/** LIMIT: evaluations at the same time; each may take some gigabytes. */
const MAX_EVALUATORS = 64;

function decodeEvaluators(value: string | null, problems: string[]): number | null {
  if (value === null) return null;
  const number = Number(value);
  if (!/^\d{1,3}$/.test(value) || number < 1 || number > MAX_EVALUATORS) {
    problems.push(
      `evaluators is "${value}": write how many evaluations may run at the same time, from 1 to ${MAX_EVALUATORS}`,
    );
  }
  return number;
}

/** Whether the program is there and is OPA shows when the server starts. */
function decodeOpa(value: string | null, problems: string[]): string | null {
  if (value !== null && !isAbsolute(value)) {
    problems.push(
      `OPA is "${value}": write the program's absolute path, as in --opa /usr/local/bin/opa`,
    );
  }
  return value;
}

function decodeRedactSensitive(value: string | null, problems: string[]): boolean {
  if (value !== null && value !== "true" && value !== "false")
    problems.push(`${VARIABLES.redactSensitive} is true or false, not "${value}"`);
  return value === "true";
}

/** The names by which `PORTCULLIS_COMPAT` turns switches on. */
const COMPAT_SWITCHES: Readonly<Record<string, keyof Compat>> = {
  enforce_before_upload: "enforceBeforeUpload",
  enforce_policies_without_sets: "enforcePoliciesWithoutSets",
};

/** A list of names with commas between them. */
function decodeCompat(value: string | null, problems: string[]): Compat {
  const names = (value ?? "").split(",").map((name) => name.trim());
  const asked = new Set(names.filter((name) => name !== ""));
  const known = Object.keys(COMPAT_SWITCHES);
  for (const name of asked) {
    if (!known.includes(name)) {
      problems.push(`unknown switch "${name}" in ${VARIABLES.compat}: use ${known.join(", ")}`);
    }
  }
  const switched = Object.entries(COMPAT_SWITCHES).map(([name, key]) => [key, asked.has(name)]);
  return { ...NO_COMPAT, ...Object.fromEntries(switched) };
}
