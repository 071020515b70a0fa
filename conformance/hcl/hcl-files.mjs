import { readdirSync } from "node:fs";
import { join } from "node:path";

const skipped = ["node_modules", "dist", ".git"];

/** The files in HCL below a folder, in a stable order. */
export function hclFilesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : hclFilesBelow(path);
      return /\.(?:hcl|tf|tfvars)$/.test(entry.name) && entry.isFile() ? [path] : [];
    });
}
