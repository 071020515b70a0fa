import type { TreeObject } from "../json/tree.js";
import { withDefaults } from "./fields.js";

/** COMPAT (open-source API of Nomad): the weight of an affinity or a spread that gives none. */
const DEFAULT_WEIGHT = 50;

export function canonicalAffinity(affinity: TreeObject): TreeObject {
  return withDefaults(affinity, { Weight: DEFAULT_WEIGHT });
}

export function canonicalSpread(spread: TreeObject): TreeObject {
  return withDefaults(spread, { Weight: DEFAULT_WEIGHT });
}
