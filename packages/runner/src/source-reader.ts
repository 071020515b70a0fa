import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SourceEntry } from "@portcullis/config";
import {
  decodeUtf8,
  type ImportSource,
  parseJson,
  renderDiagnosticLine,
} from "@portcullis/language";
import type { ProgramCache } from "./program-cache.js";

/** LIMIT: the largest source file, in bytes: a mock of a large plan has some megabytes. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** Something that a configuration names could not be loaded; the message says where it is named. */
export class LoadError extends Error {}

/** Reads the files that a configuration names, relative to one folder. */
export class SourceReader {
  private readonly folder: string;
  private readonly programs: ProgramCache;

  constructor(folder: string, programs: ProgramCache) {
    this.folder = folder;
    this.programs = programs;
  }

  text({ name, source, place }: SourceEntry): string {
    if (/^(?:[a-z0-9]+::|[a-z0-9+]+:\/\/|git@)/i.test(source))
      throw new LoadError(
        `${place}: source "${source}" of "${name}" is remote, which is not supported yet; copy it and name the file`,
      );
    const text = readText(resolve(this.folder, source));
    if (typeof text === "string") return text;
    throw new LoadError(`${place}: source "${source}" of "${name}" ${text.problem}`);
  }

  module(entry: SourceEntry, fileName: string): ImportSource {
    const { program, diagnostics } = this.programs.compile(fileName, this.text(entry));
    if (program !== undefined) return { kind: "module", program };
    throw new LoadError(diagnostics.map(renderDiagnosticLine).join("\n"));
  }

  staticData(entry: SourceEntry): ImportSource {
    const { value, problem } = parseJson(this.text(entry));
    if (problem === undefined) return { kind: "static", value };
    const { name, source, place } = entry;
    throw new LoadError(
      `${place}: source "${source}" of "${name}" is not JSON: ${problem.message} at offset ${problem.offset}`,
    );
  }
}

/** The text of a file, named by its path or an open descriptor, or what is wrong with it. */
export function readText(path: string | number): string | { readonly problem: string } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { problem: `cannot be read: ${reason(error)}` };
  }
  if (bytes.length > MAX_SOURCE_BYTES)
    return { problem: `is larger than ${MAX_SOURCE_BYTES / 1024 / 1024} MiB` };
  return decodeUtf8(bytes) ?? { problem: "is not text in UTF-8" };
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "there is no such file";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "permission is denied";
    default:
      return code === "" ? String(error) : code;
  }
}
