/* A branch that collects its 党费 month by month, step by step. */
#include "dues_rig.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define TAKES_FIRST 3 /* one by one, before all others at once */

const char *const rig_step_names[STEPS] = {
    "open", "take", "take all", "sitting", "reverse", "handover", "close"};

void rig_environment(const char *state_name)
{
    char state[256];
    snprintf(state, sizeof state, "%s/%s", unit_tmp(), state_name);
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_STATE_HOME", state, 1);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
}

/* ---- the branch -------------------------------------------------------- */

static bool type(struct record *r, struct book *b, struct arena *a,
                 const char *column, const char *text, struct err *err)
{
    return record_type(r, b, a, ledger_field(r->ledger, column), text, err);
}

static bool add_member(struct book *b, struct arena *a, size_t i, int64_t *id,
                       struct err *err)
{
    struct record r = record_new(&ledger_people, b, a);
    const char *name = arena_printf(a, "试%zu", i + 1);
    bool ok = type(&r, b, a, "name", name, err) &&
              type(&r, b, a, "birth_on", "1980-01-01", err) &&
              type(&r, b, a, "join_on", "2010-05-20", err) &&
              type(&r, b, a, "full_on", "2011-05-20", err) &&
              ledger_apply(b, a, &r, NULL, NULL, err);
    *id = r.id;
    return ok;
}

static bool add_assess(struct book *b, struct arena *a, int64_t person,
                       int year, struct err *err)
{
    struct record r = record_new(&ledger_assess, b, a);
    const char *who = arena_printf(a, "#%lld", (long long)person);
    const char *from = arena_printf(a, "%d-01", year);
    const char *base = arena_printf(a, "%lld.00", 4000 + (long long)person);
    return type(&r, b, a, "person_id", who, err) &&
           type(&r, b, a, "from_month", from, err) &&
           type(&r, b, a, "category", "在职", err) &&
           type(&r, b, a, "base_fen", base, err) &&
           ledger_apply(b, a, &r, NULL, "按工资单核定", err);
}

static bool add_fund(struct book *b, struct arena *a, int year, struct err *err)
{
    struct record f = record_new(&ledger_fund, b, a);
    record_set_text(&f, FUND_NAME, "留用党费");
    record_set_text(&f, FUND_KIND, FUND_DUES);
    record_set_int(&f, FUND_YEAR, year);
    record_set_int(&f, FUND_BUDGET, 0);
    return ledger_apply(b, a, &f, NULL, NULL, err);
}

static bool fill(struct book *b, struct arena *a, size_t n, int from, int to,
                 struct err *err)
{
    int64_t *person = arena_array(a, n, sizeof *person);
    for (size_t i = 0; i < n; i++) {
        if (!add_member(b, a, i, &person[i], err)) {
            return false;
        }
    }
    for (int year = from; year <= to; year++) {
        b->today = b->day = date_of(year, 1, 10);
        if (!add_fund(b, a, year, err)) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            if (!add_assess(b, a, person[i], year, err)) {
                return false;
            }
        }
    }
    b->today = b->day = date_of(from, 1, 10);
    return true;
}

bool rig_create(struct session *s, const char *path, size_t n, int from, int to,
                struct err *err)
{
    struct arena a = ARENA_INIT;
    struct org_first first = {"中共示例支部（示例）", date_of(2010, 6, 1), true,
                              0};
    if (!session_create(s, path, "测试", &first, err)) {
        return false;
    }
    bool ok = tx_begin(s->db, TX_WRITE, err) &&
              fill(&s->book, &a, n, from, to, err) && tx_commit(s->db, err);
    arena_clear(&a);
    return ok;
}

/* ---- looking ----------------------------------------------------------- */

int64_t rig_int(struct book *b, const char *sql)
{
    struct stmt st;
    int64_t v = -1;
    stmt_open(&st, b->db, sql);
    if (stmt_row(&st)) {
        v = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, NULL) ? v : -1;
}

bool rig_money(struct book *b, struct rig_money *out, struct err *err)
{
    struct stmt st;
    *out = (struct rig_money){0};
    stmt_open(&st, b->db,
              SQL("select count(*), count(no), coalesce(sum(fen), 0)"
                  " from payment where voided_on is null"));
    if (stmt_row(&st)) {
        *out = (struct rig_money){stmt_col_int(&st, 0), stmt_col_int(&st, 1),
                                  stmt_col_int(&st, 2)};
    }
    return stmt_done(&st, err);
}

