-- Money in a column that rounds; REAL in a comment is allowed.
CREATE TABLE bad (
    fen REAL NOT NULL, -- BAD
    rate INTEGER NOT NULL DEFAULT 0.5 -- BAD
) STRICT;
CREATE VIEW half AS SELECT round(fen / 2) FROM bad; -- BAD
