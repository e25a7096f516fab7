-- 导入: one row for each file that was taken in.  It is saved as a part of the
-- change that the import is, so the audit knows which one that was; undone, the
-- row goes with all the others, and the audit still tells of it.
CREATE TABLE import_run (
    id          INTEGER PRIMARY KEY,     -- 导入编号
    ver         INTEGER NOT NULL,
    book        TEXT NOT NULL,           -- name of the ledger
    file        TEXT NOT NULL,           -- without its folder
    digest      TEXT NOT NULL,           -- of what was read: SHA-256 of the rows
    n_new       INTEGER NOT NULL,
    n_same      INTEGER NOT NULL,
    n_fill      INTEGER NOT NULL,
    n_conflict  INTEGER NOT NULL,
    n_twice     INTEGER NOT NULL,
    n_bad       INTEGER NOT NULL,
    n_skipped   INTEGER NOT NULL,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;

-- Namesakes and holders of an ID number are asked for with every new person; an
-- import asks thousands of times.
CREATE INDEX person_called ON person (name);
CREATE INDEX person_idno ON person (idno) WHERE idno IS NOT NULL;
