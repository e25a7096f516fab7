/* What one person lacks of one month, wherever that month lies: of one with a
   row what is due less what was paid; of one without (ahead, or a gap before
   the first) what is assessed for it. */
#include "pbtui/ledger/dues.h"

#include <string.h>

#include "pbtui/ledger/dues_assess.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* Of the due less the paid; *is_due false: the month has no row. */
static bool read_balance(struct book *b, int64_t person, int month,
                         bool *is_due, int64_t *due, int64_t *paid,
                         struct err *err)
{
    char text[8];
    struct stmt st;
    *is_due = false;
    *due = *paid = 0;
    stmt_open(&st, b->db,
              SQL("select t.fen is not null, coalesce(t.fen, 0),"
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
        *is_due = stmt_col_int(&st, 0) != 0;
        *due = stmt_col_int(&st, 1);
        *paid = stmt_col_int(&st, 2);
    }
    return stmt_done(&st, err);
}

static bool assessed(struct book *b, struct arena *a, int64_t person, int month,
                     int64_t *fen, struct err *err)
{
    struct assess_hold *holds;
    int64_t *people;
    size_t n;
    *fen = 0;
    if (!assess_all(b, a, month, &holds, &people, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        bool pays = people[i] == person && holds[i].id != 0 &&
                    strcmp(holds[i].place, DUES_OUTSIDE) != 0 &&
                    strcmp(holds[i].relief, RELIEF_NOTHING) != 0;
        *fen = pays ? holds[i].fen : *fen;
    }
    return true;
}

bool dues_lacking(struct book *b, struct arena *a, int64_t person, int month,
                  int64_t *fen, struct err *err)
{
    bool is_due;
    int64_t due;
    int64_t paid;
    if (!read_balance(b, person, month, &is_due, &due, &paid, err) ||
        (!is_due && !assessed(b, a, person, month, &due, err))) {
        return false;
    }
    *fen = due > paid ? due - paid : 0;
    return true;
}
