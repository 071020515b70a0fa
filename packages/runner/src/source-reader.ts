import { relative, resolve } from "node:path";
import type { SourceEntry } from "@portcullis/config";
import { decodeUtf8, type ImportSource, parseJson, renderDiagnostic } from "@portcullis/language";
import type { ProgramCache } from "./program-cache.js";
import { RemoteSourceError } from "./remote-sources/remote-source.js";
import { withoutSecrets } from "./remote-sources/without-secrets.js";
import { machineFiles, type SourceFiles } from "./source-files.js";
import { isRemote, noRemoteSources, type SourceResolver } from "./source-resolver.js";

/** LIMIT: the largest source file, in bytes: a mock of a large plan has some megabytes. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** Something that a configuration names could not be loaded; the message says where it is named. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/** Reads the files that a configuration names, relative to one folder. */
export class SourceReader {
  private readonly folder: string;
  private readonly programs: ProgramCache;
  private readonly resolver: SourceResolver;

  private readonly files: SourceFiles;

  constructor(
    folder: string,
    programs: ProgramCache,
    resolver = noRemoteSources,
    files: SourceFiles = machineFiles,
  ) {
    this.folder = folder;
    this.programs = programs;
    this.resolver = resolver;
    this.files = files;
  }

  /** Where the file of a source is. */
  path({ name, source, place }: SourceEntry): string {
    if (!isRemote(source)) return resolve(this.folder, source);
    const problem = (text: string) =>
      new LoadError(`${place}: source "${withoutSecrets(source)}" of "${name}" ${text}`);
    try {
      const copy = this.resolver.findCopy(source);
      if (copy !== undefined) return copy;
    } catch (error) {
      if (error instanceof RemoteSourceError) throw problem(`cannot be fetched: ${error.message}`);
      throw error;
    }
    throw problem("is remote and was not fetched; copy it and name the file");
  }

  text(entry: SourceEntry): string {
    const { name, source, place } = entry;
    const text = readText(this.path(entry), this.files);
    if (typeof text === "string") return text;
    throw new LoadError(`${place}: source "${source}" of "${name}" ${text.problem}`);
  }

  /** `counts` says whether its coverage is of interest, as that of mocks is not. */
  module(entry: SourceEntry, counts = false): ImportSource {
    const text = this.text(entry);
    const path = counts && this.programs.coverage ? this.path(entry) : undefined;
    const { program, diagnostics } = this.programs.compileModule(
      fileNameOf(entry.source),
      text,
      path,
    );
    if (program !== undefined) return { kind: "module", program };
    throw new LoadError(diagnostics.map(renderDiagnostic).join("\n\n"));
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

/** How traces and messages call a file that a configuration names: `./policy.sentinel`. */
export function fileNameOf(source: string): string {
  if (isRemote(source)) return withoutSecrets(source);
  const path = relative("", source);
  return path.startsWith("..") || path.startsWith("/") ? path : `./${path}`;
}

/** The text of a file, named by its path or an open descriptor, or what is wrong with it. */
export function readText(
  path: string | number,
  files: SourceFiles = machineFiles,
): string | { readonly problem: string } {
  let bytes: Uint8Array;
  try {
    bytes = files.read(path);
  } catch (error) {
    return { problem: `cannot be read: ${reason(error)}` };
  }
  if (bytes.length > MAX_SOURCE_BYTES)
    return { problem: `is larger than ${MAX_SOURCE_BYTES / 1024 / 1024} MiB` };
  return decodeUtf8(bytes) ?? { problem: "is not text in UTF-8" };
}

/** Why a file could not be read, in words that name no error code where there are better ones. */
export function reason(error: unknown): string {
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
