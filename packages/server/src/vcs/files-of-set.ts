import type { GitFile } from "@portcullis/outbound";

/** LIMIT: files beside the folder of a set that are taken, and their bytes; where there are more, none is. */
export const FILES_BESIDE = 2_000;
export const BYTES_BESIDE = 8 * 1024 * 1024;

/**
 * COMPAT (Configure a Sentinel policy set): the whole repository is there for a configuration, which names
 * modules beside its folder. What no policy set is made of stays away, and so do tests with their mocks,
 * which are most of a library.
 */
const BESIDE = /^(?!(?:.*\/)?test\/).*\.(?:sentinel|hcl|json|rego|ya?ml)$/s;

/** Which files of a repository a policy set can need that is in this folder of it; "" for all of it. */
export function filesOfSet(files: readonly GitFile[], folder: string): readonly GitFile[] {
  const isInside = ({ path }: GitFile) => folder === "" || path.startsWith(`${folder}/`);
  const isBeside = ({ kind, path }: GitFile) =>
    kind === "submodule" || (kind === "file" && BESIDE.test(path));
  const beside = files.filter((file) => !isInside(file) && isBeside(file));
  const bytes = beside.reduce((sum, { size }) => sum + size, 0);
  const isFew = beside.length <= FILES_BESIDE && bytes <= BYTES_BESIDE;
  return files.filter((file) => isInside(file) || (isFew && isBeside(file)));
}
