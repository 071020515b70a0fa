import { DocumentFailure } from "./json/document-problem.js";
import { type DocumentResult, readDocument } from "./json/read-document.js";
import { csiVolumesRequest, hostVolumeRequest } from "./schema/requests.js";
import { type Struct, struct } from "./schema/shape.js";

/** What tells the two kinds of requests apart; everything else in them is looked at afterwards. */
const either = struct({
  Volume: { kind: "anything" },
  Volumes: { kind: "anything" },
});

const REMEDY =
  'give the body of a request to create or register volumes, with "Volume" for one of hosts and "Volumes" for those of CSI';

/** Reads a request about volumes from a file: it has either a `Volume` or at least one of `Volumes`. */
export function decodeVolumesFile(bytes: Uint8Array): DocumentResult {
  const { tree, problem } = readDocument("volume request", bytes, either, "submitted");
  if (tree === undefined) return { problem };
  const isHost = tree.Volume !== undefined && tree.Volume !== null;
  const isCsi = Array.isArray(tree.Volumes) && tree.Volumes.length > 0;
  if (isHost === isCsi) {
    const what = isHost ? "is about volumes of both kinds" : `has no volume; ${REMEDY}`;
    return { problem: new DocumentFailure("volume request", [], 0, what).problem };
  }
  const shape: Struct = isHost ? hostVolumeRequest : csiVolumesRequest;
  return readDocument("volume request", bytes, shape, "submitted");
}
