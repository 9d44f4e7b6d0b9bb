-- Which schema the records of a room's document are written in (docs/spec/sync.md V1): everything so far is version 1.
ALTER TABLE room ADD COLUMN document_version INTEGER NOT NULL DEFAULT 1;
-- How a snapshot's body is written. So far: the plain state, compressed with brotli.
ALTER TABLE room_snapshot ADD COLUMN encoding TEXT NOT NULL DEFAULT 'brotli';
