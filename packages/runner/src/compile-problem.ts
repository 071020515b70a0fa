import { compilePolicy, renderDiagnosticLine, SourceFile } from "@portcullis/language";

/** What is wrong with a policy before it runs, first the place; null when it compiles. */
export function compileProblem(name: string, text: string): string | null {
  const [problem] = compilePolicy(new SourceFile(name, text)).diagnostics;
  return problem === undefined ? null : renderDiagnosticLine(problem);
}
