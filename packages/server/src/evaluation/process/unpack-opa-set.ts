import { ArchivedSetError, loadOpaSet, unpackPolicySet } from "@portcullis/runner";
import type { OpaArchive } from "../opa/opa-archive.js";
import type { Notify } from "./evaluate-request.js";

/** Reads from the archive of a policy set what OPA needs of it. */
export async function unpackOpaSet(
  archive: Uint8Array,
  folder: string,
  notify: Notify,
): Promise<OpaArchive | { readonly problem: string }> {
  try {
    const { policies, files } = loadOpaSet(
      await unpackPolicySet(archive, folder, () => notify({ kind: "alive" })),
    );
    return {
      policies: policies.map(({ name, query, description = "" }) => ({ name, query, description })),
      files: files.map(([path, content]) => ({
        path,
        content: Buffer.from(content).toString("base64"),
      })),
    };
  } catch (error) {
    if (!(error instanceof ArchivedSetError)) throw error;
    return { problem: error.message };
  }
}
