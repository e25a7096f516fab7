/* 冲销: a posted payment is taken back by an opposite one, posted at once in a
   sitting of its own; neither is touched again.  What is not posted yet is
   simply taken back. */
#include "dues_posting.h"

#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"

#define REASON_MIN_CHARS 4

static const char *number_of(const struct record *r, char out[16])
{
    return number_text((int)record_int(r, PAYMENT_YEAR),
                       record_int(r, PAYMENT_NO), out);
}

static bool find_reversal(struct book *b, int64_t payment, bool *found,
                          struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from payment where reverses = :id"
                  " and voided_on is null"));
    stmt_int(&st, ":id", payment);
    *found = stmt_row(&st);
    return stmt_done(&st, err);
}

static bool may_reverse(struct book *b, const struct record *r,
                        const char *reason, struct err *err)
{
    bool reversed;
    char number[16];
    if (!find_reversal(b, r->id, &reversed, err)) {
        return false;
    }
    if (r->voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-DUES-080",
                       "这笔收款已在 %s 撤回，不用再冲销。", r->voided_on);
    }
    if (!record_is_null(r, PAYMENT_REVERSES)) {
        return err_set(err, ERR_RULE, "E-DUES-081",
                       "这一笔本身就是冲销，不能再冲销；请重新收一笔。");
    }
    if (reversed) {
        return err_set(err, ERR_RULE, "E-DUES-082",
                       "%s 已经冲销过，不能冲销两次。", number_of(r, number));
    }
    if (reason == NULL ||
        utf8_chars(reason, strlen(reason)) < REASON_MIN_CHARS) {
        return err_set(err, ERR_RULE, "E-DUES-083",
                       "请写明冲销的原因，至少 %d 个字。", REASON_MIN_CHARS);
    }
    return true;
}

/* The opposite payment and, under it, the opposite of each of its parts. */
static bool add_opposite(struct posting *p, const struct record *r,
                         size_t sitting, const char *reason, size_t *at,
                         struct err *err)
{
    char text[8];
    struct arena *a = p->arena;
    struct dues_parts old = {.arena = a};
    int64_t fen = 0;
    struct record now = record_copy(r, a);
    now.id = 0;
    now.ver = 0;
    record_set_text(&now, PAYMENT_MONTH,
                    arena_str(a, month_text(p->month, text)));
    record_set_day(&now, a, PAYMENT_ON, p->book->today);
    record_set_int(&now, PAYMENT_FEN, -record_int(r, PAYMENT_FEN));
    record_set_int(&now, PAYMENT_REVERSES, r->id);
    record_set_text(&now, PAYMENT_REASON, arena_str(a, reason));
    record_set_null(&now, PAYMENT_SITTING);
    *at = dues_parts_add(&p->parts, &now, NULL);
    posting_number(p, *at, sitting, p->first);
    if (!dues_parts_void(&old, p->book, r->id, reason, &fen, err)) {
        return false;
    }
    for (size_t i = 0; i < old.n; i++) {
        if (old.v[i].r->ledger != &ledger_payment_part) {
            continue;
        }
        struct record part = record_copy(old.v[i].r, a);
        part.id = 0;
        part.ver = 0;
        record_set_int(&part, PART_FEN, -record_int(&part, PART_FEN));
        size_t k = dues_parts_add(&p->parts, &part, NULL);
        p->parts.v[k].under = (int)*at;
    }
    return true;
}

static struct dues_drafts sums_of(const struct record *r)
{
    struct dues_drafts d = {.n = 1};
    const char *way = record_text(r, PAYMENT_WAY);
    int64_t fen = -record_int(r, PAYMENT_FEN);
    *dues_of_way(way, &d.cash, &d.transfer, &d.online) = fen;
    return d;
}

/* Not posted yet: simply taken back. */
static bool take_back(struct posting *p, const struct record *r,
                      const char *reason, struct err *err)
{
    int64_t fen = 0;
    char sum[32];
    if (!dues_parts_void(&p->parts, p->book, r->id, reason, &fen, err)) {
        return false;
    }
    const char *label =
        arena_printf(p->arena, "撤回收款 %s", money_text(fen, sum));
    return ledger_apply_parts(p->book, p->arena, p->parts.v, p->parts.n, label,
                              reason, err);
}

static bool reverse(struct posting *p, int64_t payment, const char *reason,
                    int64_t *reversal, struct err *err)
{
    struct record r;
    size_t at;
    *reversal = 0;
    if (!record_read(&r, &ledger_payment, p->book, p->arena, payment, err) ||
        !may_reverse(p->book, &r, reason, err)) {
        return false;
    }
    if (record_is_null(&r, PAYMENT_NO)) {
        return take_back(p, &r, reason, err);
    }
    if (!dues_need_open(p->book, &p->month, err) ||
        !dues_may_post(p->book, p->arena, p->book->today, err) ||
        !posting_numbers(p, 1, err)) {
        return false;
    }
    struct dues_drafts d = sums_of(&r);
    size_t sitting = posting_sitting(p, SITTING_REVERSED, &d, 0, NULL);
    if (!add_opposite(p, &r, sitting, reason, &at, err)) {
        return false;
    }
    char number[16];
    const char *label =
        arena_printf(p->arena, "冲销收款 %s", number_of(&r, number));
    if (!ledger_apply_parts(p->book, p->arena, p->parts.v, p->parts.n, label,
                            reason, err)) {
        return false;
    }
    *reversal = dues_part_record(&p->parts, at)->id;
    return true;
}

bool dues_reverse(struct book *b, struct arena *a, int64_t payment,
                  const char *reason, int64_t *reversal, struct err *err)
{
    struct posting p = {.book = b, .arena = a, .parts = {.arena = a}};
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    if (!reverse(&p, payment, reason, reversal, err)) {
        tx_rollback(b->db);
        return false;
    }
    return tx_commit(b->db, err);
}

bool payment_reverse(struct book *b, struct arena *a, int64_t id,
                     const char *reason, struct err *err)
{
    int64_t reversal;
    return dues_reverse(b, a, id, reason, &reversal, err);
}
