import {
  compareValues,
  type FunctionCall,
  isMap,
  mapGet,
  mapKeys,
  type Value,
} from "@portcullis/language";

/** LIMIT: how deep maps are compared; one that holds itself would never end. */
const MAX_NESTING = 1000;

/** Whether a value has all that `partial` has: maps key by key, everything else equal. */
export function containsDeeply(
  value: Value,
  partial: Value,
  call: FunctionCall,
  depth = 0,
): boolean {
  if (depth > MAX_NESTING) call.fail("value-too-deep", MAX_NESTING);
  call.charge(1);
  if (!isMap(partial) || !isMap(value)) return compareValues(value, partial, call) === true;
  return mapKeys(partial).every((key) => {
    const wanted = mapGet(partial, key);
    const found = mapGet(value, key);
    return (
      wanted !== undefined && found !== undefined && containsDeeply(found, wanted, call, depth + 1)
    );
  });
}
