import { decodeDocument } from "./json/document.js";
import type { JsonNode } from "./json/json-node.js";

/** How a collection is flattened: lists and sets, blocks included, or maps. */
export type CollectionKind = "list" | "map";

export type ProviderSchemasResult =
  | { readonly schemas: ProviderSchemas; readonly problem?: never }
  | { readonly schemas?: never; readonly problem: string };

const remedy = 'give the output of "terraform providers schema -json"';

/** The schemas of providers, as `terraform providers schema -json` prints them. */
export class ProviderSchemas {
  private readonly providers: JsonNode;

  private constructor(root: JsonNode) {
    this.providers = root.child("provider_schemas");
  }

  static decode(bytes: Uint8Array): ProviderSchemasResult {
    const { root, problem } = decodeDocument(bytes, "provider schemas", remedy);
    if (root === undefined) return { problem };
    if (!root.has("provider_schemas")) return { problem: `no "provider_schemas"; ${remedy}` };
    return { schemas: new ProviderSchemas(root) };
  }

  /**
   * What an attribute of a resource is flattened as; `none` for a primitive. `undefined` if the
   * schema does not know it.
   */
  kindOf(resource: JsonNode, attribute: string): CollectionKind | "none" | undefined {
    const isData = resource.string("mode") === "data";
    const block = this.providers
      .child(resource.string("provider_name"))
      .child(isData ? "data_source_schemas" : "resource_schemas")
      .child(resource.string("type"))
      .child("block");
    const blocks = block.child("block_types");
    if (blocks.has(attribute)) return ofNesting(blocks.child(attribute));
    const attributes = block.child("attributes");
    if (!attributes.has(attribute)) return undefined;
    const schema = attributes.child(attribute);
    if (schema.has("nested_type")) return ofNesting(schema.child("nested_type"));
    const type = schema.value("type") ?? null;
    if (!Array.isArray(type)) return "none";
    return ["list", "set", "tuple"].includes(String(type[0])) ? "list" : "map";
  }
}

function ofNesting(schema: JsonNode): CollectionKind {
  const mode = schema.string("nesting_mode");
  return mode === "list" || mode === "set" ? "list" : "map";
}
