/* Dues and payments put straight into the tables. */
#include "accounts_rig.h"

#include "unit.h"

#include "pbtui/store/stmt.h"

#include <string.h>

static int64_t run(struct rig *r, struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return stmt_last_id(r->b->db);
}

void rig_open(struct rig *r)
{
    static const char *const names[] = {"张建国", "李敏", "孙立",   "郑凯",
                                        "周立",   "陈方", "吴桂芳", "钱进"};
    struct stmt st;
    memset(r, 0, sizeof *r);
    fixture_open(&r->f);
    r->b = r->f.book;
    r->a = &r->f.arena;
    for (size_t i = 0; i < 8; i++) {
        r->person[i] = fixture_member(&r->f, names[i], "1980-01-01",
                                      "2010-05-20", "2011-05-20");
    }
    stmt_open(&st, r->b->db,
              SQL("insert into sitting (ver, branch_id, month, on_day, year,"
                  " no, kind, taken_by, n, cash_fen, transfer_fen, online_fen)"
                  " values (1, :branch, '2026-01', '2026-01-05', 2026, 1, '1',"
                  " '李敏', 0, 0, 0, 0)"));
    stmt_int(&st, ":branch", r->b->branch);
    r->sitting = run(r, &st);
}

void rig_close(struct rig *r)
{
    fixture_close(&r->f);
}

static void put_part(struct rig *r, int64_t payment, int64_t person,
                     const char *month, int64_t fen)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("insert into payment_part (ver, payment_id, branch_id,"
                  " person_id, month, fen) values (1, :payment, :branch,"
                  " :person, :month, :fen)"));
    stmt_int(&st, ":payment", payment);
    stmt_int(&st, ":branch", r->b->branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":month", month);
    stmt_int(&st, ":fen", fen);
    run(r, &st);
}

static int64_t put_payment(struct rig *r, struct stmt *st, const char *day,
                           const char *booked)
{
    stmt_int(st, ":branch", r->b->branch);
    stmt_text(st, ":month", booked);
    stmt_text(st, ":day", day);
    stmt_int(st, ":sitting", r->sitting);
    stmt_int(st, ":no", ++r->no);
    return run(r, st);
}

int64_t rig_pay(struct rig *r, const char *kind, const char *way,
                const char *day, const char *booked, int64_t fen,
                int64_t person, const char *month)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("insert into payment (ver, branch_id, month, kind, paid_on,"
                  " way, person_id, fen, sitting_id, year, no) values (1,"
                  " :branch, :month, :kind, :day, :way, nullif(:person, 0),"
                  " :fen, :sitting, 2026, :no)"));
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":way", way);
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":fen", fen);
    int64_t id = put_payment(r, &st, day, booked);
    if (strcmp(kind, PAYMENT_MONTHLY) == 0 && person != 0) {
        put_part(r, id, person, month, fen);
    }
    return id;
}

void rig_take_back(struct rig *r, int64_t payment, const char *day,
                   const char *booked)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("insert into payment (ver, branch_id, month, kind, paid_on,"
                  " way, person_id, fen, sitting_id, year, no, reverses)"
                  " select 1, :branch, :month, kind, :day, way, person_id,"
                  " -fen, :sitting, 2026, :no, id from payment"
                  " where id = :id"));
    stmt_int(&st, ":id", payment);
    int64_t id = put_payment(r, &st, day, booked);
    stmt_open(&st, r->b->db,
              SQL("insert into payment_part (ver, payment_id, branch_id,"
                  " person_id, month, fen) select 1, :new, branch_id,"
                  " person_id, month, -fen from payment_part"
                  " where payment_id = :id"));
    stmt_int(&st, ":new", id);
    stmt_int(&st, ":id", payment);
    run(r, &st);
}

void rig_due(struct rig *r, int64_t person, const char *month, int64_t fen,
             int ord, const char *state)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("insert into due (ver, branch_id, person_id, month, ord,"
                  " state, category, base_fen, rate, fen) values (1, :branch,"
                  " :person, :month, :ord, :state, 'job', 500000, 100, :fen)"));
    stmt_int(&st, ":branch", r->b->branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":month", month);
    stmt_int(&st, ":ord", ord);
    stmt_text(&st, ":state", state);
    stmt_int(&st, ":fen", fen);
    run(r, &st);
}

void rig_month(struct rig *r, const char *month, const char *closed_on)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                  " closed_on) values (1, :branch, :month, :month || '-01',"
                  " :closed)"));
    stmt_int(&st, ":branch", r->b->branch);
    stmt_text(&st, ":month", month);
    stmt_text(&st, ":closed", closed_on);
    run(r, &st);
}

int64_t rig_fund(struct rig *r, const char *name, const char *kind, int year,
                 int64_t budget)
{
    struct record f = record_new(&ledger_fund, r->b, r->a);
    record_set_text(&f, FUND_NAME, name);
    record_set_text(&f, FUND_KIND, kind);
    record_set_int(&f, FUND_YEAR, year);
    record_set_int(&f, FUND_BUDGET, budget);
    assert_string_equal(rig_save(r, &f, NULL), "");
    return f.id;
}

void rig_type(struct rig *r, struct record *rec, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        const char *eq = strchr(words[i], '=');
        const char *column =
            arena_strn(r->a, words[i], (size_t)(eq - words[i]));
        fixture_type(&r->f, rec, column, eq + 1);
    }
}

const char *rig_issues(struct rig *r, const struct record *rec,
                       const struct record *old)
{
    const char *out = "";
    struct issues is = {.arena = r->a};
    record_check(rec, r->b, old, &is);
    for (size_t i = 0; i < is.n; i++) {
        const struct issue *issue = &is.list[i];
        assert_true(issue->text[0] != '\0');
        out = arena_printf(r->a, issue->blocks ? "%s%s%s" : "%s%s(%s)", out,
                           out[0] != '\0' ? " " : "", issue->code);
    }
    return out;
}

const char *rig_save(struct rig *r, struct record *rec,
                     const struct record *old)
{
    struct err err = ERR_INIT;
    return ledger_apply(r->b, r->a, rec, old, NULL, &err)
               ? ""
               : arena_str(r->a, err.code);
}

int64_t rig_count(struct rig *r, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, r->b->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}
