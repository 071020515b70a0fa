import type { GitFile } from "@portcullis/outbound";
import { expect, it } from "vitest";
import { BYTES_BESIDE, FILES_BESIDE, filesOfSet } from "./files-of-set.js";

const file = (path: string, given: Partial<GitFile> = {}): GitFile => ({
  path,
  id: path,
  kind: "file",
  size: 1,
  ...given,
});

const taken = (files: readonly GitFile[], folder: string) =>
  filesOfSet(files, folder).map(({ path }) => path);

it("takes all of the folder, and beside it what policy sets are made of", () => {
  const files = [
    file("sets/prod/sentinel.hcl"),
    file("sets/prod/readme.md"),
    file("sets/prod/test/tags/pass.hcl"),
    file("sets/prod/link", { kind: "link" }),
    file("sets/production/sentinel.hcl"),
    file("common/names.sentinel"),
    file("common/sizes.json"),
    file("common/lib.rego"),
    file("common/test/names/mock.sentinel"),
    file("test/mock.sentinel"),
    file("common/link.sentinel", { kind: "link" }),
    file("main.tf"),
    file("modules", { kind: "submodule" }),
  ];
  expect(taken(files, "sets/prod")).toEqual([
    ...["sets/prod/sentinel.hcl", "sets/prod/readme.md", "sets/prod/test/tags/pass.hcl"],
    ...["sets/prod/link", "sets/production/sentinel.hcl"],
    ...["common/names.sentinel", "common/sizes.json", "common/lib.rego", "modules"],
  ]);
  expect(filesOfSet(files, "")).toEqual(files);
});

it("takes nothing beside the folder when that is too much", () => {
  const inside = file("set/sentinel.hcl", { size: BYTES_BESIDE * 2 });
  const many = Array.from({ length: FILES_BESIDE }, (_, index) => file(`${index}.sentinel`));
  expect(taken([inside, ...many], "set")).toHaveLength(FILES_BESIDE + 1);
  expect(taken([inside, ...many, file("more.json")], "set")).toEqual(["set/sentinel.hcl"]);
  const large = file("large.json", { size: BYTES_BESIDE });
  expect(taken([inside, large], "set")).toHaveLength(2);
  expect(taken([inside, large, file("more.json")], "set")).toEqual(["set/sentinel.hcl"]);
});
