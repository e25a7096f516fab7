/* Taking money, and taking it back while its sitting is open.

   Everything is looked at and written under one lock: what another window took
   in the meantime is seen, nothing is taken twice. */
#include "pbtui/ledger/dues.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "dues_parts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

/* ---- putting a payment together ---------------------------------------- */

static int64_t sum_of(const struct dues_take *t)
{
    int64_t sum = t->n == 0 ? t->fen : 0;
    for (size_t i = 0; i < t->n; i++) {
        sum += t->parts[i].fen;
    }
    return sum;
}

static void set_text(struct record *r, struct arena *a, int field,
                     const char *s)
{
    if (s != NULL && s[0] != '\0') {
        record_set_text(r, field, arena_str(a, s));
    }
}

/* A number is found again however it was typed. */
static const char *folded(struct arena *a, const char *s)
{
    struct strbuf sb;
    sb_init(&sb);
    text_fold(&sb, s != NULL ? s : "");
    const char *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return out;
}

static size_t add_payment(struct dues_parts *p, struct book *b, int month,
                          const struct dues_take *t)
{
    char text[8];
    struct arena *a = p->arena;
    struct record r = record_new(&ledger_payment, b, a);
    record_set_int(&r, PAYMENT_BRANCH, b->branch);
    record_set_text(&r, PAYMENT_MONTH, arena_str(a, month_text(month, text)));
    record_set_text(&r, PAYMENT_KIND,
                    t->kind != NULL ? t->kind : PAYMENT_MONTHLY);
    record_set_day(&r, a, PAYMENT_ON, t->on);
    record_set_text(&r, PAYMENT_WAY, t->way);
    if (t->by != 0) {
        record_set_int(&r, PAYMENT_PERSON, t->by);
    } else {
        record_set_null(&r, PAYMENT_PERSON);
    }
    set_text(&r, a, PAYMENT_PAYER, t->payer);
    set_text(&r, a, PAYMENT_PROOF, folded(a, t->proof));
    set_text(&r, a, PAYMENT_NOTE, t->note);
    set_text(&r, a, PAYMENT_REASON, t->reason);
    record_set_int(&r, PAYMENT_FEN, sum_of(t));
    return dues_parts_add(p, &r, NULL);
}

static void add_part(struct dues_parts *p, struct book *b, size_t under,
                     const struct dues_pay *pay)
{
    char text[8];
    struct record r = record_new(&ledger_payment_part, b, p->arena);
    record_set_int(&r, PART_BRANCH, b->branch);
    record_set_int(&r, PART_PERSON, pay->person);
    record_set_text(&r, PART_MONTH,
                    arena_str(p->arena, month_text(pay->month, text)));
    record_set_int(&r, PART_FEN, pay->fen);
    size_t i = dues_parts_add(p, &r, NULL);
    p->v[i].under = (int)under;
}

static size_t add_take(struct dues_parts *p, struct book *b, int month,
                       const struct dues_take *t)
{
    size_t under = add_payment(p, b, month, t);
    for (size_t i = 0; i < t->n; i++) {
        add_part(p, b, under, &t->parts[i]);
    }
    return under;
}

/* 收党费 张建国 82.97; 收党费 28 人 1,842.30 */
static const char *label_of(struct book *b, struct arena *a,
                            const struct dues_take *t, size_t n)
{
    char fen[32];
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += sum_of(&t[i]);
    }
    money_text(sum, fen);
    if (n > 1) {
        return arena_printf(a, "收党费 %zu 笔 %s", n, fen);
    }
    int64_t who = t->n > 0 ? t->parts[0].person : t->by;
    bool large = t->kind != NULL && strcmp(t->kind, PAYMENT_LARGE) == 0;
    return arena_printf(a, "收%s党费 %s %s", large ? "大额" : "",
                        people_name(b, a, who), fen);
}

/* ---- taking ------------------------------------------------------------ */