int64_t rig_halves(struct book *b)
{
    return rig_int(
        b, SQL("select (select count(*) from sitting s where s.n <>"
               " (select count(*) from payment p where p.sitting_id = s.id))"
               " + (select count(*) from payment p where p.fen <>"
               " (select coalesce(sum(x.fen), 0) from payment_part x"
               " where x.payment_id = p.id))"
               " + (select count(*) from payment p join sitting s"
               " on s.id = p.sitting_id where (p.reverses is null)"
               " <> (s.kind = '1'))"
               " + (select count(*) from handover h where h.kept_fen <>"
               " (select coalesce(sum(e.fen), 0) from fund_entry e"
               " where e.handover_id = h.id))"
               " + (select count(*) from dues_month where (closed_on is null)"
               " <> (digest is null))"
               " + (select count(*) from dues_month m where not exists"
               " (select 1 from due t where t.month = m.month))"
               " + (select count(*) from number n where n.series = 'payment'"
               " and (select count(*) || ' ' || max(no) from payment p"
               " where p.year = n.year) <> n.last || ' ' || n.last)"));
}

int64_t rig_findings(struct book *b)
{
    struct check_report report;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    bool ok = ledger_check(b, &a, &report, NULL, NULL, &err);
    if (!ok) {
        print_error("check: %s %s %s\n", err.code, err.text, err.detail);
    }
    for (size_t i = 0; ok && i < report.n; i++) {
        print_error("%s %s\n", report.findings[i].code,
                    report.findings[i].text);
    }
    int64_t n = ok ? (int64_t)report.n : -1;
    arena_clear(&a);
    return n;
}

/* ---- what comes next --------------------------------------------------- */

struct state {
    struct dues_sheet sheet; /* only when a month is open */
    int64_t taken, reversed, handed;
};

static int64_t count_in(struct book *b, int month, const char *sql)
{
    char text[8];
    struct stmt st;
    int64_t n = 0;
    stmt_open(&st, b->db, sql);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, NULL) ? n : -1;
}

static void clock_to(struct book *b, int month)
{
    b->today = b->day = month_first_day(month) + 19;
}

/* Behind the last month; the first one is the year's that it was filled from.
 */
static bool look(struct book *b, struct arena *a, struct rig_job *job,
                 struct state *s, struct err *err)
{
    if (!dues_month_now(b, &job->month, err) ||
        !rig_money(b, &job->before, err)) {
        return false;
    }
    if (job->month == MONTH_NONE) {
        int64_t last =
            rig_int(b, SQL("select coalesce(max(substr(month, 1, 4) * 12"
                           " + substr(month, 6, 2)), (select min(for_year) * 12"
                           " from assess)) from dues_month"));
        job->month = (int)last;
        clock_to(b, job->month);
        return true;
    }
    clock_to(b, job->month);
    s->taken = count_in(b, job->month,
                        SQL("select count(*) from payment where month = "
                            ":month and voided_on is null"));
    s->reversed = count_in(b, job->month,
                           SQL("select count(*) from payment where month = "
                               ":month and reverses is not null"));
    s->handed = count_in(b, job->month,
                         SQL("select count(*) from handover"
                             " where substr(on_day, 1, 7) = :month"));
    return dues_sheet_read(b, a, job->month, &s->sheet, err);
}

static enum rig_step step_after(const struct state *s)
{
    if (s->sheet.rows == NULL) {
        return STEP_OPEN;
    }
    if (s->sheet.sums.n_open > 0) {
        return s->taken < TAKES_FIRST ? STEP_TAKE : STEP_ALL;
    }
    if (s->sheet.sums.n_draft > 0) {
        return STEP_SITTING;
    }
    if (s->reversed == 0) {
        return STEP_REVERSE;
    }
    return s->handed == 0 ? STEP_HANDOVER : STEP_CLOSE;
}

