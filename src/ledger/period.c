/* 封账: months in which nothing moves any more.

   A seal is a row that names the head of the audit chain and the number of
   held events at that moment; opening it again fills the second half of the
   same row (who, with whom, why), and sealing once more is a new row.  So what
   is sealed, how often it was opened and by whom can always be counted.

   What the program knows itself (day, hand, head, count) is written by expand,
   under the lock; nobody types it.  Neither can be undone: the way back from a
   seal is opening it, with a second person. */
#include "period.h"

#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "rows.h"

static const struct field fields[] = {
    PERIOD_FIELDS(FIELD_AS_ROW){
        .column = "state",
        .label = "状态",
        .kind = &field_text,
        .flags = FIELD_COMPUTED | FIELD_FACET,
        .sql = "case when t.opened_on is null then '已封' else '已启封' end",
    },
    {
        .column = "times",
        .label = "启封次数",
        .kind = &field_count,
        .flags = FIELD_COMPUTED,
        .sql = "select count(*) from period p where p.branch_id = t.branch_id"
               " and p.month = t.month and p.opened_on is not null"
               " and p.voided_on is null",
    },
};

static const char *const pages[] = {"封账", "启封", NULL};

static const struct ledger_column columns[] = {
    {PERIOD_MONTH, 8, 8, 1},       {PERIOD_STATE, 6, 6, 1},
    {PERIOD_SEALED_ON, 10, 10, 2}, {PERIOD_SEALED_BY, 8, 12, 4},
    {PERIOD_EVENTS, 8, 8, 3},      {PERIOD_HEAD, 22, 22, 5},
    {PERIOD_HEAD_SEQ, 8, 8, 7},    {PERIOD_TIMES, 8, 8, 6},
};

static const struct ledger_column opened_columns[] = {
    {PERIOD_MONTH, 8, 8, 1},      {PERIOD_OPENED_ON, 10, 10, 2},
    {PERIOD_OPENED_BY, 8, 12, 3}, {PERIOD_WITH, 8, 12, 2},
    {PERIOD_WHY, 12, 40, 1},      {PERIOD_SEALED_ON, 10, 10, 4},
};

static const struct ledger_view views[] = {
    {"current", "已封的月份", NULL,
     "t.voided_on is null and t.branch_id = :branch and t.opened_on is null",
     columns, ARRAY_LEN(columns)},
    {"opened", "启封记录", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and t.opened_on is not null",
     opened_columns, ARRAY_LEN(opened_columns)},
    {"all", "全部", NULL, "t.voided_on is null", columns, ARRAY_LEN(columns)},
};

/* ---- asking ------------------------------------------------------------- */

bool period_row(struct book *b, int64_t branch, int month, int64_t *id,
                char sealed_on[11], struct err *err)
{
    char text[8];
    struct stmt st;
    *id = 0;
    stmt_open(&st, b->db,
              SQL("select id, sealed_on from period where branch_id = :branch"
                  " and month = :month and opened_on is null"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
        const char *on = stmt_col_text(&st, 1);
        size_t n = strnlen(on, 10);
        memcpy(sealed_on, on, n);
        sealed_on[n] = '\0';
    }
    return stmt_done(&st, err);
}

/* Closed on error: what cannot be proved open is not written to. */
bool period_is_sealed(struct book *b, int64_t branch, int month)
{
    char on[11];
    int64_t id;
    return !period_row(b, branch, month, &id, on, NULL) || id != 0;
}

const char *period_words(int month, char out[32])
{
    struct strbuf sb;
    int year, m, d;
    date_split(month_first_day(month), &year, &m, &d);
    sb_init(&sb);
    sb_addf(&sb, "%d 年 %d 月", year, m);
    memcpy(out, sb.s, sb.len + 1);
    sb_clear(&sb);
    return out;
}

bool period_is_open(struct book *b, int64_t branch, int day, struct err *err)
{
    char on[11];
    char words[32];
    char text[8];
    int64_t id;
    if (day == DATE_NONE || branch == 0) {
        return true;
    }
    int month = month_of(day);
    if (!period_row(b, branch, month, &id, on, err)) {
        return false;
    }
    return id == 0 ||
           err_set(err, ERR_RULE, "E-PERIOD-001",
                   "%s已于 %s 封账，不能改；请先启封（pbtui unseal %s …，"
                   "写明原因和第二人），或在本月会议上更正。",
                   period_words(month, words), on, month_text(month, text));
}

void period_check(struct book *b, int64_t branch, int day, const char *column,
                  struct issues *is)
{
    struct err err = ERR_INIT;
    if (!period_is_open(b, branch, day, &err)) {
        issue_add_err(is, column, &err);
    }
}

bool period_edge(struct book *b, int64_t branch, bool latest, int *month,
                 struct err *err)
{
    struct stmt st;
    *month = MONTH_NONE;
    stmt_open(&st, b->db,
              SQL("select min(month), max(month) from period"
                  " where branch_id = :branch and opened_on is null"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, latest ? 1 : 0), month);
    }
    return stmt_done(&st, err);
}

