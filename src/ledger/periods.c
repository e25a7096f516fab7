/* A month as the clerk is told of it before and after sealing. */
#include "pbtui/ledger/periods.h"

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "period.h"

bool period_latest(struct book *b, int *month, struct err *err)
{
    return period_edge(b, b->branch, true, month, err);
}

static bool read_last_seal(struct book *b, struct arena *a, int month,
                           struct period_info *out, struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select sealed_on, head, head_seq, opened_on is null,"
                  " (select count(*) from period o"
                  " where o.branch_id = p.branch_id and o.month = p.month"
                  " and o.opened_on is not null and o.voided_on is null)"
                  " from period p where branch_id = :branch"
                  " and month = :month and voided_on is null"
                  " order by id desc limit 1"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        out->sealed_on = arena_str(a, stmt_col_text(&st, 0));
        out->head = arena_str(a, stmt_col_text(&st, 1));
        out->head_seq = stmt_col_int(&st, 2);
        out->sealed = stmt_col_int(&st, 3) != 0;
        out->times = stmt_col_int(&st, 4);
    }
    return stmt_done(&st, err);
}

bool period_info(struct book *b, struct arena *a, int month,
                 struct period_info *out, struct err *err)
{
    struct stmt st;
    *out = (struct period_info){.sealed_on = "", .head = ""};
    if (!read_last_seal(b, a, month, out, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select (select count(*) from event"
                  " where branch_id = :branch and voided_on is null"
                  " and state = :held and on_day between :first and :last),"
                  " (select count(*) from talk where branch_id = :branch"
                  " and voided_on is null"
                  " and on_day between :first and :last)"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":held", EVENT_HELD);
    period_bind(&st, month);
    if (stmt_row(&st)) {
        out->events = stmt_col_int(&st, 0);
        out->talks = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

static bool is_gap(const struct duty_cell *c, int month)
{
    bool open = c->light == DUTY_MISSING || c->light == DUTY_RUNNING;
    return open && month_of(c->span.to - 1) == month;
}

bool period_gaps(struct book *b, struct arena *a, int month, const char **names,
                 struct err *err)
{
    struct duty_matrix m;
    struct strbuf sb;
    int year;
    int number;
    int first;
    date_split(month_first_day(month), &year, &number, &first);
    if (!duty_matrix_of(b, a, year, false, &m, err)) {
        return false;
    }
    sb_init(&sb);
    for (size_t i = 0; i < m.n; i++) {
        const struct duty_row *r = &m.rows[i];
        for (size_t c = 0; c < r->n_cells; c++) {
            if (is_gap(&r->cells[c], month)) {
                sb_addf(&sb, "%s%s%s%s", sb.len > 0 ? "、" : "", r->duty->name,
                        r->grp != 0 ? " " : "", r->grp_name);
            }
        }
    }
    *names = arena_str(a, sb.s);
    sb_clear(&sb);
    return true;
}
