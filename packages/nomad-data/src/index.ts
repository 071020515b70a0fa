// Nomad's documents: read as Nomad reads them, completed as Nomad completes them, shown to policies.

export { mergeWarnings, renderMultiError, renderWarnings } from "./answers.js";
export { REDACTED } from "./canonical/volumes.js";
export {
  type DocumentName,
  decodeDocument,
  decodeExistingJobFile,
  decodeJobFile,
} from "./documents.js";
export {
  csiVolumeGlobals,
  defaultSubmission,
  type Globals,
  hostVolumeGlobals,
  jobGlobals,
  type Placement,
  type Submission,
  storedJobGlobals,
} from "./globals.js";
export type { DocumentProblem } from "./json/document-problem.js";
export { withMember } from "./json/member-text.js";
export { type DocumentResult, MAX_DOCUMENT_BYTES } from "./json/read-document.js";
export { isTreeObject, type Tree, type TreeObject, toObject } from "./json/tree.js";
export { writeDocument } from "./json/write-document.js";
export { decodeVariablesFile } from "./variables-file.js";
export { decodeVolumesFile } from "./volumes-file.js";
