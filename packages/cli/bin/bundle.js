// Runs the command from one file, which scripts/bundle-command.mjs makes, with what V8 made of it last time:
// docs/decisions/0017-one-file.md. CommonJS, because Node starts it sooner.

const {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const folder = join(__dirname, "../dist/bundle");
const file = join(folder, "command.js");

/** The bundle, unless there is none or a package was compiled after it. */
exports.findBundle = (purpose) => {
  const made = modified(file);
  if (made === undefined || builds().some((build) => modified(build) > made)) return undefined;
  return exports.loadBundle(purpose);
};

/**
 * The bundle's modules, and how to keep what V8 has made of them by then for the next start for the same
 * purpose, the name of a command. V8 refuses what another V8 made, and what is damaged.
 */
exports.loadBundle = (purpose) => {
  const kept = join(folder, "cache", cacheName(purpose));
  const cachedData = read(kept);
  const script = new Script(readFileSync(file, "latin1"), { filename: file, cachedData });
  const module = {};
  script.runInThisContext()(module, require, (name) => import(name), folder);
  const isKept = cachedData !== undefined && !script.cachedDataRejected;
  return {
    modules: module.exports,
    remember: () => isKept || write(kept, () => script.createCachedData()),
  };
};

/** In a published package there are none. */
function builds() {
  const list = read(join(folder, "builds.json"));
  return list === undefined ? [] : JSON.parse(list).map((build) => join(folder, build));
}

/** Flags are part of the name, so that starts with different ones do not replace each other's. */
function cacheName(purpose) {
  const flags = [...process.execArgv, process.env.NODE_OPTIONS ?? ""];
  return [purpose, process.version, process.arch, ...flags].join("-").replace(/[^\w.-]/g, "_");
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** As a whole or not at all; who may not write here starts a little slower every time. */
function write(path, content) {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(unfinished, content());
    renameSync(unfinished, path);
  } catch {
    if (existsSync(unfinished)) rmSync(unfinished, { force: true });
  }
}