void period_bind(struct stmt *st, int month)
{
    char day[11];
    stmt_text(st, ":first", date_text(month_first_day(month), day));
    stmt_text(st, ":last", date_text(month_last_day(month), day));
}

static bool count_held(struct book *b, int64_t branch, int month, int64_t *n,
                       struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select count(*) from event where branch_id = :branch"
                  " and on_day between :first and :last and state = :held"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":held", EVENT_HELD);
    period_bind(&st, month);
    if (stmt_row(&st)) {
        *n = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- the book ----------------------------------------------------------- */

static bool expand(struct book *b, struct arena *a, const struct record *r,
                   const struct record *old, struct change *c,
                   struct change_row *row, struct err *err)
{
    struct audit_head head;
    char code[24];
    char day[11];
    int month;
    if (old != NULL && !period_opens(r, old)) {
        return true;
    }
    change_set_final(c);
    const char *today = arena_str(a, date_text(b->today, day));
    if (old != NULL) {
        change_text(row, "opened_on", today);
        change_text(row, "opened_by", db_actor(b->db));
        return true;
    }
    int64_t held;
    month_read(record_text(r, PERIOD_MONTH), &month);
    if (!audit_head(b->db, &head, err) ||
        !count_held(b, record_int(r, PERIOD_BRANCH), month, &held, err)) {
        return false;
    }
    audit_code(&head, code);
    change_text(row, "sealed_on", today);
    change_text(row, "sealed_by", db_actor(b->db));
    change_text(row, "head", arena_str(a, code));
    change_int(row, "head_seq", head.seq);
    change_int(row, "events", held);
    return true;
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    return err_set(err, ERR_RULE, "E-PERIOD-013",
                   "封账不能作废；要改 %s 的内容请启封（写明原因和第二人）。",
                   record_text(r, PERIOD_MONTH));
}

/* Last month, unless that is sealed. */
static void defaults(struct book *b, struct arena *a, struct record *r)
{
    char text[8];
    int month = month_of(b->today) - 1;
    record_set_int(r, PERIOD_BRANCH, b->branch);
    if (!period_is_sealed(b, b->branch, month)) {
        record_set_text(r, PERIOD_MONTH, arena_str(a, month_text(month, text)));
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, PERIOD_MONTH));
}

const struct ledger ledger_period = {
    .name = "periods",
    .aliases = "period 封账 封账月份",
    .title = "封账",
    .noun = "封账",
    .table = "period",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "period t",
    .order = "t.month",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = PERIOD_BRANCH,
    .by_branch = true,
    .day_column = "sealed_on",
    .defaults = defaults,
    .check = period_check_row,
    .expand = expand,
    .label = label,
    .may_void = may_void,
    .link_column = "month",
};

/* ---- the two doors ------------------------------------------------------ */

bool period_seal(struct book *b, struct arena *a, int month, struct err *err)
{
    char text[8];
    struct record r = record_new(&ledger_period, b, a);
    record_set_text(&r, PERIOD_MONTH, arena_str(a, month_text(month, text)));
    return ledger_apply(b, a, &r, NULL, NULL, err);
}

bool period_unseal(struct book *b, struct arena *a, int month,
                   const char *reason, const char *second, struct err *err)
{
    char on[11];
    char words[32];
    struct record old;
    int64_t id;
    if (!period_row(b, b->branch, month, &id, on, err)) {
        return false;
    }
    if (id == 0) {
        return err_set(err, ERR_RULE, "E-PERIOD-014",
                       "%s没有封账，不用启封，直接改就行。",
                       period_words(month, words));
    }
    if (!record_read(&old, &ledger_period, b, a, id, err)) {
        return false;
    }
    struct record r = record_copy(&old, a);
    if (!record_type(&r, b, a, PERIOD_WHY, reason != NULL ? reason : "", err) ||
        !record_type(&r, b, a, PERIOD_WITH, second != NULL ? second : "",
                     err)) {
        return false;
    }
    /* With neither, there is nothing to save, and nobody would ask. */
    return (period_opens(&r, &old) || period_may_open(b, &r, a, err)) &&
           ledger_apply(b, a, &r, &old, reason, err);
}
