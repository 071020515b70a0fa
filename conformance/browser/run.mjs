// Runs the scripts of the language, hostile ones included, in headless Chromium: the same policies with the
// same results as in Node.js.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { root, run } from "../harness.mjs";

const testdata = join(root, "packages/language/testdata");

/** Long ones would only measure the machine; what they show of memory is about Node.js. */
const isLeftOut = (file) => file.startsWith("format") || file.endsWith("memory.sentinel");

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const browser = {
  name: "browser",
  requires: ["chromium"],
  async run() {
    const files = readdirSync(testdata, { recursive: true })
      .filter((file) => file.endsWith(".sentinel") && !isLeftOut(file))
      .map((file) => ({ name: file, text: readFileSync(join(testdata, file), "utf8") }));
    const { outputFiles } = await build({
      entryPoints: [join(root, "packages/testkit/dist/script.js")],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "testkit",
      write: false,
      logLevel: "silent",
    });
    const { scripts, failures } = await inChromium(outputFiles[0].text, files);
    if (failures.length > 0) throw new Error(`\n${failures.join("\n")}`);
    if (scripts < files.length) throw new Error(`only ${scripts} scripts were found`);
    const version = /[\d.]+/.exec(run("chromium", ["--version"]))?.[0];
    return `${scripts} scripts do in Chromium ${version} what they do in Node.js`;
  },
};

async function inChromium(bundle, files) {
  const executablePath = run("which", ["chromium"]).trim();
  const instance = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await instance.newPage();
    await page.addScriptTag({ content: bundle });
    return await page.evaluate(checkFiles, files);
  } finally {
    await instance.close();
  }
}

/** Runs in the page. */
function checkFiles(files) {
  const { readScripts, checkScript } = globalThis.testkit;
  const failures = [];
  let scripts = 0;
  for (const { name, text } of files) {
    for (const script of readScripts(name, text)) {
      scripts++;
      for (const problem of checkScript(script, { findImport: () => undefined }))
        failures.push(`${script.name}: ${problem}`);
    }
  }
  return { scripts, failures };
}
