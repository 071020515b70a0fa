// Runs the scripts of the language, hostile ones included, in headless Chromium: the same policies with the
// same results as in Node.js, by every engine. A page whose policy of content forbids code made from text
// runs them too, and must find that it has none but closures.

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
      stdin: {
        contents: `
          export { checkScript, engines, readScripts } from "./packages/testkit/dist/script.js";
          export { canGenerate } from "@portcullis/language";
        `,
        resolveDir: root,
      },
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "testkit",
      write: false,
      logLevel: "silent",
    });
    const [open, strict] = await inChromium(outputFiles[0].text, files);
    const failures = [...open.failures, ...strict.failures];
    if (failures.length > 0) throw new Error(`\n${failures.join("\n")}`);
    if (open.scripts < files.length) throw new Error(`only ${open.scripts} scripts were found`);
    if (!open.canGenerate) throw new Error("a page without a policy of content generates no code");
    if (strict.canGenerate) throw new Error("a page that forbids it generates code");
    const version = /[\d.]+/.exec(run("chromium", ["--version"]))?.[0];
    return `${open.scripts} scripts do in Chromium ${version} what they do in Node.js, by each engine, and where code must not be generated`;
  },
};

/** Scripts of the page may run, but no text may become code: there is no "unsafe-eval". */
const forbidsGeneratedCode = { "content-security-policy": "script-src 'unsafe-inline'" };

async function inChromium(bundle, files) {
  const executablePath = run("which", ["chromium"]).trim();
  const instance = await chromium.launch({ executablePath, args: flags });
  try {
    const results = [];
    for (const headers of [{}, forbidsGeneratedCode]) {
      const page = await instance.newPage();
      await page.route("**", (route) =>
        route.fulfill({ contentType: "text/html", headers, body: "<title>policies</title>" }),
      );
      await page.goto("http://portcullis.test/");
      await page.addScriptTag({ content: bundle });
      // By a timer of the page: what a debugger calls is not bound by the policy of content.
      const given = JSON.stringify(files).replaceAll("<", "\\u003c");
      const check = `setTimeout(() => { try { resolve((${checkFiles})(${given})); } catch (error) { reject(error); } })`;
      await page.addScriptTag({
        content: `globalThis.found = new Promise((resolve, reject) => ${check})`,
      });
      results.push(await page.evaluate(() => globalThis.found));
    }
    return results;
  } finally {
    await instance.close();
  }
}

/** Runs in the page. */
function checkFiles(files) {
  const { canGenerate, checkScript, engines, readScripts } = globalThis.testkit;
  const failures = [];
  let scripts = 0;
  for (const { name, text } of files) {
    for (const script of readScripts(name, text)) {
      scripts++;
      for (const [engine, options] of engines) {
        for (const problem of checkScript(script, { findImport: () => undefined, options }))
          failures.push(`${script.name}, ${engine}: ${problem}`);
      }
    }
  }
  return { scripts, failures, canGenerate: canGenerate() };
}
