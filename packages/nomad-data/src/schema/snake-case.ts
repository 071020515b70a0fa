/**
 * The name that policies have for a field of Nomad's (Objects given to policies, Naming): `SizeMB`
 * becomes `size_mb`, `CSIPluginConfig` becomes `csi_plugin_config`, `LTarget` becomes `l_target`.
 */
export function snakeCase(wire: string): string {
  return wire
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .replace(/([A-Z])(?=[A-Z][a-z])/g, "$1_")
    .toLowerCase();
}
