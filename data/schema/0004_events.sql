-- Organisational life: what was held, who came, what was decided, and the
-- registers that stand beside it.
--
-- An event has one date, one place and one roll; each kind it counts as is a
-- row of event_kind.  The roll is written out in full when the event is saved:
-- who should have come then is a fact of that day and does not move when the
-- roster is corrected later.

CREATE TABLE event (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    branch_id    INTEGER NOT NULL REFERENCES branch (id),
    kind         TEXT NOT NULL,          -- the first of its kinds
    grp_id       INTEGER REFERENCES grp (id), -- whose, for a 党小组会
    state        TEXT NOT NULL,          -- code event_state
    state_reason TEXT,                   -- why it failed or was cancelled
    on_day       TEXT NOT NULL,
    time_from    TEXT,                   -- HH:MM
    time_to      TEXT,
    place        TEXT,
    host_id      INTEGER REFERENCES person (id),
    host_note    TEXT,                   -- entrusted by whom, or a host from outside
    recorder_id  INTEGER REFERENCES person (id),
    guests       TEXT,                   -- 列席
    title        TEXT,                   -- 主题
    minutes      TEXT,
    dissent      TEXT,
    campaign     TEXT,                   -- 主题教育 …
    for_year     INTEGER NOT NULL,       -- 所属年度
    entered_on   TEXT NOT NULL,          -- first written down as held
    -- The roll, counted when it was saved.
    n_due        INTEGER NOT NULL,
    n_present    INTEGER NOT NULL,       -- 出席
    n_online     INTEGER NOT NULL,
    n_leave      INTEGER NOT NULL,
    n_absent     INTEGER NOT NULL,
    valid        INTEGER NOT NULL,       -- 1: enough came, by the rule of its kind
    note         TEXT,
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE INDEX event_day ON event (branch_id, on_day);
CREATE INDEX event_last ON event (branch_id, kind, on_day);
CREATE INDEX event_all ON event (on_day, id, state, voided_on);
-- The few that were not held, and the voided ones: lists of their own.
CREATE INDEX event_other ON event (branch_id, on_day)
    WHERE state = '1' OR state IN ('3', '4') OR voided_on IS NOT NULL;

CREATE TABLE event_kind (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    ord         INTEGER NOT NULL,
    kind        TEXT NOT NULL,           -- row of kinds.ini
    sub         TEXT,                    -- 书记, 微党课, 扩大会 …
    no          INTEGER,                 -- 第n次 of its kind, group and year
    title       TEXT,                    -- 党课题目, 活动主题 …
    lead_id     INTEGER REFERENCES person (id),
    lead_out    TEXT,
    form        TEXT,
    base        TEXT,
    readings    TEXT,
    boxes       TEXT,                    -- ticked words, apart by blanks
    hours       INTEGER,                 -- minutes of study that count
    extra       TEXT,
    -- Of the event, for the lights: a year is read out of one index.
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    grp_id      INTEGER REFERENCES grp (id),
    on_day      TEXT NOT NULL,
    for_year    INTEGER NOT NULL,
    counted     INTEGER NOT NULL,        -- 1: held and valid
    late        INTEGER NOT NULL,        -- 1: 补登
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX event_kind_event ON event_kind (event_id);
CREATE INDEX event_kind_lead ON event_kind (lead_id, event_id, voided_on)
    WHERE lead_id IS NOT NULL;
CREATE INDEX event_kind_light
    ON event_kind (branch_id, on_day, kind, grp_id, sub, counted, for_year,
                   late, event_id, voided_on) WHERE voided_on IS NULL;
CREATE INDEX event_kind_year
    ON event_kind (branch_id, for_year, kind, grp_id, no, counted)
    WHERE voided_on IS NULL;

CREATE TABLE attend (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    state       TEXT NOT NULL,           -- code attend_state
    reason      TEXT,                    -- code absence_reason
    reason_text TEXT,
    vote        INTEGER NOT NULL,        -- 1: had the right to vote that day
    leader      INTEGER NOT NULL,        -- 1: 双重组织生活 counts
    makeup_on   TEXT,                    -- 补学
    makeup_form TEXT,                    -- code makeup_form
    makeup_by   TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX attend_event ON attend (event_id);
-- Nobody is called twice.
CREATE UNIQUE INDEX attend_once ON attend (event_id, person_id)
    WHERE voided_on IS NULL;
CREATE INDEX attend_person ON attend (person_id, event_id, state, voided_on);
CREATE INDEX attend_makeup ON attend (id)
    WHERE state IN ('3', '4') AND makeup_on IS NULL AND voided_on IS NULL;

CREATE TABLE agenda (
    id              INTEGER PRIMARY KEY,
    ver             INTEGER NOT NULL,
    event_id        INTEGER NOT NULL REFERENCES event (id),
    ord             INTEGER NOT NULL,
    topic           TEXT NOT NULL,
    from_action     INTEGER,             -- an open action that was reported on
    subject_id      INTEGER REFERENCES person (id), -- whom it is about
    discussion      TEXT,
    dissent         TEXT,
    resolution      TEXT,
    vote_rule       TEXT,                -- row of votes.ini; null: no vote
    vote_way        TEXT,                -- code vote_way
    entitled        INTEGER,
    present         INTEGER,
    written_yes     INTEGER,
    written_no      INTEGER,
    written_abstain INTEGER,
    issued          INTEGER,
    returned        INTEGER,
    yes             INTEGER,
    no              INTEGER,
    abstain         INTEGER,
    spoiled         INTEGER,
    verdict         TEXT,                -- code vote_verdict
    voided_on       TEXT,
    void_reason     TEXT
) STRICT;
CREATE INDEX agenda_event ON agenda (event_id, ord);
CREATE INDEX agenda_vote ON agenda (id)
    WHERE vote_rule IS NOT NULL AND voided_on IS NULL;
CREATE INDEX agenda_subject ON agenda (subject_id, event_id, voided_on)
    WHERE subject_id IS NOT NULL;

-- What one speaker said on a topic (or, agenda_id null, at the event).
CREATE TABLE point (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    agenda_id   INTEGER REFERENCES agenda (id),
    ord         INTEGER NOT NULL,
    person_id   INTEGER REFERENCES person (id),
    speaker     TEXT,                    -- a guest
    text        TEXT NOT NULL,
    differs     INTEGER NOT NULL,        -- 1: a different view
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX point_event ON point (event_id);
CREATE INDEX point_person ON point (person_id, event_id, voided_on)
    WHERE person_id IS NOT NULL;

CREATE TABLE action (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    agenda_id   INTEGER REFERENCES agenda (id),
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    ord         INTEGER NOT NULL,
    text        TEXT NOT NULL,
    owner_id    INTEGER REFERENCES person (id),
    owner_text  TEXT,
    due_on      TEXT,
    done_on     TEXT,
    done_note   TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX action_event ON action (event_id);
CREATE INDEX action_owner ON action (owner_id, event_id, voided_on)
    WHERE owner_id IS NOT NULL;
CREATE INDEX action_open ON action (branch_id, due_on)
    WHERE done_on IS NULL AND voided_on IS NULL;
CREATE INDEX action_due ON action (coalesce(due_on, '9999'), id);

CREATE TABLE attachment (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event (id),
    kind        TEXT NOT NULL,           -- code attachment_kind
    name        TEXT NOT NULL,           -- as the file was called
    hash        TEXT NOT NULL,           -- of its content; see store/attach
    bytes       INTEGER NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX attachment_event ON attachment (event_id);

-- Who, from day to day, may not vote or is left out of 应到会, and why.
CREATE TABLE rights (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL,           -- code rights
    from_on     TEXT NOT NULL,
    to_on       TEXT,
    approved_on TEXT,
    basis       TEXT NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX rights_person ON rights (person_id, from_on);

CREATE TABLE talk (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    on_day      TEXT NOT NULL,
    by_id       INTEGER NOT NULL REFERENCES person (id),
    with_id     INTEGER NOT NULL REFERENCES person (id),
    kind        TEXT,                    -- code talk_kind
    place       TEXT,
    topic       TEXT,
    content     TEXT,
    follow      TEXT,                    -- what was agreed
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX talk_day ON talk (on_day, id);
CREATE INDEX talk_by ON talk (by_id, on_day);
CREATE INDEX talk_with ON talk (with_id, on_day);

-- 配档表: what is planned for which month.
CREATE TABLE plan (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    month       TEXT NOT NULL,           -- YYYY-MM
    kind        TEXT NOT NULL,           -- row of kinds.ini
    grp_id      INTEGER REFERENCES grp (id),
    topic       TEXT,
    readings    TEXT,
    form        TEXT,
    owner_id    INTEGER REFERENCES person (id),
    owner_text  TEXT,
    event_id    INTEGER REFERENCES event (id), -- what it became
    dropped     TEXT,                    -- why it was given up
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX plan_month ON plan (branch_id, month);
CREATE INDEX plan_all ON plan (month, id);
CREATE INDEX plan_event ON plan (event_id) WHERE event_id IS NOT NULL;

-- A branch's own word on a duty: on, off, how often, and on what basis.
CREATE TABLE duty_own (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    duty        TEXT NOT NULL,           -- M10
    asked       INTEGER NOT NULL,        -- 1: asked for here
    least       INTEGER,                 -- null: as the rule says
    from_on     TEXT NOT NULL,
    to_on       TEXT,
    basis       TEXT NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX duty_own_branch ON duty_own (branch_id, duty, from_on);

-- A duty that no other book shows is written down here when it is done.
CREATE TABLE duty_done (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    duty        TEXT NOT NULL,
    for_year    INTEGER NOT NULL,
    on_day      TEXT NOT NULL,
    person_id   INTEGER REFERENCES person (id),
    text        TEXT,                    -- what was done
    proof       TEXT,                    -- document, address of a paper
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX duty_done_branch ON duty_done (branch_id, on_day);

-- 民主评议: one a year, with a line for each who was graded.
CREATE TABLE review (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    for_year    INTEGER NOT NULL,
    on_day      TEXT NOT NULL,
    event_id    INTEGER REFERENCES event (id),
    due         INTEGER NOT NULL,
    present     INTEGER NOT NULL,
    issued      INTEGER NOT NULL,
    returned    INTEGER NOT NULL,
    decided_on  TEXT,                    -- grades fixed by the committee
    tellers     TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX review_branch ON review (branch_id, for_year);

CREATE TABLE review_line (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    review_id   INTEGER NOT NULL REFERENCES review (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    ord         INTEGER NOT NULL,
    graded      INTEGER NOT NULL,        -- 0: probationary, takes part only
    spoiled     INTEGER,
    best        INTEGER,
    good        INTEGER,
    basic       INTEGER,
    bad         INTEGER,
    own_grade   TEXT,                    -- code review_grade: 自评
    grade       TEXT,                    -- code review_grade: 评定
    opinion     TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX review_line_review ON review_line (review_id, ord);
CREATE INDEX review_line_person ON review_line (person_id);

-- 换届, 补选: counts, candidates, papers; saving the result makes the term
-- and the posts.
CREATE TABLE election (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    kind        TEXT NOT NULL,           -- code election_kind
    on_day      TEXT NOT NULL,
    event_id    INTEGER REFERENCES event (id),
    term_id     INTEGER REFERENCES term (id), -- what it made, or fills up
    seats       INTEGER NOT NULL,
    entitled    INTEGER,
    present     INTEGER,
    issued      INTEGER,
    returned    INTEGER,
    spoiled     INTEGER,
    verdict     TEXT,                    -- code vote_verdict
    tellers     TEXT,
    asked_on    TEXT,                    -- 请示
    asked_paper TEXT,
    granted_on  TEXT,                    -- 批复
    granted_paper TEXT,
    names_on    TEXT,                    -- 候选人预备人选请示
    names_paper TEXT,
    names_granted_on TEXT,
    names_granted_paper TEXT,
    report_on   TEXT,                    -- 选举结果报告
    report_paper TEXT,
    filed_on    TEXT,                    -- 备案批复
    filed_paper TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX election_branch ON election (branch_id, on_day);

CREATE TABLE candidate (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    election_id INTEGER NOT NULL REFERENCES election (id),
    ord         INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    added       INTEGER NOT NULL,        -- 1: written in on the ballots
    yes         INTEGER,
    no          INTEGER,
    abstain     INTEGER,
    elected     INTEGER NOT NULL,
    post        TEXT,                    -- code post, after the division of work
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX candidate_election ON candidate (election_id, ord);
CREATE INDEX candidate_person ON candidate (person_id);

-- 书记抓党建述职评议.
CREATE TABLE duty_report (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    for_year    INTEGER NOT NULL,
    on_day      TEXT NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    listener    TEXT,                    -- to whom: 机关党委, 党员大会
    grade       TEXT,                    -- code report_grade
    tally       TEXT,                    -- 好 20 较好 3 …
    comment     TEXT,                    -- what the listeners found
    remedy      TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX duty_report_branch ON duty_report (branch_id, on_day);

-- Months that are sealed: what is dated inside does not move any more.
CREATE TABLE period (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    month       TEXT NOT NULL,           -- YYYY-MM
    sealed_on   TEXT NOT NULL,
    sealed_by   TEXT NOT NULL,
    head        TEXT NOT NULL,           -- code of the audit before the seal
    head_seq    INTEGER NOT NULL,
    events      INTEGER NOT NULL,        -- held events of the month
    opened_on   TEXT,                    -- unsealed again
    opened_by   TEXT,
    opened_with TEXT,                    -- the second person
    opened_why  TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX period_month ON period (branch_id, month);

-- Who is brought up in which branch, asked for at every start.
CREATE INDEX person_home ON person (home_id) WHERE home_id IS NOT NULL;

INSERT INTO search_field (tbl, col) VALUES
    ('event', 'title'), ('event', 'place'), ('event', 'guests'),
    ('event', 'minutes'), ('event', 'dissent'), ('event', 'campaign'),
    ('event_kind', 'title'), ('event_kind', 'readings'),
    ('event_kind', 'lead_out'), ('event_kind', 'base'),
    ('agenda', 'topic'), ('agenda', 'discussion'), ('agenda', 'dissent'),
    ('agenda', 'resolution'),
    ('point', 'text'), ('action', 'text'), ('action', 'done_note'),
    ('talk', 'topic'), ('talk', 'content'), ('talk', 'follow'),
    ('plan', 'topic');
