/* Closing a month: everything posted, cash counted, the books in order; then
   its figures, the head of the audit and a digest of what was posted are
   stored, and nothing in it moves any more.  Not undone, not opened again: what
   comes late is booked in the month that is collected then. */
#include "dues_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/db.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- may it be closed? ------------------------------------------------- */

static bool names_of(struct book *b, struct arena *a, int month,
                     const char *state, const char **names, int64_t *n,
                     struct err *err)
{
    char text[8];
    struct strbuf sb;
    struct stmt st;
    *n = 0;
    sb_init(&sb);
    stmt_open(&st, b->db,
              SQL("select n.name from due t join person n on n.id = t.person_id"
                  " left join dues_balance x on x.person_id = t.person_id"
                  " and x.month = t.month and x.branch_id = t.branch_id"
                  " where t.branch_id = :branch and t.month = :month"
                  " and t.voided_on is null and t.state = :state"
                  " and (:state <> '" DUE_OWED "' or x.paid_fen < x.due_fen)"
                  " order by t.ord"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    stmt_text(&st, ":state", state);
    while (stmt_row(&st)) {
        if (*n < 5) {
            sb_addf(&sb, "%s%s", *n > 0 ? "、" : "", stmt_col_text(&st, 0));
        }
        ++*n;
    }
    if (*n > 5) {
        sb_add(&sb, " 等");
    }
    *names = arena_str(a, sb.s);
    sb_clear(&sb);
    return stmt_done(&st, err);
}

static bool check_people(struct book *b, struct arena *a, int month,
                         struct issues *is, struct err *err)
{
    const char *names;
    int64_t n;
    if (!names_of(b, a, month, DUE_UNASSESSED, &names, &n, err)) {
        return false;
    }
    if (n > 0) {
        issue_add(is, "month", true, "E-DUES-090",
                  "%s还没有核定党费，先核定、更新名单，再结账。", names);
    }
    if (!names_of(b, a, month, DUE_OWED, &names, &n, err)) {
        return false;
    }
    if (n > 0) {
        issue_add(is, "month", false, "E-DUES-091",
                  "%s共 %" PRId64 " 人没有交清，结账后按补交往月收。", names,
                  n);
    }
    return true;
}

struct found {
    struct issues *is;
    size_t n;
};

static void tell_found(void *ctx, const char *code, const char *table,
                       int64_t id, const char *text)
{
    struct found *f = ctx;
    (void)code;
    (void)table;
    (void)id;
    if (f->n++ == 0) {
        issue_add(f->is, "month", true, "E-DUES-092",
                  "账目核对没有通过：%s请先运行核对（check）。", text);
    }
}

static bool look(struct book *b, struct arena *a, int month, struct issues *is,
                 struct err *err)
{
    struct dues_drafts d;
    struct dues_figures f;
    struct in_hand large;
    struct found found = {is, 0};
    int open;
    char fen[32];
    if (!dues_month_now(b, &open, err) || !dues_drafts_of(b, &d, err)) {
        return false;
    }
    if (open != month) {
        issue_add(is, "month", true, "E-DUES-093", "%s不在收缴中，不用结账。",
                  dues_month_words(a, month));
        return true;
    }
    if (d.n > 0) {
        issue_add(is, "month", true, "E-DUES-094",
                  "还有 %zu 笔收款没有入账，先给本次收缴结账，再结本月。", d.n);
    }
    if (!check_people(b, a, month, is, err) ||
        !dues_figures_now(b, month, &f, err)) {
        return false;
    }
    if (f.hand < 0) {
        issue_add(is, "month", true, "E-DUES-095",
                  "结存成了 -%s：上缴的比收到的多，请核对冲销和上缴单。",
                  money_text(-f.hand, fen));
    }
    if (!handover_in_hand(b, PAYMENT_LARGE, b->today, &large, err)) {
        return false;
    }
    if (large.fen < 0) {
        issue_add(is, "month", true, "E-DUES-098",
                  "大额党费的结存成了 -%s：已上缴的被冲销了，请先冲销那张"
                  "上缴单。",
                  money_text(-large.fen, fen));
    }
    if (f.hand >= 0 && f.hand_cash < 0) {
        issue_add(is, "month", true, "E-DUES-097",
                  "账上现金成了 -%s：退的、上缴的现金比收的多，请核对冲销和"
                  "上缴单里的现金。",
                  money_text(-f.hand_cash, fen));
    }
    if (month_last_day(month) > b->today) {
        issue_add(is, "month", false, "E-DUES-096",
                  "%s还没有过完，结账后再收到的党费记到下个月。",
                  dues_month_words(a, month));
    }
    return dues_verify_month(b, a, month, tell_found, &found, err);
}

void dues_close_check(struct book *b, struct arena *a, int month,
                      struct issues *is)
{
    struct err err = ERR_INIT;
    if (!look(b, a, month, is, &err)) {
        issue_add_err(is, "month", &err);
    }
}

/* ---- closing ----------------------------------------------------------- */

static bool month_record(struct book *b, struct arena *a, int month,
                         struct record *out, struct err *err)
{
    char text[8];
    int64_t id = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id from dues_month where branch_id = :branch"
                  " and month = :month and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) &&
           record_read(out, &ledger_dues_month, b, a, id, err);
}

static bool fill(struct book *b, struct arena *a, int month, struct record *r,
                 const struct dues_count *c, struct err *err)
{
    struct dues_figures f;
    struct audit_head head;
    char code[24];
    char digest[65];
    int64_t counted;
    if (!dues_figures_now(b, month, &f, err) ||
        !dues_count_matches(c, f.hand_cash, "账上结存", &counted, err) ||
        !audit_head(b->db, &head, err) ||
        !dues_month_digest(b, b->branch, month, digest, err)) {
        return false;
    }
    audit_code(&head, code);
    dues_figures_store(&f, r);
    record_set_day(r, a, DUES_MONTH_CLOSED, b->today);
    record_set_text(r, DUES_MONTH_BY, db_actor(b->db));
    record_set_int(r, DUES_MONTH_COUNTED, counted);
    if (c->notes != NULL && c->notes[0] != '\0') {
        record_set_text(r, DUES_MONTH_NOTES, arena_str(a, c->notes));
    }
    record_set_text(r, DUES_MONTH_HEAD, arena_str(a, code));
    record_set_int(r, DUES_MONTH_HEAD_SEQ, head.seq);
    record_set_text(r, DUES_MONTH_DIGEST, arena_str(a, digest));
    return true;
}

static bool close_month(struct book *b, struct arena *a, int month,
                        const struct dues_count *c, struct err *err)
{
    struct issues is = {.arena = a};
    struct record r;
    dues_close_check(b, a, month, &is);
    if (!dues_refuse(&is, "confirmed", err) ||
        !month_record(b, a, month, &r, err)) {
        return false;
    }
    struct record old = record_copy(&r, a);
    if (!fill(b, a, month, &r, c, err)) {
        return false;
    }
    struct apply_part part = {.r = &r, .old = &old, APPLY_ALONE, .final = true};
    const char *label =
        arena_printf(a, "结账 %s党费", dues_month_words(a, month));
    return ledger_apply_parts(b, a, &part, 1, label, NULL, err);
}

bool dues_month_close(struct book *b, struct arena *a, int month,
                      const struct dues_count *c, struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, close_month(b, a, month, c, err), err);
}
