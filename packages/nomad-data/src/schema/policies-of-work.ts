import { anything, bool, duration, hidden, int, map, struct, text, uint } from "./shape.js";

// How Nomad deals with work that changes, fails or moves.

export const update = struct({
  Stagger: duration,
  MaxParallel: int,
  HealthCheck: text,
  MinHealthyTime: duration,
  HealthyDeadline: duration,
  ProgressDeadline: duration,
  AutoRevert: bool,
  AutoPromote: bool,
  Canary: int,
});

export const migrate = struct({
  MaxParallel: int,
  HealthCheck: text,
  MinHealthyTime: duration,
  HealthyDeadline: duration,
});

export const restartPolicy = struct({
  Attempts: int,
  Interval: duration,
  Delay: duration,
  Mode: text,
  RenderTemplates: bool,
});

export const reschedulePolicy = struct({
  Attempts: int,
  Interval: duration,
  Delay: duration,
  DelayFunction: text,
  MaxDelay: duration,
  Unlimited: bool,
});

export const scalingPolicy = struct({
  ID: text,
  Namespace: hidden(text),
  Type: text,
  Target: map(text),
  Policy: map(anything),
  Min: int,
  Max: int,
  Enabled: bool,
  CreateIndex: uint,
  ModifyIndex: uint,
});