/* The first alone and in cash, the second for two, the third by transfer. */
static void prepare_take(struct book *b, struct rig_job *job,
                         const struct state *s)
{
    size_t want = s->taken == 1 ? 2 : 1;
    size_t n = 0;
    for (size_t i = 0; i < s->sheet.n && n < want; i++) {
        const struct dues_row *row = &s->sheet.rows[i];
        if (row->paid < row->due) {
            job->pay[n++] = (struct dues_pay){row->person, job->month,
                                              row->due - row->paid};
        }
    }
    job->take = (struct dues_take){
        .on = b->today,
        .way = s->taken == 2 ? PAY_TRANSFER : PAY_CASH,
        .by = job->pay[0].person,
        .proof = s->taken == 2 ? "回单 99-0001" : "",
        .n = n,
        .reason = "测试用的原因",
    };
    job->after.payments++;
    for (size_t i = 0; i < n; i++) {
        job->after.fen += job->pay[i].fen;
    }
}

static bool prepare_slip(struct book *b, struct arena *a, struct rig_job *job,
                         struct err *err)
{
    if (!handover_propose(b, a, PAYMENT_MONTHLY, &job->slip, err)) {
        return false;
    }
    int64_t all = record_int(&job->slip, HANDOVER_FEN);
    int64_t kept = all / 10;
    int64_t fund = count_in(b, job->month,
                            SQL("select id from fund where for_year ="
                                " cast(substr(:month, 1, 4) as integer)"));
    record_set_int(&job->slip, HANDOVER_FEN, all - kept);
    record_set_int(&job->slip, HANDOVER_KEPT, kept);
    record_set_int(&job->slip, HANDOVER_FUND, fund);
    return true;
}

static void prepare_reverse(struct book *b, struct rig_job *job)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id, fen from payment where month = :month"
                  " and no is not null order by id limit 1"));
    stmt_text(&st, ":month", month_text(job->month, text));
    if (stmt_row(&st)) {
        job->payment = stmt_col_int(&st, 0);
        job->after.fen -= stmt_col_int(&st, 1);
    }
    stmt_done(&st, NULL);
    job->after.payments++;
    job->after.posted++;
}

bool rig_prepare(struct book *b, struct arena *a, struct rig_job *out,
                 struct err *err)
{
    struct state s = {0};
    memset(out, 0, sizeof *out);
    if (!look(b, a, out, &s, err)) {
        return false;
    }
    const struct dues_sums *sums = &s.sheet.sums;
    out->step = step_after(&s);
    out->after = out->before;
    switch (out->step) {
    case STEP_OPEN:
    case STEPS:
        return true;
    case STEP_TAKE:
        prepare_take(b, out, &s);
        return true;
    case STEP_ALL:
        out->n = sums->n_open;
        out->fen = sums->open;
        out->after.payments += (int64_t)sums->n_open;
        out->after.fen += sums->open;
        return true;
    case STEP_SITTING:
        out->count.counted = sums->draft_cash;
        out->after.posted = out->before.payments;
        return true;
    case STEP_REVERSE:
        prepare_reverse(b, out);
        return true;
    case STEP_HANDOVER:
        return prepare_slip(b, a, out, err);
    case STEP_CLOSE:
        break;
    }
    struct dues_figures f;
    bool ok = dues_figures(b, a, out->month, &f, err);
    out->count.counted = f.hand_cash;
    return ok;
}

bool rig_run(struct book *b, struct arena *a, struct rig_job *job,
             struct err *err)
{
    struct dues_opening o;
    switch (job->step) {
    case STEP_OPEN:
        return dues_month_open(b, a, job->month, &o, err);
    case STEP_TAKE:
        job->take.parts = job->pay;
        return dues_take(b, a, &job->take, 1, &job->id, err);
    case STEP_ALL:
        return dues_take_all(
            b, a, &(struct dues_all){b->today, PAY_CASH, "", job->n, job->fen},
            err);
    case STEP_SITTING:
        return dues_sitting_close(b, a, &job->count, &job->id, err);
    case STEP_REVERSE:
        return dues_reverse(b, a, job->payment, "记错了人", &job->id, err);
    case STEP_HANDOVER:
        return handover_post(b, a, &job->slip, err);
    case STEP_CLOSE:
        return dues_month_close(b, a, job->month, &job->count, err);
    case STEPS:
        break;
    }
    return false;
}
