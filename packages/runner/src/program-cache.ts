import { type CompileResult, compilePolicy, SourceFile } from "@portcullis/language";

/** Compiles each source once, however many evaluations it takes part in. */
export class ProgramCache {
  private readonly results = new Map<string, CompileResult>();

  /** `name` is what messages and traces call the source. */
  compile(name: string, text: string): CompileResult {
    const key = `${name}\0${text}`;
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = compilePolicy(new SourceFile(name, text));
    this.results.set(key, result);
    return result;
  }
}
