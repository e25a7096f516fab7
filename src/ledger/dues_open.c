/* Opening a month: who pays what is written down as it is now.

   Payers come from the roster (dues_payers), amounts from the assessments
   (assess_all).  An open month can be brought up to date as often as one likes:
   rows that are right stay untouched, others are changed, come or go; one that
   has been paid for never goes.  A closed month is not looked at again. */
#include "dues_parts.h"

#include <stdlib.h>
#include <string.h>

#include "dues_payers.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- the rows ---------------------------------------------------------- */

struct opening {
    struct book *book;
    struct arena *arena;
    int month;
    const char *text; /* of the month */
    struct dues_payer *payers;
    size_t n_payers;
    struct assess_hold *holds;
    int64_t *held; /* people, sorted */
    size_t n_holds;
    struct record *rows; /* as they are in the book */
    int64_t *paid;       /* of each */
    size_t n_rows;
    bool *kept;
    struct dues_parts parts;
    struct dues_opening *out;
    struct strbuf unassessed, gaps, left, leaving;
    int64_t *before; /* who had a row in the month before, sorted */
    size_t n_before;
    bool has_before; /* that month was collected here */
};

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static const struct assess_hold *hold_of(const struct opening *o,
                                         int64_t person)
{
    const int64_t *at =
        bsearch(&person, o->held, o->n_holds, sizeof person, by_number);
    return at != NULL ? &o->holds[at - o->held] : NULL;
}

