import type { Checksum } from "./checksum.js";

/** How the bytes at an address are packed; `file` is not packed at all. */
export type Packing = "file" | "gz" | "tar" | "tar.gz" | "zip";

/** What a source stands for that is not simply a path. */
export type RemoteSource =
  | {
      readonly kind: "http";
      readonly url: string;
      readonly packing: Packing;
      readonly checksum: Checksum | undefined;
      /** The file within the archive. */
      readonly subpath: string;
    }
  | {
      readonly kind: "git";
      readonly url: string;
      readonly ref: string | undefined;
      readonly depth: number | undefined;
      /** The file within the repository. */
      readonly subpath: string;
    }
  | { readonly kind: "local"; readonly path: string; readonly checksum: Checksum | undefined };

/** A source cannot be understood or fetched; the message says what to do and lacks the place. */
export class RemoteSourceError extends Error {}
