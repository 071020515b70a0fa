INSERT INTO organizations (name, external_id, email, cost_estimation_enabled, default_project_id, created_at)
VALUES ('acme', 'org-1', 'ops@acme.test', 0, 'prj-1', 1);

INSERT INTO projects (id, organization, name, description, created_at)
VALUES ('prj-1', 'acme', 'Default Project', NULL, 1);

INSERT INTO workspaces (id, organization, project_id, name, description, auto_apply, execution_mode,
  terraform_version, working_directory, created_at, updated_at, settings, lock)
VALUES ('ws-1', 'acme', 'prj-1', 'app', BYTES(00), 0, 'remote', '1.11.4', NULL, 1, 1, '{"queueAllRuns":true}',
  '{"by":{"kind":"user","id":"user-1","name":"admin"},"reason":"","at":1}');

INSERT INTO policies (id, organization, name, kind, description, query, enforcement_level, code, created_at, updated_at)
VALUES ('pol-1', 'acme', 'tags', 'sentinel', BYTES(00), NULL, 'soft-mandatory', 'cd34', 1, 1700000000000);

INSERT INTO policy_sets (id, organization, name, kind, description, is_global, is_agent_enabled,
  policy_tool_version, is_overridable, policy_update_patterns, is_versioned, created_at, updated_at, tag_selectors,
  is_tag_scoped, tag_matching)
VALUES ('polset-1', 'acme', 'prod', 'sentinel', NULL, 0, 0, NULL, NULL, '[]', 0, 1, 1,
  '[{"key":"env","value":null,"isExclude":true}]', 0, 'any');

INSERT INTO policy_set_policies (policy_set_id, policy_id) VALUES ('polset-1', 'pol-1');

INSERT INTO policy_set_workspaces (policy_set_id, member_id) VALUES ('polset-1', 'ws-1');

INSERT INTO policy_set_projects (policy_set_id, member_id) VALUES ('polset-1', 'prj-1');

INSERT INTO policy_set_workspace_exclusions (policy_set_id, member_id) VALUES ('polset-1', 'ws-1');

INSERT INTO policy_set_project_exclusions (policy_set_id, member_id) VALUES ('polset-1', 'prj-1');

INSERT INTO policy_set_parameters (id, policy_set_id, key, is_sealed, value, created_at)
VALUES ('var-1', 'polset-1', 'limit', 1, BYTES(00ff), 1);

INSERT INTO users (id, username, email, is_site_admin, created_at)
VALUES ('user-1', 'admin', NULL, 1, 1);

INSERT INTO organization_memberships (id, organization, user_id, created_at)
VALUES ('ou-1', 'acme', 'user-1', 1);

INSERT INTO teams (id, organization, name, visibility, access, allows_member_tokens, created_at)
VALUES ('team-1', 'acme', 'owners', 'organization', '[]', 1, 1);

INSERT INTO team_members (team_id, user_id) VALUES ('team-1', 'user-1');

INSERT INTO access_tokens (id, user_id, team_id, organization, created_by, digest, description, created_at,
  last_used_at, expires_at)
VALUES ('at-1', 'user-1', NULL, NULL, NULL, 'ab12', 'first start', 1, NULL, NULL);

INSERT INTO runs (id, organization, workspace_id, plan_id, apply_id, policy_check_id, task_stage_id, created_by, status,
  status_times, has_changes, options, created_at, configuration_version_id)
VALUES ('run-1', 'acme', 'ws-1', 'plan-1', 'apply-1', 'polchk-1', 'ts-1', 'user-1', 'policy_checked',
  '{"pending":1,"policy_checked":2}', 1,
  '{"message":"\u0000","isDestroy":false,"isPlanOnly":false,"autoApply":false,"allowEmptyApply":false,"savePlan":false,"refresh":true,"refreshOnly":false,"targetAddresses":[],"replaceAddresses":[],"variables":[],"terraformVersion":null}', 1, 'cv-1');

INSERT INTO plans (id, run_id, organization, status, status_times, document, summary, error_message, created_at, state_version_id)
VALUES ('plan-1', 'run-1', 'acme', 'finished', '{"finished":2}', 'ef56', NULL, NULL, 1, 'sv-1');

INSERT INTO state_versions (id, workspace_id, number, organization, status, serial, md5, lineage, state, json_state,
  summary, resource_count, run_id, created_by, rollback_of, created_at)
VALUES ('sv-1', 'ws-1', 1, 'acme', 'finalized', 3, 'd41d8cd98f00b204e9800998ecf8427e', BYTES(00), 'ef56', NULL,
  '{"size":2,"version":4,"terraformVersion":"1.11.4","resourceCount":0,"resources":[]}', 0, NULL, 'user-1', NULL, 1);

INSERT INTO state_version_outputs (id, state_version_id, position, name, is_sensitive, type, value)
VALUES ('wsout-1', 'sv-1', 0, BYTES(61), 1, '"string"', BYTES(223122));

INSERT INTO policy_checks (id, run_id, organization, status, status_times, policy_sets, counts, report, log,
  overridden_by, overridden_at, override_comment, standing_overrides, created_at)
VALUES ('polchk-1', 'run-1', 'acme', 'overridden', '{"overridden":2}', '[]', NULL, NULL, NULL,
  'user-1', 2, BYTES(616772656564), '[]', 1);

INSERT INTO task_stages (id, run_id, organization, status, status_times, overridden_by, overridden_at,
  override_comment, standing_overrides, created_at, updated_at)
