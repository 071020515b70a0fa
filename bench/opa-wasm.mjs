// OPA's WebAssembly evaluator: `opa build -t wasm` compiles the Rego, OPA's own npm package runs it.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy } from "@open-policy-agent/opa-wasm";

/** A folder with `policy.wasm` in it, for the decisions of the given policies and for none. */
export function buildWasm(rego, names, folder) {
  const bundle = join(folder, "bundle.tar.gz");
  const entrypoints = ["nothing", ...names].flatMap((name) => ["-e", `portcullis/${name}/deny`]);
  execFileSync("opa", ["build", "-t", "wasm", ...entrypoints, "-o", bundle, rego]);
  execFileSync("tar", ["-xzf", bundle, "-C", folder, "/policy.wasm"], { stdio: "ignore" });
  return readFileSync(join(folder, "policy.wasm"));
}

/**
 * Evaluates a decision over an input. The module reads the input anew at each evaluation, so a
 * decision that decides nothing tells what of the time is not evaluation.
 */
export async function wasmDecision(wasm, name, inputBytes) {
  const pages = Math.ceil((inputBytes.length * 40) / 65_536) + 64;
  const policy = await loadPolicy(wasm, { initial: Math.min(pages, 32_768), maximum: 65_536 });
  const input = inputBytes.buffer.slice(
    inputBytes.byteOffset,
    inputBytes.byteOffset + inputBytes.length,
  );
  return {
    decide: () => policy.evaluate(input, `portcullis/${name}/deny`)[0].result,
    handOver: () => policy.evaluate(input, "portcullis/nothing/deny"),
  };
}
