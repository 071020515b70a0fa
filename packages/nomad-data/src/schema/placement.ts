import { int8, list, struct, text, uint8 } from "./shape.js";

// Where something may run: what jobs, groups, tasks, devices and volumes have in common.

export const constraint = struct({ LTarget: text, RTarget: text, Operand: text });

export const affinity = struct({ LTarget: text, RTarget: text, Operand: text, Weight: int8 });

export const spread = struct({
  Attribute: text,
  Weight: int8,
  SpreadTarget: list(struct({ Value: text, Percent: uint8 })),
});
