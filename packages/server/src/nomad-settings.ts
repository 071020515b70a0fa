import type { ListenAddress } from "./settings.js";

/** How a server speaks Nomad's dialect, and where it stands among those of other regions. */
export interface NomadSettings {
  /** Where Nomad's clients are listened to; null: nowhere. */
  readonly listen: ListenAddress | null;
  readonly region: string;
  /** Where policies are written; the server's own region, when this is the one. */
  readonly authoritativeRegion: string;
  /** Where servers of other regions are. */
  readonly regionAddresses: ReadonlyMap<string, URL>;
  /** With what the authoritative region is asked for its policies; null where this is it. */
  readonly replicationToken: string | null;
}

export const NOMAD_FLAGS = {
  "nomad-listen": "PORTCULLIS_NOMAD_LISTEN",
  region: "PORTCULLIS_REGION",
  "authoritative-region": "PORTCULLIS_AUTHORITATIVE_REGION",
  "region-addresses": "PORTCULLIS_REGION_ADDRESSES",
} as const;

export const REPLICATION_TOKEN = "PORTCULLIS_REPLICATION_TOKEN";

/** COMPAT (Nomad, agent configuration): the region of who names none. */
const DEFAULT_REGION = "global";

const REGION_PATTERN = /^[A-Za-z0-9._-]{1,128}$/;

interface Stated {
  readonly listen: ListenAddress | null;
  readonly region: string | null;
  readonly authoritativeRegion: string | null;
  readonly regionAddresses: string | null;
  readonly replicationToken: string | null;
}

export function decodeNomadSettings(stated: Stated, problems: string[]): NomadSettings {
  const region = decodeRegion(stated.region ?? DEFAULT_REGION, problems);
  const authoritativeRegion = decodeRegion(stated.authoritativeRegion ?? region, problems);
  const regionAddresses = decodeAddresses(stated.regionAddresses ?? "", problems);
  const isFollower = authoritativeRegion !== region;
  if (isFollower && !regionAddresses.has(authoritativeRegion)) {
    problems.push(
      `nobody says where the authoritative region is: give its address, as in --region-addresses ${authoritativeRegion}=http://10.0.0.1:4646`,
    );
  }
  if (isFollower && stated.replicationToken === null) {
    problems.push(
      `${REPLICATION_TOKEN} is needed to follow the authoritative region: a management token of its server`,
    );
  }
  return {
    listen: stated.listen,
    region,
    authoritativeRegion,
    regionAddresses,
    replicationToken: isFollower ? stated.replicationToken : null,
  };
}

function decodeRegion(value: string, problems: string[]): string {
  if (!REGION_PATTERN.test(value))
    problems.push(`"${value}" is no name of a region: use letters, digits and . _ -`);
  return value;
}

/** "name=URL" with commas between them. */
function decodeAddresses(value: string, problems: string[]): ReadonlyMap<string, URL> {
  const addresses = new Map<string, URL>();
  for (const entry of value.split(",").map((each) => each.trim())) {
    if (entry === "") continue;
    const [, name = "", url = ""] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    const address = URL.canParse(url) ? new URL(url) : null;
    const isUsable =
      address !== null &&
      /^https?:$/.test(address.protocol) &&
      [address.search, address.hash, address.username, address.password].every(
        (each) => each === "",
      );
    if (isUsable && REGION_PATTERN.test(name)) addresses.set(name, address);
    else
      problems.push(
        `"${entry}" is no address of a region: write it as in eu=https://nomad.eu.example.com:4646`,
      );
  }
  return addresses;
}
