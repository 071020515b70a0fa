import { kindOf, printedValue, unknown, type Value } from "@portcullis/language";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PluginValueError, readValue, writeValue } from "./plugin-value.js";
import { MAX_MESSAGE_DEPTH, MessageError } from "./protobuf.js";

const roundTrip = (value: Value) => readValue(writeValue(value).finish());

describe("values for plugins", () => {
  it("have the bytes that Protocol Buffers give the documented fields", () => {
    const hex = (value: Value) => writeValue(value).finish().toString("hex");
    expect(hex(unknown)).toBe("0801");
    expect(hex(null)).toBe("0802");
    expect(hex(true)).toBe("08031001");
    expect(hex(300)).toBe("080418ac02");
    expect(hex(-1)).toBe("080418ffffffffffffffffff01");
    expect(hex(1.5)).toBe("080521000000000000f83f");
    expect(hex("ab")).toBe("08062a026162");
    expect(hex([null])).toBe("080732040a020802");
    expect(hex({ a: null })).toBe("08083a0d0a0b0a0508062a016112020802");
  });

  it("come back as they went", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
        fc.double({ noNaN: true, noInteger: true }),
        fc.string({ unit: "binary" }),
        fc.array(tie("value")),
        fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
      ),
    })).value as fc.Arbitrary<Value>;
    fc.assert(
      fc.property(value, (original) => {
        const back = roundTrip(original);
        expect([kindOf(back), printedValue(back)]).toEqual([
          kindOf(original),
          printedValue(original),
        ]);
      }),
    );
  });

  it("are bounded in depth on the way there and back", () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }).reduce<Value>((inner) => [inner], null);
    expect(roundTrip(nested(MAX_MESSAGE_DEPTH))).toEqual(nested(MAX_MESSAGE_DEPTH));
    expect(() => writeValue(nested(MAX_MESSAGE_DEPTH + 1))).toThrow(PluginValueError);
    const message = writeValue(nested(MAX_MESSAGE_DEPTH)).finish();
    const length = (bytes: Buffer) => Buffer.from([(bytes.length & 127) | 128, bytes.length >> 7]);
    const list = Buffer.concat([Buffer.from([0x0a]), length(message), message]);
    const deeper = Buffer.concat([Buffer.from([0x08, 0x07, 0x32]), length(list), list]);
    expect(() => readValue(deeper)).toThrow(/too deep/);
  });

  it("are errors when their bytes are none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readValue(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(MessageError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
