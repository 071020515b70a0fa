import type { Value } from "@portcullis/language";
import { JsonNode } from "./json/json-node.js";
import { isObject, type JsonObject, member } from "./json/json-object.js";

/** Whether a document is what Terraform itself keeps as `terraform.tfstate`. */
export function isStateFile(root: JsonNode): boolean {
  return root.has("version") && root.has("serial");
}

/**
 * What is wrong with the version of a state file, if anything is.
 * COMPAT (Terraform, state files): version 4 is what every Terraform from 0.12 on writes.
 */
export function stateFileProblem(root: JsonNode): string | undefined {
  const version = root.value("version");
  if (version === 4) return undefined;
  const shown = typeof version === "number" ? `version ${version}` : "a version that is no number";
  return `the state file has ${shown}, but only version 4 is known: have Terraform 0.12 or newer write it anew`;
}

/**
 * A state file in the form that `terraform show -json` gives it. Values are shared with the file. What
 * needs the schema of a provider stays as Terraform keeps it.
 *
 * @throws MalformedDocument
 */
export function shownState(file: JsonNode): JsonNode {
  const modules = new Map<string, JsonObject[]>([["", []]]);
  for (const resource of file.children("resources")) {
    const address = resource.string("module");
    const shown = modules.get(address) ?? [];
    modules.set(address, shown);
    for (const instance of resource.children("instances"))
      shown.push(shownInstance(resource, instance));
  }
  const [[, resources = []] = [], ...others] = modules;
  const child_modules = others.map(([address, members]) => ({ address, resources: members }));
  return JsonNode.root(
    {
      format_version: "1.0",
      terraform_version: file.string("terraform_version"),
      values: {
        outputs: file.child("outputs").object,
        root_module: { resources, child_modules },
      },
    },
    "state",
  );
}

function shownInstance(resource: JsonNode, instance: JsonNode): JsonObject {
  return {
    mode: resource.requiredString("mode"),
    type: resource.requiredString("type"),
    name: resource.requiredString("name"),
    index: instance.index("index_key"),
    provider_name: providerName(resource.string("provider")),
    values: instance.child(instance.has("attributes") ? "attributes" : "attributes_flat").object,
    sensitive_values: sensitivePaths(instance),
    depends_on: instance.strings("dependencies"),
    tainted: instance.string("status") === "tainted",
    deposed_key: instance.string("deposed") || null,
  };
}

/**
 * "registry.terraform.io/hashicorp/aws" of `module.a.provider["registry.terraform.io/hashicorp/aws"].west`,
 * and "aws" of `provider.aws`, as Terraform 0.12 writes it; empty when it is written otherwise.
 */
export function providerName(provider: string): string {
  const [, source, type] = PROVIDER.exec(provider) ?? [];
  return source ?? type ?? "";
}

const PROVIDER = /(?:^|\.)provider(?:\["([^"]*)"\]|\.([^."[\]]+))(?:\.[^."[\]]+)?$/;

/** LIMIT: how deep marks of sensitive attributes are followed; what is further down is marked as a whole. */
const MAX_MARK_DEPTH = 200;

/** A mask of the attributes that the file marks; of what is in a list or map, all is marked. */
function sensitivePaths(instance: JsonNode): JsonObject {
  const mask: Mask = Object.create(null);
  for (const path of instance.list("sensitive_attributes")) {
    const steps = Array.isArray(path) ? path.slice(0, MAX_MARK_DEPTH).map(attributeOf) : [];
    const end = steps.indexOf(undefined);
    mark(mask, steps.slice(0, end === -1 ? steps.length : end) as string[]);
  }
  return mask;
}

function attributeOf(step: Value): string | undefined {
  if (!isObject(step) || member(step, "type") !== "get_attr") return undefined;
  const name = member(step, "value");
  return typeof name === "string" ? name : undefined;
}

interface Mask extends JsonObject {
  [name: string]: Mask | true;
}

function mark(mask: Mask, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const former = mask[name];
  if (former === true) return;
  if (rest.length === 0) mask[name] = true;
  else {
    const within: Mask = former ?? Object.create(null);
    mask[name] = within;
    mark(within, rest);
  }
}
