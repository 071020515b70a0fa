import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Remembered } from "./remembered.js";

/** A store that holds a number, counted up by every write. */
class Counter {
  value = 0;
  isAway = false;

  revision = async () => {
    if (this.isAway) throw new Error("away");
    return `r${this.value}`;
  };
}

describe("what is remembered of the store", () => {
  const setUp = (limit = 10) => {
    const store = new Counter();
    return { store, remembered: new Remembered<number>(store, { limit, sizeOf: () => 1 }) };
  };

  it("is found until something changes", async () => {
    const { store, remembered } = setUp();
    await remembered.keep("r0", "a", 0);
    expect(remembered.find("r0", "a")).toBe(0);
    expect(remembered.find("r0", "b")).toBe(undefined);
    store.value++;
    expect(remembered.find("r1", "a")).toBe(undefined);
  });

  it("is not kept when something changed before it was made", async () => {
    const { store, remembered } = setUp();
    store.value++;
    await remembered.keep("r0", "a", 0);
    expect(remembered.find("r0", "a")).toBe(undefined);
    expect(remembered.find("r1", "a")).toBe(undefined);
  });

  it("is neither kept nor found where revisions cannot be told", async () => {
    const { store, remembered } = setUp();
    await remembered.keep(null, "a", 0);
    expect(remembered.find(null, "a")).toBe(undefined);
    store.isAway = true;
    await remembered.keep("r0", "a", 0);
    expect(remembered.find("r0", "a")).toBe(undefined);
  });

  it("is forgotten rather than grow beyond its limit", async () => {
    const { remembered } = setUp(2);
    for (const key of ["a", "b", "c"]) await remembered.keep("r0", key, 0);
    expect(["a", "b", "c"].map((key) => remembered.find("r0", key))).toEqual([
      undefined,
      undefined,
      0,
    ]);
  });

  it("is never another value than was there, however readers and writers come in between", async () => {
    type Step = { readonly does: "write" | "ask" | "look" | "keep"; readonly reader: number };
    const steps = fc.array(
      fc.record<Step>({
        does: fc.constantFrom("write", "ask", "look", "keep"),
        reader: fc.nat({ max: 3 }),
      }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { store, remembered } = setUp(2);
        const readers = Array.from({ length: 4 }, () => ({ at: "r0", key: "a", seen: 0 }));
        for (const { does, reader } of taken) {
          const mine = readers[reader];
          if (mine === undefined) continue;
          if (does === "write") store.value++;
          if (does === "ask") {
            mine.at = await store.revision();
            const found = remembered.find(mine.at, mine.key);
            if (found !== undefined) expect(found).toBe(store.value);
            // Whoever found nothing has to look.
            mine.seen = store.value;
          }
          if (does === "look") mine.seen = store.value;
          if (does === "keep") await remembered.keep(mine.at, mine.key, mine.seen);
        }
      }),
      { numRuns: 300 },
    );
  });
});
