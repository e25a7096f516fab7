/* Which month is collected, which may be opened: one after the other, one at a
   time, never one that has not come. */
#include "dues_parts.h"

#include "pbtui/text/date.h"

static bool month_edge(struct book *b, bool open, int *month, struct err *err)
{
    struct stmt st;
    *month = MONTH_NONE;
    stmt_open(&st, b->db,
              SQL("select max(month) from dues_month where branch_id = :branch"
                  " and voided_on is null"
                  " and (:open = 0 or closed_on is null)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":open", open);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), month);
    }
    return stmt_done(&st, err);
}

bool dues_month_now(struct book *b, int *month, struct err *err)
{
    return month_edge(b, true, month, err);
}

bool dues_month_next(struct book *b, int *month, struct err *err)
{
    int open;
    int last;
    int now = month_of(b->today);
    *month = MONTH_NONE;
    if (!month_edge(b, true, &open, err) || !month_edge(b, false, &last, err)) {
        return false;
    }
    if (open != MONTH_NONE) {
        return true;
    }
    if (last == MONTH_NONE) {
        *month = now;
    } else if (last <= now) {
        *month = last + 1; /* the present one may have been closed early */
    }
    return true;
}

bool dues_month_is_closed(struct book *b, int64_t branch, int month, bool *out,
                          struct err *err)
{
    char text[8];
    struct stmt st;
    *out = false;
    stmt_open(&st, b->db,
              SQL("select 1 from dues_month where branch_id = :branch"
                  " and month = :month and closed_on is not null"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":month", month_text(month, text));
    *out = stmt_row(&st);
    return stmt_done(&st, err);
}

bool dues_month_may_open(struct book *b, struct arena *a, int month,
                         bool *is_open, struct err *err)
{
    int open;
    int last;
    int now = month_of(b->today);
    if (!month_edge(b, true, &open, err) || !month_edge(b, false, &last, err)) {
        return false;
    }
    *is_open = open == month;
    if (*is_open) {
        return true;
    }
    if (month > now && (month > now + 1 || last != now)) {
        return err_set(err, ERR_RULE, "E-DUES-011",
                       "%s还没有到，不能启动收缴；提前交的在本月按 F4 预交。",
                       dues_month_words(a, month));
    }
    if (last != MONTH_NONE && month <= last) {
        int into = open != MONTH_NONE ? open : last + 1;
        char booked[8];
        char paid[8];
        return err_set(err, ERR_RULE, "E-DUES-013",
                       "%s已经结账，不再打开；补交的记到 %s，写明所属月份："
                       "收缴屏幕按 F4，或 pbtui collect %s 姓名=金额@%s。",
                       dues_month_words(a, month), month_text(into, booked),
                       booked, month_text(month, paid));
    }
    if (open != MONTH_NONE) {
        return err_set(err, ERR_RULE, "E-DUES-012",
                       "%s正在收缴，一次只收一个月；请先给它结账，再启动 %s。",
                       dues_month_words(a, open), dues_month_words(a, month));
    }
    if (last != MONTH_NONE && month > last + 1) {
        return err_set(err, ERR_RULE, "E-DUES-014",
                       "上次收到 %s，月份不能跳过，请先启动 %s。",
                       dues_month_words(a, last),
                       dues_month_words(a, last + 1));
    }
    return true;
}
