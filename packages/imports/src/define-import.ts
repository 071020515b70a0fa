import type { FunctionDefinition, Namespace, Value } from "@portcullis/language";

/** A standard import: its name and everything that it offers. */
export interface StandardImport extends Namespace {
  readonly name: string;
  readonly members: ReadonlyMap<string, Value>;
}

/** Declares an import by the table of its functions. */
export function defineImport(
  name: string,
  functions: Readonly<Record<string, FunctionDefinition>>,
): StandardImport {
  const members = new Map<string, Value>(
    Object.entries(functions).map(([member, define]) => [member, define(member)]),
  );
  return { name, members, get: (key) => members.get(key) };
}
