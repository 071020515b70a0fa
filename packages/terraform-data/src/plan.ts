import { decodeUtf8, parseJson } from "@portcullis/language";
import { isObject, type JsonObject, member, ShapeError, stringAt } from "./json-shape.js";
import { checkPlanShape } from "./plan-shape.js";

/**
 * A plan as `terraform show -json` prints it, read and found to be of the shape that adapters rely
 * on. Nothing in it is copied; it must not be changed.
 */
export interface Plan {
  readonly formatVersion: string;
  readonly terraformVersion: string;
  readonly document: JsonObject;
}

export type PlanResult =
  | { readonly plan: Plan; readonly problem?: never }
  | { readonly plan?: never; readonly problem: string };

const remedy = 'give the output of "terraform show -json PLANFILE"';

/** Reads the bytes of a plan; see `parsePlan`. */
export function decodePlan(bytes: Uint8Array): PlanResult {
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, "");
  if (text === undefined) return { problem: `the plan is not text in UTF-8; ${remedy}` };
  return parsePlan(text);
}

/**
 * Reads the JSON text of a plan of format 0.1 (Terraform 0.12) to any 1.x. The problem, if there is
 * one, names the place in the document.
 */
export function parsePlan(text: string): PlanResult {
  const { value, problem } = parseJson(text);
  if (problem !== undefined)
    return {
      problem: `the plan is not JSON: ${problem.message} at offset ${problem.offset}; ${remedy}`,
    };
  if (!isObject(value)) return { problem: `the plan is not a JSON object; ${remedy}` };
  try {
    return readDocument(value);
  } catch (error) {
    if (error instanceof ShapeError)
      return { problem: `the plan is malformed: "${error.path}" ${error.message}` };
    throw error;
  }
}

function readDocument(document: JsonObject): PlanResult {
  const formatVersion = stringAt(document, "format_version", "");
  if (formatVersion === "") return { problem: `the plan has no "format_version"; ${remedy}` };
  // COMPAT (terraform-json): from 0.1 up to, not including, 2.0.
  if (!/^(?:0\.[1-9]\d*|1\.\d+)$/.test(formatVersion)) {
    return {
      problem: `the plan has the format "${formatVersion}", but only formats from 0.1 to 1.x are known`,
    };
  }
  // A state has a format version too, and looks much like a plan at first glance.
  if (member(document, "values") !== undefined && member(document, "planned_values") === undefined)
    return { problem: `the document is a state, not a plan; ${remedy}` };
  checkPlanShape(document);
  const terraformVersion = stringAt(document, "terraform_version", "");
  return { plan: { formatVersion, terraformVersion, document } };
}
