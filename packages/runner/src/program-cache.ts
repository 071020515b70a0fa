import { resolve } from "node:path";
import {
  type CompileOptions,
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
  /** By the text, then by what else matters: a text that was seen before is found without reading it. */
  private readonly results = new Map<string, Map<string, CompileResult>>();
  /** The same results, the longest unused first, and where each of them is. */
  private readonly recent = new Map<
    CompileResult,
    { readonly text: string; readonly key: string }
  >();
  private readonly paths = new WeakMap<Program, string>();
  private size = 0;
  /** Whether what comes from a file of its own is compiled for coverage. */
  readonly coverage: boolean;

  private readonly options: CompileOptions;

  constructor({ coverage = false, engine = "auto" }: CompileOptions = {}) {
    this.coverage = coverage;
    this.options = { engine };
  }

  /** `name` is what messages and traces call the source; `path` where it is, if its coverage counts. */
  compile(name: string, text: string, path?: string): CompileResult {
    return (
      this.compileForCoverage(name, text, path) ??
      this.find(text, `policy\0${name}`, () =>
        compilePolicy(new SourceFile(name, text), this.options),
      )
    );
  }

  compileModule(name: string, text: string, path?: string): CompileResult {
    return (
      this.compileForCoverage(name, text, path) ??
      this.find(text, `module\0${name}`, () =>
        compileModule(new SourceFile(name, text), this.options),
      )
    );
  }

  /** The file that a program compiled for coverage comes from. */
  pathOf(program: Program): string | undefined {
    return this.paths.get(program);
  }

  private compileForCoverage(name: string, text: string, path?: string): CompileResult | undefined {
    if (!this.coverage || path === undefined) return undefined;
    const file = resolve(path);
    const result = this.find(text, `covered\0${file}\0${name}`, () =>
      compilePolicy(new SourceFile(name, text), { coverage: true }),
    );
    if (result.program !== undefined) this.paths.set(result.program, file);
    return result;
  }

  private find(text: string, key: string, compile: () => CompileResult): CompileResult {
    const ofText = this.results.get(text) ?? new Map<string, CompileResult>();
    const known = ofText.get(key);
    const result = known ?? compile();
    if (known === undefined) {
      this.results.set(text, ofText.set(key, result));
      this.size += text.length;
    }
    this.recent.delete(result);
    this.recent.set(result, { text, key });
    this.makeRoom(result);
    return result;
  }

  private makeRoom(newest: CompileResult): void {
    for (const [oldest, { text, key }] of this.recent) {
      if (this.size <= MAX_CACHED_TEXT || oldest === newest) break;
      this.recent.delete(oldest);
      this.size -= text.length;
      const ofText = this.results.get(text);
      ofText?.delete(key);
      if (ofText?.size === 0) this.results.delete(text);
    }
  }
}
