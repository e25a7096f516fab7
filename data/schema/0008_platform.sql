-- The upper platform: what of the ledger has been typed into it, and which of
-- its differences from the roster nobody need look at again.

-- A record that was typed into it by a hand-over sheet (data/platform/).  What
-- was typed is kept as keyed digests, a pair a line of the sheet: enough to say
-- which lines are other by now, and nothing else.
CREATE TABLE upload (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    sheet       TEXT NOT NULL,         -- file of data/platform, without .ini
    system      TEXT NOT NULL,         -- as the sheet calls the platform
    module      TEXT,                  -- a word of the register platform
    book        TEXT NOT NULL,         -- name of the ledger, and the record
    row_id      INTEGER NOT NULL,
    said        TEXT NOT NULL,         -- how the record was called
    on_day      TEXT NOT NULL,
    by_name     TEXT,
    lines       TEXT NOT NULL,         -- digest and label, one a line
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX upload_once ON upload (branch_id, sheet, row_id)
    WHERE voided_on IS NULL;
CREATE INDEX upload_branch ON upload (branch_id, on_day);
CREATE INDEX upload_day ON upload (on_day, id);

-- A difference from the platform's list that is to be passed over: of one
-- person and one field, as long as both sides say what they said.
CREATE TABLE platform_pair (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER REFERENCES person (id), -- null: only on the platform
    name        TEXT NOT NULL,
    field       TEXT NOT NULL,         -- column; * the person as a whole
    here        TEXT NOT NULL,         -- digests of what both sides said
    there       TEXT NOT NULL,
    on_day      TEXT NOT NULL,
    by_name     TEXT,
    reason      TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX platform_pair_once
    ON platform_pair (branch_id, coalesce(person_id, 0), name, field)
    WHERE voided_on IS NULL;
CREATE INDEX platform_pair_day ON platform_pair (on_day, id);
