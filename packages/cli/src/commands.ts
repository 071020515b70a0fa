import type { Command } from "./command.js";
import { apply } from "./commands/apply.js";
import { check } from "./commands/check.js";
import { fmt } from "./commands/fmt.js";
import { mocks } from "./commands/mocks.js";
import { run } from "./commands/run.js";
import { serve } from "./commands/serve.js";
import { test } from "./commands/test.js";
import { token } from "./commands/token.js";
import { version } from "./commands/version.js";

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  apply,
  check,
  fmt,
  test,
  mocks,
  run,
  serve,
  token,
  version,
];
