/* How an amount is spread over months, and the small writings beside a payment:
   why somebody is late, a payment as a plain record. */
#include "dues_parts.h"

#include <string.h>

#include "dues_payers.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- spreading --------------------------------------------------------- */

struct spreading {
    struct dues_pay *out;
    size_t n, max;
    int64_t person;
    int64_t left;
};

static void put(struct spreading *s, int month, int64_t fen)
{
    int64_t take = fen < s->left ? fen : s->left;
    if (take > 0 && s->n < s->max) {
        s->out[s->n++] = (struct dues_pay){s->person, month, take};
        s->left -= take;
    }
}

/* What is lacking up to the open month, oldest first. */
static bool spread_owed(struct book *b, struct spreading *s, int open,
                        struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select month, due_fen, paid_fen from dues_balance"
                  " where person_id = :person and branch_id = :branch"
                  " and month <= :month and due_fen > 0 order by month"));
    stmt_int(&st, ":person", s->person);
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(open, text));
    while (stmt_row(&st)) {
        int month;
        int64_t lack = stmt_col_int(&st, 1) - stmt_col_int(&st, 2);
        if (month_read(stmt_col_text(&st, 0), &month)) {
            put(s, month, lack);
        }
    }
    return stmt_done(&st, err);
}

/* Each month ahead what it will ask for, less what was paid; one that asks for
   nothing is passed over.  Not more months than fit: of somebody who pays
   nothing there is no end. */
static bool spread_ahead(struct book *b, struct spreading *s, int open,
                         struct err *err)
{
    struct arena a = ARENA_INIT;
    bool ok = true;
    size_t ahead = s->max - s->n;
    for (size_t i = 1; ok && i <= ahead && s->left > 0; i++) {
        int64_t lack;
        int month = open + (int)i;
        ok = dues_lacking(b, &a, s->person, month, &lack, err);
        if (ok) {
            put(s, month, lack);
        }
        arena_reset(&a);
    }
    arena_clear(&a);
    return ok;
}

bool dues_spread(struct book *b, int64_t person, int64_t fen,
                 struct dues_pay *out, size_t max, size_t *n, struct err *err)
{
    struct spreading s = {
        .out = out, .max = max, .person = person, .left = fen};
    int open;
    *n = 0;
    if (!dues_month_now(b, &open, err)) {
        return false;
    }
    if (open == MONTH_NONE) {
        return true;
    }
    if (!spread_owed(b, &s, open, err) || !spread_ahead(b, &s, open, err)) {
        return false;
    }
    if (s.left > 0 && s.n > 0) {
        s.out[s.n - 1].fen += s.left; /* no month is left for it */
    }
    *n = s.n;
    return true;
}

/* ---- why somebody is late ---------------------------------------------- */

