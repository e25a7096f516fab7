/* The steps that all posted books take alike: payments, slips, entries of a
   fund.

   Posting: a number → the record and its number as parts of one change → one
   write that is not undone.  Taking back: not a second time → reason → the
   opposite record → the book's own rules, which post it.  What may be posted
   and what is written beside it is each book's (fund_post.c, handover_post.c,
   dues_post.c, dues_reverse.c). */
#include "posting.h"

#include "accounts_parts.h"
#include "apply_parts.h"
#include "dues_parts.h"
#include "pbtui/store/tx.h"

/* ---- a change that posts ----------------------------------------------- */

bool posting_take(struct book *b, struct dues_parts *parts, const char *series,
                  int year, int n, int *first, struct err *err)
{
    struct record now;
    struct record was;
    if (!number_take(b, parts->arena, series, year, n, &now, &was, first,
                     err)) {
        return false;
    }
    size_t i = dues_parts_add(parts, &now, &was);
    parts->v[i] = number_part(parts->v[i].r, parts->v[i].old);
    return true;
}

bool posting_add(struct book *b, struct dues_parts *parts,
                 const struct posting_book *of, struct record *r,
                 struct err *err)
{
    int no;
    int year = accounts_year(record_day(r, of->on));
    record_set_int(r, of->year, year);
    size_t i = dues_parts_add(parts, r, NULL);
    if (!posting_take(b, parts, of->series, year, 1, &no, err)) {
        return false;
    }
    record_set_int(dues_part_record(parts, i), of->no, no);
    return true;
}

bool posting_write(struct book *b, struct dues_parts *parts, const char *verb,
                   const struct record *of, const char *reason,
                   struct record *out, struct err *err)
{
    const struct record *first = dues_part_record(parts, 0);
    /* The number is in it: it is taken before the change is named. */
    const char *label =
        apply_label(b, parts->arena, verb, of != NULL ? of : first);
    struct record saved;
    if (!ledger_apply_parts(b, parts->arena, parts->v, parts->n, label, reason,
                            err) ||
        !record_read(&saved, first->ledger, b, parts->arena, first->id, err)) {
        return false;
    }
    *out = saved;
    return true;
}

bool posting_save(const struct posting_book *of, const struct posting_new *door,
                  struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason, struct err *err)
{
    struct issues is = {.arena = a};
    if (old != NULL) {
        return apply_row(b, a, "补填", r, old, reason, err);
    }
    /* What is refused stays as it was typed. */
    struct record now = record_copy(r, a);
    if (!door->fill(b, &now, err)) {
        return false;
    }
    record_check(&now, b, NULL, &is);
    if (!issues_refuse(&is, err)) {
        return false;
    }
    record_set_null(&now, of->reverses);
    record_set_null(&now, of->reason);
    if (!door->post(b, a, &now, err)) {
        return false;
    }
    *r = now;
    return true;
}

/* ---- taking back ------------------------------------------------------- */

const char *posting_number(const struct posting_book *of,
                           const struct record *r, char out[16])
{
    return number_text((int)record_int(r, of->year), record_int(r, of->no),
                       out);
}

bool posting_reversed_by(const struct posting_book *of, struct book *b,
                         int64_t id, char out[16], struct err *err)
{
    struct stmt st;
    out[0] = '\0';
    stmt_open(&st, b->db, of->reversed_by);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        number_text((int)stmt_col_int(&st, 0), stmt_col_int(&st, 1), out);
    }
    return stmt_done(&st, err);
}

struct record posting_opposite(const struct posting_book *of, struct book *b,
                               struct arena *a, const struct record *old,
                               const char *reason)
{
    struct record r = record_copy(old, a);
    r.id = 0;
    r.ver = 0;
    for (const int *f = of->turned; *f >= 0; f++) {
        record_set_int(&r, *f, -record_int(old, *f));
    }
    for (const int *f = of->cleared; *f >= 0; f++) {
        record_set_null(&r, *f);
    }
    record_set_day(&r, a, of->on, b->today);
    record_set_int(&r, of->reverses, old->id);
    record_set_text(&r, of->reason, arena_str(a, reason));
    return r;
}

static bool not_twice(const struct posting_book *of, struct book *b,
                      const struct record *old, struct err *err)
{
    char by[16];
    if (!record_is_null(old, of->reverses)) {
        return err_set(err, ERR_RULE, of->e_reverses,
                       "%s就是冲销，冲销不能再冲销；%s。", of->this_one,
                       of->instead);
    }
    if (!posting_reversed_by(of, b, old->id, by, err)) {
        return false;
    }
    return by[0] == '\0' ||
           err_set(err, ERR_RULE, of->e_reversed,
                   "%s已由第 %s 号冲销，不用再冲销。", of->this_one, by);
}

static bool has_reason(const struct posting_book *of, const char *reason,
                       struct err *err)
{
    return !apply_reason_is_short(reason) ||
           err_set(err, ERR_RULE, of->e_reason,
                   "冲销须写明原因（至少 %d 个字），请补充。",
                   APPLY_REASON_CHARS);
}

/* Nobody is asked why before it is known that it can be. */
static bool reverse(const struct posting_book *of, struct book *b,
                    struct arena *a, int64_t id, const char *reason,
                    int64_t *reversal, struct err *err)
{
    struct record old;
    if (!record_read(&old, of->ledger, b, a, id, err) ||
        !not_twice(of, b, &old, err) || !has_reason(of, reason, err)) {
        return false;
    }
    struct record opposite = posting_opposite(of, b, a, &old, reason);
    if (!of->take_back(b, a, &old, &opposite, reason, err)) {
        return false;
    }
    *reversal = opposite.id;
    return true;
}

bool posting_reverse(const struct posting_book *of, struct book *b,
                     struct arena *a, int64_t id, const char *reason,
                     int64_t *reversal, struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, reverse(of, b, a, id, reason, reversal, err), err);
}

/* ---- for the ledgers --------------------------------------------------- */

bool posting_summary(const struct posting_book *of, struct book *b,
                     const struct record *r, struct strbuf *out)
{
    char no[16];
    if (record_is_null(r, of->reverses)) {
        if (!posting_reversed_by(of, b, r->id, no, NULL) || no[0] == '\0') {
            return false;
        }
        sb_addf(out, "已由第 %s 号冲销", no);
        return true;
    }
    struct arena a = ARENA_INIT;
    struct record old;
    if (record_read(&old, of->ledger, b, &a, record_int(r, of->reverses),
                    NULL)) {
        sb_addf(out, "冲销第 %s 号：%s", posting_number(of, &old, no),
                record_text(r, of->reason));
    }
    arena_clear(&a);
    return true;
}
