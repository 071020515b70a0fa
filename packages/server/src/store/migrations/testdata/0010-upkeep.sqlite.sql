CREATE INDEX plans_awaiting_upload ON plans (created_at) WHERE status = 'pending';

CREATE INDEX audit_entries_by_organization ON audit_entries (organization, position)
