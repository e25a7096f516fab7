/* Who owes what, and for how many months in a row.

   Stages: the months that lack something (one partial index), each with whether
   a paid one lies behind it before the next → runs and sums → reminders → worst
   first.  Who pays by the quarter owes nothing of it before its last month.
   Reading only; what follows from a long run is for the branch to
   decide. */
#include "pbtui/ledger/dues_accounts.h"

#include <stdlib.h>
#include <string.h>

#include "dues_parts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

/* Months of one person, grown as they are read. */
struct months {
    int *month;
    bool *unpaid;
    size_t n, cap;
};

struct list {
    struct arrear *rows;
    size_t n, cap;
};

struct reading {
    struct book *b;
    struct arena *a;
    struct months months;
    struct list list;
};

/* ---- which month ------------------------------------------------------ */

/* The last closed one, or the one before the open one, or last month. */
static bool month_meant(struct book *b, int *month, struct err *err)
{
    struct stmt st;
    int closed = MONTH_NONE;
    int open = MONTH_NONE;
    if (*month != MONTH_NONE) {
        return true;
    }
    stmt_open(&st, b->db,
              SQL("select max(month) filter (where closed_on is not null),"
                  " min(month) filter (where closed_on is null)"
                  " from dues_month where branch_id = :branch"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), &closed);
        month_read(stmt_col_text(&st, 1), &open);
    }
    *month = closed != MONTH_NONE ? closed
             : open != MONTH_NONE ? open - 1
                                  : month_of(b->today) - 1;
    return stmt_done(&st, err);
}

/* ---- one person's months ---------------------------------------------- */

static void months_add(struct reading *rd, int month, bool unpaid)
{
    struct months *m = &rd->months;
    if (m->n == m->cap) {
        size_t cap = m->cap == 0 ? 128 : m->cap * 2;
        int *month2 = arena_array(rd->a, cap, sizeof *month2);
        bool *unpaid2 = arena_array(rd->a, cap, sizeof *unpaid2);
        if (m->n > 0) {
            memcpy(month2, m->month, m->n * sizeof *month2);
            memcpy(unpaid2, m->unpaid, m->n * sizeof *unpaid2);
        }
        *m = (struct months){month2, unpaid2, m->n, cap};
    }
    m->month[m->n] = month;
    m->unpaid[m->n] = unpaid;
    m->n++;
}

static struct arrear *list_add(struct reading *rd, int64_t person,
                               const char *name)
{
    struct list *l = &rd->list;
    if (l->n == l->cap) {
        size_t cap = l->cap == 0 ? 64 : l->cap * 2;
        struct arrear *rows = arena_array(rd->a, cap, sizeof *rows);
        if (l->n > 0) {
            memcpy(rows, l->rows, l->n * sizeof *rows);
        }
        l->rows = rows;
        l->cap = cap;
    }
    l->rows[l->n] = (struct arrear){
        .person = person,
        .name = arena_str(rd->a, name),
        .from = MONTH_NONE,
        .to = MONTH_NONE,
        .reminded_on = DATE_NONE,
    };
    return &l->rows[l->n++];
}

/* The person at the end of the list is complete. */
static void finish(struct reading *rd)
{
    struct months *m = &rd->months;
    if (rd->list.n == 0) {
        return;
    }
    struct arrear *who = &rd->list.rows[rd->list.n - 1];
    struct dues_run run = dues_run(m->month, m->unpaid, m->n);
    who->run = run.last;
    who->longest = run.longest;
    if (run.last > 0 && run.from >= 0) {
        who->from = m->month[run.from];
        who->to = m->month[m->n - 1];
    }
    who->alarm = dues_alarm(book_dues(rd->b), who->longest, rd->b->day);
    m->n = 0;
}

/* What lies between two months that lack something lacks nothing: one paid
   month is enough to break the run, however many there are.  A month without
   anything due, or not owed yet, breaks none. */
#define LACKING(of)                                                            \
    "with lack (person, month, fen, next) as (select person_id, month,"        \
    " due_fen - paid_fen, lead(month) over (partition by person_id"            \
    " order by month) from dues_balance x where branch_id = :branch"           \
    " and month <= :month and paid_fen < due_fen" of " and not " DUES_NOT_YET  \
    ")"                                                                        \
    " select l.person, p.name, l.month, l.fen, exists (select 1"               \
    " from dues_balance d where d.person_id = l.person"                        \
    " and d.month > l.month and d.month < coalesce(l.next, :after)"            \
    " and d.branch_id = :branch and d.due_fen > 0"                             \
    " and d.paid_fen >= d.due_fen)"                                            \
    " from lack l cross join person p where p.id = l.person"                   \
    " order by l.person, l.month"

