import { type Declaration, describePlace, nameOf, withArticle } from "./declaration.js";
import type { ProblemList } from "./problem-list.js";

/** Blocks that an override file may add; all others it may only change. */
const mayBeNew = ["test", "sentinel"];

/**
 * The blocks of all files as one configuration, in the order of the primary files; override files
 * change them in the order given. A name that is declared twice is reported.
 */
export function mergeDeclarations(
  primary: readonly Declaration[],
  overrides: readonly Declaration[],
  problems: ProblemList,
): Declaration[] {
  const merged = new Map<string, Declaration>();
  for (const declaration of primary) {
    const name = claimedName(declaration);
    const first = merged.get(name);
    if (first === undefined) merged.set(name, declaration);
    else
      problems.report(
        declaration.place,
        `${nameOf(declaration)} is declared twice`,
        `${nameOf(first)} is at ${describePlace(first.place)}; remove one of the two`,
      );
  }
  for (const override of overrides) {
    const name = claimedName(override);
    const base = merged.get(name);
    if (base !== undefined && nameOf(base) === nameOf(override))
      merged.set(name, override.type === "test" ? override : overrideOne(base, override));
    else if (mayBeNew.includes(override.type)) merged.set(name, override);
    else reportMissingBase(override, base, problems);
  }
  return [...merged.values()];
}

/** What a name is unique among: all kinds of import, modules included, share their names. */
function claimedName({ type, labels }: Declaration): string {
  const isImport = type === "import" || type === "module";
  return JSON.stringify(isImport ? ["import", labels.at(-1)] : [type, ...labels]);
}

/**
 * COMPAT (Override files): what the override sets replaces the whole of what was there; what it does
 * not set stays. A mock is one of data and module, so that setting one removes the other.
 */
function overrideOne(base: Declaration, override: Declaration): Declaration {
  const attributes = new Map(base.attributes);
  const setsModule = override.blocks.length > 0 || override.attributes.has("module");
  const setsData = override.attributes.has("data");
  if (setsModule) for (const name of ["data", "module"]) attributes.delete(name);
  if (setsData) attributes.delete("module");
  for (const [name, attribute] of override.attributes) attributes.set(name, attribute);
  const blocks = setsModule || setsData ? override.blocks : base.blocks;
  return { ...base, attributes, blocks };
}

function reportMissingBase(
  override: Declaration,
  base: Declaration | undefined,
  problems: ProblemList,
): void {
  const { type, place } = override;
  const name = override.labels.at(-1);
  // COMPAT (third-party parser): title and wording.
  problems.report(
    place,
    `Missing base ${type} declaration to override: There is no ${type} named "${name}". An override file can only override ${withArticle(type)} that was already declared in a primary configuration file.`,
    base && `${nameOf(base)} at ${describePlace(base.place)} is of another kind`,
  );
}
