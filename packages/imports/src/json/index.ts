import { anyType, boolType, fn, parseJson, stringType } from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { marshalValue } from "./marshal.js";

export const json = defineImport("json", {
  functions: {
    marshal: fn(
      { value: anyType },
      anyType,
      ({ value }, call) => marshalValue(value, call) ?? call.undefined(),
    ),
    unmarshal: fn({ text: stringType }, anyType, ({ text }, call) => {
      // What a text holds takes about as much memory as the text itself.
      call.chargeText(text.length);
      const { value, problem } = parseJson(text);
      if (problem !== undefined)
        return call.fail(
          "function-failed",
          "unmarshal",
          `${problem.message} at offset ${problem.offset}`,
        );
      return value;
    }),
    valid: fn({ text: stringType }, boolType, ({ text }, call) => {
      call.chargeText(text.length);
      return parseJson(text).problem === undefined;
    }),
  },
});
