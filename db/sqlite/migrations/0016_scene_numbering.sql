-- What decides the numbers of a scene's panels beside its own number: numbers that people typed or locked,
-- set-ups that are returned to, and the shots that read OMITTED, as JSON. Written in the commit of the
-- board. No row: nothing was changed there since this was kept; numbers then follow from the rows alone.
CREATE TABLE scene_numbering (
	scene_id TEXT PRIMARY KEY,
	project_id TEXT NOT NULL,
	facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
