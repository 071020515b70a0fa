import { fn } from "../values/function.js";
import { ListValue } from "../values/list.js";
import { anyType, listType } from "../values/parameter-type.js";
import { SealedWrite } from "../values/region.js";

/** `append(list, value)`: adds to the end, in place (Language, Lists). Undefined as a result. */
export const append = fn({ list: listType, value: anyType }, anyType, ({ list, value }, call) => {
  if (!(list instanceof ListValue)) throw new SealedWrite();
  call.chargeElements(1);
  list.append(value);
  return call.undefined();
});
