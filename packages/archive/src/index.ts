// Safe reading of archives that strangers made: nothing is handed out that could leave its folder,
// and no archive inflates beyond its limits.
export type { ArchiveEntry } from "./archive-entry.js";
export { ArchiveError } from "./archive-error.js";
export { gunzip } from "./gunzip.js";
export { type ArchiveLimits, defaultArchiveLimits } from "./limits.js";
export { LinkTable } from "./link-table.js";
export { packFolder } from "./pack-folder.js";
export { readTar } from "./read-tar.js";
export { readZip } from "./read-zip.js";
export { unpack } from "./unpack.js";
