import { anyType, fn, kindOf, stringType } from "@portcullis/language";
import { defineImport } from "../define-import.js";

/** COMPAT (types): the name of a function's type is not documented; published code calls it "func". */
export const types = defineImport("types", {
  functions: {
    type_of: fn({ value: anyType }, stringType, ({ value }) => {
      const kind = kindOf(value);
      return kind === "function" ? "func" : kind;
    }),
  },
});
