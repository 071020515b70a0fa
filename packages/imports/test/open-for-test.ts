import type { ImportSource } from "@portcullis/language";
import { standardImports } from "../src/standard-imports.js";
import { FakeHttp } from "./fake-http.js";

/** When the tests' evaluations are: Wednesday, 25 March 2026, 14:07:09.5 UTC. */
const evaluatedAt = 1_774_447_629_500_000_000n;

/** The standard imports of one evaluation at a time that tests can know. */
export function openForTest(): (path: string) => ImportSource | undefined {
  const network = new FakeHttp();
  return (path) => {
    const found = standardImports.get(path);
    return found && { kind: "namespace", namespace: found.open({ evaluatedAt, http: network }) };
  };
}
