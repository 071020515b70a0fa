import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** All files below a folder, relative to the root; what is installed or built is left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return ["node_modules", "dist", ".git", ".portcullis"].includes(entry.name)
      ? []
      : filesBelow(path);
  });
}

export function readFile(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export interface ImportEdge {
  readonly from: string;
  /** As written: `./x.js`, `@portcullis/language`, `node:fs`. */
  readonly specifier: string;
  /** The file that a relative import means, relative to the root. */
  readonly to: string | undefined;
  readonly isTypeOnly: boolean;
}

/** Statements end in a semicolon here; the imports of policies within tests do not. */
const importPattern =
  /(?:^|\n)(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)";|\bimport\(\s*"([^"]+)"/g;

/** Every import that a source file makes. */
export function importsOf(file: string): ImportEdge[] {
  return [...readFile(file).matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const to = specifier.startsWith(".")
      ? relative(root, join(root, dirname(file), specifier)).replace(/\.js$/, ".ts")
      : undefined;
    return { from: file, specifier, to, isTypeOnly: match[1] !== undefined };
  });
}

export const sourceFiles = filesBelow("packages").filter(
  (file) => /\.ts$/.test(file) && !file.endsWith(".d.ts"),
);