static bool take(struct book *b, struct arena *a, const struct dues_take *t,
                 size_t n, int64_t *ids, struct err *err)
{
    struct dues_parts p = {.arena = a};
    int month;
    size_t *at = arena_array(a, n + 1, sizeof *at);
    if (!dues_need_open(b, &month, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct issues is = {.arena = a};
        dues_take_check(b, &t[i], &is);
        if (!dues_refuse(&is, t[i].reason, err)) {
            return false;
        }
        at[i] = add_take(&p, b, month, &t[i]);
    }
    if (!ledger_apply_parts(b, a, p.v, p.n, label_of(b, a, t, n), NULL, err)) {
        return false;
    }
    for (size_t i = 0; i < n && ids != NULL; i++) {
        ids[i] = dues_part_record(&p, at[i])->id;
    }
    return true;
}

/* The same person and month in two payments of one call: each is looked at
   against the book, so the second would not see the first. */
static bool refuse_twice(struct arena *a, const struct dues_take *t, size_t n,
                         struct err *err)
{
    size_t n_names;
    const struct dues_named *list = dues_names(a, t, n, &n_names);
    for (size_t i = 1; i < n_names; i++) {
        const struct dues_named *x = &list[i];
        const struct dues_named *y = &list[i - 1];
        if (x->person == y->person && x->month == y->month &&
            x->take != y->take) {
            return err_set(err, ERR_RULE, "E-DUES-061",
                           "同一个人同一个月写了两次，请合成一笔。");
        }
    }
    return true;
}

bool dues_take(struct book *b, struct arena *a, const struct dues_take *t,
               size_t n, int64_t *ids, struct err *err)
{
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-DUES-062", "没有要收的党费。");
    }
    if (!refuse_twice(a, t, n, err) || !tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, take(b, a, t, n, ids, err), err);
}

/* ---- all at once ------------------------------------------------------- */

static bool take_all(struct book *b, struct arena *a,
                     const struct dues_all *all, struct err *err)
{
    struct dues_sheet sheet;
    struct dues_parts p = {.arena = a};
    struct issues is = {.arena = a};
    int month;
    char want[32];
    char have[32];
    dues_take_check_head(b, all->on, all->way, &is);
    if (!dues_need_open(b, &month, err) || !dues_refuse(&is, "", err) ||
        !dues_sheet_read(b, a, month, &sheet, err)) {
        return false;
    }
    if (sheet.sums.n_open != all->n || sheet.sums.open != all->fen) {
        return err_set(err, ERR_RULE, "E-DUES-063",
                       "另一个窗口刚收过：还没交的现在是 %zu 人 %s，不是确认"
                       "时的 %zu 人 %s；一笔也没有收，请再看一遍。",
                       sheet.sums.n_open, money_text(sheet.sums.open, have),
                       all->n, money_text(all->fen, want));
    }
    /* Day and way are those of all.  Nobody is asked for a reason: what a row
       lacks is just what was assessed, however much. */
    for (size_t i = 0; i < sheet.n; i++) {
        const struct dues_row *row = &sheet.rows[i];
        if (row->paid >= row->due) {
            continue;
        }
        struct dues_pay pay = {row->person, month, row->due - row->paid};
        struct dues_take t = {.on = all->on,
                              .way = all->way,
                              .by = row->person,
                              .proof = all->proof,
                              .parts = &pay,
                              .n = 1};
        add_take(&p, b, month, &t);
    }
    if (p.n == 0) {
        return err_set(err, ERR_RULE, "E-DUES-064",
                       "%s的党费都已交清，没有要收的。",
                       dues_month_words(a, month));
    }
    const char *label =
        arena_printf(a, "收缴 %s党费 %zu 人 %s", dues_month_words(a, month),
                     all->n, money_text(all->fen, want));
    return ledger_apply_parts(b, a, p.v, p.n, label, NULL, err);
}

bool dues_take_all(struct book *b, struct arena *a, const struct dues_all *all,
                   struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, take_all(b, a, all, err), err);
}

/* ---- taking back ------------------------------------------------------- */

