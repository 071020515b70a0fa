import { unknown } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { type Members, members } from "../lazy/lazy-members.js";
import { stateOutputs, stateResources } from "./state-values.js";

/**
 * The import `tfstate/v2` (tfstate/v2 import reference), over the state document of a plan
 * (`prior_state`) or one of its own; an empty document where there is no state.
 */
export function tfstateV2(state: () => JsonNode): Members {
  const values = () => state().child("values");
  return members({
    terraform_version: () =>
      state().has("terraform_version") ? state().string("terraform_version") : unknown,
    outputs: () => stateOutputs(values()),
    resources: () => stateResources(values()),
  });
}
