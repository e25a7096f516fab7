/* What one person is asked for in one month, wherever that month lies, and what
   is lacking of it.

   Stages: the row of the month, once it was opened → of one without (ahead, or
   a gap before the first) what is assessed for it → where that year is not
   assessed, what is known last (before anything was assessed: first). */
#include "dues_parts.h"

#include <string.h>

#include "assess_parts.h"
#include "pbtui/ledger/codes.h"

static void set_state(struct dues_asked *out, const char *state)
{
    size_t n = strnlen(state, sizeof out->state - 1);
    memcpy(out->state, state, n);
    out->state[n] = '\0';
}

/* What was paid, and the row when there is one. */
static bool read_row(struct book *b, int64_t person, int month,
                     struct dues_asked *out, struct err *err)
{
    char text[8];
    struct stmt st;
    *out = (struct dues_asked){0};
    stmt_open(&st, b->db,
              SQL("select t.state, t.fen, t.id is not null,"
                  " coalesce((select x.paid_fen from dues_balance x"
                  " where x.person_id = :person and x.month = :month"
                  " and x.branch_id = :branch), 0)"
                  " from (select 1) left join due t on t.branch_id = :branch"
                  " and t.month = :month and t.person_id = :person"
                  " and t.voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        set_state(out, stmt_col_text(&st, 0));
        out->due = stmt_col_int(&st, 1);
        out->has_row = stmt_col_int(&st, 2) != 0;
        out->paid = stmt_col_int(&st, 3);
    }
    return stmt_done(&st, err);
}

static bool read_assessed(struct book *b, struct arena *a, int64_t person,
                          int month, struct dues_asked *out, struct err *err)
{
    struct assess_kept *list;
    size_t n;
    set_state(out, DUE_UNASSESSED);
    if (!assess_kept_near(b, a, person, month / 12, &list, &n, err)) {
        return false;
    }
    if (n == 0) {
        return true;
    }
    const struct assess_kept *k =
        month < list[0].from ? &list[0] : assess_in_force(list, n, month);
    if (k == NULL) {
        return true;
    }
    struct assess_hold h = assess_held(book_dues(b), k, month);
    out->nearest = month < k->from || month / 12 != k->from / 12;
    if (strcmp(h.relief, RELIEF_NOTHING) == 0) {
        set_state(out, DUE_EXEMPT);
    } else if (strcmp(h.place, DUES_OUTSIDE) == 0) {
        set_state(out, DUE_ELSEWHERE);
    } else {
        set_state(out, DUE_OWED);
        out->due = h.fen;
    }
    return true;
}

bool dues_asked(struct book *b, struct arena *a, int64_t person, int month,
                struct dues_asked *out, struct err *err)
{
    return read_row(b, person, month, out, err) &&
           (out->has_row || read_assessed(b, a, person, month, out, err));
}

bool dues_lacking(struct book *b, struct arena *a, int64_t person, int month,
                  int64_t *fen, struct err *err)
{
    struct dues_asked of;
    if (!dues_asked(b, a, person, month, &of, err)) {
        return false;
    }
    *fen = of.due > of.paid ? of.due - of.paid : 0;
    return true;
}

bool dues_lacking_why(struct book *b, struct arena *a, int64_t person,
                      int month, const char **why, struct err *err)
{
    struct dues_asked of;
    if (!dues_asked(b, a, person, month, &of, err)) {
        return false;
    }
    bool owed = strcmp(of.state, DUE_OWED) == 0;
    *why = of.due > of.paid     ? ""
           : owed && of.due > 0 ? "已交清"
           : owed               ? "没有应交"
                                : codes_name("due_state", of.state);
    return true;
}
