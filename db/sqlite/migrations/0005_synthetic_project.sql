-- A project whose log was made up by `simulate`: its rows must never pass for anybody's judgement.
ALTER TABLE project ADD COLUMN is_synthetic INTEGER NOT NULL DEFAULT 0 CHECK (is_synthetic IN (0, 1));
