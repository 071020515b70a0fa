/** What stands in the segments of paths; every segment that a row names is in here. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  organization_name: "The name of the organization.",
  parameter_id: "The id of the parameter.",
  plan_id: "The id of the plan, as runs name it.",
  policy_check_id: "The id of the policy check, as runs name it.",
  policy_id: "The id of the policy.",
  policy_set_id: "The id of the policy set.",
  project_id: "The id of the project.",
  run_id: "The id of the run.",
  secret: "The last segment of a signed link.",
  workspace_id: "The id of the workspace.",
  workspace_name: "The name of the workspace.",
};
