/* Reads for registers and letters on paper; see the header.

   A day counts by the day it happened: a transfer out leaves with its receipt,
   so that one on the way is in no register of those who left. */
#include "pbtui/ledger/rolls.h"

#include <stdlib.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

/* ---- spells ------------------------------------------------------------- */

bool rolls_spells(struct book *b, struct arena *a, struct roll_spell **out,
                  size_t *n, struct err *err)
{
    char day[11];
    size_t cap = 0;
    struct roll_spell *list = NULL;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select person_id, from_on, in_kind, in_from,"
                  " coalesce(out_letter_on <= :day"
                  " and coalesce(out_receipt_on, '9999') > :day, 0)"
                  " from member where branch_id = :branch"
                  " and voided_on is null and from_on <= :day"
                  " and (to_on is null or to_on > :day) order by person_id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", date_text(b->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = (struct roll_spell){
            .person = stmt_col_int(&st, 0),
            .from_on = arena_str(a, stmt_col_text(&st, 1)),
            .in_kind = arena_str(a, stmt_col_text(&st, 2)),
            .in_from = arena_str(a, stmt_col_text(&st, 3)),
            .in_transfer = stmt_col_int(&st, 4) != 0,
        };
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err);
}

static int by_person(const void *key, const void *member)
{
    int64_t person = *(const int64_t *)key;
    const struct roll_spell *s = member;
    return (person > s->person) - (person < s->person);
}

const struct roll_spell *rolls_spell_of(const struct roll_spell *list, size_t n,
                                        int64_t person)
{
    return n == 0 ? NULL : bsearch(&person, list, n, sizeof *list, by_person);
}

/* ---- registers ---------------------------------------------------------- */

/* Only those who were of this branch on that day. */
#define ADMITTED_SQL(day)                                                      \
    "select p.name, p.sex, p.nation, p.birth_on, p.unit, p.apply_on,"          \
    " p.activist_on, p.candidate_on, p.join_on, p.full_on, p.introducers"      \
    " from person p join member m on m.person_id = p.id"                       \
    " and m.branch_id = :branch and m.voided_on is null"                       \
    " and m.from_on <= " day " and (m.to_on is null or m.to_on > " day ")"     \
    " where p.voided_on is null and " day " between :from and :to"             \
    " order by " day ", p.ord, p.id"

#define MOVED_SQL(day, columns, which)                                         \
    "select p.name, p.sex, case when p.full_on <= " day " then '正式党员'" \
    " when p.join_on <= " day " then '预备党员' else '' end, " day             \
    ", " columns " from member m join person p on p.id = m.person_id"          \
    " where m.branch_id = :branch and m.voided_on is null"                     \
    " and p.voided_on is null and " day " between :from and :to" which         \
    " order by " day ", p.ord, p.id"

static const struct {
    const char *sql;
    int cells;
} registers[] = {
    [ROLL_JOINED] = {SQL(ADMITTED_SQL("p.join_on")), ADMITTED_N},
    [ROLL_CONFIRMED] = {SQL(ADMITTED_SQL("p.full_on")), ADMITTED_N},
    [ROLL_CAME] = {SQL(MOVED_SQL(
                       "m.from_on",
                       "m.in_kind, m.in_from, m.in_letter, m.in_letter_on,"
                       " m.in_dues_to, m.in_receipt_on, null",
                       " and m.in_kind in ('31', '32')")),
                   MOVED_N},
    [ROLL_LEFT] = {SQL(MOVED_SQL(
                       "m.to_on",
                       "m.out_kind, m.out_to, m.out_letter, m.out_letter_on,"
                       " m.out_dues_to, m.out_receipt_on, m.out_reason",
                       "")),
                   MOVED_N},
};

_Static_assert((int)ADMITTED_N <= (int)MOVED_N, "cells of a row");

bool rolls_each(struct book *b, enum roll_kind kind, const struct span *span,
                void (*row)(void *ctx, const char *const *cells), void *ctx,
                struct err *err)
{
    struct stmt st;
    struct arena a = ARENA_INIT;
    stmt_open(&st, b->db, registers[kind].sql);
    life_bind(&st, b, span);
    while (stmt_row(&st)) {
        const char *cells[MOVED_N];
        arena_reset(&a);
        for (int i = 0; i < registers[kind].cells; i++) {
            cells[i] = arena_str(&a, stmt_col_text(&st, i));
        }
        row(ctx, cells);
    }
    arena_clear(&a);
    return stmt_done(&st, err);
}

/* ---- papers ------------------------------------------------------------- */

static const char *const papers[] = {
    [PAPER_LETTER] = SQL("select id from member where branch_id = :branch"
                         " and voided_on is null and out_kind in ('41', '42')"
                         " and out_letter_on between :from and :to"
                         " order by out_letter_on, id"),
    [PAPER_REVIEW] = SQL("select id from review where branch_id = :branch"
                         " and voided_on is null"
                         " and on_day between :from and :to"
                         " order by on_day, id"),
    [PAPER_ELECTION] = SQL("select id from election where branch_id = :branch"
                           " and voided_on is null"
                           " and on_day between :from and :to"
                           " order by on_day, id"),
    [PAPER_VOTE] = SQL("select t.id from agenda t"
                       " join event e on e.id = t.event_id"
                       " where e.branch_id = :branch and e.voided_on is null"
                       " and t.voided_on is null and t.vote_rule is not null"
                       " and e.on_day between :from and :to"
                       " order by e.on_day, e.id, t.ord, t.id"),
    [PAPER_PLANNED] = SQL("select id from event where branch_id = :branch"
                          " and voided_on is null and state = '1'"
                          " and on_day between :from and :to"
                          " order by on_day, id"),
};

/* Ballots, letters that ask and those that call are printed before their day,
   so that what is ahead of today is among them; for who looks back, what is
   behind the day in view is not known, save that something was planned. */
static void bind_papers(struct stmt *st, const struct book *b,
                        enum roll_paper kind, const struct span *span)
{
    bool ahead =
        kind == PAPER_PLANNED ||
        ((kind == PAPER_ELECTION || kind == PAPER_VOTE) && b->day >= b->today);
    char day[11];
    life_bind(st, b, span);
    if (ahead) {
        stmt_text(st, ":to",
                  span->to == DATE_NONE ? "9999" : date_text(span->to, day));
    }
}

bool rolls_papers(struct book *b, struct arena *a, enum roll_paper kind,
                  const struct span *span, int64_t **ids, size_t *n,
                  struct err *err)
{
    int64_t *list = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db, papers[kind]);
    bind_papers(&st, b, kind, span);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = stmt_col_int(&st, 0);
    }
    *ids = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err);
}
