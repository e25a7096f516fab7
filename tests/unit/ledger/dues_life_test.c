/* 党费 where the rest of the ledger looks at it: lights, the first screen,
   sealing, the whole check. */
#include "unit.h"

#include "dues_desk.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

/* Everybody but the first `unpaid` pays a month; closed when `close`. */
static void collect(struct desk *d, int month, size_t unpaid, bool close)
{
    desk_today(d, 2026, month, 5);
    desk_month(d, 2026, month);
    struct dues_sheet s = desk_sheet(d, 2026, month);
    for (size_t i = unpaid; i < s.n; i++) {
        assert_string_equal(
            desk_take(d, i, 2026, month, s.rows[i].due, "", NULL), "");
    }
    assert_string_equal(desk_post(d), "");
    if (close) {
        desk_today(d, 2026, month, 28);
        assert_string_equal(desk_close_month(d, 2026, month), "");
    }
}

static const struct duty_row *row_of(const struct duty_matrix *m,
                                     const char *code)
{
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->rows[i].duty->code, code) == 0) {
            return &m->rows[i];
        }
    }
    fail_msg("no %s", code);
    return NULL;
}

/* "●" done, "补" late, "✗", "○", "·", "–". */
static void expect_lights(struct desk *d, int year, const char *code,
                          const char *want)
{
    static const char *const signs[] = {"–", "·", "○", "●", "✗"};
    struct duty_matrix m;
    struct strbuf sb;
    struct err err = ERR_INIT;
    sb_init(&sb);
    if (!duty_matrix_of(d->b, d->a, year, false, &m, &err)) {
        fail_msg("%s", err.text);
    }
    const struct duty_row *r = row_of(&m, code);
    for (size_t i = 0; i < r->n_cells; i++) {
        sb_add(&sb, r->cells[i].late > 0 ? "补" : signs[r->cells[i].light]);
    }
    if (strcmp(sb.s, want) != 0) {
        fail_msg("%s %d: %s, not %s", code, year, sb.s, want);
    }
    sb_clear(&sb);
}

/* ---- lights ----------------------------------------------------------- */

TEST(dues_life_months_are_lit_from_the_first_one_on)
{
    struct desk d;
    desk_open(&d, 3);
    expect_lights(&d, 2026, "M14", "––––––––––––");
    expect_lights(&d, 2026, "M31", "–");
    collect(&d, 6, 0, true);
    collect(&d, 7, 1, true);
    collect(&d, 8, 0, false);
    desk_today(&d, 2026, 11, 20);
    /* July is open for one, September and October were never opened. */
    expect_lights(&d, 2026, "M14", "–––––●✗●✗✗○·");
    expect_lights(&d, 2026, "M31", "●");
    expect_lights(&d, 2025, "M14", "––––––––––––");
    expect_lights(&d, 2025, "M31", "–");
    /* Paid in August, long after July was closed. */
    assert_string_equal(desk_take(&d, 0, 2026, 8, 1, "", NULL), "E-DUES-052");
    assert_string_equal(desk_take(&d, 0, 2026, 7, 5000, "", NULL), "");
    expect_lights(&d, 2026, "M14", "–––––●补●✗✗○·");
    desk_close(&d);
}

TEST(dues_life_a_day_in_the_past_sees_what_was)
{
    struct desk d;
    desk_open(&d, 2);
    collect(&d, 6, 0, true);
    collect(&d, 7, 0, false);
    desk_today(&d, 2026, 11, 20);
    d.b->day = date_of(2026, 6, 30);
    expect_lights(&d, 2026, "M14", "–––––●······");
    d.b->day = date_of(2026, 6, 4);
    expect_lights(&d, 2026, "M14", "–––––○······");
    desk_close(&d);
}

TEST(dues_life_without_an_amount_nothing_is_done)
{
    struct desk d;
    desk_open(&d, 1);
    d.person[d.n++] = fixture_member(&d.f, "试未核", "1981-01-01", "2011-05-20",
                                     "2012-05-20");
    desk_today(&d, 2026, 11, 5);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5000, "", NULL), "");
    assert_string_equal(desk_post(&d), "");
    expect_lights(&d, 2026, "M14", "––––––––––○·");
    expect_lights(&d, 2026, "M31", "○");
    desk_assess(&d, d.person[1], "2026-01", "3000.00");
    desk_month(&d, 2026, 11);
    expect_lights(&d, 2026, "M31", "●");
    assert_string_equal(desk_take(&d, 1, 2026, 11, 1500, "", NULL), "");
    expect_lights(&d, 2026, "M14", "––––––––––●·");
    desk_close(&d);
}

