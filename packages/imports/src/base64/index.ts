import {
  bytesOf,
  bytesType,
  type FunctionDefinition,
  fn,
  stringFromBytes,
  stringType,
} from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { decodeBase64, encodeBase64, standardAlphabet, urlAlphabet } from "./base64.js";

export const base64 = defineImport("base64", {
  functions: {
    decode: decoder(standardAlphabet),
    encode: encoder(standardAlphabet),
    urldecode: decoder(urlAlphabet),
    urlencode: encoder(urlAlphabet),
  },
});

function encoder(alphabet: string): FunctionDefinition {
  return fn({ str: bytesType }, stringType, ({ str }, call) => {
    const bytes = bytesOf(str);
    call.charge(bytes.length);
    call.chargeText(Math.ceil(bytes.length / 3) * 4);
    return encodeBase64(bytes, alphabet);
  });
}

function decoder(alphabet: string): FunctionDefinition {
  return (name) =>
    fn({ str: stringType }, bytesType, ({ str }, call) => {
      call.charge(str.length);
      call.chargeText(str.length);
      const decoded = decodeBase64(str, alphabet);
      return "bytes" in decoded
        ? stringFromBytes(decoded.bytes)
        : call.fail("function-failed", name, `illegal base64 data at input byte ${decoded.offset}`);
    })(name);
}
