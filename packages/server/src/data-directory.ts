import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { acquireExclusiveLock } from "./store/dialect/sqlite/exclusive-lock.js";

/** What a server keeps, by path. */
export interface DataDirectory {
  readonly path: string;
  readonly database: string;
  readonly blobs: string;
  /** Content on its way to or from a database on another machine. */
  readonly scratch: string;
  readonly secretKey: string;
}

export function dataDirectoryAt(path: string): DataDirectory {
  return {
    path,
    database: join(path, "portcullis.db"),
    blobs: join(path, "blobs"),
    scratch: join(path, "scratch"),
    secretKey: join(path, "secret.key"),
  };
}

/** @throws Error when the directory is not there and cannot be made */
export async function makeDataDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new Error(
      `data directory "${resolve(path)}" cannot be used: ${error.message}; choose another directory with --data`,
      { cause: error },
    );
  });
}

/**
 * Makes the directory if it is not there, and keeps other servers out of it until `release` is called
 * or the process ends.
 *
 * @throws Error when it cannot be made, or another server uses it
 */
export async function lockDataDirectory(path: string): Promise<{ release: () => void }> {
  await makeDataDirectory(path);
  const release = acquireExclusiveLock(join(path, "server.lock"));
  if (release === null) {
    throw new Error(
      `data directory "${resolve(path)}" is in use by another server: stop that one, or choose another directory with --data`,
    );
  }
  return { release };
}
