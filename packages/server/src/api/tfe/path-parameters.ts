/** What stands in the segments of paths; every segment that a row names is in here. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  organization_name: "The name of the organization.",
  organization_membership_id: "The id of somebody's membership in an organization.",
  parameter_id: "The id of the parameter.",
  plan_id: "The id of the plan, as runs name it.",
  policy_check_id: "The id of the policy check, as runs name it.",
  policy_id: "The id of the policy.",
  policy_set_id: "The id of the policy set.",
  project_id: "The id of the project.",
  run_id: "The id of the run.",
  secret: "The last segment of a signed link.",
  team_id: "The id of the team.",
  token_id: "The id of the token, not its key.",
  user_id: "The id of the user.",
  tool_version_id: "The id of the version.",
  workspace_id: "The id of the workspace.",
  workspace_name: "The name of the workspace.",
};
