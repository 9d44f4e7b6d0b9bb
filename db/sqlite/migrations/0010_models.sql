-- Models that films ask for suggestions: how each is set up (its key sealed under the server's master
-- key), what a film may spend, which addresses inside this network may be asked, and every call that
-- left the server, written before it leaves.
CREATE TABLE model_config (
	model_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL REFERENCES project (project_id),
	config TEXT NOT NULL CHECK (json_valid(config)),
	sealed_key BLOB,
	key_ending TEXT,
	updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX model_config_of_project ON model_config (project_id);
CREATE TABLE model_budget (
	project_id TEXT PRIMARY KEY REFERENCES project (project_id),
	amount REAL,
	currency TEXT NOT NULL,
	set_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE model_address (
	address TEXT PRIMARY KEY,
	added_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE model_call (
	call_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL REFERENCES project (project_id),
	scene_id TEXT,
	model_id TEXT NOT NULL,
	name TEXT NOT NULL,
	generator_id TEXT NOT NULL,
	host TEXT NOT NULL,
	purpose TEXT NOT NULL,
	prompt TEXT NOT NULL,
	sent_hash TEXT,
	sent_bytes INTEGER NOT NULL DEFAULT 0,
	pictures INTEGER NOT NULL DEFAULT 0,
	holds_texts INTEGER NOT NULL CHECK (holds_texts IN (0, 1)),
	times_sent INTEGER NOT NULL DEFAULT 0,
	started_ms INTEGER NOT NULL,
	ended_ms INTEGER,
	result TEXT NOT NULL,
	proposals INTEGER NOT NULL DEFAULT 0,
	tokens_in INTEGER NOT NULL DEFAULT 0,
	tokens_out INTEGER NOT NULL DEFAULT 0,
	cost REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX model_call_of_project ON model_call (project_id, started_ms);
