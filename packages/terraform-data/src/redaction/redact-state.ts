import { JsonNode } from "../json/json-node.js";
import type { State } from "../state.js";
import { redactValues } from "./redact-values.js";
import { replaceMember } from "./replace.js";

/** A state in which sensitive outputs and what its resources mark as sensitive are replaced. */
export function redactState({ root }: State): State {
  const document = replaceMember(root, "values", (values) => redactValues(values, () => undefined));
  return { root: JsonNode.root(document, "state") };
}