static bool read_rows(struct opening *o, struct err *err)
{
    struct stmt st;
    int64_t *ids = NULL;
    size_t n = 0;
    stmt_open(&st, o->book->db,
              SQL("select t.id, count(*) over (), coalesce(x.paid_fen, 0)"
                  " from due t left join dues_balance x"
                  " on x.person_id = t.person_id and x.month = t.month"
                  " and x.branch_id = t.branch_id"
                  " where t.branch_id = :branch and t.month = :month"
                  " and t.voided_on is null order by t.person_id"));
    stmt_int(&st, ":branch", o->book->branch);
    stmt_text(&st, ":month", o->text);
    while (stmt_row(&st)) {
        if (n == 0) {
            size_t all = (size_t)stmt_col_int(&st, 1);
            ids = arena_array(o->arena, all, sizeof *ids);
            o->paid = arena_array(o->arena, all, sizeof *o->paid);
        }
        o->paid[n] = stmt_col_int(&st, 2);
        ids[n++] = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    o->rows = arena_array(o->arena, n + 1, sizeof *o->rows);
    o->kept = arena_array(o->arena, n + 1, sizeof *o->kept);
    o->n_rows = n;
    for (size_t i = 0; i < n; i++) {
        o->kept[i] = false;
        if (!record_read(&o->rows[i], &ledger_due, o->book, o->arena, ids[i],
                         err)) {
            return false;
        }
    }
    return true;
}

static bool read_before(struct opening *o, struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, o->book->db,
              SQL("select person_id, count(*) over () from due"
                  " where branch_id = :branch and month = :month"
                  " and voided_on is null order by person_id"));
    stmt_int(&st, ":branch", o->book->branch);
    stmt_text(&st, ":month", month_text(o->month - 1, text));
    while (stmt_row(&st)) {
        if (!o->has_before) {
            size_t all = (size_t)stmt_col_int(&st, 1);
            o->before = arena_array(o->arena, all, sizeof *o->before);
            o->has_before = true;
        }
        o->before[o->n_before++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* Still here, for no receipt has come, but in no sheet any more: why. */
static bool read_leaving(struct opening *o, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, o->book->db,
              SQL("select p.name, m.out_dues_to from member m"
                  " join person p on p.id = m.person_id"
                  " where m.branch_id = :branch and m.voided_on is null"
                  " and p.voided_on is null and m.out_dues_to < :month"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"
                  " order by p.ord, p.id"));
    stmt_int(&st, ":branch", o->book->branch);
    stmt_text(&st, ":month", o->text);
    stmt_text(&st, ":day", date_text(month_last_day(o->month), day));
    while (stmt_row(&st)) {
        sb_addf(&o->leaving, "%s%s %s", o->leaving.len > 0 ? "、" : "",
                stmt_col_text(&st, 0), stmt_col_text(&st, 1));
    }
    return stmt_done(&st, err);
}

static bool was_there(const struct opening *o, int64_t person)
{
    return bsearch(&person, o->before, o->n_before, sizeof person, by_number) !=
           NULL;
}

static size_t row_of(const struct opening *o, int64_t person)
{
    size_t from = 0;
    size_t to = o->n_rows;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (record_int(&o->rows[mid], DUE_PERSON) < person) {
            from = mid + 1;
        } else {
            to = mid;
        }
    }
    return from < o->n_rows && record_int(&o->rows[from], DUE_PERSON) == person
               ? from
               : o->n_rows;
}

static void set_or_null(struct record *r, int field, int64_t v)
{
    if (v < 0) {
        record_set_null(r, field);
    } else {
        record_set_int(r, field, v);
    }
}

static const char *state_of(const struct assess_hold *h)
{
    if (strcmp(h->relief, RELIEF_NOTHING) == 0) {
        return DUE_EXEMPT;
    }
    return strcmp(h->place, DUES_OUTSIDE) == 0 ? DUE_ELSEWHERE : DUE_OWED;
}

static void fill_unassessed(struct record *r)
{
    record_set_text(r, DUE_STATE, DUE_UNASSESSED);
    record_set_int(r, DUE_FEN, 0);
    record_set_null(r, DUE_ASSESS);
    record_set_null(r, DUE_CATEGORY);
    record_set_null(r, DUE_BASE);
    record_set_null(r, DUE_RATE);
}

static void fill(struct record *r, const struct assess_hold *h, int64_t ord)
{
    record_set_int(r, DUE_ORD, ord);
    if (h == NULL || h->id == 0) {
        fill_unassessed(r);
        return;
    }
    const char *state = state_of(h);
    bool owed = strcmp(state, DUE_OWED) == 0;
    record_set_text(r, DUE_STATE, state);
    record_set_int(r, DUE_FEN, owed ? h->fen : 0);
    record_set_int(r, DUE_ASSESS, h->id);
    record_set_text(r, DUE_CATEGORY, h->category);
    set_or_null(r, DUE_BASE, h->base);
    set_or_null(r, DUE_RATE, h->rate);
}

static void name_one(struct strbuf *out, const char *name)
{
    sb_addf(out, "%s%s", out->len > 0 ? "、" : "", name);
}

static void name_gap(struct opening *o, const struct dues_payer *p, int from,
                     int n)
{
    char month[8];
    name_one(&o->gaps, p->name);
    sb_addf(&o->gaps, " %s", month_text(from, month));
    if (n > 1) {
        sb_addf(&o->gaps, " 起 %d 个月", n);
    }
}

/* Who pays since an earlier month but was in no sheet of it (accepted when it
   was closed already) is named: that month is collected with this one. */
static void tell(struct opening *o, const struct dues_payer *p,
                 const struct record *r)
{
    o->out->n++;
    o->out->fen += record_int(r, DUE_FEN);
    if (strcmp(record_text(r, DUE_STATE), DUE_UNASSESSED) == 0) {
        name_one(&o->unassessed, p->name);
    }
    if (p->months.n_gap > 0 && p->months.first == o->month) {
        name_gap(o, p, p->months.gap_from, p->months.n_gap);
    } else if (o->has_before && p->months.first < o->month &&
               !was_there(o, p->person)) {
        name_gap(o, p, p->months.first, o->month - p->months.first);
    }
}

static bool differs(const struct record *a, const struct record *b)
{
    for (size_t i = 0; i < a->ledger->n_fields; i++) {
        if ((a->ledger->fields[i].flags & FIELD_COMPUTED) == 0 &&
            !value_same(&a->values[i], &b->values[i])) {
            return true;
        }
    }
    return false;
}

static void add_payer(struct opening *o, size_t i)
{
    const struct dues_payer *p = &o->payers[i];
    if (!p->pays) {
        return;
    }
    const struct assess_hold *h = hold_of(o, p->person);
    size_t at = row_of(o, p->person);
    if (at < o->n_rows) {
        struct record now = record_copy(&o->rows[at], o->arena);
        fill(&now, h, (int64_t)i + 1);
        o->kept[at] = true;
        tell(o, p, &now);
        if (differs(&now, &o->rows[at])) {
            dues_parts_add(&o->parts, &now, &o->rows[at]);
            o->out->n_changed++;
        }
        return;
    }
    struct record r = record_new(&ledger_due, o->book, o->arena);
    record_set_int(&r, DUE_BRANCH, o->book->branch);
    record_set_int(&r, DUE_PERSON, p->person);
    record_set_text(&r, DUE_MONTH, o->text);
    fill(&r, h, (int64_t)i + 1);
    tell(o, p, &r);
    dues_parts_add(&o->parts, &r, NULL);
    o->out->n_added++;
}

/* Owes nothing; what was paid stays in sight and is for the branch to return or
   to pass on. */
static void mark_left(struct opening *o, size_t i)
{
    struct record now = record_copy(&o->rows[i], o->arena);
    record_set_text(&now, DUE_STATE, DUE_LEFT);
    record_set_int(&now, DUE_FEN, 0);
    name_one(&o->left,
             people_name(o->book, o->arena, record_int(&now, DUE_PERSON)));
    if (differs(&now, &o->rows[i])) {
        dues_parts_add(&o->parts, &now, &o->rows[i]);
        o->out->n_changed++;
    }
}

/* Who does not pay after all. */
static void drop_others(struct opening *o)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        if (!o->kept[i] && o->paid[i] != 0) {
            mark_left(o, i);
        } else if (!o->kept[i]) {
            size_t at = dues_parts_add(&o->parts, &o->rows[i], &o->rows[i]);
            o->parts.v[at].void_reason = "本月不在本支部交党费";
            o->out->n_dropped++;
        }
    }
}

