import { type CompileResult, compileModule, compilePolicy, SourceFile } from "@portcullis/language";

/**
 * LIMIT: characters of source whose programs are kept; what has not been asked for the longest goes
 * first. The values of a mock take several times the memory of its text.
 */
export const MAX_CACHED_TEXT = 16 * 1024 * 1024;

/** Compiles each source once, however many evaluations it takes part in. */
export class ProgramCache {
  private readonly results = new Map<string, CompileResult>();
  private size = 0;

  /** `name` is what messages and traces call the source. */
  compile(name: string, text: string): CompileResult {
    return this.find(`policy\0${name}\0${text}`, () => compilePolicy(new SourceFile(name, text)));
  }

  compileModule(name: string, text: string): CompileResult {
    return this.find(`module\0${name}\0${text}`, () => compileModule(new SourceFile(name, text)));
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
