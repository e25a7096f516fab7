/* Closing a sitting: the cash is counted, what was taken becomes final and gets
   its numbers.  One change that is not undone: the numbers are given away. */
#include "dues_posting.h"

#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/store/db.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- the open sitting -------------------------------------------------- */

bool dues_drafts_of(struct book *b, struct dues_drafts *out, struct err *err)
{
    struct stmt st;
    *out = (struct dues_drafts){0};
    stmt_open(&st, b->db,
              SQL("select way, count(*), sum(fen) from payment"
                  " where branch_id = :branch and no is null"
                  " and voided_on is null group by way"));
    stmt_int(&st, ":branch", b->branch);
    while (stmt_row(&st)) {
        const char *way = stmt_col_text(&st, 0);
        int64_t fen = stmt_col_int(&st, 2);
        out->n += (size_t)stmt_col_int(&st, 1);
        *dues_of_way(way, &out->cash, &out->transfer, &out->online) += fen;
    }
    return stmt_done(&st, err);
}

static bool draft_ids(struct book *b, struct arena *a, int64_t **ids, size_t *n,
                      struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, count(*) over () from payment"
                  " where branch_id = :branch and no is null"
                  " and voided_on is null order by id"));
    stmt_int(&st, ":branch", b->branch);
    while (stmt_row(&st)) {
        if (*n == 0) {
            *ids = arena_array(a, (size_t)stmt_col_int(&st, 1), sizeof **ids);
        }
        (*ids)[(*n)++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- numbers ----------------------------------------------------------- */

bool dues_posting_numbers(struct dues_posting *p, int n, struct err *err)
{
    p->year = p->month / 12;
    return posting_take(p->book, &p->parts, NUMBER_PAYMENT, p->year, n,
                        &p->first, err) &&
           posting_take(p->book, &p->parts, NUMBER_SITTING, p->year, 1,
                        &p->sitting, err);
}

size_t dues_posting_sitting(struct dues_posting *p, const char *kind,
                            const struct dues_drafts *d, int64_t counted,
                            const struct dues_count *c)
{
    char text[8];
    struct arena *a = p->arena;
    struct record r = record_new(&ledger_sitting, p->book, a);
    record_set_int(&r, SITTING_BRANCH, p->book->branch);
    record_set_text(&r, SITTING_MONTH,
                    arena_str(a, month_text(p->month, text)));
    record_set_day(&r, a, SITTING_ON, p->book->today);
    record_set_int(&r, SITTING_YEAR, p->year);
    record_set_int(&r, SITTING_NO, p->sitting);
    record_set_text(&r, SITTING_KIND, kind);
    record_set_text(&r, SITTING_BY, db_actor(p->book->db));
    record_set_int(&r, SITTING_N, (int64_t)d->n);
    record_set_int(&r, SITTING_CASH, d->cash);
    record_set_int(&r, SITTING_TRANSFER, d->transfer);
    record_set_int(&r, SITTING_ONLINE, d->online);
    if (c != NULL) {
        record_set_int(&r, SITTING_COUNTED, counted);
        if (c->notes != NULL && c->notes[0] != '\0') {
            record_set_text(&r, SITTING_NOTES, arena_str(a, c->notes));
        }
        if (c->note != NULL && c->note[0] != '\0') {
            record_set_text(&r, SITTING_NOTE, arena_str(a, c->note));
        }
    }
    return dues_parts_add(&p->parts, &r, NULL);
}

void dues_posting_payment(struct dues_posting *p, size_t i, size_t sitting,
                          int no)
{
    struct record *r = dues_part_record(&p->parts, i);
    record_set_int(r, PAYMENT_YEAR, p->year);
    record_set_int(r, PAYMENT_NO, no);
    p->parts.v[i].ref = (struct apply_ref){PAYMENT_SITTING, sitting};
}

/* A month may have been sealed since it was taken. */
static bool still_may(struct dues_posting *p, const struct record *payment,
                      struct err *err)
{
    struct issues is = {.arena = p->arena};
    dues_check_day(p->book, record_day(payment, PAYMENT_ON), &is);
    return dues_refuse(&is, "", err);
}

/* ---- closing a sitting ------------------------------------------------- */

static bool post_drafts(struct dues_posting *p, const struct dues_count *c,
                        int64_t *sitting, struct err *err)
{
    struct dues_drafts d;
    int64_t *ids = NULL;
    int64_t counted;
    size_t n;
    char sum[32];
    if (!dues_need_open(p->book, &p->month, err) ||
        !dues_drafts_of(p->book, &d, err) ||
        !draft_ids(p->book, p->arena, &ids, &n, err)) {
        return false;
    }
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-DUES-077",
                       "没有待入账的收款，不用结账。");
    }
    if (!dues_may_post(p->book, p->arena, p->book->today, err) ||
        !dues_count_matches(c, d.cash, "本次收到", &counted, err) ||
        !dues_posting_numbers(p, (int)n, err)) {
        return false;
    }
    size_t at = dues_posting_sitting(p, SITTING_TAKEN, &d, counted, c);
    for (size_t i = 0; i < n; i++) {
        struct record old;
        if (!record_read(&old, &ledger_payment, p->book, p->arena, ids[i],
                         err)) {
            return false;
        }
        if (!still_may(p, &old, err)) {
            return false;
        }
        struct record now = record_copy(&old, p->arena);
        size_t k = dues_parts_add(&p->parts, &now, &old);
        dues_posting_payment(p, k, at, p->first + (int)i);
    }
    const char *label = arena_printf(
        p->arena, "收缴单 %d-%04d 入账 %zu 笔 %s", p->year, p->sitting, n,
        money_text(d.cash + d.transfer + d.online, sum));
    if (!ledger_apply_parts(p->book, p->arena, p->parts.v, p->parts.n, label,
                            NULL, err)) {
        return false;
    }
    *sitting = dues_part_record(&p->parts, at)->id;
    return true;
}

bool dues_sitting_close(struct book *b, struct arena *a,
                        const struct dues_count *c, int64_t *sitting,
                        struct err *err)
{
    int64_t id = 0;
    struct dues_posting p = {.book = b, .arena = a, .parts = {.arena = a}};
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    if (!tx_end(b->db, post_drafts(&p, c, &id, err), err)) {
        return false;
    }
    *sitting = id;
    return true;
}
