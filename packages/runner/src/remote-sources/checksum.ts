import { createHash, timingSafeEqual } from "node:crypto";
import { RemoteSourceError } from "./remote-source.js";

/** What the bytes of a download must hash to. */
export interface Checksum {
  readonly algorithm: "md5" | "sha1" | "sha256" | "sha512";
  /** In lower-case hexadecimal digits. */
  readonly digest: string;
}

const digits: Readonly<Record<Checksum["algorithm"], number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

/** Parses `sha256:9f86…`, or digits alone, whose number tells the algorithm. */
export function parseChecksum(text: string): Checksum {
  const [, name, digest = ""] = /^(?:(\w+):)?([0-9a-fA-F]+)$/.exec(text) ?? [];
  const found = Object.entries(digits).find(
    ([algorithm, count]) =>
      digest.length === count && (name === undefined || name.toLowerCase() === algorithm),
  );
  if (found !== undefined)
    return { algorithm: found[0] as Checksum["algorithm"], digest: digest.toLowerCase() };
  if (text.startsWith("file:"))
    throw new RemoteSourceError("a list of checksums is not fetched; write the checksum itself");
  throw new RemoteSourceError(
    `checksum ${JSON.stringify(text)} is not like "sha256:…" with the hexadecimal digits of a md5, sha1, sha256 or sha512`,
  );
}

/** Compares a checksum with that of bytes. Throws `RemoteSourceError` if they differ. */
export function verifyChecksum({ algorithm, digest }: Checksum, bytes: Uint8Array): void {
  const found = createHash(algorithm).update(bytes).digest();
  if (timingSafeEqual(found, Buffer.from(digest, "hex"))) return;
  throw new RemoteSourceError(
    `its ${algorithm} is ${found.toString("hex")} and not the one that is written; check where the file comes from before you change the checksum`,
  );
}
