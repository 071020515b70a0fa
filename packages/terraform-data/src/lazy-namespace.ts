import type { Namespace, Value } from "@portcullis/language";

/** An import whose members are made when they are first read. */
export function lazyNamespace(members: Readonly<Record<string, () => Value>>): Namespace {
  const made = new Map<string, Value>();
  return {
    get(key) {
      const known = made.get(key);
      if (known !== undefined || !Object.hasOwn(members, key)) return known;
      const value = members[key]?.() ?? null;
      made.set(key, value);
      return value;
    },
  };
}
