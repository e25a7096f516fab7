-- 党费 and 经费.  Money is whole fen.
--
-- What somebody has to pay (due) and what was paid (payment, payment_part) are
-- apart: a payment may be for several months or people, a month may be paid in
-- parts, late or ahead.  A payment is entered in a sitting and can be changed
-- or taken back until the sitting is closed; then it has a number, its sitting
-- has one, and neither is ever written again: what was wrong is taken back by
-- a payment of its own with the opposite amounts.

-- Numbers given away, one row a series and year; never with a hole.
CREATE TABLE number (
    id        INTEGER PRIMARY KEY,
    ver       INTEGER NOT NULL,
    branch_id INTEGER NOT NULL REFERENCES branch (id),
    series    TEXT NOT NULL,             -- payment, sitting, handover, fund
    year      INTEGER NOT NULL,
    last      INTEGER NOT NULL CHECK (last >= 0),
    voided_on   TEXT,                    -- never: as every record has them
    void_reason TEXT,
    UNIQUE (branch_id, series, year)
) STRICT;

-- 核定: what a member pays a month, from a month on, until the year ends.
CREATE TABLE assess (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    for_year    INTEGER NOT NULL,
    from_month  TEXT NOT NULL,           -- YYYY-MM
    to_month    TEXT,                    -- null: to the end of the year
    no          INTEGER NOT NULL,        -- 核定表第几行, of branch and year
    category    TEXT NOT NULL,           -- row of dues.ini
    base_fen    INTEGER CHECK (base_fen BETWEEN 0 AND 99999999999999),
    rate        INTEGER,                 -- 1/10000; null: a fixed amount
    fen         INTEGER NOT NULL CHECK (fen BETWEEN 0 AND 99999999999999),
    reason      TEXT NOT NULL,           -- code assess_reason
    reason_text TEXT,
    decided_on  TEXT,                    -- by the committee or the branch
    event_id    INTEGER REFERENCES event (id),
    signed_on   TEXT,                    -- 本人签字
    quarterly   INTEGER NOT NULL,        -- 1: by the quarter, with consent
    place       TEXT NOT NULL,           -- code dues_place
    relief      TEXT,                    -- code dues_relief: 少交 免交
    relief_why  TEXT,
    relief_by   TEXT,                    -- 审批党委
    relief_on   TEXT,
    relief_paper TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX assess_once ON assess (person_id, branch_id, from_month)
    WHERE voided_on IS NULL;
CREATE INDEX assess_year ON assess (branch_id, for_year, no);
CREATE INDEX assess_list ON assess (branch_id, from_month, id);
CREATE INDEX assess_event ON assess (event_id) WHERE event_id IS NOT NULL;

-- The worksheet behind a base.
CREATE TABLE assess_item (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    assess_id   INTEGER NOT NULL REFERENCES assess (id),
    ord         INTEGER NOT NULL,
    item        TEXT NOT NULL,           -- row of dues.ini
    fen         INTEGER NOT NULL CHECK (fen BETWEEN 0 AND 99999999999999),
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX assess_item_of ON assess_item (assess_id, ord);

-- A month that is collected, or has been: one is open at a time.
CREATE TABLE dues_month (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    branch_id    INTEGER NOT NULL REFERENCES branch (id),
    month        TEXT NOT NULL,          -- YYYY-MM
    opened_on    TEXT NOT NULL,
    closed_on    TEXT,
    closed_by    TEXT,
    -- As they stood when it was closed (domain: figures of a month).
    n_members    INTEGER,                -- 党员总数
    n_payers     INTEGER,                -- 应交人数
    due_fen      INTEGER,                -- 本月应交
    n_paid       INTEGER,                -- 按时缴费
    paid_fen     INTEGER,                -- 本月实交, of this month
    n_unpaid     INTEGER,                -- 延迟缴费
    unpaid_fen   INTEGER,
    n_owed       INTEGER,                -- 应补缴往月: people
    owed_fen     INTEGER,
    n_late       INTEGER,                -- 实补缴往月: people
    late_fen     INTEGER,
    early_fen    INTEGER,                -- 预交
    cash_fen     INTEGER,                -- taken in this month, by way
    transfer_fen INTEGER,
    online_fen   INTEGER,
    large_fen    INTEGER,                -- 大额
    handed_fen   INTEGER,                -- 上缴 in this month
    hand_fen     INTEGER,                -- in hand at the end
    hand_cash_fen INTEGER,               -- of it cash, by the book
    counted_fen  INTEGER,                -- cash as counted
    notes        TEXT,                   -- 100×3 50×1 …
    head         TEXT,                   -- code of the audit before it
    head_seq     INTEGER,
    digest       TEXT,                   -- SHA-256 over what is posted
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE UNIQUE INDEX dues_month_once ON dues_month (branch_id, month)
    WHERE voided_on IS NULL;
CREATE UNIQUE INDEX dues_month_open ON dues_month (branch_id)
    WHERE closed_on IS NULL AND voided_on IS NULL;

CREATE INDEX dues_month_all ON dues_month (month, id);

-- Who has to pay what in a month, as it stood when the month was opened.
CREATE TABLE due (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    month       TEXT NOT NULL,           -- YYYY-MM
    ord         INTEGER NOT NULL,        -- 序, as in the roster that day
    assess_id   INTEGER REFERENCES assess (id),
    state       TEXT NOT NULL,           -- code due_state
    category    TEXT,
    base_fen    INTEGER,
    rate        INTEGER,
    fen         INTEGER NOT NULL CHECK (fen BETWEEN 0 AND 99999999999999),
    delayed     TEXT,                    -- 延迟缴费的原因
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX due_once ON due (branch_id, month, person_id)
    WHERE voided_on IS NULL;
CREATE INDEX due_person ON due (person_id, month);

-- A sitting that is closed: so much was taken, counted and posted at once.
CREATE TABLE sitting (
    id           INTEGER PRIMARY KEY,
    ver          INTEGER NOT NULL,
    branch_id    INTEGER NOT NULL REFERENCES branch (id),
    month        TEXT NOT NULL,          -- the open month it belongs to
    on_day       TEXT NOT NULL,
    year         INTEGER NOT NULL,
    no           INTEGER NOT NULL,
    kind         TEXT NOT NULL,          -- code sitting_kind: 收缴 冲销
    taken_by     TEXT NOT NULL,          -- 收款人
    n            INTEGER NOT NULL,       -- payments
    cash_fen     INTEGER NOT NULL,
    transfer_fen INTEGER NOT NULL,
    online_fen   INTEGER NOT NULL,
    counted_fen  INTEGER,                -- cash as counted; null: none
    notes        TEXT,                   -- 100×3 50×1 …
    note         TEXT,
    voided_on    TEXT,
    void_reason  TEXT
) STRICT;
CREATE UNIQUE INDEX sitting_no ON sitting (branch_id, year, no);
CREATE INDEX sitting_month ON sitting (branch_id, month);
CREATE INDEX sitting_day ON sitting (on_day, id);

-- Money that was handed over, once, by somebody.
CREATE TABLE payment (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    month       TEXT NOT NULL,           -- the open month it was booked in
    kind        TEXT NOT NULL,           -- code payment_kind: 月党费 大额
    paid_on     TEXT NOT NULL,
    way         TEXT NOT NULL,           -- code pay_way
    person_id   INTEGER REFERENCES person (id), -- who brought it; whose 大额
    payer       TEXT,                    -- 代交人, when no member
    fen         INTEGER NOT NULL
        CHECK (fen BETWEEN -99999999999999 AND 99999999999999),
    proof       TEXT,                    -- transfer, online: its number
    note        TEXT,
    sitting_id  INTEGER REFERENCES sitting (id), -- null: not posted yet
    year        INTEGER,
    no          INTEGER,
    reverses    INTEGER REFERENCES payment (id), -- 冲销
    reason      TEXT,
    voided_on   TEXT,
    void_reason TEXT,
    CHECK ((sitting_id IS NULL) = (no IS NULL)),
    CHECK (fen > 0 OR (reverses IS NOT NULL AND fen < 0))
) STRICT;
CREATE UNIQUE INDEX payment_no ON payment (branch_id, year, no)
    WHERE no IS NOT NULL;
CREATE UNIQUE INDEX payment_reversed ON payment (reverses)
    WHERE reverses IS NOT NULL AND voided_on IS NULL;
CREATE INDEX payment_open ON payment (branch_id, id)
    WHERE no IS NULL AND voided_on IS NULL;
CREATE INDEX payment_month ON payment (branch_id, month, id);
CREATE INDEX payment_day ON payment (paid_on, id);
CREATE INDEX payment_sitting ON payment (sitting_id)
    WHERE sitting_id IS NOT NULL;
CREATE INDEX payment_person ON payment (person_id, paid_on);
CREATE INDEX payment_large ON payment (branch_id, paid_on) WHERE kind = '2';

-- Which months of whom it pays.
CREATE TABLE payment_part (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    payment_id  INTEGER NOT NULL REFERENCES payment (id),
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    month       TEXT NOT NULL,           -- 所属月份
    fen         INTEGER NOT NULL
        CHECK (fen <> 0 AND fen BETWEEN -99999999999999 AND 99999999999999),
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX payment_part_of ON payment_part (payment_id);
CREATE INDEX payment_part_person ON payment_part (person_id, month, branch_id);
CREATE INDEX payment_part_month ON payment_part (branch_id, month, person_id);

-- 上缴.
CREATE TABLE handover (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    kind        TEXT NOT NULL,           -- code payment_kind: 月党费 大额
    from_month  TEXT NOT NULL,
    to_month    TEXT NOT NULL,
    on_day      TEXT NOT NULL,
    n_members   INTEGER NOT NULL,        -- 党员人数
    due_fen     INTEGER NOT NULL,        -- 应交
    paid_fen    INTEGER NOT NULL,        -- 实交
    late_fen    INTEGER NOT NULL,        -- 补交
    fen         INTEGER NOT NULL
        CHECK (fen BETWEEN -99999999999999 AND 99999999999999),
    kept_fen    INTEGER NOT NULL         -- 留用: into the fund
        CHECK (kept_fen BETWEEN -99999999999999 AND 99999999999999),
    fund_id     INTEGER REFERENCES fund (id),
    cash_fen    INTEGER NOT NULL         -- of fen and kept_fen
        CHECK (cash_fen BETWEEN -99999999999999 AND 99999999999999),
    voucher     TEXT,                    -- 缴款凭证号
    voucher_on  TEXT,                    -- filed on
    handler_id  INTEGER REFERENCES person (id),
    receiver    TEXT,                    -- 接收单位
    year        INTEGER NOT NULL,
    no          INTEGER NOT NULL,
    reverses    INTEGER REFERENCES handover (id),
    reason      TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX handover_no ON handover (branch_id, year, no);
CREATE UNIQUE INDEX handover_reversed ON handover (reverses)
    WHERE reverses IS NOT NULL;
CREATE INDEX handover_day ON handover (branch_id, on_day, id);

-- Who was reminded of what was unpaid.
CREATE TABLE reminder (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    on_day      TEXT NOT NULL,
    way         TEXT NOT NULL,           -- code contact_way
    by_id       INTEGER REFERENCES person (id),
    months      INTEGER NOT NULL,        -- 连续未交 then
    fen         INTEGER NOT NULL,        -- 欠交 then
    until_on    TEXT,                    -- 限期
    answer      TEXT,                    -- 本人说明
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX reminder_person ON reminder (person_id, on_day);
CREATE INDEX reminder_day ON reminder (on_day, id);

-- 公示 of what was collected and spent.
CREATE TABLE dues_notice (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    from_month  TEXT NOT NULL,
    to_month    TEXT NOT NULL,
    from_on     TEXT NOT NULL,           -- shown from … to
    to_on       TEXT NOT NULL,
    place       TEXT,
    phone       TEXT,                    -- 监督电话
    result      TEXT,                    -- what was said to it
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX dues_notice_day ON dues_notice (branch_id, from_on);
CREATE INDEX dues_notice_all ON dues_notice (from_on, id);

-- 经费: what came back of the dues, 党建经费, 驻村经费, 共建经费 …
CREATE TABLE fund (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,           -- code fund_kind
    for_year    INTEGER NOT NULL,
    budget_fen  INTEGER NOT NULL
        CHECK (budget_fen BETWEEN 0 AND 99999999999999),
    source      TEXT,                    -- 财政拨款, 上级下拨 …
    ord         INTEGER NOT NULL,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX fund_year ON fund (branch_id, for_year, ord);

CREATE TABLE fund_entry (
    id          INTEGER PRIMARY KEY,
    ver         INTEGER NOT NULL,
    branch_id   INTEGER NOT NULL REFERENCES branch (id),
    fund_id     INTEGER NOT NULL REFERENCES fund (id),
    on_day      TEXT NOT NULL,
    io          TEXT NOT NULL,           -- code fund_io: 收 支
    fen         INTEGER NOT NULL
        CHECK (fen BETWEEN -99999999999999 AND 99999999999999),
    use         TEXT,                    -- row of dues.ini; 支
    what        TEXT NOT NULL,           -- 摘要
    voucher     TEXT,                    -- 凭证号
    handler_id  INTEGER REFERENCES person (id),
    approver    TEXT,                    -- 审批人
    event_id    INTEGER REFERENCES event (id), -- decided together
    decided_on  TEXT,                    -- when it was not entered as a meeting
    handover_id INTEGER REFERENCES handover (id), -- 留用 of that slip
    year        INTEGER NOT NULL,
    no          INTEGER NOT NULL,
    reverses    INTEGER REFERENCES fund_entry (id),
    reason      TEXT,
    note        TEXT,
    voided_on   TEXT,
    void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX fund_entry_no ON fund_entry (branch_id, year, no);
CREATE UNIQUE INDEX fund_entry_reversed ON fund_entry (reverses)
    WHERE reverses IS NOT NULL;
CREATE INDEX fund_entry_fund ON fund_entry (fund_id, on_day, id);
CREATE INDEX fund_entry_day ON fund_entry (on_day, id);
CREATE INDEX fund_entry_event ON fund_entry (event_id)
    WHERE event_id IS NOT NULL;
CREATE INDEX fund_entry_handover ON fund_entry (handover_id)
    WHERE handover_id IS NOT NULL;

-- ---- what is posted stays ----------------------------------------------

CREATE TRIGGER payment_posted_update BEFORE UPDATE ON payment
WHEN OLD.no IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a posted payment is not changed'); END;
CREATE TRIGGER payment_posted_delete BEFORE DELETE ON payment
WHEN OLD.no IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a posted payment is not deleted'); END;

CREATE TRIGGER part_posted_update BEFORE UPDATE ON payment_part
WHEN EXISTS (SELECT 1 FROM payment p
             WHERE p.id = OLD.payment_id AND p.no IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a posted payment is not changed'); END;
CREATE TRIGGER part_posted_delete BEFORE DELETE ON payment_part
WHEN EXISTS (SELECT 1 FROM payment p
             WHERE p.id = OLD.payment_id AND p.no IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a posted payment is not deleted'); END;

CREATE TRIGGER sitting_update BEFORE UPDATE ON sitting
BEGIN SELECT RAISE(ABORT, 'a closed sitting is not changed'); END;
CREATE TRIGGER sitting_delete BEFORE DELETE ON sitting
BEGIN SELECT RAISE(ABORT, 'a closed sitting is not deleted'); END;

-- Of a slip and of a fund's entry only what is filed later may be filled in
-- (and taken out again: undoing writes every column).
CREATE TRIGGER handover_update BEFORE UPDATE ON handover
WHEN (OLD.id, OLD.branch_id, OLD.kind, OLD.from_month, OLD.to_month,
        OLD.on_day, OLD.n_members, OLD.due_fen, OLD.paid_fen, OLD.late_fen,
        OLD.fen, OLD.kept_fen, OLD.fund_id, OLD.cash_fen, OLD.year, OLD.no,
        OLD.reverses, OLD.reason, OLD.voided_on)
  IS NOT (NEW.id, NEW.branch_id, NEW.kind, NEW.from_month, NEW.to_month,
        NEW.on_day, NEW.n_members, NEW.due_fen, NEW.paid_fen, NEW.late_fen,
        NEW.fen, NEW.kept_fen, NEW.fund_id, NEW.cash_fen, NEW.year, NEW.no,
        NEW.reverses, NEW.reason, NEW.voided_on)
BEGIN SELECT RAISE(ABORT, 'a posted slip is not changed'); END;
CREATE TRIGGER handover_delete BEFORE DELETE ON handover
BEGIN SELECT RAISE(ABORT, 'a posted slip is not deleted'); END;

CREATE TRIGGER fund_entry_update BEFORE UPDATE ON fund_entry
WHEN (OLD.id, OLD.branch_id, OLD.fund_id, OLD.on_day, OLD.io, OLD.fen,
        OLD.use, OLD.handover_id, OLD.year, OLD.no, OLD.reverses, OLD.reason,
        OLD.voided_on)
  IS NOT (NEW.id, NEW.branch_id, NEW.fund_id, NEW.on_day, NEW.io, NEW.fen,
        NEW.use, NEW.handover_id, NEW.year, NEW.no, NEW.reverses, NEW.reason,
        NEW.voided_on)
BEGIN SELECT RAISE(ABORT, 'a posted entry is not changed'); END;
CREATE TRIGGER fund_entry_delete BEFORE DELETE ON fund_entry
BEGIN SELECT RAISE(ABORT, 'a posted entry is not deleted'); END;

-- A closed month stays as it was: itself and what was due in it.
CREATE TRIGGER dues_month_closed_update BEFORE UPDATE ON dues_month
WHEN OLD.closed_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed month is not changed'); END;
CREATE TRIGGER dues_month_closed_delete BEFORE DELETE ON dues_month
WHEN OLD.closed_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed month is not deleted'); END;
CREATE TRIGGER due_closed_insert BEFORE INSERT ON due
WHEN EXISTS (SELECT 1 FROM dues_month m WHERE m.branch_id = NEW.branch_id
             AND m.month = NEW.month AND m.closed_on IS NOT NULL
             AND m.voided_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'a closed month is not changed'); END;
CREATE TRIGGER due_closed_update BEFORE UPDATE ON due
WHEN EXISTS (SELECT 1 FROM dues_month m WHERE m.branch_id = OLD.branch_id
             AND m.month = OLD.month AND m.closed_on IS NOT NULL
             AND m.voided_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'a closed month is not changed'); END;
CREATE TRIGGER due_closed_delete BEFORE DELETE ON due
WHEN EXISTS (SELECT 1 FROM dues_month m WHERE m.branch_id = OLD.branch_id
             AND m.month = OLD.month AND m.closed_on IS NOT NULL
             AND m.voided_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'a closed month is not deleted'); END;

-- ---- what can be derived ------------------------------------------------

-- Due and paid of every person and month, kept by the triggers below so that
-- arrears are read out of one index.  No record: the audit does not cover it,
-- and `check` works it out again.
CREATE TABLE dues_balance (
    branch_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    month     TEXT NOT NULL,
    due_fen   INTEGER NOT NULL DEFAULT 0,
    paid_fen  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (person_id, month, branch_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_balance_lack ON dues_balance (branch_id, month, person_id)
    WHERE paid_fen < due_fen;

CREATE TRIGGER due_balance_insert AFTER INSERT ON due
WHEN NEW.voided_on IS NULL
BEGIN
    INSERT INTO dues_balance (branch_id, person_id, month, due_fen)
    VALUES (NEW.branch_id, NEW.person_id, NEW.month, NEW.fen)
    ON CONFLICT DO UPDATE SET due_fen = due_fen + excluded.due_fen;
END;
CREATE TRIGGER due_balance_delete AFTER DELETE ON due
WHEN OLD.voided_on IS NULL
BEGIN
    UPDATE dues_balance SET due_fen = due_fen - OLD.fen
    WHERE person_id = OLD.person_id AND month = OLD.month
      AND branch_id = OLD.branch_id;
END;
CREATE TRIGGER due_balance_update AFTER UPDATE ON due
BEGIN
    UPDATE dues_balance SET due_fen = due_fen - OLD.fen
    WHERE person_id = OLD.person_id AND month = OLD.month
      AND branch_id = OLD.branch_id AND OLD.voided_on IS NULL;
    INSERT INTO dues_balance (branch_id, person_id, month, due_fen)
    SELECT NEW.branch_id, NEW.person_id, NEW.month, NEW.fen
    WHERE NEW.voided_on IS NULL
    ON CONFLICT DO UPDATE SET due_fen = due_fen + excluded.due_fen;
END;
CREATE TRIGGER part_balance_insert AFTER INSERT ON payment_part
WHEN NEW.voided_on IS NULL
BEGIN
    INSERT INTO dues_balance (branch_id, person_id, month, paid_fen)
    VALUES (NEW.branch_id, NEW.person_id, NEW.month, NEW.fen)
    ON CONFLICT DO UPDATE SET paid_fen = paid_fen + excluded.paid_fen;
END;
CREATE TRIGGER part_balance_delete AFTER DELETE ON payment_part
WHEN OLD.voided_on IS NULL
BEGIN
    UPDATE dues_balance SET paid_fen = paid_fen - OLD.fen
    WHERE person_id = OLD.person_id AND month = OLD.month
      AND branch_id = OLD.branch_id;
END;
CREATE TRIGGER part_balance_update AFTER UPDATE ON payment_part
BEGIN
    UPDATE dues_balance SET paid_fen = paid_fen - OLD.fen
    WHERE person_id = OLD.person_id AND month = OLD.month
      AND branch_id = OLD.branch_id AND OLD.voided_on IS NULL;
    INSERT INTO dues_balance (branch_id, person_id, month, paid_fen)
    SELECT NEW.branch_id, NEW.person_id, NEW.month, NEW.fen
    WHERE NEW.voided_on IS NULL
    ON CONFLICT DO UPDATE SET paid_fen = paid_fen + excluded.paid_fen;
END;

-- What was taken on a day and posted, by kind, so that the box is summed out of
-- days and not out of payments.  Posted payments neither change nor go, so it
-- only grows.  No record either; `check` works it out again.
CREATE TABLE dues_taken (
    branch_id INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    fen       INTEGER NOT NULL,
    cash_fen  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, kind, on_day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER payment_taken_insert AFTER INSERT ON payment
WHEN NEW.no IS NOT NULL AND NEW.voided_on IS NULL
BEGIN
    INSERT INTO dues_taken (branch_id, kind, on_day, fen, cash_fen)
    VALUES (NEW.branch_id, NEW.kind, NEW.paid_on, NEW.fen,
            iif(NEW.way = '1', NEW.fen, 0))
    ON CONFLICT DO UPDATE SET fen = fen + excluded.fen,
                              cash_fen = cash_fen + excluded.cash_fen;
END;
CREATE TRIGGER payment_taken_post AFTER UPDATE ON payment
WHEN OLD.no IS NULL AND NEW.no IS NOT NULL AND NEW.voided_on IS NULL
BEGIN
    INSERT INTO dues_taken (branch_id, kind, on_day, fen, cash_fen)
    VALUES (NEW.branch_id, NEW.kind, NEW.paid_on, NEW.fen,
            iif(NEW.way = '1', NEW.fen, 0))
    ON CONFLICT DO UPDATE SET fen = fen + excluded.fen,
                              cash_fen = cash_fen + excluded.cash_fen;
END;
