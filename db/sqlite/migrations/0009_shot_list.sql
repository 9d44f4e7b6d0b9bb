-- What shot lists and prints read: what is said about each panel's set-up (NULL = written before this
-- and not yet again; readers then ask the document), and the film's own fields and print settings.
ALTER TABLE panel ADD COLUMN shot_fields TEXT CHECK (shot_fields IS NULL OR json_valid(shot_fields));
ALTER TABLE panel ADD COLUMN is_from_suggestion INTEGER NOT NULL DEFAULT 0 CHECK (is_from_suggestion IN (0, 1));
ALTER TABLE project ADD COLUMN custom_fields TEXT CHECK (custom_fields IS NULL OR json_valid(custom_fields));
ALTER TABLE project ADD COLUMN print_settings TEXT CHECK (print_settings IS NULL OR json_valid(print_settings));
