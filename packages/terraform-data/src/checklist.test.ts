import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// The checklist of what imports of Terraform data must do has 59 cases. Each is a script beside
// plan.json whose comment begins with its number, or a test whose name does; all 59 are there.

const CASES = 59;

/** Cases that need more of the product than this package, and where they are. */
const elsewhere = [
  "../../runner/src/loading.test.ts",
  "../../runner/src/terraform-imports.test.ts",
  "../../cli/test/mocks.test.ts",
];

const here = new URL("./", import.meta.url);
const testdata = new URL("../testdata/", import.meta.url);

function namesOf(folder: URL, ending: string): URL[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .map((name) => new URL(name, folder));
}

/** The numbers in front of a script's description: `# 8. …`, or `# 6. 7. …` where one shows two. */
function numbersOfScripts(): number[] {
  return namesOf(testdata, ".sentinel").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^# ((?:\d+\. )+)/gm)].flatMap(([, numbers = ""]) =>
      numbers.trim().split(" ").map(Number.parseFloat),
    ),
  );
}

/** The numbers in front of a test's name: `it("57. …"`. */
function numbersOfTests(): number[] {
  const files = [
    ...namesOf(here, ".test.ts"),
    ...elsewhere.map((name) => new URL(name, import.meta.url)),
  ];
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^\s*(?:it(?:\.each.*)?\(|\]\)\()?\s*"(\d+)\. /gm)].map(
      ([, number]) => Number(number),
    ),
  );
}

describe("the checklist", () => {
  it(`has all ${CASES} cases`, () => {
    const found = new Set([...numbersOfScripts(), ...numbersOfTests()]);
    const missing = Array.from({ length: CASES }, (_, index) => index + 1).filter(
      (number) => !found.has(number),
    );
    expect(missing).toEqual([]);
    expect([...found].filter((number) => number < 1 || number > CASES)).toEqual([]);
  });
});
