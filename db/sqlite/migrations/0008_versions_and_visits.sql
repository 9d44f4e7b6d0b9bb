-- Versions of a board: what it held at a moment, panel by panel. A panel that did not change is stored once, however many versions name it.
CREATE TABLE board_version (
	version_id TEXT PRIMARY KEY,
	scene_id TEXT NOT NULL,
	project_id TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('auto', 'named', 'safety')),
	name TEXT,
	made_by TEXT,
	at INTEGER NOT NULL,
	-- The room's generation and seq it was read at: two versions of one seq are one.
	generation INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	document_version INTEGER NOT NULL,
	-- The part with everything that stands in no panel.
	rest_hash TEXT NOT NULL
) STRICT;
CREATE INDEX board_version_of_scene ON board_version (scene_id, at);
CREATE TABLE board_version_panel (
	version_id TEXT NOT NULL,
	panel_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	part_hash TEXT NOT NULL,
	PRIMARY KEY (version_id, panel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_version_panel_by_panel ON board_version_panel (panel_id);
CREATE TABLE version_part (
	scene_id TEXT NOT NULL,
	-- Names what the part holds, whatever its bytes.
	part_hash TEXT NOT NULL,
	body BLOB NOT NULL,
	sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
	PRIMARY KEY (scene_id, part_hash)
) STRICT;

-- When a person last came to a board and left it, and from when on changes are news to them. For their eyes only.
CREATE TABLE scene_visit (
	user_id TEXT NOT NULL,
	scene_id TEXT NOT NULL,
	since_at INTEGER NOT NULL,
	joined_at INTEGER NOT NULL,
	left_at INTEGER NOT NULL,
	PRIMARY KEY (user_id, scene_id)
) STRICT, WITHOUT ROWID;
-- The last time each person did each kind of thing to each panel, written in the commit of the change itself.
CREATE TABLE scene_activity (
	scene_id TEXT NOT NULL,
	subject_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	user_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	-- The panel's number then, for panels that are gone by now.
	label TEXT NOT NULL,
	PRIMARY KEY (scene_id, subject_id, kind, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX scene_activity_in_time ON scene_activity (scene_id, at);
-- What a person wrote for themselves to say when pitching a panel. For their eyes only.
CREATE TABLE pitch_note (
	user_id TEXT NOT NULL,
	panel_id TEXT NOT NULL,
	scene_id TEXT NOT NULL,
	body TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (user_id, panel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pitch_note_of_scene ON pitch_note (user_id, scene_id);
