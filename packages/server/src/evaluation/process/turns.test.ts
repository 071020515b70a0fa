import { expect, it } from "vitest";
import { Turns } from "./turns.js";

const never = new AbortController().signal;

function turnsOf(atOnce: number, waiting: number): Turns {
  return new Turns({ atOnce, waiting, refuse: () => new Error("too many") });
}

/** Something that ends when it is told to. */
function task() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end: () => end() };
}

it("turns are taken in order, as many at once as there may be", async () => {
  const turns = turnsOf(2, 10);
  const tasks = Array.from({ length: 4 }, task);
  const begun: number[] = [];
  const all = tasks.map((each, i) =>
    turns.during(never, () => {
      begun.push(i);
      return each.ended;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  tasks[1]?.end();
  await all[1];
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const each of tasks) each.end();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it("who would wait behind too many is told so at once", async () => {
  const turns = turnsOf(1, 1);
  const first = task();
  const both = [turns.during(never, () => first.ended), turns.during(never, async () => {})];
  await expect(turns.during(never, async () => {})).rejects.toThrow("too many");
  first.end();
  await Promise.all(both);
});

it("who leaves makes room, and takes nobody's turn", async () => {
  const turns = turnsOf(1, 1);
  const first = task();
  const running = turns.during(never, () => first.ended);
  const tired = new AbortController();
  const left = turns.during(tired.signal, async () => "never");
  tired.abort(new Error("tired"));
  await expect(left).rejects.toThrow("tired");
  const next = turns.during(never, async () => "done");
  first.end();
  expect(await next).toBe("done");
  await running;
});

it("a failure gives the turn to the next", async () => {
  const turns = turnsOf(1, 5);
  const failing = turns.during(never, () => Promise.reject(new Error("broke")));
  const next = turns.during(never, async () => "done");
  await expect(failing).rejects.toThrow("broke");
  expect(await next).toBe("done");
});
