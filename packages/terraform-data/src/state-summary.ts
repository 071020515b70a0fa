import { isInt, type Value } from "@portcullis/language";
import { decodeDocument } from "./json/document.js";
import type { JsonNode } from "./json/json-node.js";
import { isStateFile, shownState, stateFileProblem } from "./state-file.js";

/** What Terraform keeps as `terraform.tfstate`; only its head has been looked at. */
export interface StateFile {
  readonly root: JsonNode;
}

export type StateFileResult =
  | { readonly file: StateFile; readonly problem?: never }
  | { readonly file?: never; readonly problem: string };

/** What a state file is about. */
export interface StateSummary {
  readonly version: number;
  readonly terraformVersion: string;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly StateResource[];
  readonly outputs: readonly StateOutput[];
}

/** A resource with all of its instances. */
export interface StateResource {
  readonly isManaged: boolean;
  readonly type: string;
  readonly name: string;
  /** The address of its module; empty for the root module. */
  readonly module: string;
  /** As the file has it: `provider["registry.terraform.io/hashicorp/aws"]`. */
  readonly provider: string;
  /** How many instances there are, those left over from replacements among them. */
  readonly count: number;
}

export interface StateOutput {
  readonly name: string;
  readonly isSensitive: boolean;
  /** As Terraform writes types: "string", or a list such as ["list", "string"]. */
  readonly type: Value;
  readonly value: Value;
}

const remedy = 'give what Terraform keeps as "terraform.tfstate"';

/** Reads the bytes of a state file of version 4. */
export function decodeStateFile(bytes: Uint8Array): StateFileResult {
  const { root, problem } = decodeDocument(bytes, "state", remedy);
  if (root === undefined) return { problem };
  if (!isStateFile(root)) return { problem: `the document is no state file; ${remedy}` };
  const wrongVersion = stateFileProblem(root);
  return wrongVersion === undefined ? { file: { root } } : { problem: wrongVersion };
}

/** Throws `MalformedDocument` where the file is not as Terraform writes it, wherever a policy could look. */
export function summarizeState({ root }: StateFile): StateSummary {
  shownState(root);
  return {
    version: 4,
    terraformVersion: root.string("terraform_version"),
    serial: serialOf(root),
    lineage: root.string("lineage"),
    resources: root.children("resources").map(toResource),
    outputs: [...root.entries("outputs")].map(([name, output]) => ({
      name,
      isSensitive: output.boolean("sensitive"),
      type: output.value("type") ?? "dynamic",
      value: output.value("value") ?? null,
    })),
  };
}

function serialOf(root: JsonNode): number {
  const serial = root.value("serial");
  const isSerial = typeof serial === "number" && isInt(serial) && serial >= 0;
  return isSerial ? serial : root.fail("serial", "is no whole number from 0 up");
}

function toResource(resource: JsonNode): StateResource {
  return {
    isManaged: resource.string("mode") !== "data",
    type: resource.string("type"),
    name: resource.string("name"),
    module: resource.string("module"),
    provider: resource.string("provider"),
    count: resource.list("instances").length,
  };
}
