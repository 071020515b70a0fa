/** What an id begins with: the kind of thing it names, as clients of the Terraform API know it. */
export type IdPrefix =
  | "apply"
  | "at"
  | "cv"
  | "oc"
  | "org"
  | "ot"
  | "ou"
  | "plan"
  | "pol"
  | "polchk"
  | "poleval"
  | "polset"
  | "polsetver"
  | "prj"
  | "psout"
  | "re"
  | "run"
  | "so"
  | "sv"
  | "tag"
  | "tb"
  | "team"
  | "tool"
  | "ts"
  | "tprj"
  | "tws"
  | "user"
  | "var"
  | "work"
  | "ws"
  | "wsc"
  | "wsout";

/** Where new ids come from. Outside of this port an id is an opaque string. */
export interface Ids {
  next(prefix: IdPrefix): string;
}

/** Digits and letters without those that people mistake for one another (0, O, I, l). */
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/**
 * A text of `length` characters drawn evenly from 58 digits and letters, 5.86 bits each.
 * `randomBytes(count)` must return that many unpredictable bytes.
 */
export function randomName(length: number, randomBytes: (count: number) => Uint8Array): string {
  // Bytes at or above the largest multiple of 58 are thrown away: they would favour some letters.
  const bound = 256 - (256 % ALPHABET.length);
  let name = "";
  while (name.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < bound && name.length < length) name += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return name;
}

/** COMPAT (Policies API, samples): a prefix, a dash and sixteen characters. */
const ID_LENGTH = 16;

export function randomIds(randomBytes: (count: number) => Uint8Array): Ids {
  return { next: (prefix) => `${prefix}-${randomName(ID_LENGTH, randomBytes)}` };
}
