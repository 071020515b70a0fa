import type { StateVersionOutput } from "../../../domain/state-versions/state-version.js";
import { resource } from "../documents.js";
import { anything, object, type Static, text, truth } from "../schemas.js";
import { encodeOutput } from "../state-versions/output-wire.js";

/** COMPAT (client for Terraform Enterprise, workspaces): the outputs of a workspace are of a type of their own. */
export const workspaceOutputResource = resource("WorkspaceOutput", "workspace-outputs", {
  attributes: object({
    name: text(),
    sensitive: truth(),
    "output-type": text({
      description: "Of the kinds of types: string, number, bool, list, map, …",
    }),
    value: anything({ description: "Any JSON; null where it is sensitive." }),
  }),
});

export function encodeWorkspaceOutput(
  output: StateVersionOutput,
): Static<typeof workspaceOutputResource> {
  const { id, attributes } = encodeOutput(output, { hidden: true });
  const { name, sensitive, type, value } = attributes;
  return {
    id,
    type: "workspace-outputs",
    attributes: { name, sensitive, "output-type": type, value },
  };
}
