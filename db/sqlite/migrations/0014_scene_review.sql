-- How far each scene and its panels have come in review, written in the commit of the review itself, so
-- that lists of scenes can say so. No row: nothing was looked at since this was kept.
CREATE TABLE scene_review (
	scene_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	-- Of the scene as a whole, with who and when; null = not looked at.
	status TEXT,
	by_id TEXT,
	at INTEGER,
	-- State -> how many panels of the story are in it, as JSON.
	panels TEXT NOT NULL
) STRICT;
