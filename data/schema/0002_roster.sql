-- Organisation and people.  Dates are text YYYY-MM-DD; every record keeps a
-- version for the optimistic lock and is voided with a reason, never deleted.
-- What a person *is* on a day (category, standing, in the branch or not) is
-- worked out from the dated rows, never stored.

CREATE TABLE branch (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    name        TEXT NOT NULL,          -- in full, as on the seal
    short       TEXT,
    kind        TEXT NOT NULL,          -- code branch_kind
    founded_on  TEXT NOT NULL,
    closed_on   TEXT,
    committee   INTEGER NOT NULL,       -- 1: has a 支部委员会
    upper       TEXT,                   -- 上级党组织
    ord         INTEGER NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;

CREATE TABLE grp (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    name        TEXT NOT NULL,
    founded_on  TEXT NOT NULL,
    closed_on   TEXT,
    ord         INTEGER NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX grp_branch ON grp (branch_id, ord);

CREATE TABLE term (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    no          INTEGER NOT NULL,       -- 第几届
    elected_on  TEXT NOT NULL,
    years       INTEGER NOT NULL,
    extended_to TEXT,                   -- with the superior's approval
    ended_on    TEXT,
    basis       TEXT,                   -- approving paper
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX term_branch ON term (branch_id, elected_on);

CREATE TABLE person (
    id              INTEGER PRIMARY KEY,
    ver             INTEGER NOT NULL,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL,      -- pinyin order, made from name
    ord             INTEGER NOT NULL,   -- the clerk's own order
    sex             TEXT,
    nation          TEXT,
    birth_on        TEXT,               -- as the personnel file has it
    idno            INTEGER REFERENCES pii (id),
    education       TEXT,
    degree          TEXT,
    job             TEXT,               -- code job
    unit            TEXT,               -- 工作单位及职务
    phone           INTEGER REFERENCES pii (id),
    tel             INTEGER REFERENCES pii (id),
    address         TEXT,
    former_name     TEXT,
    native_place    TEXT,
    household       TEXT,
    work_on         TEXT,
    tech_title      TEXT,
    new_class       TEXT,
    migrant_worker  INTEGER NOT NULL DEFAULT 0,
    retired_on      TEXT,
    politic         TEXT,
    league_on       TEXT,
    apply_on        TEXT,
    activist_on     TEXT,
    candidate_on    TEXT,
    join_on         TEXT,               -- 入党日期
    full_on         TEXT,               -- 转正日期
    probation_until TEXT,               -- 延长预备期至
    join_kind       TEXT,
    join_branch     TEXT,
    introducers     TEXT,
    age_adjust      INTEGER,            -- 党龄校正值, months
    home_id         INTEGER REFERENCES branch (id), -- who keeps the file
    health          TEXT,
    hardship        INTEGER NOT NULL DEFAULT 0,
    emergency       TEXT,
    archive_at      TEXT,
    photo           TEXT,
    background      TEXT,
    tags            TEXT,
    note            TEXT,
    voided_on       TEXT,
    void_reason     TEXT
) STRICT;
CREATE INDEX person_ord ON person (ord, id);
CREATE INDEX person_name ON person (name_key, id);

-- 组织关系: one row for each spell in a branch.
CREATE TABLE member (
    id             INTEGER PRIMARY KEY,
    ver            INTEGER NOT NULL,
    person_id      INTEGER NOT NULL REFERENCES person (id),
    branch_id      INTEGER NOT NULL REFERENCES branch (id),
    from_on        TEXT NOT NULL,
    in_kind        TEXT NOT NULL,
    in_from        TEXT,
    in_letter      TEXT,
    in_letter_on   TEXT,
    in_dues_to     TEXT,                -- 党费交至 YYYY-MM
    in_receipt_on  TEXT,                -- 回执寄出
    out_kind       TEXT,
    out_to         TEXT,
    out_letter     TEXT,
    out_letter_on  TEXT,
    out_valid_to   TEXT,
    out_dues_to    TEXT,
    out_receipt_on TEXT,
    to_on          TEXT,                -- first day no longer here
    out_reason     TEXT,
    basis          TEXT,
    note           TEXT,
    voided_on      TEXT,
    void_reason    TEXT
) STRICT;
CREATE INDEX member_person ON member (person_id, from_on);
CREATE INDEX member_branch ON member (branch_id, to_on);

-- Who is in which 党小组, from day to day.
CREATE TABLE placement (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    grp_id      INTEGER NOT NULL REFERENCES grp (id),
    from_on     TEXT NOT NULL,
    to_on       TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX placement_person ON placement (person_id, from_on);
CREATE INDEX placement_grp ON placement (grp_id);

CREATE TABLE post (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    grp_id      INTEGER REFERENCES grp (id),
    term_id     INTEGER REFERENCES term (id),
    kind        TEXT NOT NULL,          -- code post
    from_on     TEXT NOT NULL,
    to_on       TEXT,
    basis       TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX post_person ON post (person_id, from_on);
CREATE INDEX post_branch ON post (branch_id, from_on);

-- 流动, 请假, 借调, 失联 …: away, but still of the branch.
CREATE TABLE away (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL,          -- code away_kind
    from_on     TEXT NOT NULL,
    to_on       TEXT,
    place       TEXT,
    reason      TEXT,
    host        TEXT,                   -- 流入地党组织
    card_no     TEXT,                   -- 活动证号
    contact     TEXT,                   -- 联系人
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX away_person ON away (person_id, from_on);

CREATE TABLE contact (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    on_day      TEXT NOT NULL,
    way         TEXT NOT NULL,          -- code contact_way
    by_id       INTEGER REFERENCES person (id),
    reached     INTEGER NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX contact_person ON contact (person_id, on_day);

CREATE TABLE honour (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    on_day      TEXT NOT NULL,
    title       TEXT NOT NULL,
    level       TEXT,                   -- code honour_level
    giver       TEXT,
    paper       TEXT,                   -- document number
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX honour_person ON honour (person_id, on_day);
