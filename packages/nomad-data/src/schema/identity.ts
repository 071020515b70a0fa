import { bool, duration, list, struct, text } from "./shape.js";

/** The identity of a workload, of a task or of a service. */
export const identity = struct({
  Name: text,
  Audience: list(text),
  ChangeMode: text,
  ChangeSignal: text,
  Env: bool,
  File: bool,
  Filepath: text,
  ServiceName: text,
  TTL: duration,
  ExtraClaims: list(text),
});
