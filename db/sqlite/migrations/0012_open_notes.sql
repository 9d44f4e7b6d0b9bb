-- How many threads of a scene's notes are open, written in the commit of the notes themselves, so that
-- the film's page need not open a document a scene. No row: nothing was noted since this was counted.
CREATE TABLE scene_notes (
	scene_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	open INTEGER NOT NULL
) STRICT;
