-- Finding words in long texts.  Nothing here is a record: all of it can be made
-- anew from the rows, so the audit does not cover it.

-- The columns that are indexed.  Migrations put them in; what the index was
-- made of stands in meta.search_fields, and when that is another list (or
-- gone, after a migration that rewrote texts) it is made anew.
CREATE TABLE search_field (
    tbl TEXT NOT NULL,
    col TEXT NOT NULL,
    PRIMARY KEY (tbl, col)
) STRICT, WITHOUT ROWID;

-- The number under which a row is indexed: that of its first audit entry, so
-- it grows with entry and is the same again when the index is made anew.
CREATE TABLE search_doc (
    id     INTEGER PRIMARY KEY,
    tbl    TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    UNIQUE (tbl, row_id)
) STRICT;

-- Pairs of characters, apart by blanks, made by the program: `ascii` takes
-- every byte above 7F for a letter and so cuts only at our blanks.  The prefix
-- index is for words of one character.
CREATE VIRTUAL TABLE search_pair USING fts5 (
    pairs, content='', columnsize=0, detail=none, prefix='1', tokenize='ascii'
);
