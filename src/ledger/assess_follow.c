/* 党费核定 while it is filled in: what goes on from the assessment before, what
   follows from what was typed.  Typed values are never overwritten but the
   amount, which is the rules'. */
#include "assess_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- reading a record ------------------------------------------------- */

int assess_month(const struct record *r, int field)
{
    int month;
    return month_read(record_text(r, field), &month) ? month : MONTH_NONE;
}

void assess_set_month(struct record *r, struct arena *a, int field, int month)
{
    char text[8];
    record_set_text(
        r, field,
        month == MONTH_NONE ? NULL : arena_str(a, month_text(month, text)));
}

bool assess_is(const struct record *r, int field, const char *code)
{
    return strcmp(record_text(r, field), code) == 0;
}

const struct dues_category *assess_category(struct book *b,
                                            const struct record *r)
{
    int from = assess_month(r, ASSESS_FROM);
    int day = from != MONTH_NONE ? month_first_day(from) : b->today;
    return record_is_null(r, ASSESS_CATEGORY)
               ? NULL
               : dues_category(book_dues(b), record_text(r, ASSESS_CATEGORY),
                               day);
}

const char *assess_place(struct arena *a, const struct record *r)
{
    return assess_is(r, ASSESS_PLACE, DUES_OUTSIDE)
               ? arena_printf(a, "在%s交",
                              codes_name("dues_place", DUES_OUTSIDE))
               : NULL;
}

/* 示例机关党委 2026-03-01 批准; what is not filled in yet is said to be so. */
static const char *approval(struct arena *a, const struct record *r)
{
    const char *by = record_text(r, ASSESS_RELIEF_BY);
    const char *on = record_text(r, ASSESS_RELIEF_ON);
    if (by[0] == '\0' && on[0] == '\0') {
        return "还没有填批准情况";
    }
    if (by[0] == '\0') {
        return arena_printf(a, "%s 批准，审批党委还没有填", on);
    }
    return on[0] == '\0' ? arena_printf(a, "%s批准，日期还没有填", by)
                         : arena_printf(a, "%s %s 批准", by, on);
}

const char *assess_relief(struct arena *a, const struct record *r)
{
    if (record_is_null(r, ASSESS_RELIEF)) {
        return NULL;
    }
    const char *name = codes_name("dues_relief", record_text(r, ASSESS_RELIEF));
    const char *paper = record_text(r, ASSESS_RELIEF_PAPER);
    const char *why = record_text(r, ASSESS_RELIEF_WHY);
    return arena_printf(a, "%s（%s%s%s%s%s）", name, why,
                        why[0] != '\0' ? "；" : "", approval(a, r),
                        paper[0] != '\0' ? "，" : "", paper);
}

/* ---- amounts ---------------------------------------------------------- */

/* Only one amount is possible, or the one that is there. */
static void follow_fixed(const struct dues_category *c, struct record *r)
{
    record_set_null(r, ASSESS_BASE);
    record_set_null(r, ASSESS_RATE);
    if (c->least == c->most) {
        record_set_int(r, ASSESS_FEN, c->least);
    } else if (record_int(r, ASSESS_FEN) < c->least ||
               record_int(r, ASSESS_FEN) > c->most) {
        record_set_null(r, ASSESS_FEN);
    }
}

static void follow_base(struct book *b, const struct dues_category *c,
                        struct record *r)
{
    int64_t fen;
    int64_t base = record_int(r, ASSESS_BASE);
    int day = month_first_day(assess_month(r, ASSESS_FROM));
    const struct dues_bracket *bracket =
        record_is_null(r, ASSESS_BASE) ? NULL : dues_bracket(c, base);
    if (bracket == NULL ||
        !dues_amount(book_dues(b), c->code, base, day, &fen, NULL)) {
        record_set_null(r, ASSESS_RATE);
        record_set_null(r, ASSESS_FEN);
        return;
    }
    record_set_int(r, ASSESS_RATE, bracket->rate);
    record_set_int(r, ASSESS_FEN, fen);
}

