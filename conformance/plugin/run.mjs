// Builds a plugin with the public SDK and lets policies use it.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { portcullis, run, withFolder } from "../harness.mjs";

const program = fileURLToPath(new URL(".", import.meta.url));

/** Expressions that must be true, for what `main.go` offers. */
const truths = [
  "p.values.bool and p.values.int is -7 and p.values.float is 1.5 and p.values.null is null",
  'p.values.large is 9223372036854775807 and p.values.string is "ü"',
  'p.values.list is [1, "two", [3]]',
  'p.greet("you") is "hello, you"',
  'p.same({"a": [1, 2.5, null, "x", true, {}]}) is {"a": [1, 2.5, null, "x", true, {}]}',
  'p.same({"a": null, "b": []}) is {"a": null, "b": []}',
  "p.same(9223372036854775807) is 9223372036854775807 and p.same(-1) is -1",
  'p.same({"a": undefined}).a else "undefined" is "undefined"',
  "length(p.same(range(1000))) is 1000",
  'p.missing else "undefined" is "undefined"',
  "p.counter(3).count is 3 and p.counter(3).add(4).add(5).count is 12",
  "p.values is p.values",
];

/** Expressions that end in an error, and its text. */
const errors = [
  ["p.broken", 'error retrieving key "broken": plugin "p": no such luck'],
  ["p.fail()", 'error calling function "fail": plugin "p": no such luck'],
  ["p.nothing()", 'error calling function "nothing": plugin "p": function call unsupported'],
  ["p.greet(1, 2)", 'error calling function "greet": plugin "p": expected 1 arguments, got 2'],
  ["p.counter(1).none()", 'error calling function "none": plugin "p": '],
  ["p.crash()", 'error calling function "crash": plugin "p": the plugin '],
  ["p.same(func() { return 1 })", 'plugin "p": a function cannot be given to a plugin'],
];

export const plugin = {
  name: "plugin",
  requires: ["go"],
  run() {
    return withFolder((folder) => {
      const binary = join(folder, "plugin-for-tests");
      run("go", ["build", "-o", binary, "."], { cwd: program });
      const configure = (config) =>
        writeFileSync(
          join(folder, "sentinel.hcl"),
          `import "plugin" "p" {\n  source = "./plugin-for-tests"\n  config = ${config}\n}\n`,
        );
      const apply = (main, expected, ...flags) => {
        writeFileSync(join(folder, "p.sentinel"), `import "p"\nmain = ${main}\n`);
        const args = [portcullis, "apply", ...flags, "p.sentinel"];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, {
          cwd: folder,
          encoding: "utf8",
        });
        if (status !== expected)
          throw new Error(`${main} ended with ${status}:\n${stdout}${stderr}`);
        return stdout + stderr;
      };

      configure('{ greeting = "hello" }');
      for (const truth of truths) apply(truth, 0, "-allow-plugins");
      for (const [main, text] of errors) expectText(apply(main, 3, "-allow-plugins"), text);
      expectText(apply("true", 9), 'let its program run with "-allow-plugins"');
      configure("{ fail = true }");
      expectText(apply("p.values", 3, "-allow-plugins"), "told to fail");
      if (isRunning(binary)) throw new Error("a plugin outlived its command");
      return `${truths.length} truths, ${errors.length + 2} errors, and no plugin outlived its command`;
    });
  },
};

function expectText(output, text) {
  if (!output.includes(text)) throw new Error(`expected ${text}, got:\n${output}`);
}

function isRunning(binary) {
  return spawnSync("pgrep", ["-f", binary], { stdio: "ignore" }).status === 0;
}
