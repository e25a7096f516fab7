/* Checking and saving a year's assessment: each row that is new and complete or
   differs becomes a record with the one decision; all of them are checked,
   numbered and written as one change under one lock.

   The rules over one record are assess_check.c; what they ask of the file for
   each record is asked here once for all. */
#include "assess_year_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dues_parts.h"
#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

bool assess_row_wanted(const struct assess_year *y,
                       const struct assess_row *row)
{
    bool gone = (row->remarks & ASSESS_GONE) != 0;
    bool dated = row->undated && (y->decided_on != DATE_NONE || y->event != 0);
    return !gone && (row->id != 0 ? row->typed || dated : row->fen >= 0);
}

/* ---- records ---------------------------------------------------------- */

struct decision {
    int on;        /* DATE_NONE */
    int64_t event; /* 0 */
};

/* What a row that nothing has decided yet is decided by: what was typed; of the
   year's own rows else what the year's others were. */
static struct decision decision_of(const struct assess_year *y, bool yearly)
{
    struct decision typed = {y->decided_on, y->event};
    struct decision before = {y->decided_before, y->event_before};
    bool is_typed = typed.on != DATE_NONE || typed.event != 0;
    return is_typed || !yearly ? typed : before;
}

/* One's own decision stays: a row that a day or a meeting decided before keeps
   both as they are. */
static void put_decision(const struct assess_year *y, struct record *r)
{
    struct decision d =
        decision_of(y, assess_is(r, ASSESS_REASON, ASSESSED_YEARLY));
    if (!record_is_null(r, ASSESS_DECIDED) ||
        !record_is_null(r, ASSESS_EVENT)) {
        return;
    }
    if (d.on != DATE_NONE) {
        record_set_day(r, y->arena, ASSESS_DECIDED, d.on);
    }
    if (d.event != 0) {
        record_set_int(r, ASSESS_EVENT, d.event);
    }
}

static void set_or_null(struct record *r, int field, int64_t v)
{
    if (v < 0) {
        record_set_null(r, field);
    } else {
        record_set_int(r, field, v);
    }
}

static void put_row(const struct assess_year *y, const struct assess_row *row,
                    struct record *r)
{
    record_set_text(r, ASSESS_CATEGORY, row->category);
    set_or_null(r, ASSESS_BASE, row->base);
    set_or_null(r, ASSESS_RATE, row->rate);
    set_or_null(r, ASSESS_FEN, row->fen);
    put_decision(y, r);
}

static struct record record_of(const struct assess_year *y,
                               const struct assess_row *row)
{
    struct record r = record_new(&ledger_assess, y->book, y->arena);
    record_set_int(&r, ASSESS_PERSON, row->person);
    record_set_int(&r, ASSESS_YEAR, y->year);
    assess_set_month(&r, y->arena, ASSESS_FROM, row->first);
    record_set_text(&r, ASSESS_REASON, row->reason);
    record_set_null(&r, ASSESS_NO);
    put_row(y, row, &r);
    return r;
}

/* ---- rules ------------------------------------------------------------ */

/* Whose row it is stands before the sentence. */
static void tell(struct issues *is, const struct issues *found,
                 const char *name)
{
    for (size_t i = 0; i < found->n; i++) {
        const struct issue *it = &found->list[i];
        issue_add(is, it->column, it->blocks, it->code, "%s：%s", name,
                  it->text);
    }
}

static void check_row(const struct assess_year *y, const struct assess_row *row,
                      int closed, struct issues *is)
{
    struct issues found = {.arena = is->arena};
    struct record r;
    if (row->id == 0) {
        r = record_of(y, row);
        assess_check_values(y->book, &r, &found);
    } else {
        struct record old;
        struct err err = ERR_INIT;
        if (!record_read(&old, &ledger_assess, y->book, is->arena, row->id,
                         &err)) {
            issue_add_err(is, "person_id", &err);
            return;
        }
        r = record_copy(&old, is->arena);
        put_row(y, row, &r);
        record_check(&r, y->book, &old, &found);
    }
    if (row->id == 0 && closed != MONTH_NONE && row->first <= closed) {
        char text[8];
        issue_add(&found, "from_month", true, "E-ASSESS-037",
                  "%s 的党费已经结账，请重新打开这一页，从下个月起核定。",
                  month_text(closed, text));
    }
    if (row->id == 0) {
        assess_check_before(y->book, &r, &found);
    }
    if ((row->remarks & ASSESS_RETIRED) != 0) {
        issue_add(&found, "category", false, "E-ASSESS-038",
                  "已经退休，缴费类别应从领取养老金的首月起改为离退休。");
    }
    tell(is, &found, row->name);
}

static bool lacks_decision(const struct assess_year *y,
                           const struct assess_row *row)
{
    struct decision d =
        decision_of(y, strcmp(row->reason, ASSESSED_YEARLY) == 0);
    return (row->id == 0 || row->undated) && d.on == DATE_NONE && d.event == 0;
}

static void check_decision(const struct assess_year *y, struct issues *is)
{
    bool lacks = false;
    for (size_t i = 0; i < y->n; i++) {
        lacks = lacks || (assess_row_wanted(y, &y->rows[i]) &&
                          lacks_decision(y, &y->rows[i]));
    }
    if (lacks) {
        issue_add(is, "decided_on", false, "E-ASSESS-039",
                  "还没有填核定日期或核定的会议；党费数额由支部核定，请补上。");
    }
}