void assess_follow(struct book *b, struct record *r)
{
    const struct dues_category *c = assess_category(b, r);
    bool less = assess_is(r, ASSESS_RELIEF, RELIEF_LESS);
    struct value kept = r->values[ASSESS_FEN];
    if (c == NULL || assess_month(r, ASSESS_FROM) == MONTH_NONE) {
        return;
    }
    if (c->basis_kind == DUES_FIXED) {
        follow_fixed(c, r);
    } else {
        follow_base(b, c, r);
    }
    if (less) {
        r->values[ASSESS_FEN] = kept; /* the approval's */
    } else if (assess_is(r, ASSESS_RELIEF, RELIEF_NOTHING)) {
        record_set_int(r, ASSESS_FEN, 0);
    }
}

/* ---- what goes on ----------------------------------------------------- */

const struct dues_category *assess_proposal(struct book *b, struct arena *a,
                                            int retired, int day)
{
    const struct dues_category **list;
    size_t n = dues_categories(book_dues(b), a, day, &list);
    /* The first pension is paid in the month after. */
    bool is_retired = retired != DATE_NONE && retired < day;
    for (size_t i = 0; i < n; i++) {
        if (list[i]->basis_kind == (is_retired ? DUES_PENSION : DUES_WAGE)) {
            return list[i];
        }
    }
    return NULL;
}

/* DATE_NONE: works. */
static bool retired_on(struct book *b, int64_t person, int *out,
                       struct err *err)
{
    struct stmt st;
    *out = DATE_NONE;
    stmt_open(&st, b->db, SQL("select retired_on from person where id = :id"));
    stmt_int(&st, ":id", person);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), out);
    }
    return stmt_done(&st, err);
}

static bool read_last(struct book *b, struct arena *a, struct record *r,
                      int64_t *last, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id, category, base_fen, fen, relief from assess"
                  " where person_id = :person and voided_on is null"
                  " and (:from = '' or from_month < :from)"
                  " order by from_month desc, id desc limit 1"));
    stmt_int(&st, ":person", record_int(r, ASSESS_PERSON));
    stmt_text(&st, ":from", record_text(r, ASSESS_FROM));
    if (stmt_row(&st)) {
        *last = stmt_col_int(&st, 0);
        record_set_text(r, ASSESS_CATEGORY,
                        arena_str(a, stmt_col_text(&st, 1)));
        if (!stmt_col_is_null(&st, 2)) {
            record_set_int(r, ASSESS_BASE, stmt_col_int(&st, 2));
        } else if (stmt_col_is_null(&st, 4)) {
            record_set_int(r, ASSESS_FEN, stmt_col_int(&st, 3));
        }
    }
    return stmt_done(&st, err);
}

bool assess_take_over(struct book *b, struct arena *a, struct record *r,
                      int64_t *last, struct err *err)
{
    int retired;
    int from = assess_month(r, ASSESS_FROM);
    int day = from != MONTH_NONE ? month_first_day(from) : b->today;
    *last = 0;
    if (!read_last(b, a, r, last, err) ||
        !retired_on(b, record_int(r, ASSESS_PERSON), &retired, err)) {
        return false;
    }
    const struct dues_category *c = assess_category(b, r);
    const struct dues_category *want = assess_proposal(b, a, retired, day);
    bool pension_now =
        want != NULL && want->basis_kind == DUES_PENSION && c != NULL &&
        (c->basis_kind == DUES_WAGE || c->basis_kind == DUES_PAID);
    if (want != NULL && (c == NULL || pension_now)) {
        record_set_text(r, ASSESS_CATEGORY, want->code);
        record_set_null(r, ASSESS_BASE);
        record_set_null(r, ASSESS_FEN);
        *last = 0;
    }
    assess_follow(b, r);
    return true;
}

/* ---- a new record ----------------------------------------------------- */

