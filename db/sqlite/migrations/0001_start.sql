-- Rooms: documents as update logs. Every body carries its SHA-256, checked at load: SQLite has no page checksums.
CREATE TABLE room (
	room TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	project_id TEXT NOT NULL,
	generation INTEGER NOT NULL DEFAULT 1,
	seq INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE room_update (
	room TEXT NOT NULL,
	generation INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	user_id TEXT,
	session_id TEXT,
	at INTEGER NOT NULL,
	body BLOB NOT NULL,
	sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
	PRIMARY KEY (room, generation, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE room_snapshot (
	room TEXT NOT NULL,
	generation INTEGER NOT NULL,
	upto_seq INTEGER NOT NULL,
	body BLOB NOT NULL,
	sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
	at INTEGER NOT NULL,
	PRIMARY KEY (room, generation, upto_seq)
) STRICT;
CREATE TABLE room_client (
	room TEXT NOT NULL,
	client_id INTEGER NOT NULL,
	user_id TEXT NOT NULL,
	first_seen INTEGER NOT NULL,
	PRIMARY KEY (room, client_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE command_result (
	user_id TEXT NOT NULL,
	key TEXT NOT NULL,
	room TEXT NOT NULL,
	result_json TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

-- Projections: what film-wide pages read. Room commits write them; they can be rebuilt from the documents.
CREATE TABLE project (
	project_id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	logline TEXT NOT NULL DEFAULT '',
	aspect_ratio REAL NOT NULL DEFAULT 1.7778,
	frame_rate REAL NOT NULL DEFAULT 24,
	numbering_scheme TEXT NOT NULL DEFAULT 'slate',
	created_at INTEGER NOT NULL,
	created_by TEXT,
	trashed_at INTEGER,
	is_demo INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE scene (
	scene_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL REFERENCES project (project_id),
	position INTEGER NOT NULL,
	number TEXT NOT NULL,
	heading TEXT NOT NULL,
	trashed_at INTEGER
) STRICT;
CREATE INDEX scene_of_project ON scene (project_id, position);
CREATE TABLE panel (
	scene_id TEXT NOT NULL,
	panel_id TEXT NOT NULL,
	project_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	number TEXT NOT NULL,
	shot_id TEXT,
	shot_number_override TEXT,
	size TEXT,
	action TEXT NOT NULL,
	dialogue TEXT NOT NULL,
	notes TEXT NOT NULL,
	duration_frames INTEGER,
	picture_hash TEXT NOT NULL,
	PRIMARY KEY (scene_id, panel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_in_order ON panel (scene_id, position);
CREATE TABLE scene_suggestions (
	scene_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	open INTEGER NOT NULL
) STRICT;

-- People.
CREATE TABLE person (
	user_id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	color TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
	session_id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE,
	user_id TEXT NOT NULL REFERENCES person (user_id),
	role TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	last_seen_at INTEGER NOT NULL,
	revoked_at INTEGER
) STRICT;
CREATE TABLE invitation (
	token_hash TEXT PRIMARY KEY,
	role TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	revoked_at INTEGER
) STRICT;
CREATE TABLE asset (
	hash TEXT PRIMARY KEY,
	media_type TEXT NOT NULL,
	size_bytes INTEGER NOT NULL,
	width INTEGER NOT NULL,
	height INTEGER NOT NULL,
	uploaded_by TEXT,
	created_at INTEGER NOT NULL
) STRICT;

-- The signal log: append-only, hash-chained per project.
CREATE TABLE signal_event (
	project_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	event_id TEXT NOT NULL UNIQUE,
	schema_version INTEGER NOT NULL,
	type TEXT NOT NULL,
	scene_id TEXT,
	ts_ms INTEGER NOT NULL,
	recv_ms INTEGER NOT NULL,
	actor_pid TEXT,
	actor_role TEXT,
	slate_id TEXT,
	suggestion_id TEXT,
	position INTEGER,
	payload TEXT NOT NULL CHECK (json_valid(payload)),
	blob_cids TEXT NOT NULL CHECK (json_valid(blob_cids)),
	prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (project_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_event_by_suggestion ON signal_event (suggestion_id, type);
CREATE TRIGGER signal_event_no_update BEFORE UPDATE ON signal_event BEGIN
	SELECT RAISE(ABORT, 'signal_event is append-only');
END;
CREATE TRIGGER signal_event_no_delete BEFORE DELETE ON signal_event BEGIN
	SELECT RAISE(ABORT, 'signal_event is append-only');
END;
CREATE TABLE signal_blob (
	cid TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size_bytes INTEGER NOT NULL,
	key_id TEXT NOT NULL,
	nonce BLOB NOT NULL,
	body BLOB NOT NULL,
	created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE data_key (
	key_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	user_id TEXT,
	wrapped BLOB,
	created_ms INTEGER NOT NULL,
	destroyed_ms INTEGER
) STRICT;
CREATE INDEX data_key_of_project ON data_key (project_id, user_id);
CREATE TABLE project_secrets (
	project_id TEXT PRIMARY KEY,
	wrapped_pepper BLOB NOT NULL,
	wrapped_content_key BLOB NOT NULL,
	created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE consent (
	project_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	purpose TEXT NOT NULL,
	granted INTEGER NOT NULL,
	terms_version TEXT NOT NULL,
	at_ms INTEGER NOT NULL,
	PRIMARY KEY (project_id, user_id, purpose)
) STRICT, WITHOUT ROWID;
