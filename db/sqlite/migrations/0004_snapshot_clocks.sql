-- The state vector of a snapshot, so that a joiner can be greeted before the document was read. The hash covers it too.
ALTER TABLE room_snapshot ADD COLUMN clocks BLOB;
