/* The branch at a glance: who there is, what is due, to the day. */
#include "support.h"

#include "unit.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

static void done(struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

static struct outlook look(struct fixture *f)
{
    struct outlook o;
    struct err err = ERR_INIT;
    if (!outlook_of(f->book, &f->arena, &o, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return o;
}

static const struct due *due(const struct outlook *o, enum due_kind kind)
{
    for (size_t i = 0; i < o->n_due; i++) {
        if (o->due[i].kind == kind) {
            return &o->due[i];
        }
    }
    return NULL;
}

/* Everybody is entered as a full member; the day of 转正 is taken away for the
   ones on probation. */
static int64_t member(struct fixture *f, const char *name, const char *joined,
                      bool full)
{
    char day[11];
    int join;
    assert_true(date_read(joined, &join));
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into person (ver, name, name_key, ord, join_on,"
                  " full_on) values (1, :name, '', 1, :join, :full)"));
    stmt_text(&st, ":name", name);
    stmt_text(&st, ":join", joined);
    stmt_text(&st, ":full",
              full ? date_text(date_add_years(join, 1), day) : NULL);
    done(&st);
    int64_t id = stmt_last_id(f->book->db);
    stmt_open(&st, f->book->db,
              SQL("insert into member (ver, person_id, branch_id, from_on,"
                  " in_kind) values (1, :id, :branch, :from, '1')"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":from", joined);
    done(&st);
    return id;
}

TEST(outlook_of_a_new_ledger_is_empty)
{
    struct fixture f;
    fixture_open(&f);
    struct outlook o = look(&f);
    assert_int_equal(o.full + o.probation + o.activists, 0);
    assert_int_equal(o.groups, 2);
    assert_int_equal(o.n_due, 0);
    assert_int_equal(o.sealed_month, MONTH_NONE);
    assert_false(o.has_events);
    fixture_close(&f);
}

TEST(outlook_counts_people)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    member(&f, "正一", "2005-03-01", true);
    int64_t away = member(&f, "正二", "2006-03-01", true);
    member(&f, "预一", "2026-03-01", false);
    int64_t left = member(&f, "离一", "2007-03-01", true);
    stmt_open(&st, f.book->db,
              SQL("update member set to_on = '2026-11-20'"
                  " where person_id = :id"));
    stmt_int(&st, ":id", left);
    done(&st);
    stmt_open(&st, f.book->db,
              SQL("insert into away (ver, person_id, kind, from_on) values"
                  " (1, :id, :kind, '2026-01-01')"));
    stmt_int(&st, ":id", away);
    stmt_text(&st, ":kind", codes_find("away_kind", "失联"));
    done(&st);
    stmt_open(&st, f.book->db,
              SQL("insert into person (ver, name, name_key, ord, home_id,"
                  " apply_on, activist_on) values"
                  " (1, '积一', '', 1, 1, '2025-01-01', '2026-01-01'),"
                  " (1, '申一', '', 1, 1, '2026-01-01', null)"));
    done(&st);
    struct outlook o = look(&f);
    assert_int_equal(o.full, 2);
    assert_int_equal(o.probation, 1);
    assert_int_equal(o.activists, 1);
    assert_int_equal(o.applicants, 1);
    assert_int_equal(o.lost, 1);
    assert_int_equal(o.away, 0);
    fixture_close(&f);
}

/* today is 2026-11-20; probation is a year */
TEST(outlook_of_probation_to_the_day)
{
    static const struct {
        const char *joined;
        bool due;
    } rows[] = {
        {"2026-01-19", true},  /* ends in 60 days */
        {"2026-01-20", false}, /* in 61 */
        {"2025-11-20", true},
        {"2025-06-01", true}, /* long over */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        member(&f, "预一", rows[i].joined, false);
        struct outlook o = look(&f);
        if ((due(&o, DUE_PROBATION) != NULL) != rows[i].due) {
            fail_msg("%s: %d", rows[i].joined, rows[i].due);
        }
        fixture_close(&f);
    }
}

TEST(outlook_of_birthdays_to_the_day)
{
    static const struct {
        const char *joined;
        int years; /* 0: none shown */
    } rows[] = {
        {"2011-11-20", 15}, {"2011-11-27", 15}, {"2011-11-28", 0},
        {"2011-11-19", 0},  {"2025-11-23", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        member(&f, "正一", rows[i].joined, true);
        struct outlook o = look(&f);
        const struct due *d = due(&o, DUE_BIRTHDAY);
        if ((d == NULL ? 0 : d->years) != rows[i].years) {
            fail_msg("%s: %d", rows[i].joined, d == NULL ? 0 : d->years);
        }
        fixture_close(&f);
    }
}

TEST(outlook_of_terms_by_the_reminders)
{
    static const struct {
        const char *elected;
        bool due, urgent;
    } rows[] = {
        {"2024-05-20", true, false}, /* in six months */
        {"2024-05-21", false, false},
        {"2024-02-20", true, true}, /* in three */
        {"2023-11-19", true, true}, /* over */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        struct stmt st;
        fixture_open(&f);
        stmt_open(&st, f.book->db,
                  SQL("insert into term (ver, branch_id, no, elected_on, years)"
                      " values (1, :branch, 1, :day, 3)"));
        stmt_int(&st, ":branch", f.book->branch);
        stmt_text(&st, ":day", rows[i].elected);
        done(&st);
        struct outlook o = look(&f);
        const struct due *d = due(&o, DUE_TERM);
        if ((d != NULL) != rows[i].due ||
            (d != NULL && d->urgent != rows[i].urgent)) {
            fail_msg("%s", rows[i].elected);
        }
        fixture_close(&f);
    }
}

static int64_t event(struct fixture *f, const char *day, const char *state)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into event (ver, branch_id, kind, state, on_day,"
                  " for_year, entered_on, n_due, n_present, n_online, n_leave,"
                  " n_absent, valid) values (1, :branch, 'themeday', :state,"
                  " :day, 2026, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":state", state);
    stmt_text(&st, ":day", day);
    done(&st);
    int64_t id = stmt_last_id(f->book->db);
    stmt_open(&st, f->book->db,
              SQL("insert into event_kind (ver, event_id, ord, kind, branch_id,"
                  " on_day, for_year, counted, late) values (1, :id, 1,"
                  " 'themeday', :branch, :day, 2026, :counted, 0)"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":counted", state[0] == '2');
    done(&st);
    return id;
}

TEST(outlook_of_planned_events)
{
    static const struct {
        const char *day;
        const char *state;
        bool due, urgent;
    } rows[] = {
        {"2026-11-20", "1", true, false},  {"2026-11-27", "1", true, false},
        {"2026-11-28", "1", false, false}, {"2026-11-19", "1", true, true},
        {"2026-11-26", "4", false, false}, {"2026-11-19", "2", false, false},
        {"2026-11-19", "3", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        event(&f, rows[i].day, rows[i].state);
        struct outlook o = look(&f);
        const struct due *d = due(&o, DUE_PLANNED);
        if ((d != NULL) != rows[i].due ||
            (d != NULL && d->urgent != rows[i].urgent)) {
            fail_msg("%s %s", rows[i].day, rows[i].state);
        }
        assert_true(o.has_events);
        fixture_close(&f);
    }
}

TEST(outlook_of_decisions_overdue_first)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    int64_t id = event(&f, "2026-10-10", "2");
    stmt_open(&st, f.book->db,
              SQL("insert into action (ver, event_id, branch_id, ord, text,"
                  " due_on, done_on) values"
                  " (1, :id, 1, 1, '以后', '2026-11-28', null),"
                  " (1, :id, 1, 2, '快到', '2026-11-27', null),"
                  " (1, :id, 1, 3, '过期', '2026-11-19', null),"
                  " (1, :id, 1, 4, '办了', '2026-11-01', '2026-11-02'),"
                  " (1, :id, 1, 5, '没有期限', null, null)"));
    stmt_int(&st, ":id", id);
    done(&st);
    struct outlook o = look(&f);
    assert_int_equal(o.n_due, 2);
    assert_string_equal(o.due[0].name, "过期");
    assert_true(o.due[0].urgent);
    assert_int_equal(o.due[0].event, id);
    assert_string_equal(o.due[1].name, "快到");
    assert_false(o.due[1].urgent);
    assert_int_equal(o.open_actions, 4);
    fixture_close(&f);
}

static void entry(struct fixture *f, const char *title, const char *due_on,
                  const char *done_on, bool voided)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into r_problems (ver, on_day, title, due_on, done_on,"
                  " branch_id, voided_on) values (1, '2026-01-05', :title,"
                  " :due, :done, :branch, :voided)"));
    stmt_text(&st, ":title", title);
    stmt_text(&st, ":due", due_on);
    stmt_text(&st, ":done", done_on);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":voided", voided ? "2026-02-01" : NULL);
    done(&st);
}

TEST(outlook_of_entries_in_registers_to_the_day)
{
    static const struct {
        const char *due_on, *done_on;
        bool voided, due, urgent;
    } rows[] = {
        {"2026-11-19", NULL, false, true, true},
        {"2026-11-20", NULL, false, true, false},
        {"2026-11-27", NULL, false, true, false},
        {"2026-11-28", NULL, false, false, false},
        {"2026-11-19", "2026-11-19", false, false, false},
        {"2026-11-19", NULL, true, false, false},
        {NULL, NULL, false, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        fixture_open(&f);
        entry(&f, "走访次数偏少", rows[i].due_on, rows[i].done_on,
              rows[i].voided);
        struct outlook o = look(&f);
        const struct due *d = due(&o, DUE_ENTRY);
        if ((d != NULL) != rows[i].due ||
            (d != NULL && d->urgent != rows[i].urgent)) {
            fail_msg("%s", rows[i].due_on == NULL ? "none" : rows[i].due_on);
        }
        if (d != NULL) {
            assert_string_equal(d->name, "走访次数偏少");
            assert_string_equal(d->what, "问题");
            assert_string_equal(d->about, "problems");
            assert_int_equal(d->id, 1);
        }
        f.book->branch = 2; /* not one of another branch */
        o = look(&f);
        assert_null(due(&o, DUE_ENTRY));
        fixture_close(&f);
    }
}

TEST(outlook_names_the_soonest_entries_and_counts_the_rest)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    int64_t who = member(&f, "张三", "2005-07-01", true);
    for (int i = 0; i < 7; i++) {
        char day[11];
        entry(&f, "问题一", date_text(f.book->day + 3 - i, day), NULL, false);
    }
    stmt_open(&st, f.book->db,
              SQL("insert into r_promises (ver, on_day, person_id, title,"
                  " due_on, branch_id) values (1, '2026-01-05', :who,"
                  " '读一本书', '2026-03-01', :branch)"));
    stmt_int(&st, ":who", who);
    stmt_int(&st, ":branch", f.book->branch);
    done(&st);
    struct outlook o = look(&f);
    size_t named = 0;
    for (size_t i = 0; i < o.n_due; i++) {
        named += o.due[i].kind == DUE_ENTRY;
    }
    assert_int_equal(named, 5);
    assert_int_equal(o.more_entries, 3);
    const struct due *first = due(&o, DUE_ENTRY);
    assert_string_equal(first->what, "承诺");
    assert_string_equal(first->name, "张三 读一本书");
    fixture_close(&f);
}

TEST(outlook_of_sealed_months)
{
    struct fixture f;
    struct stmt st;
    fixture_open(&f);
    stmt_open(&st, f.book->db,
              SQL("insert into period (ver, branch_id, month, sealed_on,"
                  " sealed_by, head, head_seq, events, opened_on) values"
                  " (1, 1, '2026-09', '2026-10-08', '测', '', 0, 0, null),"
                  " (1, 1, '2026-10', '2026-11-02', '测', '', 0, 0,"
                  " '2026-11-05')"));
    done(&st);
    struct outlook o = look(&f);
    assert_int_equal(o.sealed_month, month_make(2026, 9));
    fixture_close(&f);
}

TEST(outlook_looks_at_so_many_people_and_says_so)
{
    struct fixture f;
    fixture_open(&f);
    for (int i = 0; i < OUTLOOK_PEOPLE_MAX; i++) {
        member(&f, "正一", "2005-03-01", true);
    }
    struct outlook o = look(&f);
    assert_false(o.more);
    assert_int_equal(o.full, OUTLOOK_PEOPLE_MAX);
    member(&f, "正一", "2005-03-01", true);
    o = look(&f);
    assert_true(o.more);
    assert_int_equal(o.full, OUTLOOK_PEOPLE_MAX);
    fixture_close(&f);
}
