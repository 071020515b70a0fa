import {
  type FunctionCall,
  type FunctionValue,
  isNumeric,
  kindOf,
  toDouble,
  type Value,
} from "@portcullis/language";

/** The items in the order that a policy's function says; equal ones keep theirs. */
export function sortItems(
  items: readonly Value[],
  compare: FunctionValue,
  call: FunctionCall,
): Value[] {
  call.charge(items.length);
  return items.toSorted((current, next) => {
    const order = call.invoke(compare, [current, next]);
    return isNumeric(order)
      ? toDouble(order)
      : call.fail(
          "function-failed",
          "sort",
          `the function must return -1, 0 or 1, not a value of type ${kindOf(order)}`,
        );
  });
}