TEST(dues_life_notices_count_and_what_was_written_down_before)
{
    struct desk d;
    struct stmt st;
    struct err err = ERR_INIT;
    desk_open(&d, 1);
    expect_lights(&d, 2026, "M15", "○");
    stmt_open(&st, d.b->db,
              SQL("insert into dues_notice (ver, branch_id, from_month,"
                  " to_month, from_on, to_on) values (1, :branch, '2025-01',"
                  " '2025-12', '2026-01-08', '2026-01-14')"));
    stmt_int(&st, ":branch", d.b->branch);
    assert_true(stmt_run(&st, &err));
    expect_lights(&d, 2026, "M15", "●");
    expect_lights(&d, 2025, "M15", "✗");
    stmt_open(&st, d.b->db,
              SQL("insert into duty_done (ver, branch_id, duty, for_year,"
                  " on_day) values (1, :branch, 'M15', 2025, '2025-01-20')"));
    stmt_int(&st, ":branch", d.b->branch);
    assert_true(stmt_run(&st, &err));
    expect_lights(&d, 2025, "M15", "●");
    desk_close(&d);
}

/* ---- at a glance ------------------------------------------------------ */

static struct outlook look(struct desk *d)
{
    struct outlook o;
    struct err err = ERR_INIT;
    if (!outlook_of(d->b, d->a, &o, &err)) {
        fail_msg("%s", err.text);
    }
    return o;
}

static const struct due *due_of(const struct outlook *o, enum due_kind kind)
{
    for (size_t i = 0; i < o->n_due; i++) {
        if (o->due[i].kind == kind) {
            return &o->due[i];
        }
    }
    return NULL;
}

TEST(dues_life_outlook_of_the_open_month)
{
    struct desk d;
    desk_open(&d, 3);
    struct outlook o = look(&d);
    assert_int_equal(o.dues.month, MONTH_NONE);
    collect(&d, 11, 1, false);
    o = look(&d);
    assert_int_equal(o.dues.month, month_make(2026, 11));
    assert_true(o.dues.open);
    assert_int_equal(o.dues.n_due, 3);
    assert_int_equal(o.dues.n_paid, 2);
    assert_int_equal(o.dues.due, 5000 + 7500 + 8297);
    assert_int_equal(o.dues.paid, 7500 + 8297);
    assert_int_equal(o.dues.hand, 7500 + 8297);
    assert_string_equal(o.dues.owing, "");
    assert_null(due_of(&o, DUE_ARREARS));
    assert_null(due_of(&o, DUE_COLLECT));
    desk_close(&d);
}

TEST(dues_life_outlook_grades_who_owes)
{
    static const struct {
        int closed; /* months without the first one's money */
        int alarm;  /* 0: no line */
        bool urgent;
        const char *says;
    } rows[] = {
        {1, 0, false, ""},
        {2, DUES_YELLOW, false, "谈话提醒"},
        {3, DUES_REPORT, true, "报上级党组织"},
        {4, DUES_REPORT, true, "报上级党组织"},
        {5, DUES_RED, true, "最后一个月"},
        {6, DUES_LIMIT, true, "需支部调查处理"},
    };
    struct desk d;
    desk_open(&d, 2);
    int done = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        for (; done < rows[i].closed; done++) {
            collect(&d, done + 1, 1, true);
        }
        struct outlook o = look(&d);
        const struct due *due = due_of(&o, DUE_ARREARS);
        assert_int_equal(due != NULL, rows[i].alarm != 0);
        assert_int_equal(o.dues.owing[0] != '\0', rows[i].alarm != 0);
        if (due == NULL) {
            continue;
        }
        assert_int_equal(due->alarm, rows[i].alarm);
        assert_int_equal(due->months, rows[i].closed);
        assert_int_equal(due->urgent, rows[i].urgent);
        if (strstr(due->about, rows[i].says) == NULL) {
            fail_msg("%s", due->about);
        }
    }
    desk_close(&d);
}

/* Everybody of the first thirteen owes two months at the end and, the first
   three, some long ago; the fourteenth owes all six, the last one five. */
static bool owes(size_t who, int month)
{
    if (who == 13 || (who == 14 && month >= 6)) {
        return true;
    }
    return month >= 9 || (who < 3 && month <= 7);
}

TEST(dues_life_outlook_names_who_owes_most_first)
{
    struct desk d;
    desk_open(&d, 15);
    for (int month = 5; month <= 10; month++) {
        desk_today(&d, 2026, month, 5);
        desk_month(&d, 2026, month);
        struct dues_sheet s = desk_sheet(&d, 2026, month);
        for (size_t i = 0; i < s.n; i++) {
            const struct dues_row *row = desk_row(&s, d.person[i]);
            if (!owes(i, month)) {
                assert_string_equal(
                    desk_take(&d, i, 2026, month, row->due, "", NULL), "");
            }
        }
        if (s.n > 0 && month < 9) {
            assert_string_equal(desk_post(&d), "");
        }
        desk_today(&d, 2026, month, 28);
        assert_string_equal(desk_close_month(&d, 2026, month), "");
    }
    struct outlook o = look(&d);
    const char *want =
        arena_printf(d.a, "%s（6 个月）、%s（5 个月）、%s（2 个月）、",
                     people_name(d.b, d.a, d.person[13]),
                     people_name(d.b, d.a, d.person[14]),
                     people_name(d.b, d.a, d.person[0]));
    if (strncmp(o.dues.owing, want, strlen(want)) != 0) {
        fail_msg("%s", o.dues.owing);
    }
    size_t named = 0;
    for (size_t i = 0; i < o.n_due; i++) {
        named += o.due[i].kind == DUE_ARREARS;
    }
    assert_int_equal(named, 12);
    desk_close(&d);
}

