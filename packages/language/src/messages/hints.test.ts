import { diagnoseCase } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";

// A hint names what to write instead wherever that can be known.

const cases: [source: string, place: string, hint: string | undefined][] = [
  // Misspelt names: variables, parameters, imports and builtins; but no name out of sight.
  ["violations = []\nmain = violatons", "2:8", 'did you mean "violations"?'],
  ["f = func(resource) { return resorce }\nx = f(1)", "1:29", 'did you mean "resource"?'],
  ['import "data"\nx = dta.count', "2:5", 'did you mean "data"?'],
  ["x = lenght([])", "1:5", 'did you mean "length"?'],
  ["f = func(first) { return 1 }\nx = frst", "2:5", undefined],
  ["x = something", "1:5", undefined],
  ["x = y\ny = 1", "1:5", "assign to it before it is used"],
  ["for [1] as i { inner = i }\nx = inner", "2:5", undefined],

  ['import "functions"\nx = functions.uper("a")', "2:5", 'did you mean "upper"?'],

  // An assignment where a comparison is meant.
  ["if x = 1 { }", "1:6", 'write "==" or "is" to compare'],
  ["main = rule { x.y = 1 }", "1:19", 'write "==" or "is" to compare'],
  ["x = filter xs as y { y.z = 1 }", "1:26", 'write "==" or "is" to compare'],

  // A path that is no name.
  ['import "tfplan/v2"', "1:8", 'write: import "tfplan/v2" as tfplan'],
  ['import "collection/maps"', "1:8", 'write: import "collection/maps" as maps'],
  ['import "a-b"', "1:8", 'write: import "a-b" as a_b'],
  ['import "x/map-2"', "1:8", 'write: import "x/map-2" as map_2'],
  ['import "./1"', "1:8", 'write: import "./1" as name'],

  // Line ends without a comma.
  ["x = [\n1\n]", "2:2", "end the line before it with a comma"],
  ['x = {\n"a": 1\n}', "2:7", "end the line before it with a comma"],
  ["x = print(\n1\n)", "2:2", "end the line before it with a comma"],
  ["x = func(\na\n) { return a }", "2:2", "end the line before it with a comma"],

  // Words that cannot be names.
  ["filter = 1", "1:1", 'choose another name, such as "filter_"'],
  ["map += 1", "1:1", 'choose another name, such as "map_"'],
  ["param = 1", "1:1", 'choose another name, such as "param_"'],
  ["if true { default = 1 }", "1:11", 'choose another name, such as "default_"'],
  ["x = map.y", "1:5", 'choose another name, such as "map_"'],
  ["x = print(when)", "1:11", 'choose another name, such as "when_"'],
  ["x = func(all) { return 1 }", "1:10", 'choose another name, such as "all_"'],
  ['import "data" as rule', "1:18", 'choose another name, such as "rule_"'],
  ["for xs as in { }", "1:11", 'choose another name, such as "in_"'],

  // What other languages write.
  ["x = a && b", "1:7", 'write "and"'],
  ["x = a || b", "1:7", 'write "or"'],
  ["x = 'a'", "1:5", "put strings in double quotes or back quotes"],
  ["x = a ? b : c", "1:7", undefined],
];

describe("hints", () => {
  it.each(cases)("%j", (text, place, hint) => {
    const diagnostic = diagnoseCase({ code: "", text });
    expect(diagnostic?.location.file.describe(diagnostic.location.span)).toBe(
      `main.sentinel:${place}`,
    );
    expect(diagnostic?.hint).toBe(hint);
  });
});
