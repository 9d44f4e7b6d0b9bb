-- What a ranker believed when it drew a slate: a logged policy id leads to the very weights (SG52).
CREATE TABLE policy_version (
	project_id TEXT NOT NULL,
	policy_id TEXT NOT NULL,
	means TEXT NOT NULL,
	created_ms INTEGER NOT NULL,
	PRIMARY KEY (project_id, policy_id)
) STRICT, WITHOUT ROWID;
