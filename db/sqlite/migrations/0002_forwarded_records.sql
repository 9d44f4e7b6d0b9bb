-- Records that went to another room. What is still sent about them to the old one follows (docs/spec/sync.md R19).
CREATE TABLE forwarded_record (
	room TEXT NOT NULL,
	record_id TEXT NOT NULL,
	to_room TEXT NOT NULL,
	-- JSON, path -> text: what its texts were here when it was last carried over; letters that came since are what differs.
	texts TEXT NOT NULL,
	PRIMARY KEY (room, record_id)
) STRICT, WITHOUT ROWID;
