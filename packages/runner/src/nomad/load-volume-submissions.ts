import {
  csiVolumeGlobals,
  decodeVolumesFile,
  hostVolumeGlobals,
  type TreeObject,
} from "@portcullis/nomad-data";
import { LoadError } from "../source-reader.js";
import {
  type LoadedSubmission,
  loadDocument,
  loadGiven,
  loadSubmitter,
  type SubmitterPaths,
} from "./load-submission.js";

/** Where the documents of a volume's submission are; `-` is standard input. */
export interface VolumePaths extends SubmitterPaths {
  readonly volume: string;
  readonly existingVolume?: string | undefined;
  readonly node?: string | undefined;
  readonly nodePool?: string | undefined;
}

/** Stands for the id that Nomad gives to a new volume. */
const NEW_VOLUME_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Reads the body of a request to create or register a host volume or CSI volumes, and what is given with
 * it; one submission for each volume. Throws `LoadError` naming the file at fault.
 */
export function loadVolumeSubmissions(paths: VolumePaths): readonly LoadedSubmission[] {
  const { volume, existingVolume, node, nodePool } = paths;
  const submitter = loadSubmitter(paths);
  const request = loadDocument(volume, decodeVolumesFile);
  const host = request.Volume as TreeObject | undefined;
  if (host !== undefined) {
    const existing = loadGiven("existing host volume", existingVolume);
    const placement = { node: loadGiven("node", node), nodePool: loadGiven("node pool", nodePool) };
    const globals = hostVolumeGlobals(host, NEW_VOLUME_ID, existing, placement, submitter);
    return [{ kind: "Volume", id: String(host.Name ?? host.ID ?? ""), globals }];
  }
  const volumes = request.Volumes as readonly TreeObject[];
  if (node !== undefined || nodePool !== undefined)
    throw new LoadError(`"${volume}": CSI volumes have no node; give none`);
  if (existingVolume !== undefined && volumes.length > 1)
    throw new LoadError(`"${volume}": has several volumes, so that the existing one is nobody's`);
  const existing = loadGiven("existing CSI volume", existingVolume);
  return volumes.map((each) => ({
    kind: "Volume",
    id: String(each.ID ?? ""),
    globals: csiVolumeGlobals(each, existing, submitter),
  }));
}
