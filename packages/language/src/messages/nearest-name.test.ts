import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest-name.js";

describe("nearestName", () => {
  const names = ["violations", "resources", "print", "length", "x"];

  it.each([
    ["violation", "violations"],
    ["voilations", "violations"],
    ["resorces", "resources"],
    ["Print", "print"],
    ["lenght", "length"],
    ["violations", "violations"],
    ["y", undefined],
    ["lists", undefined],
    ["", undefined],
  ])("takes %j for %j", (name, nearest) => {
    expect(nearestName(name, names)).toBe(nearest);
  });

  it("takes the nearest, and the first of equally near ones", () => {
    expect(nearestName("values1", ["values23", "values2", "values3"])).toBe("values2");
  });

  it("looks at no more than its limits allow", () => {
    const long = "n".repeat(100);
    expect(nearestName(long, [`${long}x`])).toBeUndefined();
    const many = new Array<string>(20_000).fill("something else");
    expect(nearestName("name", [...many, "names"])).toBeUndefined();
  });
});
