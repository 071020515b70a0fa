// Has zsh and fish complete real command lines with the scripts that `portcullis completion` prints, and
// compares what they offer with what help lists.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { portcullis, root, run, withFolder } from "../harness.mjs";

const offerZsh = fileURLToPath(new URL("offer.zsh", import.meta.url));

/** What a shell offers for the last word of a line. */
const shells = {
  zsh: (script, line) => run("zsh", ["-f", offerZsh, script, line], { cwd: root, timeout: 20_000 }),
  fish: (script, line) =>
    run("fish", ["--no-config", "-c", 'source $argv[1]; complete -C "$argv[2]"', script, line], {
      cwd: root,
    }),
};

export const completions = {
  name: "completions",
  requires: Object.keys(shells),
  run() {
    return withFolder((folder) => {
      const lines = expectations();
      for (const [shell, offer] of Object.entries(shells)) {
        const script = join(folder, `portcullis.${shell}`);
        writeFileSync(script, tell("completion", shell));
        for (const [line, expected] of lines) {
          const words = offer(script, line).split("\n");
          const offered = new Set(words.map((word) => word.split("\t")[0]).filter(Boolean));
          const differ = [...offered].filter((word) => !expected.has(word));
          differ.push(...[...expected].filter((word) => !offered.has(word)));
          if (differ.length > 0)
            throw new Error(`${shell}, "${line}": offered or expected alone: ${differ.join(" ")}`);
        }
      }
      return `zsh and fish offer on ${lines.length} lines what help lists`;
    });
  },
};

/** Lines, and what is offered at their ends. */
function expectations() {
  const names = matches(tell("help"), /^ {4}([a-z]+) /gm);
  const flagsOf = (name) => matches(tell("help", name), /^ {4}(-[A-Za-z-]+)/gm);
  return [
    ["portcullis ", new Set([...names, "help"])],
    ["portcullis che", new Set(["check"])],
    ["portcullis help comp", new Set(["completion"])],
    // The name of a command as a value is none.
    ["portcullis test -run check -fail", new Set()],
    ...[...names].map((name) => [`portcullis ${name} -`, flagsOf(name)]),
  ];
}

function matches(text, pattern) {
  return new Set([...text.matchAll(pattern)].map(([, word]) => word));
}

function tell(...args) {
  return run(process.execPath, [portcullis, ...args]);
}
