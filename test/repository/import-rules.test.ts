import { describe, expect, it } from "vitest";
import { type ImportEdge, importsOf, readFile, sourceFiles } from "./source-tree.js";

interface ImportRules {
  readonly packages: Readonly<Record<string, readonly string[]>>;
  readonly restrictedPackages: Readonly<
    Record<string, Readonly<Record<string, readonly string[]>>>
  >;
  readonly testOnlyPackages: readonly string[];
  readonly folders: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly external: Readonly<Record<string, readonly string[]>>;
  readonly nodeFree: readonly string[];
}

const rules = JSON.parse(readFile("import-rules.json")) as ImportRules;
/** What tests may import whoever they belong to. */
const testTools = ["vitest", "fast-check", "yaml"];

/** Why an import is not allowed; nothing when it is. */
function violation(edge: ImportEdge): string | undefined {
  const isTest = /\.test\.ts$|\/test\/|\/testing\/|\/contract\//.test(edge.from);
  const name = packageOf(edge.from);
  if (edge.to !== undefined) return relativeViolation(edge, edge.to, name, isTest);
  if (edge.specifier.startsWith("node:")) return isTest ? undefined : nodeViolation(edge);
  if (edge.specifier.startsWith("@portcullis/")) return packageViolation(edge, name, isTest);
  if (isTest && testTools.includes(edge.specifier)) return undefined;
  const [, library = ""] = /^((?:@[^/]+\/)?[^/]+)/.exec(edge.specifier) ?? [];
  const allowed = rules.external[library];
  if (allowed === undefined) return `"${library}" is not in the table of packages`;
  return allowed.some((place) =>
    isWithin(edge.from, isTest ? packageOf(`packages/${place}`) : place),
  )
    ? undefined
    : `"${library}" may be imported by ${allowed.join(", ")} only`;
}

function isWithin(file: string, place: string): boolean {
  return file.startsWith(`packages/${place}/`);
}

/** A test may reach into all of its own package. */
function relativeViolation(
  edge: ImportEdge,
  to: string,
  name: string,
  isTest: boolean,
): string | undefined {
  if (packageOf(to) !== name) return "reaches into another package";
  if (isTest) return undefined;
  const [base, folders] =
    Object.entries(rules.folders).find(([place]) => edge.from.startsWith(`packages/${place}/`)) ??
    [];
  if (base === undefined || folders === undefined) return undefined;
  const from = folderOf(edge.from, base, folders);
  const target = folderOf(to, base, folders);
  if (from === undefined || from === target) return undefined;
  if (target === undefined) return `folder "${from}" imports a file beside the folders`;
  return folders[from]?.includes(target)
    ? undefined
    : `folder "${from}" may not import "${target}"`;
}

/** The longest folder of the table that holds a file; nothing for a file beside them. */
function folderOf(
  file: string,
  base: string,
  folders: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  return Object.keys(folders)
    .filter((folder) => isWithin(file, `${base}/${folder}`))
    .sort((a, b) => b.length - a.length)[0];
}

function packageViolation(edge: ImportEdge, name: string, isTest: boolean): string | undefined {
  const target = edge.specifier.slice("@portcullis/".length);
  if (target.includes("/")) return "reaches past the index of another package";
  if (rules.testOnlyPackages.includes(target)) return isTest ? undefined : "is for tests only";
  if (!rules.packages[name]?.includes(target))
    return `package "${name}" may not import "${target}"`;
  const places = rules.restrictedPackages[name]?.[target];
  const isAllowed = places?.some((place) => isWithin(edge.from, `${name}/src/${place}`));
  return isAllowed === false && !isTest
    ? `"${target}" may be imported by ${places?.join(", ")} only`
    : undefined;
}

function nodeViolation({ from }: ImportEdge): string | undefined {
  const place = rules.nodeFree.find((free) => isWithin(from, free));
  return place === undefined ? undefined : `"${place}" must not need Node.js`;
}

function packageOf(file: string): string {
  return file.split("/")[1] ?? "";
}

const edges = sourceFiles.flatMap(importsOf);

describe("import-rules.json", () => {
  it("allows every import that is made", () => {
    const violations = edges.flatMap((edge) => {
      const reason = violation(edge);
      return reason === undefined ? [] : [`${edge.from} imports ${edge.specifier}: ${reason}`];
    });
    expect(violations).toEqual([]);
  });

  it("refuses what it must refuse", () => {
    const refused: [from: string, specifier: string, to?: string][] = [
      [
        "packages/language/src/values/a.ts",
        "../compile/b.js",
        "packages/language/src/compile/b.ts",
      ],
      ["packages/language/src/values/a.ts", "node:fs"],
      ["packages/language/src/values/a.ts", "re2js"],
      ["packages/language/src/values/a.ts", "@portcullis/runner"],
      ["packages/server/src/api/tfe/a.ts", "../../store/b.js", "packages/server/src/store/b.ts"],
      ["packages/server/src/domain/a.ts", "kysely"],
      ["packages/server/src/evaluation/a.ts", "@portcullis/runner"],
      ["packages/runner/src/a.ts", "@portcullis/language/dist/index.js"],
      ["packages/runner/src/a.ts", "@portcullis/testkit"],
      ["packages/runner/src/a.ts", "../../language/src/index.js", "packages/language/src/index.ts"],
      ["packages/runner/src/a.ts", "left-pad"],
    ];
    for (const [from, specifier, to] of refused)
      expect([
        from,
        specifier,
        violation({ from, specifier, to, isTypeOnly: false }),
      ]).not.toContain(undefined);
  });

  it("names every package, and each package declares what it imports", () => {
    const folders = new Set(sourceFiles.map(packageOf));
    expect(Object.keys(rules.packages).sort()).toEqual([...folders].sort());
    for (const [name, allowed] of Object.entries(rules.packages)) {
      const { dependencies = {} } = JSON.parse(readFile(`packages/${name}/package.json`)) as {
        dependencies?: Record<string, string>;
      };
      const declared = Object.keys(dependencies).filter((each) => each.startsWith("@portcullis/"));
      expect([name, ...declared.sort()]).toEqual([
        name,
        ...allowed.map((each) => `@portcullis/${each}`).sort(),
      ]);
    }
  });

  it("keeps files free of cycles", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, isTypeOnly } of edges)
      if (to !== undefined && !isTypeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
    expect(findCycle(graph)).toBeUndefined();
  });

  it("keeps packages and folders free of cycles", () => {
    for (const table of [rules.packages, ...Object.values(rules.folders)]) {
      const graph = new Map(Object.entries(table).map(([name, targets]) => [name, [...targets]]));
      expect(findCycle(graph)).toBeUndefined();
    }
  });
});

/** Some cycle of the graph, as the path around it. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
