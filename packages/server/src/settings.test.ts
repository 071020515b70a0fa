import { describe, expect, it } from "vitest";
import { decodeSettings, SettingsError } from "./settings.js";

function problems(flags: Record<string, string>, environment: Record<string, string> = {}) {
  try {
    decodeSettings(flags, environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("have a default each", () => {
    expect(decodeSettings({}, {})).toEqual({
      listen: { host: "127.0.0.1", port: 8080 },
      vcs: { hosts: [], interval: 60_000 },
      dataDirectory: "./.portcullis",
      databaseUrl: null,
      baseUrl: null,
      secretKeyFile: null,
      bootstrapToken: null,
      rateLimit: 30,
      keptVersions: null,
      compat: { enforceBeforeUpload: false, enforcePoliciesWithoutSets: false },
      redactSensitive: false,
      nomad: {
        listen: null,
        region: "global",
        authoritativeRegion: "global",
        regionAddresses: new Map(),
        replicationToken: null,
      },
      opa: null,
      gateway: null,
      evaluators: null,
    });
  });

  it("come from the environment; a flag wins, and an empty value is none", () => {
    const environment = {
      PORTCULLIS_LISTEN: "0.0.0.0:80",
      PORTCULLIS_DATA_DIR: "/var/lib/portcullis",
      PORTCULLIS_DATABASE_URL: "postgresql:///portcullis?host=/run/postgresql",
      PORTCULLIS_BASE_URL: "https://portcullis.example.com/",
      PORTCULLIS_SECRET_KEY_FILE: "",
      PORTCULLIS_BOOTSTRAP_TOKEN: "a-token-of-twenty-chars",
      PORTCULLIS_RATE_LIMIT: "0",
      PORTCULLIS_KEEP_VERSIONS: "50",
      PORTCULLIS_COMPAT: "enforce_before_upload, ",
      PORTCULLIS_REDACT_SENSITIVE: "true",
      PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:4646",
      PORTCULLIS_REGION: "eu",
      PORTCULLIS_AUTHORITATIVE_REGION: "us",
      PORTCULLIS_REGION_ADDRESSES: "us=https://us.example.com/nomad, asia=http://10.0.0.1:4646,",
      PORTCULLIS_REPLICATION_TOKEN: "a-token",
      PORTCULLIS_OPA: "/opt/opa",
      PORTCULLIS_EVALUATORS: "3",
      HOME: "/root",
    };
    expect(decodeSettings({ data: "/srv" }, environment)).toEqual({
      listen: { host: "0.0.0.0", port: 80 },
      vcs: { hosts: [], interval: 60_000 },
      dataDirectory: "/srv",
      databaseUrl: "postgresql:///portcullis?host=/run/postgresql",
      baseUrl: "https://portcullis.example.com",
      secretKeyFile: null,
      bootstrapToken: "a-token-of-twenty-chars",
      rateLimit: 0,
      keptVersions: 50,
      compat: { enforceBeforeUpload: true, enforcePoliciesWithoutSets: false },
      redactSensitive: true,
      nomad: {
        listen: { host: "127.0.0.1", port: 4646 },
        region: "eu",
        authoritativeRegion: "us",
        regionAddresses: new Map([
          ["us", new URL("https://us.example.com/nomad")],
          ["asia", new URL("http://10.0.0.1:4646")],
        ]),
        replicationToken: "a-token",
      },
      opa: "/opt/opa",
      gateway: null,
      evaluators: 3,
    });
  });

  it.each([
    ["localhost:0", { host: "localhost", port: 0 }],
    ["[::1]:8080", { host: "::1", port: 8080 }],
    ["10.0.0.1:65535", { host: "10.0.0.1", port: 65_535 }],
  ])("listen on %s", (listen, expected) => {
    expect(decodeSettings({ listen }, {}).listen).toEqual(expected);
  });

  it.each(["8080", ":8080", "host", "host:port", "host:65536", "::1:8080", "host:1:2"])(
    "do not listen on %s",
    (listen) => {
      const advice = `cannot listen on "${listen}": write host:port, as in 127.0.0.1:8080`;
      expect(problems({ listen })).toEqual([advice]);
    },
  );

  it.each(["portcullis.example.com", "ftp://x", "https://x?y=1", "https://x#y"])(
    "have no base URL %s",
    (url) => {
      expect(problems({ "base-url": url })).toEqual([
        `base URL "${url}" is not one: write it as in https://portcullis.example.com`,
      ]);
    },
  );

  it.each(["0", "-1", "many", "1.5", "1000000"])("keep no %s versions", (value) => {
    expect(problems({}, { PORTCULLIS_KEEP_VERSIONS: value })).toEqual([
      `PORTCULLIS_KEEP_VERSIONS is "${value}": write how many versions of each policy set are kept, at least 1, or nothing for all`,
    ]);
  });

  it("say what a switch may be", () => {
    expect(problems({}, { PORTCULLIS_REDACT_SENSITIVE: "yes" })).toEqual([
      'PORTCULLIS_REDACT_SENSITIVE is true or false, not "yes"',
    ]);
  });

  it.each([
    "eu",
    "=http://x",
    "e/u=http://x",
    "eu=ftp://x",
    "eu=http://x?y",
    "eu=http://me:secret@x",
  ])("have no region at %s", (entry) => {
    expect(problems({ "region-addresses": entry })).toEqual([
      `"${entry}" is no address of a region: write it as in eu=https://nomad.eu.example.com:4646`,
    ]);
  });

  it("put a gateway where Nomad's clients look for it", () => {
    const environment = {
      PORTCULLIS_NOMAD_UPSTREAM: "https://10.0.0.1:4646/",
      PORTCULLIS_NOMAD_TOKEN: "a-token",
      PORTCULLIS_NOMAD_CA_FILE: "/etc/ca.pem",
      PORTCULLIS_NOMAD_CERT_FILE: "/etc/cert.pem",
      PORTCULLIS_NOMAD_KEY_FILE: "/etc/key.pem",
      PORTCULLIS_NOMAD_TLS_SERVER_NAME: "server.global.nomad",
      PORTCULLIS_NOMAD_HTTP_HOSTS: "api.example.com, *.corp.example",
      PORTCULLIS_NOMAD_STRICT: "dispatch,scale",
    };
    const { gateway, nomad } = decodeSettings({}, environment);
    expect(nomad.listen).toEqual({ host: "127.0.0.1", port: 4646 });
    expect(gateway).toEqual({
      url: "https://10.0.0.1:4646",
      token: "a-token",
      caFile: "/etc/ca.pem",
      certificateFile: "/etc/cert.pem",
      keyFile: "/etc/key.pem",
      serverName: "server.global.nomad",
      httpHosts: ["api.example.com", "*.corp.example"],
      strict: ["scale", "dispatch"],
    });
  });

  it.each([
    "10.0.0.1:4646",
    "unix:///run/nomad.sock",
    "http://x/nomad",
    "http://a:b@x",
    "http://x?y",
  ])("have no Nomad server at %s", (url) => {
    expect(problems({ "nomad-upstream": url })).toEqual([
      `Nomad server "${url}" is none: write it as in http://10.0.0.1:4646, without a path`,
    ]);
  });

  it("do not let a gateway ask itself, nor have half a certificate", () => {
    const environment = {
      PORTCULLIS_NOMAD_KEY_FILE: "/etc/key.pem",
      PORTCULLIS_NOMAD_STRICT: "stop",
    };
    expect(problems({ "nomad-upstream": "http://localhost:4646" }, environment)).toEqual([
      'unknown word "stop" in PORTCULLIS_NOMAD_STRICT: use scale, dispatch',
      "a certificate needs its key: give both PORTCULLIS_NOMAD_CERT_FILE and PORTCULLIS_NOMAD_KEY_FILE",
      "the gateway would ask itself: it listens on 127.0.0.1:4646, where Nomad is said to be; let one of them listen elsewhere, as with --nomad-listen 127.0.0.1:4647",
    ]);
  });

  it("name what is needed to follow another region", () => {
    expect(problems({ region: "eu west", "authoritative-region": "us" })).toEqual([
      '"eu west" is no name of a region: use letters, digits and . _ -',
      "nobody says where the authoritative region is: give its address, as in --region-addresses us=http://10.0.0.1:4646",
      "PORTCULLIS_REPLICATION_TOKEN is needed to follow the authoritative region: a management token of its server",
    ]);
  });

  it("name all that is wrong with them at once", () => {
    const environment = {
      PORTCULLIS_BOOTSTRAP_TOKEN: "short",
      PORTCULLIS_RATE_LIMIT: "many",
      PORTCULLIS_COMPAT: "enforce_before_upload,other",
      PORTCULLIS_DATABASE_URL: "mysql://portcullis:secret@db/portcullis",
    };
    expect(problems({ prot: "80", listen: "80" }, environment)).toEqual([
      'unknown flag "--prot": use --listen, --data, --base-url, --secret-key-file, --opa, --evaluators, --nomad-listen, --region, --authoritative-region, --region-addresses, --nomad-upstream',
      'cannot listen on "80": write host:port, as in 127.0.0.1:8080',
      "PORTCULLIS_DATABASE_URL is no PostgreSQL URL: write it as in postgres://user:password@host:5432/portcullis",
      "PORTCULLIS_BOOTSTRAP_TOKEN must have at least 20 letters, digits or . _ ~ + / = -",
      'PORTCULLIS_RATE_LIMIT is "many": write the requests that each token may send in one second, or 0 for any number',
      'unknown switch "other" in PORTCULLIS_COMPAT: use enforce_before_upload, enforce_policies_without_sets',
    ]);
  });

  it("name the hosts that policy sets may come from, and how often they are looked at", () => {
    const hosts = { PORTCULLIS_ALLOW_VCS: "git.example.com, *.example.org" };
    const { vcs } = decodeSettings({}, { ...hosts, PORTCULLIS_VCS_INTERVAL: "0" });
    expect(vcs).toEqual({ hosts: ["git.example.com", "*.example.org"], interval: null });
    const wrong = { PORTCULLIS_ALLOW_VCS: "https://x", PORTCULLIS_VCS_INTERVAL: "often" };
    expect(problems({}, wrong)).toEqual([
      expect.stringMatching(/^PORTCULLIS_ALLOW_VCS: "https:\/\/x" is not a host/),
      'PORTCULLIS_VCS_INTERVAL is "often": write the seconds between two looks at a repository, or 0 for none',
    ]);
  });
});
