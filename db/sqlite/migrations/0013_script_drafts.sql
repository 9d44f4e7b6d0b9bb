-- Every draft of a script that came into a film: which revision it is, and (compressed) the script as it
-- stood before with the panels that showed it, what the draft changed, and the file's own source.
-- "IF NOT EXISTS": for a few hours this stood under the number of the migration before it.
CREATE TABLE IF NOT EXISTS script_draft (
	draft_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL REFERENCES project (project_id),
	revision INTEGER NOT NULL,
	name TEXT NOT NULL,
	made_by TEXT NOT NULL,
	at_ms INTEGER NOT NULL,
	finished_ms INTEGER,
	undone_ms INTEGER,
	body BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS script_draft_of_project ON script_draft (project_id, at_ms);
