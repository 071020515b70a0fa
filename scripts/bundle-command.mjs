// Makes one file of the command and of what it loads, in packages/cli/dist/bundle or beside the `bin` of
// another folder that is named. bin/bundle.js runs it; docs/decisions/0017-one-file.md says why it is there.
// The server stays outside: `serve` and `token` alone load it.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { renderLicences } from "./licences.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "packages");
const command = resolve(process.argv[2] ?? join(packages, "cli"));
/** Made beside its place, so that whoever starts the command meanwhile finds a whole bundle or none. */
const place = join(command, "dist/bundle");
const folder = `${place}-${process.pid}`;

const server = "@portcullis/server";

/** Files that run in threads: what the bundle calls them, and the purpose whose kept code they share. */
const threads = {
  "cli/dist/test/case-thread.js": { name: "caseThread", purpose: "test" },
  "runner/dist/blocking/thread-entry.js": { name: "blockingThread", purpose: "thread" },
};

const entry = [
  'export { main } from "./cli/dist/main.js";',
  ...Object.entries(threads).map(
    ([file, { name }]) => `export const ${name} = () => import("./${file}");`,
  ),
].join("\n");

/** Node's own modules are loaded when something of them is used, but for those that every start loads. */
const nodeModulesWhenUsed = {
  name: "node modules when used",
  setup({ onResolve, onLoad }) {
    const require = createRequire(import.meta.url);
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === "when-used" || /^node:(fs|path|url)$/.test(path)
        ? { path, external: true }
        : { path, namespace: "when-used", sideEffects: false },
    );
    onLoad({ filter: /.*/, namespace: "when-used" }, ({ path }) => ({
      contents: `for (const name of ${JSON.stringify(Object.keys(require(path)))})
  Object.defineProperty(exports, name, { enumerable: true, get: () => require("${path}")[name] });`,
    }));
  },
};

/** A module that looks for a file beside itself finds it at the same place in the bundle's folder. */
const placesKept = {
  name: "places kept",
  setup({ onLoad }) {
    onLoad({ filter: /-(pool|thread)\.js$/ }, ({ path }) => {
      const name = JSON.stringify(relative(packages, path));
      const text = readFileSync(path, "utf8");
      return { contents: text.replaceAll("import.meta.url", `urlInBundle(${name})`) };
    });
  },
};

const { metafile, outputFiles } = await build({
  stdin: { contents: entry, resolveDir: packages },
  absWorkingDir: root,
  outfile: join(folder, "command.js"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  charset: "ascii",
  legalComments: "none",
  external: [server],
  plugins: [nodeModulesWhenUsed, placesKept],
  banner: {
    js: `(function (module, require, importOutside, folder) {
const urlInBundle = (name) => require("node:url").pathToFileURL(folder + "/" + name).href;`,
  },
  footer: { js: "})" },
  metafile: true,
  write: false,
  logLevel: "warning",
});
mkdirSync(folder, { recursive: true });
// V8 hands a script's own `import` to nobody unless Node is told to with a flag.
const text = outputFiles[0].text.replaceAll(`import("${server}")`, `importOutside("${server}")`);
writeFileSync(join(folder, "command.js"), text);

for (const [file, { name, purpose }] of Object.entries(threads)) {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  const loader = relative(dirname(path), join(command, "bin/bundle.js"));
  writeFileSync(path, `require("${loader}").loadBundle("${purpose}").modules.${name}();\n`);
}
const builds = readdirSync(packages).map((name) => join(packages, name, "dist/.tsbuildinfo"));
const fromHere = builds.map((path) => relative(folder, path));
writeFileSync(join(folder, "builds.json"), JSON.stringify(fromHere));
writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
writeFileSync(join(folder, "LICENSES"), renderLicences(Object.keys(metafile.inputs), root));
rmSync(place, { recursive: true, force: true });
renameSync(folder, place);
