-- How long scenes as they stood and what the program wrote are kept, beside people's own words.
ALTER TABLE retention ADD COLUMN contexts_days INTEGER;
-- What the nightly look at each log found, the newest only.
CREATE TABLE log_check (
	project_id TEXT PRIMARY KEY,
	at_ms INTEGER NOT NULL,
	result TEXT NOT NULL CHECK (json_valid(result))
) STRICT;
-- Accepted changes that are still to be looked at again (signals.md S91): a row goes when all is measured.
CREATE TABLE survival_watch (
	decision_event_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	scene_id TEXT NOT NULL,
	suggestion_id TEXT NOT NULL,
	decided_ms INTEGER NOT NULL,
	-- How long somebody was on the board since.
	active_ms INTEGER NOT NULL DEFAULT 0,
	measured TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(measured))
) STRICT;