TEST(dues_life_outlook_asks_for_a_month_that_is_not_opened)
{
    struct desk d;
    desk_open(&d, 1);
    collect(&d, 10, 0, true); /* opened on the fifth */
    desk_today(&d, 2026, 11, 5);
    struct outlook o = look(&d);
    assert_null(due_of(&o, DUE_COLLECT));
    desk_today(&d, 2026, 11, 6);
    o = look(&d);
    const struct due *due = due_of(&o, DUE_COLLECT);
    assert_non_null(due);
    assert_int_equal(due->months, month_make(2026, 11));
    assert_false(due->urgent);
    desk_today(&d, 2026, 12, 1);
    o = look(&d);
    due = due_of(&o, DUE_COLLECT);
    assert_non_null(due);
    assert_true(due->urgent);
    desk_close(&d);
}

/* ---- sealing ---------------------------------------------------------- */

static const char *seal(struct desk *d, int month)
{
    struct err err = ERR_INIT;
    return period_seal(d->b, d->a, month_make(2026, month), &err)
               ? ""
               : arena_str(d->a, err.code);
}

TEST(dues_life_a_month_is_sealed_behind_its_dues)
{
    struct desk d;
    desk_open(&d, 2);
    desk_today(&d, 2026, 11, 20);
    assert_string_equal(seal(&d, 1), ""); /* nothing is collected yet */
    collect(&d, 3, 0, false);
    desk_today(&d, 2026, 4, 20);
    assert_string_equal(seal(&d, 2), ""); /* before the first one */
    assert_string_equal(seal(&d, 3), "E-PERIOD-015");
    desk_today(&d, 2026, 3, 31);
    assert_string_equal(desk_close_month(&d, 2026, 3), "");
    collect(&d, 4, 0, false);
    desk_today(&d, 2026, 11, 20);
    assert_string_equal(seal(&d, 4), "E-PERIOD-015");
    assert_string_equal(seal(&d, 5), "E-PERIOD-015"); /* never opened */
    assert_string_equal(seal(&d, 3), "");
    assert_string_equal(desk_close_month(&d, 2026, 4), "");
    assert_string_equal(seal(&d, 4), "");
    desk_close(&d);
}

/* ---- the check -------------------------------------------------------- */

static bool count_steps(void *ctx, int percent)
{
    int *last = ctx;
    assert_true(percent >= *last && percent <= 100);
    *last = percent;
    return true;
}

TEST(dues_life_the_check_sees_the_accounts)
{
    struct desk d;
    struct check_report report;
    struct err err = ERR_INIT;
    struct stmt st;
    int last = 0;
    desk_open(&d, 2);
    collect(&d, 10, 0, true);
    assert_true(ledger_check(d.b, d.a, &report, count_steps, &last, &err));
    assert_int_equal(report.n, 0);
    assert_int_equal(last, 100);
    stmt_open(&st, d.b->db, SQL("update dues_balance set paid_fen = 1"));
    assert_true(stmt_run(&st, &err));
    assert_true(ledger_check(d.b, d.a, &report, NULL, NULL, &err));
    assert_int_equal(report.n, 2);
    assert_string_equal(report.findings[0].code, "E-DUES-107");
    assert_string_equal(report.findings[0].table, "dues_balance");
    desk_close(&d);
}

/* ---- names for programs ------------------------------------------------- */

/* What is stored in fen is shown in yuan, and must not be called fen. */
TEST(dues_life_amounts_are_not_called_fen)
{
    struct desk d;
    desk_open(&d, 1);
    for (size_t i = 0; i < ledger_due.n_fields; i++) {
        const char *name = field_name(&ledger_due.fields[i], d.a);
        assert_null(strstr(name, "fen"));
        assert_int_equal(ledger_field_typed(&ledger_due, name), i);
    }
    assert_int_equal(ledger_field_typed(&ledger_due, "paid"), DUE_PAID);
    assert_int_equal(ledger_field_typed(&ledger_due, "paid_fen"), DUE_PAID);
    assert_int_equal(ledger_field_typed(&ledger_due, "amount"), DUE_FEN);
    assert_int_equal(ledger_field_typed(&ledger_due, "应交"), DUE_FEN);
    assert_int_equal(ledger_field_typed(&ledger_due, "pai"), -1);
    desk_close(&d);
}
