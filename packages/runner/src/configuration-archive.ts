import { ArchiveError, type ArchiveLimits, LinkTable, readTar } from "@portcullis/archive";
import { archivedSetLimits } from "./archived-policy-set.js";

/**
 * What is wrong with the archive of a Terraform configuration; undefined when it can be unpacked. It is
 * read to its end, bounded as the archive of a policy set is, and nothing of it is kept. `alive` is
 * called every now and then.
 *
 * COMPAT (go-slug): what packs configurations keeps symbolic links that stay within the archive.
 */
export async function configurationArchiveProblem(
  archive: Uint8Array,
  alive: () => void = () => {},
  limits: ArchiveLimits = archivedSetLimits,
): Promise<string | undefined> {
  try {
    for await (const _ of readTar(once(archive), "gzip", limits, new LinkTable())) alive();
    return undefined;
  } catch (error) {
    if (error instanceof ArchiveError) return error.message;
    throw error;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
