// What tests of several packages share. Imported by tests only.

export { golden } from "./golden.js";
export { checkScript, readScripts, type Script, type ScriptHost } from "./script.js";
