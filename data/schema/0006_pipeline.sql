-- 发展党员: one file (candidacy) for each time a person goes the way, with its
-- steps, repeated entries, helpers, public notices and papers.  Where a person
-- stands is worked out from these rows by rules/pipeline; the dates of the
-- roster (person.apply_on …) follow from them in the same change.

CREATE TABLE candidacy (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    origin      TEXT NOT NULL,           -- code pipeline_origin
    came_from   TEXT,                    -- 转入前的单位和党组织
    came_on     TEXT,
    moved_on    TEXT,                    -- came along from another branch here
    examined_on TEXT,                    -- 原有材料审核
    examined_by INTEGER REFERENCES person (id),
    leave_on    TEXT,                    -- plans to leave the unit
    ended_on    TEXT,
    end_kind    TEXT,                    -- code pipeline_end
    end_reason  TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
-- Nobody goes the way twice at the same time.
CREATE UNIQUE INDEX candidacy_open ON candidacy (person_id)
    WHERE ended_on IS NULL AND voided_on IS NULL;
CREATE INDEX candidacy_branch ON candidacy (branch_id, id);
CREATE INDEX candidacy_person ON candidacy (person_id, id);

-- A step that was taken.  One that no longer counts (a meeting that did not
-- agree, an extension that came to its end, a return to an earlier state) is
-- dropped with the reason and stays readable; its next attempt is a new row.
-- When that attempt is taken back, what it took along counts again.
CREATE TABLE step (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    candidacy_id INTEGER NOT NULL REFERENCES candidacy (id),
    no           INTEGER NOT NULL CHECK (no BETWEEN 1 AND 25),
    round        INTEGER NOT NULL CHECK (round > 0), -- 第几次
    on_day       TEXT,                   -- NULL: 报送, not answered yet
    asked_on     TEXT,                   -- 报送
    from_on      TEXT,
    to_on        TEXT,
    by_id        INTEGER REFERENCES person (id),
    by_text      TEXT,                   -- 责任人 who is not in the roster
    place        TEXT,
    event_id     INTEGER REFERENCES event (id),
    result       TEXT,                   -- code step_result
    way          TEXT,                   -- code recommend_way
    number       TEXT,                   -- 文号, 志愿书编号, 证书号
    conclusion   TEXT,
    hours        INTEGER,
    days         INTEGER,
    months       INTEGER,                -- 延长
    grp_id       INTEGER REFERENCES grp (id),
    elsewhere    INTEGER NOT NULL,       -- 1: 外单位办理
    reason       TEXT,                   -- why rules that ask for one were passed over
    dropped      TEXT,                   -- why it no longer counts
    dropped_no    INTEGER,               -- the step whose new attempt took it
    dropped_round INTEGER,               -- along, and which attempt of that
    entered_on   TEXT NOT NULL,
    note         TEXT,
    voided_on    TEXT,
    void_reason  TEXT,
    CHECK (on_day IS NOT NULL OR asked_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX step_once ON step (candidacy_id, no)
    WHERE dropped IS NULL AND voided_on IS NULL;
CREATE INDEX step_of ON step (candidacy_id, no, round);
CREATE INDEX step_day ON step (coalesce(on_day, asked_on), id);
CREATE INDEX step_event ON step (event_id) WHERE event_id IS NOT NULL;

-- 思想汇报, 半年考察, 季度考察, 培训, 谈话.
CREATE TABLE step_entry (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    candidacy_id INTEGER NOT NULL REFERENCES candidacy (id),
    kind         TEXT NOT NULL,          -- code step_entry
    on_day       TEXT NOT NULL,
    by_id        INTEGER REFERENCES person (id),
    by_text      TEXT,
    conclusion   TEXT,
    content      TEXT,
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE INDEX step_entry_of ON step_entry (candidacy_id, on_day);
CREATE INDEX step_entry_day ON step_entry (on_day, id);

-- 培养联系人, 入党介绍人, from day to day.
CREATE TABLE helper (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    candidacy_id INTEGER NOT NULL REFERENCES candidacy (id),
    role         TEXT NOT NULL,          -- code pipeline_role
    person_id    INTEGER REFERENCES person (id),
    name_text    TEXT,                   -- of another branch
    from_on      TEXT NOT NULL,
    to_on        TEXT,
    reason       TEXT,                   -- why replaced
    kin          INTEGER NOT NULL,       -- 1: a close relative
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE INDEX helper_of ON helper (candidacy_id, from_on);
CREATE INDEX helper_person ON helper (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE publicity (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    candidacy_id INTEGER NOT NULL REFERENCES candidacy (id),
    no           INTEGER NOT NULL CHECK (no BETWEEN 1 AND 25),
    from_on      TEXT NOT NULL,
    to_on        TEXT NOT NULL,
    place        TEXT,
    phone        TEXT,
    objections   TEXT,
    stands       INTEGER NOT NULL,       -- 1: an objection that stands
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE INDEX publicity_of ON publicity (candidacy_id, no);

CREATE TABLE paper (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    candidacy_id INTEGER NOT NULL REFERENCES candidacy (id),
    no           INTEGER NOT NULL CHECK (no BETWEEN 1 AND 25),
    name         TEXT NOT NULL,
    round        INTEGER NOT NULL CHECK (round > 0), -- of the step: 第几次
    copies       INTEGER NOT NULL,
    pages        INTEGER,
    on_day       TEXT,                   -- 形成时间
    file         TEXT,
    missing      TEXT,                   -- 缺失说明
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE UNIQUE INDEX paper_once ON paper (candidacy_id, no, name, round)
    WHERE voided_on IS NULL;

-- 发展党员计划: how many a year.
CREATE TABLE quota (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    for_year    INTEGER NOT NULL,
    n           INTEGER NOT NULL CHECK (n BETWEEN 0 AND 9999),
    basis       TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX quota_once ON quota (branch_id, for_year)
    WHERE voided_on IS NULL;

INSERT INTO search_field (tbl, col) VALUES
    ('candidacy', 'came_from'), ('candidacy', 'end_reason'),
    ('candidacy', 'note'),
    ('step', 'by_text'), ('step', 'place'), ('step', 'number'),
    ('step', 'conclusion'), ('step', 'reason'), ('step', 'note'),
    ('step_entry', 'by_text'), ('step_entry', 'conclusion'),
    ('step_entry', 'content'),
    ('helper', 'name_text'), ('helper', 'reason'),
    ('publicity', 'place'), ('publicity', 'objections'),
    ('paper', 'file'), ('paper', 'missing');
