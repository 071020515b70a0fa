CREATE INDEX plans_awaiting_upload ON plans (created_at) WHERE status = 'pending';

CREATE INDEX users_by_administration ON users (created_at, id) WHERE is_site_admin = 1;

CREATE INDEX audit_entries_by_organization ON audit_entries (organization, position)
