import { type TreeObject, toObject } from "../json/tree.js";
import { changed, objectAt, textOr, withFields } from "./fields.js";

/** What stands where a secret was. COMPAT (Fields, CSI volume): the text of mount flags. */
export const REDACTED = "[REDACTED]";

/** A host volume as Nomad completes it; `id` is the one that a new volume gets. */
export function canonicalHostVolume(volume: TreeObject, namespace: string, id: string): TreeObject {
  const capabilities = volume.RequestedCapabilities;
  const isGiven = Array.isArray(capabilities) && capabilities.length > 0;
  return withFields(volume, {
    ID: textOr(volume, "ID", id),
    Namespace: textOr(volume, "Namespace", namespace),
    PluginID: textOr(volume, "PluginID", "default"),
    State: textOr(volume, "State", "pending"),
    RequestedCapabilities: isGiven
      ? capabilities
      : [{ AttachmentMode: "file-system", AccessMode: "single-node-writer" }],
  });
}

/** A CSI volume without its secrets: their names stay, and whether there are mount flags. */
export function canonicalCsiVolume(volume: TreeObject, namespace: string): TreeObject {
  const secrets = objectAt(volume, "Secrets");
  return withFields(volume, {
    Namespace: textOr(volume, "Namespace", namespace),
    Secrets: secrets && toObject(Object.keys(secrets).map((name) => [name, REDACTED])),
    MountOptions: changed(volume, "MountOptions", (options) => {
      const flags = options.MountFlags;
      const isSet = Array.isArray(flags) && flags.length > 0;
      return withFields(options, { MountFlags: isSet ? [REDACTED] : undefined });
    }),
  });
}
