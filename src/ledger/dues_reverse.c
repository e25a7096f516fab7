/* 冲销: a posted payment is taken back by an opposite one, posted at once in a
   sitting of its own; neither is touched again.  What is not posted yet is
   simply taken back. */
#include "dues_posting.h"

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/text/date.h"

/* The opposite payment and, under it, the opposite of each of its parts. */
static bool add_opposite(struct dues_posting *p, const struct record *r,
                         struct record *opposite, size_t sitting,
                         const char *reason, size_t *at, struct err *err)
{
    char text[8];
    struct arena *a = p->arena;
    struct dues_parts old = {.arena = a};
    int64_t fen = 0;
    record_set_text(opposite, PAYMENT_MONTH,
                    arena_str(a, month_text(p->month, text)));
    *at = dues_parts_add(&p->parts, opposite, NULL);
    dues_posting_payment(p, *at, sitting, p->first);
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
static bool untake(struct dues_posting *p, const struct record *r,
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

static bool take_back(struct book *b, struct arena *a, const struct record *old,
                      struct record *opposite, const char *reason,
                      struct err *err)
{
    struct dues_posting p = {.book = b, .arena = a, .parts = {.arena = a}};
    size_t at;
    char number[16];
    if (old->voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-DUES-080",
                       "这笔收款已在 %s 撤回，不用再冲销。", old->voided_on);
    }
    if (record_is_null(old, PAYMENT_NO)) {
        return untake(&p, old, reason, err);
    }
    if (!dues_need_open(b, &p.month, err) ||
        !dues_may_post(b, a, b->today, err) ||
        !dues_posting_numbers(&p, 1, err)) {
        return false;
    }
    struct dues_drafts d = sums_of(old);
    size_t sitting = dues_posting_sitting(&p, SITTING_REVERSED, &d, 0, NULL);
    if (!add_opposite(&p, old, opposite, sitting, reason, &at, err)) {
        return false;
    }
    number_text((int)record_int(old, PAYMENT_YEAR), record_int(old, PAYMENT_NO),
                number);
    const char *label = arena_printf(a, "冲销收款 %s", number);
    if (!ledger_apply_parts(b, a, p.parts.v, p.parts.n, label, reason, err)) {
        return false;
    }
    opposite->id = dues_part_record(&p.parts, at)->id;
    return true;
}

static const int turned[] = {PAYMENT_FEN, -1};
static const int cleared[] = {PAYMENT_SITTING, -1};

static const struct posting_book payment_posting = {
    .ledger = &ledger_payment,
    .series = NUMBER_PAYMENT,
    .on = PAYMENT_ON,
    .year = PAYMENT_YEAR,
    .no = PAYMENT_NO,
    .reverses = PAYMENT_REVERSES,
    .reason = PAYMENT_REASON,
    .turned = turned,
    .cleared = cleared,
    .reversed_by = SQL("select year, no from payment where reverses = :id"
                       " and voided_on is null"),
    .this_one = "这一笔",
    .instead = "请重新收一笔",
    .e_reason = "E-DUES-083",
    .e_reverses = "E-DUES-081",
    .e_reversed = "E-DUES-082",
    .take_back = take_back,
};

bool dues_reverse(struct book *b, struct arena *a, int64_t payment,
                  const char *reason, int64_t *reversal, struct err *err)
{
    return posting_reverse(&payment_posting, b, a, payment, reason, reversal,
                           err);
}
