ALTER TABLE runs ADD COLUMN operation TEXT COLLATE "C" NOT NULL DEFAULT 'plan_and_apply';

ALTER TABLE runs ADD COLUMN source TEXT COLLATE "C" NOT NULL DEFAULT 'tfe-api';

ALTER TABLE runs ADD COLUMN search_text TEXT COLLATE "C" NOT NULL DEFAULT '';

UPDATE runs SET operation = CASE
      WHEN CAST(options AS TEXT) LIKE '%"isPlanOnly":true%' THEN 'plan_only'
      WHEN CAST(options AS TEXT) LIKE '%"savePlan":true%' THEN 'save_plan'
      WHEN CAST(options AS TEXT) LIKE '%"refreshOnly":true%' THEN 'refresh_only'
      WHEN CAST(options AS TEXT) LIKE '%"isDestroy":true%' THEN 'destroy'
      WHEN CAST(options AS TEXT) LIKE '%"allowEmptyApply":true%' THEN 'empty_apply'
      ELSE 'plan_and_apply' END;

DROP INDEX runs_by_workspace;

DROP INDEX runs_by_organization;

DROP INDEX runs_by_creator;

CREATE INDEX runs_by_workspace ON runs
      (workspace_id, created_at, id, status, operation, source, created_by);

CREATE INDEX runs_by_organization ON runs
      (organization, created_at, id, status, operation, source, created_by, workspace_id, search_text);

CREATE INDEX runs_by_creator ON runs (created_by, organization, created_at, id);

CREATE INDEX runs_by_status ON runs (organization, status, created_at, id);

UPDATE runs SET search_text = lower(left(coalesce(options ->> 'message', ''), 200) COLLATE "C")
        WHERE options::text !~ '\\u(0000|d[89a-f])'
