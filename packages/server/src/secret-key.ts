import { hkdfSync, randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";

/** LIMIT: with fewer bytes a key could be guessed. */
const KEY_MIN_BYTES = 32;

/** Reads the server's secret key from a file that somebody else manages. */
export async function readSecretKey(path: string): Promise<Uint8Array> {
  const key = await readFile(path).catch((error: Error) => {
    throw new Error(`cannot read the secret key: ${error.message}`);
  });
  if (key.length < KEY_MIN_BYTES) {
    throw new Error(
      `the secret key in "${path}" has ${key.length} bytes: it needs at least ${KEY_MIN_BYTES}`,
    );
  }
  return key;
}

/** Reads the server's own secret key, making it at first start. Only its owner may read the file. */
export async function loadOrCreateSecretKey(path: string): Promise<Uint8Array> {
  await create(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readSecretKey(path);
}

/**
 * The key for one purpose, 32 bytes: HKDF with SHA-256 over the secret key, without salt, the purpose as
 * info. Who learns it learns neither the secret key nor that of another purpose.
 */
export function deriveKey(
  secretKey: Uint8Array,
  purpose: "signed links" | "stored secrets",
): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secretKey, "", `portcullis ${purpose}`, 32));
}

async function create(path: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(randomBytes(KEY_MIN_BYTES).toString("hex"));
    await file.sync();
  } finally {
    await file.close();
  }
}
