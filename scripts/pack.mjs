// Makes the package that npm publishes: the command as one file, and the server with the packages it needs,
// which travel inside because they are published nowhere else. Run with: make package

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const destination = resolve(process.argv[2] ?? join(root, "dist"));
const scope = "@portcullis/";

const manifestOf = (name) =>
  JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));

/** The packages of ours that a package needs, itself included, and what they need of others. */
function dependenciesOf(name, ours = new Set(), others = {}) {
  ours.add(name);
  for (const [dependency, version] of Object.entries(manifestOf(name).dependencies ?? {})) {
    if (!dependency.startsWith(scope)) others[dependency] = version;
    else if (!ours.has(dependency.slice(scope.length)))
      dependenciesOf(dependency.slice(scope.length), ours, others);
  }
  return { ours, others };
}

const { ours, others } = dependenciesOf("server");
const { version, license, engines, description } = manifestOf("cli");
const manifest = {
  name: "portcullis",
  version,
  description,
  license,
  engines,
  bin: { portcullis: "bin/portcullis.js" },
  files: ["bin", "dist", "LICENSE", "README.md"],
  dependencies: {
    ...others,
    ...Object.fromEntries([...ours].map((name) => [scope + name, manifestOf(name).version])),
  },
  bundleDependencies: [...ours].map((name) => scope + name),
};

const folder = mkdtempSync(join(tmpdir(), "portcullis-package-"));
try {
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  for (const file of ["LICENSE", "README.md"]) cpSync(join(root, file), join(folder, file));
  cpSync(join(root, "packages/cli/bin"), join(folder, "bin"), { recursive: true });
  run(process.execPath, [join(root, "scripts/bundle-command.mjs"), folder], { stdio: "inherit" });
  rmSync(join(folder, "dist/bundle/builds.json"));
  for (const name of ours) copyPackage(name, join(folder, "node_modules", scope + name));
  mkdirSync(destination, { recursive: true });
  const { stdout } = run("npm", ["pack", "--silent", "--pack-destination", destination]);
  process.stdout.write(`${join(destination, stdout.trim())}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function copyPackage(name, to) {
  const isCode = (path) => !/\.(tsbuildinfo|d\.ts|map)$/.test(path);
  const from = join(root, "packages", name);
  cpSync(join(from, "dist"), join(to, "dist"), { recursive: true, filter: isCode });
  cpSync(join(from, "package.json"), join(to, "package.json"));
}

function run(program, args, options) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8", ...options });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${program} ended with ${result.status}: ${result.stderr}`);
  return result;
}
