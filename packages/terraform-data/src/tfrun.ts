import { unknown, type Value } from "@portcullis/language";
import type { JsonNode } from "./json/json-node.js";
import { type Members, members } from "./lazy/lazy-members.js";
import type { RunContext } from "./run-context.js";

/** The import `tfrun` (tfrun import reference). */
export function tfrun({ root }: RunContext): Members {
  return tfrunOf(root);
}

/** COMPAT (observed in mocks): a run without a commit has an undefined one; a cost estimate is absent. */
export function tfrunOf(run: JsonNode): Members {
  const table: Record<string, () => Value> = {
    id: () => run.string("id"),
    created_at: () => run.string("created_at"),
    created_by: () => run.string("created_by"),
    message: () => run.string("message"),
    commit_sha: () => (run.has("commit_sha") ? run.string("commit_sha") : unknown),
    speculative: () => run.boolean("speculative"),
    is_destroy: () => run.boolean("is_destroy"),
    refresh: () => (run.has("refresh") ? run.boolean("refresh") : true),
    refresh_only: () => run.boolean("refresh_only"),
    replace_addrs: () => addresses(run, "replace_addrs"),
    target_addrs: () => addresses(run, "target_addrs"),
    variables: () => variables(run),
    project: () => ({ id: run.child("project").string("id"), ...nameOf(run.child("project")) }),
    organization: () => nameOf(run.child("organization")),
    workspace: () => workspace(run.child("workspace")),
  };
  if (run.has("cost_estimate"))
    table.cost_estimate = () => costEstimate(run.child("cost_estimate"));
  return members(table);
}

function nameOf(node: JsonNode): { readonly name: string } {
  return { name: node.string("name") };
}

/** Null for none, as an empty list is in the API. */
function addresses(run: JsonNode, key: string): Value {
  const list = run.strings(key);
  return list.length === 0 ? null : list;
}

/** Their values are never shown, whatever the document holds. */
function variables(run: JsonNode): Value {
  const entries = [...run.entries("variables")].map(([name, variable]): [string, Value] => [
    name,
    {
      category: variable.has("category") ? variable.string("category") : "terraform",
      sensitive: variable.boolean("sensitive"),
    },
  ]);
  return Object.fromEntries(entries);
}

function workspace(node: JsonNode): Value {
  const bindings = node.children("tag_bindings").map((binding) => ({
    key: binding.requiredString("key"),
    value: binding.has("value") ? binding.string("value") : null,
    inherited: binding.boolean("inherited"),
  }));
  // The keys of bindings are tags too.
  const tags = new Set([...node.strings("tags"), ...bindings.map(({ key }) => key)]);
  return {
    id: node.string("id"),
    name: node.string("name"),
    created_at: node.string("created_at"),
    description: stringOrNull(node, "description"),
    execution_mode: node.has("execution_mode") ? node.string("execution_mode") : "remote",
    auto_apply: node.boolean("auto_apply"),
    tags: [...tags],
    tag_bindings: bindings,
    working_directory: stringOrNull(node, "working_directory"),
    vcs_repo: node.has("vcs_repo") ? vcsRepo(node.child("vcs_repo")) : null,
  };
}

function vcsRepo(node: JsonNode): Value {
  return {
    identifier: node.string("identifier"),
    display_identifier: node.has("display_identifier")
      ? node.string("display_identifier")
      : node.string("identifier"),
    branch: node.string("branch"),
    ingress_submodules: node.boolean("ingress_submodules"),
  };
}

/** COMPAT (tfrun): amounts are texts in decimal. */
function costEstimate(node: JsonNode): Value {
  return {
    prior_monthly_cost: node.string("prior_monthly_cost"),
    proposed_monthly_cost: node.string("proposed_monthly_cost"),
    delta_monthly_cost: node.string("delta_monthly_cost"),
  };
}

function stringOrNull(node: JsonNode, key: string): string | null {
  return node.has(key) ? node.string(key) : null;
}
