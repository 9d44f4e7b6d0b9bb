-- What a page needs to know of a panel's picture before it is drawn: its own ratio, and how far arrows and
-- words reach outside. NULL = written before this and not yet again; who prints then asks the document.
ALTER TABLE panel ADD COLUMN frame TEXT CHECK (frame IS NULL OR json_valid(frame));
