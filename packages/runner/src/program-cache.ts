import { resolve } from "node:path";
import {
  type CompileResult,
  compileModule,
  compilePolicy,
  type Program,
  SourceFile,
} from "@portcullis/language";

/**
 * LIMIT: characters of source whose programs are kept; what has not been asked for the longest goes
 * first. The values of a mock take several times the memory of its text.
 */
export const MAX_CACHED_TEXT = 16 * 1024 * 1024;

/** Compiles each source once, however many evaluations it takes part in. */
export class ProgramCache {
  private readonly results = new Map<string, CompileResult>();
  private readonly paths = new WeakMap<Program, string>();
  private size = 0;
  /** Whether what comes from a file of its own is compiled for coverage. */
  readonly coverage: boolean;

  constructor({ coverage = false } = {}) {
    this.coverage = coverage;
  }

  /** `name` is what messages and traces call the source; `path` where it is, if its coverage counts. */
  compile(name: string, text: string, path?: string): CompileResult {
    return (
      this.compileForCoverage(name, text, path) ??
      this.find(`policy\0${name}\0${text}`, () => compilePolicy(new SourceFile(name, text)))
    );
  }

  compileModule(name: string, text: string, path?: string): CompileResult {
    return (
      this.compileForCoverage(name, text, path) ??
      this.find(`module\0${name}\0${text}`, () => compileModule(new SourceFile(name, text)))
    );
  }

  /** The file that a program compiled for coverage comes from. */
  pathOf(program: Program): string | undefined {
    return this.paths.get(program);
  }

  private compileForCoverage(name: string, text: string, path?: string): CompileResult | undefined {
    if (!this.coverage || path === undefined) return undefined;
    const file = resolve(path);
    const result = this.find(`covered\0${file}\0${name}\0${text}`, () =>
      compilePolicy(new SourceFile(name, text), { coverage: true }),
    );
    if (result.program !== undefined) this.paths.set(result.program, file);
    return result;
  }

  private find(key: string, compile: () => CompileResult): CompileResult {
    const known = this.results.get(key);
    const result = known ?? compile();
    if (known === undefined) this.size += key.length;
    else this.results.delete(key);
    this.results.set(key, result);
    for (const oldest of this.results.keys()) {
      if (this.size <= MAX_CACHED_TEXT || oldest === key) break;
      this.results.delete(oldest);
      this.size -= oldest.length;
    }
    return result;
  }
}
