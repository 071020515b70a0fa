ALTER TABLE audit_entries ADD COLUMN request_id TEXT COLLATE "C";

CREATE INDEX audit_entries_by_time ON audit_entries (organization, at)