static bool read_months(struct reading *rd, struct stmt *st, struct err *err)
{
    struct arrear *who = NULL;
    while (stmt_row(st)) {
        int month;
        int64_t person = stmt_col_int(st, 0);
        if (!month_read(stmt_col_text(st, 2), &month)) {
            continue;
        }
        if (who == NULL || who->person != person) {
            finish(rd);
            who = list_add(rd, person, stmt_col_text(st, 1));
        }
        who->n++;
        who->fen += stmt_col_int(st, 3);
        months_add(rd, month, true);
        if (stmt_col_int(st, 4) != 0) {
            months_add(rd, month + 1, false);
        }
    }
    finish(rd);
    return stmt_done(st, err);
}

static void bind(struct stmt *st, struct book *b, int month, int asked)
{
    char text[8];
    dues_bind_quarter(st, b, asked);
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":month", month_text(month, text));
    stmt_text(st, ":after", month_text(month + 1, text));
}

void dues_bind_quarter(struct stmt *st, struct book *b, int month)
{
    char text[8];
    stmt_text(st, ":quarter",
              month_text(dues_quarter_open(book_dues(b), month), text));
}

/* ---- reminders -------------------------------------------------------- */

static bool read_reminders(struct book *b, struct arrear *who, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select count(*), max(on_day) from reminder"
                  " where person_id = :person and branch_id = :branch"
                  " and voided_on is null"));
    stmt_int(&st, ":person", who->person);
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        who->n_reminded = (int)stmt_col_int(&st, 0);
        date_read(stmt_col_text(&st, 1), &who->reminded_on);
    }
    return stmt_done(&st, err);
}

/* ---- all of them ------------------------------------------------------ */

static int worse(int64_t a, int64_t b)
{
    return a > b ? -1 : a < b;
}

static int by_weight(const void *pa, const void *pb)
{
    const struct arrear *a = pa;
    const struct arrear *b = pb;
    int by[] = {
        worse(a->longest, b->longest),
        worse(a->run, b->run),
        worse(a->n, b->n),
        worse(a->fen, b->fen),
    };
    for (size_t i = 0; i < sizeof by / sizeof by[0]; i++) {
        if (by[i] != 0) {
            return by[i];
        }
    }
    return -worse(a->person, b->person);
}

bool arrears_list(struct book *b, struct arena *a, int month, int asked,
                  struct arrear **out, size_t *n, struct err *err)
{
    struct reading rd = {.b = b, .a = a};
    struct stmt st;
    *out = NULL;
    *n = 0;
    if (!month_meant(b, &month, err)) {
        return false;
    }
    asked = asked == MONTH_NONE ? month : asked;
    stmt_open(&st, b->db, SQL(LACKING("")));
    bind(&st, b, month, asked);
    if (!read_months(&rd, &st, err)) {
        return false;
    }
    for (size_t i = 0; i < rd.list.n; i++) {
        if (!read_reminders(b, &rd.list.rows[i], err)) {
            return false;
        }
    }
    if (rd.list.n > 0) {
        qsort(rd.list.rows, rd.list.n, sizeof *rd.list.rows, by_weight);
    }
    *out = rd.list.rows;
    *n = rd.list.n;
    return true;
}

bool arrears_of(struct book *b, struct arena *a, int64_t person, int month,
                int asked, struct arrear *out, struct err *err)
{
    struct reading rd = {.b = b, .a = a};
    struct stmt st;
    if (!month_meant(b, &month, err)) {
        return false;
    }
    asked = asked == MONTH_NONE ? month : asked;
    stmt_open(&st, b->db, SQL(LACKING(" and person_id = :person")));
    stmt_int(&st, ":person", person);
    bind(&st, b, month, asked);
    if (!read_months(&rd, &st, err)) {
        return false;
    }
    *out = (struct arrear){.person = person,
                           .name = people_name(b, a, person),
                           .from = MONTH_NONE,
                           .to = MONTH_NONE,
                           .reminded_on = DATE_NONE};
    if (rd.list.n > 0) {
        *out = rd.list.rows[0];
    }
    return read_reminders(b, out, err);
}
