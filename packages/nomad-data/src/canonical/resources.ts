import type { TreeObject } from "../json/tree.js";
import { changed, eachOf, textOr, withDefaults, withFields } from "./fields.js";
import { canonicalAffinity } from "./placement.js";

export function canonicalNetwork(network: TreeObject): TreeObject {
  return withFields(network, {
    DynamicPorts: eachOf(network, "DynamicPorts", (port) =>
      withFields(port, { HostNetwork: textOr(port, "HostNetwork", "default") }),
    ),
  });
}

/** Megahertz unless whole cores are asked for; what is not asked for is little. */
export function canonicalResources(resources: TreeObject = {}): TreeObject {
  const completed = withDefaults(resources, {
    CPU: resources.Cores === undefined ? 100 : 0,
    MemoryMB: 300,
  });
  return withFields(completed, {
    Networks: eachOf(resources, "Networks", canonicalNetwork),
    Devices: eachOf(resources, "Devices", (device) =>
      withFields(withDefaults(device, { Count: 1 }), {
        Affinities: eachOf(device, "Affinities", canonicalAffinity),
      }),
    ),
    NUMA: changed(resources, "NUMA", (numa) =>
      withFields(numa, { Affinity: textOr(numa, "Affinity", "none") }),
    ),
  });
}

export function canonicalLogConfig(logConfig: TreeObject | undefined): TreeObject {
  return withDefaults(logConfig, { MaxFiles: 10, MaxFileSizeMB: 10 });
}
