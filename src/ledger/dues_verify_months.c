/* Of the check of the accounts what closed months say of themselves: the digest
   of what was posted is the stored one, and the audit before the closing still
   ends in the stored code: who writes the chain anew has to write these, too,
   and they are printed.  And that every payment is in a month that was
   opened. */
#include "dues_verify_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

static const char *say_month(const struct verifying *v, struct stmt *st)
{
    return arena_printf(v->arena,
                        "收款第 %" PRId64 " 行记在 %s，这个月没有启动过收缴。",
                        stmt_col_int(st, 0), stmt_col_text(st, 1));
}

struct closed {
    int64_t id, branch;
    const char *month, *digest, *head;
    int64_t head_seq;
};

static bool verify_digest(const struct verifying *v, const struct closed *m,
                          struct err *err)
{
    char digest[65];
    int month;
    if (!month_read(m->month, &month)) {
        dues_verify_tell(v, "E-DUES-113", "dues_month", m->id,
                         "结账的党费月份读不出是哪个月，请从备份恢复。");
        return true;
    }
    if (!dues_month_digest(v->book, m->branch, month, digest, err)) {
        return false;
    }
    if (strcmp(digest, m->digest) != 0) {
        dues_verify_tell(
            v, "E-DUES-109", "dues_month", m->id,
            arena_printf(v->arena,
                         "%s 的党费结账以后又被改动过：入账摘要与结账时"
                         "不符。",
                         m->month));
    }
    return true;
}

static bool verify_head(const struct verifying *v, const struct closed *m,
                        struct err *err)
{
    struct audit_head head;
    char code[24];
    if (!audit_at(v->book->db, m->head_seq, &head, err)) {
        return false;
    }
    audit_code(&head, code);
    if (head.seq == 0 || strcmp(code, m->head) != 0) {
        dues_verify_tell(
            v, "E-DUES-112", "dues_month", m->id,
            arena_printf(v->arena,
                         "%s结账时流水第 %" PRId64 " 号的校验码记的是 %s，"
                         "现在是 %s：结账以前的流水被整个改写过，请与当时"
                         "打印的结账单核对。",
                         m->month, m->head_seq, m->head,
                         head.seq != 0 ? code : "没有这一号"));
    }
    return true;
}

static bool read_closed(const struct verifying *v, struct closed **list,
                        size_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, v->book->db,
              SQL("select id, branch_id, month, digest, head, head_seq,"
                  " count(*) over () from dues_month"
                  " where closed_on is not null and voided_on is null"
                  " order by month"));
    while (stmt_row(&st)) {
        if (*n == 0) {
            *list = arena_array(v->arena, (size_t)stmt_col_int(&st, 6),
                                sizeof **list);
        }
        (*list)[(*n)++] = (struct closed){
            .id = stmt_col_int(&st, 0),
            .branch = stmt_col_int(&st, 1),
            .month = arena_str(v->arena, stmt_col_text(&st, 2)),
            .digest = arena_str(v->arena, stmt_col_text(&st, 3)),
            .head = arena_str(v->arena, stmt_col_text(&st, 4)),
            .head_seq = stmt_col_int(&st, 5),
        };
    }
    return stmt_done(&st, err);
}

bool dues_verify_months(const struct verifying *v, struct err *err)
{
    struct closed *list = NULL;
    size_t n;
    if (!read_closed(v, &list, &n, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        ok = verify_digest(v, &list[i], ok ? err : NULL) && ok;
        ok = verify_head(v, &list[i], ok ? err : NULL) && ok;
    }
    return dues_verify_each(
               v,
               SQL("select p.id, p.month from payment p"
                   " where p.voided_on is null and not exists (select 1 from"
                   " dues_month m where m.branch_id = p.branch_id"
                   " and m.month = p.month and m.voided_on is null)"),
               "E-DUES-110", "payment", say_month, ok ? err : NULL) &&
           ok;
}