static bool find_due(struct book *b, int64_t person, int month, int64_t *id,
                     struct err *err)
{
    char text[8];
    struct stmt st;
    *id = 0;
    stmt_open(&st, b->db,
              SQL("select id from due where branch_id = :branch"
                  " and person_id = :person and month = :month"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* Whoever is not assessed yet owes what nobody knows. */
static bool may_be_late(struct book *b, struct arena *a, int64_t person,
                        int month, struct err *err)
{
    char due[32];
    char paid[32];
    struct dues_asked of;
    if (!dues_asked(b, a, person, month, &of, err)) {
        return false;
    }
    if (of.paid < of.due || strcmp(of.state, DUE_UNASSESSED) == 0) {
        return true;
    }
    return err_set(err, ERR_RULE, "E-DUES-122",
                   "%s %s应交 %s，已交 %s，没有欠，不用写迟交的原因。",
                   people_name(b, a, person), dues_month_words(a, month),
                   money_text(of.due, due), money_text(of.paid, paid));
}

bool dues_delay(struct book *b, struct arena *a, int64_t person, int month,
                const char *reason, struct err *err)
{
    struct record r;
    int64_t id;
    if (!find_due(b, person, month, &id, err)) {
        return false;
    }
    if (id == 0) {
        return err_set(err, ERR_RULE, "E-DUES-067", "%s 不在 %s的应交名单里。",
                       people_name(b, a, person), dues_month_words(a, month));
    }
    /* One that was written down before the money came may be taken out. */
    if (reason[0] != '\0' && !may_be_late(b, a, person, month, err)) {
        return false;
    }
    if (!record_read(&r, &ledger_due, b, a, id, err)) {
        return false;
    }
    struct record old = record_copy(&r, a);
    return record_type(&r, b, a, DUE_DELAYED, reason, err) &&
           ledger_apply(b, a, &r, &old, NULL, err);
}

/* ---- a payment as a plain record --------------------------------------- */

#define SPREAD_MAX  60
#define MONTHS_TOLD 6

void dues_tell_months(struct book *b, const struct record *r, struct issues *is)
{
    struct dues_pay parts[SPREAD_MAX];
    char fen[32];
    struct err err = ERR_INIT;
    size_t n;
    int open;
    bool beside = false;
    const char *words = "";
    if (strcmp(record_text(r, PAYMENT_KIND), PAYMENT_LARGE) == 0 ||
        record_is_null(r, PAYMENT_FEN) || !dues_month_now(b, &open, NULL) ||
        open == MONTH_NONE) {
        return;
    }
    if (!dues_spread(b, record_int(r, PAYMENT_PERSON),
                     record_int(r, PAYMENT_FEN), parts, SPREAD_MAX, &n, &err)) {
        issue_add_err(is, "fen", &err);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const char *kind = parts[i].month > open   ? "预交"
                           : parts[i].month < open ? "补交"
                                                   : "";
        beside = beside || parts[i].month != open;
        if (i < MONTHS_TOLD) {
            words =
                arena_printf(is->arena, "%s%s%s%s %s", words, i > 0 ? "、" : "",
                             kind, dues_month_words(is->arena, parts[i].month),
                             money_text(parts[i].fen, fen));
        }
    }
    if (beside) {
        issue_add(is, "fen", false, "E-DUES-124",
                  "这笔从欠得最早的月份记起：%s%s。", words,
                  n > MONTHS_TOLD ? "等" : "");
    }
}

/* Typed as a record: one person, spread over the months that are open. */
static bool take_record(struct book *b, struct arena *a, struct record *r,
                        const char *reason, struct err *err)
{
    struct dues_pay parts[SPREAD_MAX];
    struct issues is = {.arena = a};
    int64_t id;
    /* What it only tells was seen; what the rules say comes with the taking. */
    record_check(r, b, NULL, &is);
    if (!issues_refuse(&is, err)) {
        return false;
    }
    struct dues_take t = {
        .kind = record_text(r, PAYMENT_KIND),
        .on = record_day(r, PAYMENT_ON),
        .way = record_text(r, PAYMENT_WAY),
        .by = record_int(r, PAYMENT_PERSON),
        .payer = record_text(r, PAYMENT_PAYER),
        .proof = record_text(r, PAYMENT_PROOF),
        .note = record_text(r, PAYMENT_NOTE),
        .fen = record_int(r, PAYMENT_FEN),
        .reason = record_is_null(r, PAYMENT_REASON)
                      ? reason
                      : record_text(r, PAYMENT_REASON),
    };
    if (strcmp(t.kind, PAYMENT_LARGE) != 0) {
        t.parts = parts;
        if (!dues_spread(b, t.by, t.fen, parts, SPREAD_MAX, &t.n, err)) {
            return false;
        }
    }
    return dues_take(b, a, &t, 1, &id, err) &&
           record_read(r, &ledger_payment, b, a, id, err);
}

bool payment_save(struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason, struct err *err)
{
    struct issues is = {.arena = a};
    struct apply_part part = {.r = r, .old = old, APPLY_ALONE};
    struct strbuf label;
    if (old == NULL) {
        return take_record(b, a, r, reason, err);
    }
    record_check(r, b, old, &is);
    if (!dues_refuse(&is, reason, err)) {
        return false;
    }
    sb_init(&label);
    sb_add(&label, "修改收款 ");
    ledger_payment.label(b, old, &label);
    bool ok = ledger_apply_parts(b, a, &part, 1, arena_str(a, label.s), reason,
                                 err) &&
              record_read(r, &ledger_payment, b, a, old->id, err);
    sb_clear(&label);
    return ok;
}