void assess_defaults(struct book *b, struct arena *a, struct record *r)
{
    int month = month_of(b->today);
    record_set_int(r, ASSESS_BRANCH, b->branch);
    record_set_int(r, ASSESS_YEAR, month / 12);
    assess_set_month(r, a, ASSESS_FROM, month);
    record_set_text(r, ASSESS_PLACE, DUES_HERE);
    if (month % 12 == 0) {
        record_set_text(r, ASSESS_REASON, ASSESSED_YEARLY);
    }
}

/* Who came in this year is assessed from the first month paid here. */
static void begin_with_entry(struct book *b, struct arena *a, struct record *r)
{
    struct dues_payer *p;
    size_t n;
    int year = (int)record_int(r, ASSESS_YEAR);
    if (!dues_payers_one(b, a, record_int(r, ASSESS_PERSON), year * 12,
                         year * 12 + 11, &p, &n, NULL) ||
        n == 0 || p[n - 1].months.first / 12 != year) {
        return;
    }
    const struct dues_payer *last = &p[n - 1];
    if (last->admitted || last->spell.moved_in) {
        assess_set_month(r, a, ASSESS_FROM, last->months.first);
        record_set_text(r, ASSESS_REASON,
                        last->admitted ? ASSESSED_ADMITTED : ASSESSED_MOVED);
    }
}

static void person_typed(struct book *b, struct arena *a, struct record *r)
{
    int64_t last;
    if (r->id != 0 || record_is_null(r, ASSESS_PERSON)) {
        return;
    }
    if (assess_month(r, ASSESS_FROM) == month_of(b->today)) {
        begin_with_entry(b, a, r);
    }
    if (record_is_null(r, ASSESS_CATEGORY)) {
        assess_take_over(b, a, r, &last, NULL);
    }
}

static void event_typed(struct book *b, struct arena *a, struct record *r)
{
    struct stmt st;
    if (!record_is_null(r, ASSESS_DECIDED) || record_is_null(r, ASSESS_EVENT)) {
        return;
    }
    stmt_open(&st, b->db, SQL("select on_day from event where id = :id"));
    stmt_int(&st, ":id", record_int(r, ASSESS_EVENT));
    if (stmt_row(&st)) {
        record_set_text(r, ASSESS_DECIDED, arena_str(a, stmt_col_text(&st, 0)));
    }
    stmt_done(&st, NULL);
}

static void month_typed(struct book *b, struct record *r)
{
    int from = assess_month(r, ASSESS_FROM);
    if (from == MONTH_NONE) {
        return;
    }
    record_set_int(r, ASSESS_YEAR, from / 12);
    if (from % 12 == 0 && record_is_null(r, ASSESS_REASON)) {
        record_set_text(r, ASSESS_REASON, ASSESSED_YEARLY);
    } else if (from % 12 != 0 && r->id == 0 &&
               assess_is(r, ASSESS_REASON, ASSESSED_YEARLY)) {
        record_set_null(r, ASSESS_REASON);
    }
    assess_follow(b, r);
}

void assess_typed(struct book *b, struct arena *a, struct record *r, int field)
{
    switch (field) {
    case ASSESS_PERSON:
        person_typed(b, a, r);
        break;
    case ASSESS_YEAR:
        if (assess_month(r, ASSESS_FROM) / 12 != record_int(r, ASSESS_YEAR)) {
            assess_set_month(r, a, ASSESS_FROM,
                             (int)record_int(r, ASSESS_YEAR) * 12);
            month_typed(b, r);
        }
        break;
    case ASSESS_FROM:
        month_typed(b, r);
        break;
    case ASSESS_CATEGORY:
    case ASSESS_BASE:
        assess_follow(b, r);
        break;
    case ASSESS_RELIEF:
        if (!record_is_null(r, ASSESS_RELIEF) &&
            record_is_null(r, ASSESS_REASON)) {
            record_set_text(r, ASSESS_REASON, ASSESSED_RELIEF);
        }
        assess_follow(b, r);
        break;
    case ASSESS_EVENT:
        event_typed(b, a, r);
        break;
    default:
        break;
    }
}
