-- The store's own tables: settings of the file, the audit, personal data.
-- user_version is the number of the last migration.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One entry for each row that a change wrote, holding the whole row as it was
-- afterwards.  There is no before-image: it is the after-image of the entry
-- before, and what can be derived is not stored.
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY,
    change  INTEGER NOT NULL,          -- rows saved together share it
    at      TEXT NOT NULL,             -- local wall time, for reading only
    suspect INTEGER NOT NULL,          -- 1: the clock jumped
    actor   TEXT NOT NULL,
    op      TEXT NOT NULL,             -- do, post, undo, redo, erase: rows;
                                       -- any other: a note without rows
    label   TEXT NOT NULL,
    undoes  INTEGER,                   -- change that op undo/redo concerns
    tbl     TEXT NOT NULL,
    row_id  INTEGER NOT NULL,
    after   TEXT,                      -- JSON; null: the row is gone
    reason  TEXT NOT NULL,
    scheme  INTEGER NOT NULL,
    prev    BLOB NOT NULL,
    hash    BLOB NOT NULL
) STRICT;
CREATE INDEX audit_row ON audit (tbl, row_id, seq, op);
CREATE INDEX audit_change ON audit (change);
CREATE INDEX audit_undoes ON audit (undoes, seq) WHERE undoes IS NOT NULL;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- ID numbers and phones.  A value is never changed in place: a new one is a
-- new row, so that an undo finds the old one.  Erasing sets value and lookup
-- to null, erased to the day, and empties the salt as well: with it the digest
-- in the audit could be guessed by trying all numbers.
CREATE TABLE pii (
    id     INTEGER PRIMARY KEY,
    salt   BLOB NOT NULL,
    value  TEXT,
    lookup BLOB,                       -- digest keyed by meta.pii_key
    erased TEXT
) STRICT;
CREATE INDEX pii_lookup ON pii (lookup);
