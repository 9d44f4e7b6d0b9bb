-- Exports that were made, and whose rows they held: what an erasure must mark (signals.md S36).
CREATE TABLE dataset_export (
	export_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	purpose TEXT NOT NULL,
	kind TEXT NOT NULL,
	directory TEXT,
	row_count INTEGER NOT NULL,
	head_seq INTEGER NOT NULL,
	created_ms INTEGER NOT NULL,
	revoked_ms INTEGER
) STRICT;
CREATE INDEX dataset_export_of_project ON dataset_export (project_id, created_ms);
CREATE TABLE export_person (
	export_id TEXT NOT NULL REFERENCES dataset_export (export_id),
	actor_pid TEXT NOT NULL,
	PRIMARY KEY (export_id, actor_pid)
) STRICT, WITHOUT ROWID;
-- Who had their words destroyed, and when. The log's own row of it names only a pseudonym.
CREATE TABLE erasure (
	project_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	at_ms INTEGER NOT NULL,
	keys_destroyed INTEGER NOT NULL,
	exports_marked INTEGER NOT NULL,
	PRIMARY KEY (project_id, user_id, at_ms)
) STRICT, WITHOUT ROWID;
-- How long words are kept; rows and hashes stay for good.
CREATE TABLE retention (
	project_id TEXT PRIMARY KEY,
	words_days INTEGER,
	legal_hold INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
	set_ms INTEGER NOT NULL
) STRICT;
-- Keys for programs: only the SHA-256 of each is kept.
CREATE TABLE api_token (
	token_id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE,
	user_id TEXT NOT NULL REFERENCES person (user_id),
	role TEXT NOT NULL,
	label TEXT NOT NULL,
	created_ms INTEGER NOT NULL,
	expires_ms INTEGER,
	last_used_ms INTEGER,
	revoked_ms INTEGER
) STRICT;
