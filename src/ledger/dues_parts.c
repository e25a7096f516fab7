/* What the rooms that collect 党费 share: refusing, words, a change put
   together part by part. */
#include "dues_parts.h"

#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

bool dues_refuse(const struct issues *is, const char *reason, struct err *err)
{
    if (!issues_refuse(is, err)) {
        return false;
    }
    bool said = reason != NULL && text_visible(reason);
    return said || is->n == 0 ||
           err_set(err, ERR_RULE, is->list[0].code,
                   "%s确要这样收的，写明原因。", is->list[0].text);
}

bool dues_need_open(struct book *b, int *month, struct err *err)
{
    if (!dues_month_now(b, month, err)) {
        return false;
    }
    return *month != MONTH_NONE ||
           err_set(err, ERR_RULE, "E-DUES-010",
                   "没有正在收缴的月份，请先启动一个月的收缴（党费屏幕按 F3，"
                   "或 pbtui collect 年-月）。");
}

const char *dues_number(struct stmt *st, struct arena *a, int year, int no)
{
    char text[16];
    return stmt_col_is_null(st, no)
               ? ""
               : arena_str(a, number_text((int)stmt_col_int(st, year),
                                          stmt_col_int(st, no), text));
}

const char *dues_month_words(struct arena *a, int month)
{
    char words[32];
    return arena_str(a, period_words(month, words));
}

int64_t *dues_of_way(const char *way, int64_t *cash, int64_t *transfer,
                     int64_t *online)
{
    return strcmp(way, PAY_CASH) == 0       ? cash
           : strcmp(way, PAY_TRANSFER) == 0 ? transfer
                                            : online;
}

/* ---- days --------------------------------------------------------------- */

/* Money is dated behind the closing of the month before. */
static bool last_closing(struct book *b, int *day, struct err *err)
{
    struct stmt st;
    *day = DATE_NONE;
    stmt_open(&st, b->db,
              SQL("select max(closed_on) from dues_month"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), day);
    }
    return stmt_done(&st, err);
}

void dues_check_day(struct book *b, int day, struct issues *is)
{
    int closed;
    char text[11];
    struct err err = ERR_INIT;
    if (day == DATE_NONE) {
        issue_add(is, "paid_on", true, "E-DUES-040",
                  "请填交纳日期：钱交到手的那一天。");
        return;
    }
    if (day > b->today) {
        issue_add(is, "paid_on", true, "E-DUES-041",
                  "交纳日期 %s 在今天之后，收到钱再登记。",
                  date_text(day, text));
    }
    if (!last_closing(b, &closed, &err)) {
        issue_add_err(is, "paid_on", &err);
    } else if (closed != DATE_NONE && day < closed) {
        issue_add(is, "paid_on", true, "E-DUES-042",
                  "日期早于上个月结账的 %s，那时的账已经结了；请按实际记到账上"
                  "的日期填。",
                  date_text(closed, text));
    }
    period_check(b, b->branch, day, "paid_on", is);
}

/* The clock may have been put back: what is posted comes after all that is
   posted already. */
bool dues_may_post(struct book *b, struct arena *a, int day, struct err *err)
{
    struct issues is = {.arena = a};
    int last = DATE_NONE;
    char text[11];
    struct stmt st;
    dues_check_day(b, day, &is);
    if (!dues_refuse(&is, "", err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select max(on_day) from sitting where branch_id = :branch"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), &last);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return last == DATE_NONE || day >= last ||
           err_set(err, ERR_RULE, "E-DUES-015",
                   "上一张收缴单是 %s 的，今天的日期却在它之前；请核对电脑的"
                   "日期，再入账。",
                   date_text(last, text));
}

/* ---- parts ------------------------------------------------------------- */

size_t dues_parts_add(struct dues_parts *p, const struct record *r,
                      const struct record *old)
{
    if (p->n == p->cap) {
        size_t cap = p->cap == 0 ? 16 : p->cap * 2;
        struct apply_part *v = arena_array(p->arena, cap, sizeof *v);
        if (p->n > 0) {
            memcpy(v, p->v, p->n * sizeof *v);
        }
        p->v = v;
        p->cap = cap;
    }
    struct record *copy = arena_alloc(p->arena, sizeof *copy);
    *copy = *r;
    struct record *was = NULL;
    if (old != NULL) {
        was = arena_alloc(p->arena, sizeof *was);
        *was = *old;
    }
    p->v[p->n] = (struct apply_part){.r = copy, .old = was, APPLY_ALONE};
    return p->n++;
}

struct record *dues_part_record(struct dues_parts *p, size_t i)
{
    return p->v[i].r;
}

/* The ids first: reading a record while the list runs would use its statement
   up. */
static bool part_ids(struct book *b, struct arena *a, int64_t payment,
                     int64_t **out, size_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, count(*) over () from payment_part"
                  " where payment_id = :payment and voided_on is null"
                  " order by id"));
    stmt_int(&st, ":payment", payment);
    while (stmt_row(&st)) {
        if (*n == 0) {
            *out = arena_array(a, (size_t)stmt_col_int(&st, 1), sizeof **out);
        }
        (*out)[(*n)++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool void_record(struct dues_parts *p, struct book *b,
                        const struct ledger *l, int64_t id, const char *reason,
                        struct record *out, struct err *err)
{
    if (!record_read(out, l, b, p->arena, id, err)) {
        return false;
    }
    size_t i = dues_parts_add(p, out, out);
    p->v[i].void_reason = reason;
    return true;
}

bool dues_parts_void(struct dues_parts *p, struct book *b, int64_t payment,
                     const char *reason, int64_t *fen, struct err *err)
{
    struct record r;
    int64_t *ids = NULL;
    size_t n;
    if (!part_ids(b, p->arena, payment, &ids, &n, err) ||
        !void_record(p, b, &ledger_payment, payment, reason, &r, err)) {
        return false;
    }
    *fen += record_int(&r, PAYMENT_FEN);
    for (size_t i = 0; i < n; i++) {
        struct record part;
        if (!void_record(p, b, &ledger_payment_part, ids[i], reason, &part,
                         err)) {
            return false;
        }
    }
    return true;
}
