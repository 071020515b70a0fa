import {
  boolType,
  type FunctionCall,
  type FunctionDefinition,
  fn,
  quote,
  stringType,
} from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { areEqual, contains, parseSocketAddress, type SocketAddress } from "./address.js";

/** LIMIT: characters of an address; the longest valid one has 53. */
const MAX_ADDRESS_LENGTH = 100;

export const sockaddr = defineImport("sockaddr", {
  functions: {
    is_contained: (name) =>
      fn({ outer: stringType, inner: stringType }, boolType, ({ outer, inner }, call) =>
        contains(toAddress(name, outer, call), toAddress(name, inner, call)),
      )(name),
    is_equal: (name) =>
      fn({ a: stringType, b: stringType }, boolType, ({ a, b }, call) =>
        areEqual(toAddress(name, a, call), toAddress(name, b, call)),
      )(name),
    is_ipv4: familyCheck(32),
    is_ipv6: familyCheck(128),
  },
});

function familyCheck(bits: SocketAddress["bits"]): FunctionDefinition {
  return (name) =>
    fn({ addr: stringType }, boolType, ({ addr }, call) => {
      return toAddress(name, addr, call).bits === bits;
    })(name);
}

function toAddress(name: string, text: string, call: FunctionCall): SocketAddress {
  const address = text.length > MAX_ADDRESS_LENGTH ? undefined : parseSocketAddress(text);
  const shown = quote(text.slice(0, MAX_ADDRESS_LENGTH));
  return address ?? call.fail("function-failed", name, `${shown} is no IP address or network`);
}