VALUES ('ts-1', 'run-1', 'acme', 'passed', '{"pending":1,"passed":2}', 'user-1', 2, BYTES(616772656564), '[]', 1, 2);

INSERT INTO policy_evaluations (id, task_stage_id, run_id, organization, kind, status, status_times, tool_version,
  policy_sets, counts, created_at, updated_at)
VALUES ('poleval-1', 'ts-1', 'run-1', 'acme', 'opa', 'overridden', '{"pending":1,"overridden":2}', '1.22.3', '[]',
  '{"passed":0,"advisoryFailed":0,"mandatoryFailed":1,"errored":0}', 1, 2);

INSERT INTO policy_set_outcomes (id, policy_evaluation_id, position, set_name, set_description, is_overridable,
  tool_version, error, entries, output)
VALUES ('psout-1', 'poleval-1', 0, 'prod', BYTES(00), 1, '1.22.3', BYTES(), '[]', NULL);

INSERT INTO work_items (id, kind, run_id, attempt, available_at, enqueued_at)
VALUES ('work-1', 'check-policies', 'run-1', 0, 1, 1);

INSERT INTO tool_versions (id, kind, version, builds, is_deprecated, deprecated_reason, is_official, is_enabled,
  is_beta, created_at)
VALUES ('tool-1', 'sentinel', '0.40.0', '[]', 0, NULL, 0, 1, 0, 1);

INSERT INTO nomad_policies (name, description, scope, enforcement_level, policy, hash, create_index, modify_index)
VALUES ('count', BYTES(00), 'submit-job', 'advisory', BYTES(6d61696e203d2074727565), BYTES(00ff), 2, 3);

INSERT INTO change_indexes (topic, value) VALUES ('nomad policies', 3);

INSERT INTO tags (id, organization, name, created_at) VALUES ('tag-1', 'acme', 'env', 1);

INSERT INTO workspace_tags (id, owner_id, tag_id, value) VALUES ('tb-1', 'ws-1', 'tag-1', 'prod');

INSERT INTO project_tags (id, owner_id, tag_id, value) VALUES ('tb-2', 'prj-1', 'tag-1', '');

INSERT INTO team_workspaces (id, team_id, place_id, level, permissions, created_at)
VALUES ('tws-1', 'team-1', 'ws-1', 'read', '{}', 1);

INSERT INTO team_projects (id, team_id, place_id, level, permissions, created_at)
VALUES ('tprj-1', 'team-1', 'prj-1', 'read', '{}', 1);

INSERT INTO policy_sets (id, organization, name, kind, description, is_global, is_agent_enabled, policy_tool_version,
  is_overridable, policy_update_patterns, is_versioned, created_at, updated_at,
  tag_selectors, is_tag_scoped, tag_matching)
VALUES ('polset-2', 'acme', 'files', 'sentinel', NULL, 0, 0, NULL, NULL, '[]', 1, 1, 1, '[]', 0, 'any');

INSERT INTO policy_set_versions (id, policy_set_id, organization, source, status, status_times, archive, policies,
  error, error_message, ingress, created_at, updated_at)
VALUES ('polsetver-1', 'polset-2', 'acme', 'tfe-api', 'ready', '{"ready":2}', 'ef56',
  '[{"name":"tags","level":"advisory"}]', NULL, NULL, NULL, 1, 2);

INSERT INTO oauth_clients (id, organization, name, provider, http_url, api_url, key, rsa_public_key, secret,
  is_organization_scoped, created_at, updated_at)
VALUES ('oc-1', 'acme', BYTES(00), 'git', BYTES(68747470733a2f2f6769742e74657374), BYTES(68747470733a2f2f6769742e74657374),
  NULL, NULL, NULL, 1, 1, 1);

INSERT INTO oauth_tokens (id, client_id, organization, secret, ssh_key, created_at)
VALUES ('ot-1', 'oc-1', 'acme', BYTES(01ff), NULL, 1);

INSERT INTO policy_set_repositories (policy_set_id, oauth_token_id, identifier, branch, has_submodules, policies_path,
  webhook_id, webhook_secret, commit_sha, fingerprint, failure, attempt, due_at,
  leased_until, is_pushed)
VALUES ('polset-2', 'ot-1', BYTES(612f62), NULL, 0, NULL, '00000000-0000-4000-8000-000000000001', NULL, NULL, NULL,
  NULL, 0, 1, 0, 0);

INSERT INTO run_events (id, run_id, position, action, actor_id, comment_id, comment, created_at)
VALUES ('re-1', 'run-1', 0, 'commented', 'user-1', 'wsc-1', BYTES(00), 1);

INSERT INTO standing_overrides (id, organization, workspace_id, policy_set_id, policy_id, set_name, policy_name, run_id,
  granted_by, comment, created_at, expires_at)
VALUES ('so-1', 'acme', 'ws-1', 'polset-1', 'pol-1', 'prod', 'tags', 'run-1',
  '{"kind":"user","id":"user-1","name":"admin","isSiteAdmin":true}', BYTES(00), 1, 2);

INSERT INTO configuration_versions (id, organization, workspace_id, status, status_times, wants_runs, is_speculative,
  is_provisional, archive, error, error_message, created_at)
VALUES ('cv-1', 'acme', 'ws-1', 'uploaded', '{"pending":1,"uploaded":2}', 1, 0, 0, 'ab12', NULL, NULL, 1);

INSERT INTO audit_entries (at, actor_kind, actor, verb, noun, subject_id, organization, details, request_id)
VALUES (1, 'system', '{"kind":"system"}', 'create', 'token', 'at-1', NULL, '{}', 'req-1')
