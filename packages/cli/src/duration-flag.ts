import { parseGoDuration } from "@portcullis/runner";
import { UsageError } from "./flags.js";

/** Milliseconds of a flag that takes a duration in Go's notation. */
export function durationFlag(name: string, text: string): number {
  const milliseconds = parseGoDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new UsageError(`flag "-${name}" takes a duration such as "30s" or "1m30s", not "${text}"`);
}
