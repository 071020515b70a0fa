import { describe, expect, it } from "vitest";
import { ByteString, stringFromBytes } from "./byte-string.js";
import { FloatValue } from "./float.js";
import { boolType, bytesType, intType, mismatch, stringType } from "./parameter-type.js";
import { unknown } from "./undefined.js";
import type { Value } from "./value.js";

// Coercions of the plugin SDK: a string parameter takes ints, an int parameter strings with a prefix.
describe("parameter types", () => {
  it.each<[Value, unknown]>([
    ["text", "text"],
    [12, "12"],
    [2n ** 62n, "4611686018427387904"],
    [1.5, mismatch],
    [new FloatValue(2), mismatch],
    [true, mismatch],
    [null, mismatch],
    [unknown, mismatch],
    [["a"], mismatch],
    [{ a: 1 }, mismatch],
  ])("convert %o to a string", (value, expected) => {
    expect(stringType.convert(value)).toBe(expected);
  });

  it.each<[Value, unknown]>([
    [12, 12],
    ["12", 12],
    ["-0x1F", -31],
    ["+0b101", 5],
    ["0o17", 15],
    ["017", 15],
    ["0", 0],
    ["1_000", 1000],
    ["0x_f", 15],
    ["9223372036854775807", 2n ** 63n - 1n],
    ["9223372036854775808", mismatch],
    ["08", mismatch],
    ["1__0", mismatch],
    ["_1", mismatch],
    ["1_", mismatch],
    ["", mismatch],
    ["1.0", mismatch],
    [" 1", mismatch],
    ["9".repeat(2000), mismatch],
    [1.5, mismatch],
    [new FloatValue(2), mismatch],
    [true, mismatch],
  ])("convert %o to an int", (value, expected) => {
    expect(intType.convert(value)).toBe(expected);
  });

  it("convert nothing to a bool", () => {
    expect(boolType.convert(true)).toBe(true);
    expect(boolType.convert("true")).toBe(mismatch);
    expect(boolType.convert(1)).toBe(mismatch);
  });

  it("keep bytes that are not UTF-8 where a function asks for bytes", () => {
    const bytes = stringFromBytes(Uint8Array.of(0x61, 0xff));
    expect(bytes).toBeInstanceOf(ByteString);
    expect(bytesType.convert(bytes)).toBe(bytes);
    expect(stringType.convert(bytes)).toBe("a\ufffd");
    expect(bytesType.convert(7)).toBe("7");
  });
});