/* Payments of the open sitting that pay that month of that person, and whether
   one of them pays somebody else's, or another month, too. */
static bool drafts_for(struct book *b, struct arena *a, int64_t person,
                       int month, int64_t **ids, size_t *n, bool *shared,
                       struct err *err)
{
    char text[8];
    struct stmt st;
    *n = 0;
    *shared = false;
    stmt_open(&st, b->db,
              SQL("select p.id, exists (select 1 from payment_part y"
                  " where y.payment_id = p.id and y.voided_on is null"
                  " and (y.person_id <> :person or y.month <> :month)),"
                  " count(*) over ()"
                  " from payment_part x join payment p on p.id = x.payment_id"
                  " where x.person_id = :person and x.month = :month"
                  " and x.branch_id = :branch and x.voided_on is null"
                  " and p.no is null and p.voided_on is null order by p.id"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    while (stmt_row(&st)) {
        if (*n == 0) {
            *ids = arena_array(a, (size_t)stmt_col_int(&st, 2), sizeof **ids);
        }
        (*ids)[(*n)++] = stmt_col_int(&st, 0);
        *shared = *shared || stmt_col_int(&st, 1) != 0;
    }
    return stmt_done(&st, err);
}

static bool retake(struct book *b, struct arena *a, struct dues_take *t,
                   struct err *err)
{
    struct dues_parts p = {.arena = a};
    struct issues is = {.arena = a};
    const struct dues_pay *pay = &t->parts[0];
    int64_t *ids = NULL;
    int64_t fen = 0;
    size_t n;
    bool shared;
    int month;
    if (!dues_need_open(b, &month, err) ||
        !drafts_for(b, a, pay->person, pay->month, &ids, &n, &shared, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!dues_parts_void(&p, b, ids[i], "收缴时改金额", &fen, err)) {
            return false;
        }
    }
    if (shared) {
        return err_set(err, ERR_RULE, "E-DUES-068",
                       "%s的这一笔还交了别的月份或替别人交的，不能只改这个月；"
                       "请先按 F8 整笔撤回，再重新收。",
                       people_name(b, a, pay->person));
    }
    t->instead = fen;
    dues_take_check(b, t, &is);
    if (!dues_refuse(&is, t->reason, err)) {
        return false;
    }
    add_take(&p, b, month, t);
    const char *label = arena_printf(a, "改%s", label_of(b, a, t, 1));
    return ledger_apply_parts(b, a, p.v, p.n, label, NULL, err);
}

bool dues_retake(struct book *b, struct arena *a, const struct dues_take *t,
                 struct err *err)
{
    struct dues_take now = *t;
    assert(t->n == 1);
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, retake(b, a, &now, err), err);
}

static bool untake(struct book *b, struct arena *a, int64_t person, int month,
                   int64_t *fen, struct err *err)
{
    struct dues_parts p = {.arena = a};
    int64_t *ids = NULL;
    size_t n;
    bool shared;
    char sum[32];
    const char *name = people_name(b, a, person);
    if (!drafts_for(b, a, person, month, &ids, &n, &shared, err)) {
        return false;
    }
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-DUES-065",
                       "%s %s没有待入账的收款；已入账的用冲销（F8）。", name,
                       dues_month_words(a, month));
    }
    if (shared) {
        return err_set(err, ERR_RULE, "E-DUES-066",
                       "%s的这一笔还交了别的月份或替别人交的，不能只撤这个"
                       "月；请按 F8 整笔撤回。",
                       name);
    }
    for (size_t i = 0; i < n; i++) {
        if (!dues_parts_void(&p, b, ids[i], "收缴时撤回", fen, err)) {
            return false;
        }
    }
    return ledger_apply_parts(
        b, a, p.v, p.n,
        arena_printf(a, "撤回党费 %s %s", name, money_text(*fen, sum)), NULL,
        err);
}

bool dues_untake(struct book *b, struct arena *a, int64_t person, int month,
                 int64_t *fen, struct err *err)
{
    *fen = 0;
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, untake(b, a, person, month, fen, err), err);
}
