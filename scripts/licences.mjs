import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The licences of the libraries that a bundle is made of, one after the other: most demand to go along.
 * `inputs` are the files of the bundle, relative to `root`. Throws for a library without a licence.
 */
export function renderLicences(inputs, root) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter(Boolean))]
    .sort()
    .map((folder) => {
      const path = join(root, folder);
      const { name, version } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
      const licence = readdirSync(path).find((file) => /^licen[cs]e/i.test(file));
      if (licence === undefined) throw new Error(`"${name}" has no file with its licence`);
      return `${name} ${version}\n\n${readFileSync(join(path, licence), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