static void add_month(struct opening *o)
{
    char day[11];
    struct record r = record_new(&ledger_dues_month, o->book, o->arena);
    record_set_int(&r, DUES_MONTH_BRANCH, o->book->branch);
    record_set_text(&r, DUES_MONTH_MONTH, o->text);
    record_set_text(&r, DUES_MONTH_OPENED,
                    arena_str(o->arena, date_text(o->book->today, day)));
    dues_parts_add(&o->parts, &r, NULL);
}

static bool write_all(struct opening *o, bool was_open, struct err *err)
{
    const char *label = arena_printf(
        o->arena, "%s %s党费收缴 %zu 人", was_open ? "更新" : "启动",
        dues_month_words(o->arena, o->month), o->out->n);
    return o->parts.n == 0 || ledger_apply_parts(o->book, o->arena, o->parts.v,
                                                 o->parts.n, label, NULL, err);
}

static bool open_month(struct opening *o, struct err *err)
{
    bool was_open;
    struct book *b = o->book;
    if (!dues_month_may_open(b, o->arena, o->month, &was_open, err) ||
        !dues_payers(b, o->arena, o->month, &o->payers, &o->n_payers, err) ||
        !assess_all(b, o->arena, o->month, &o->holds, &o->held, &o->n_holds,
                    err) ||
        !read_rows(o, err) || !read_before(o, err) || !read_leaving(o, err)) {
        return false;
    }
    if (!was_open) {
        add_month(o);
    }
    for (size_t i = 0; i < o->n_payers; i++) {
        add_payer(o, i);
    }
    drop_others(o);
    return write_all(o, was_open, err);
}

bool dues_month_open(struct book *b, struct arena *a, int month,
                     struct dues_opening *out, struct err *err)
{
    char text[8];
    *out = (struct dues_opening){
        .unassessed = "", .gaps = "", .left = "", .leaving = ""};
    struct opening o = {.book = b,
                        .arena = a,
                        .month = month,
                        .text = arena_str(a, month_text(month, text)),
                        .parts = {.arena = a},
                        .out = out};
    sb_init(&o.unassessed);
    sb_init(&o.gaps);
    sb_init(&o.left);
    sb_init(&o.leaving);
    bool ok = tx_begin(b->db, TX_WRITE, err) &&
              tx_end(b->db, open_month(&o, err), err);
    out->unassessed = arena_str(a, o.unassessed.s);
    out->gaps = arena_str(a, o.gaps.s);
    out->left = arena_str(a, o.left.s);
    out->leaving = arena_str(a, o.leaving.s);
    sb_clear(&o.unassessed);
    sb_clear(&o.gaps);
    sb_clear(&o.left);
    sb_clear(&o.leaving);
    return ok;
}