void assess_year_check(const struct assess_year *y, struct issues *is)
{
    struct assess_sums s = assess_year_sums(y);
    struct err err = ERR_INIT;
    int closed;
    int january = y->year * 12;
    if (!assess_closed(y->book, y->book->branch, january, january + 11, &closed,
                       &err)) {
        issue_add_err(is, "from_month", &err);
        return;
    }
    check_decision(y, is);
    for (size_t i = 0; i < y->n; i++) {
        if (assess_row_wanted(y, &y->rows[i])) {
            check_row(y, &y->rows[i], closed, is);
        }
    }
    if (s.n_missing > 0) {
        issue_add(is, "base_fen", false, "E-ASSESS-040",
                  "还有 %zu 人没有基数（数额），这次不核定他们。", s.n_missing);
    }
}

/* ---- under the lock --------------------------------------------------- */

static int by_person(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Another window has assessed somebody, or somebody has left, since this was
   read. */
static bool is_still_so(struct assess_year *y, struct err *err)
{
    struct assess_kept *own;
    struct dues_payer *payers;
    size_t n_own;
    size_t n;
    if (!assess_kept_read(y->book, y->arena, y->year, &own, &n_own, err) ||
        !dues_payers_span(y->book, y->arena, y->from, y->year * 12 + 11,
                          &payers, &n, err)) {
        return false;
    }
    int64_t *sorted = arena_array(y->arena, n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = payers[i].person;
    }
    qsort(sorted, n, sizeof *sorted, by_person);
    for (size_t i = 0; i < y->n; i++) {
        const struct assess_row *row = &y->rows[i];
        if (!assess_row_wanted(y, row) || row->id != 0) {
            continue;
        }
        if (bsearch(&row->person, sorted, n, sizeof *sorted, by_person) ==
            NULL) {
            return err_set(err, ERR_RULE, "E-ASSESS-041",
                           "%s刚刚在另一个窗口里离开了本支部，请重新打开年初"
                           "核定。",
                           row->name);
        }
        for (size_t k = 0; k < n_own; k++) {
            if (own[k].person == row->person && own[k].from == row->first) {
                return err_set(err, ERR_RULE, "E-ASSESS-042",
                               "%s刚刚在另一个窗口里核定过了（第 %d 行），请"
                               "重新打开年初核定。",
                               row->name, own[k].hold.no);
            }
        }
    }
    return true;
}

/* ---- saving ----------------------------------------------------------- */

/* The record that a row becomes, and as it was read. */
static bool add_part(struct assess_year *y, const struct assess_row *row,
                     int64_t *no, struct apply_part *part, struct err *err)
{
    struct record *r = arena_alloc(y->arena, sizeof *r);
    struct record *old = arena_alloc(y->arena, sizeof *old);
    *part = (struct apply_part){.r = r, APPLY_ALONE};
    if (row->id == 0) {
        *r = record_of(y, row);
        record_set_int(r, ASSESS_NO, (*no)++);
        return true;
    }
    if (!record_read(old, &ledger_assess, y->book, y->arena, row->id, err)) {
        return false;
    }
    *r = record_copy(old, y->arena);
    old->ver = row->ver; /* what was looked at, not what is there now */
    put_row(y, row, r);
    part->old = old;
    return true;
}

static bool write(struct assess_year *y, struct apply_part *parts, size_t *n,
                  struct err *err)
{
    int64_t no;
    *n = 0;
    if (!assess_next_no(y->book, y->book->branch, y->year, &no, err)) {
        return false;
    }
    for (size_t i = 0; i < y->n; i++) {
        if (assess_row_wanted(y, &y->rows[i]) &&
            !add_part(y, &y->rows[i], &no, &parts[(*n)++], err)) {
            return false;
        }
    }
    const char *label =
        arena_printf(y->arena, "核定 %d 年党费 %zu 人", y->year, *n);
    return ledger_apply_parts(y->book, y->arena, parts, *n, label, NULL, err);
}

static bool save(struct assess_year *y, struct apply_part *parts, size_t *n,
                 struct err *err)
{
    struct issues is = {.arena = y->arena};
    assess_year_check(y, &is);
    /* The clerk has seen the warnings. */
    return dues_refuse(&is, "已看过", err) && is_still_so(y, err) &&
           write(y, parts, n, err);
}

/* The rows are what is in the book now. */
static void settle(struct assess_year *y, const struct apply_part *parts)
{
    size_t at = 0;
    for (size_t i = 0; i < y->n; i++) {
        struct assess_row *row = &y->rows[i];
        if (!assess_row_wanted(y, row)) {
            continue;
        }
        row->ver = row->id == 0 ? 1 : row->ver + 1;
        row->id = parts[at++].r->id;
        row->was_base = row->base;
        row->was_fen = row->fen;
        row->was_category = row->category;
        row->undated = row->undated && lacks_decision(y, row);
        assess_row_mark(y, row);
    }
}

bool assess_year_save(struct assess_year *y, struct err *err)
{
    size_t n = 0;
    struct apply_part *parts = arena_array(y->arena, y->n + 1, sizeof *parts);
    if (!tx_begin(y->book->db, TX_WRITE, err)) {
        return false;
    }
    if (!tx_end(y->book->db, save(y, parts, &n, err), err)) {
        return false;
    }
    settle(y, parts);
    return true;
}
