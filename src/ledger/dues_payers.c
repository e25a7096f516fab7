/* Who pays 党费 in which months.

   Stages: all spells of everybody who ever was of the branch, person by person
   in the roster's order → each spell's months by the rules, none before the
   last month of the spell before it → those of the branch in view that touch
   the months asked for.  Amounts are assess_hold.c. */
#include "dues_payers.h"

#include <string.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

enum spell_column {
    COLUMN_PERSON,
    COLUMN_NAME,
    COLUMN_ORD,
    COLUMN_JOINED,
    COLUMN_FULL,
    COLUMN_RETIRED,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_IN_KIND,
    COLUMN_IN_DUES,
    COLUMN_OUT_KIND,
    COLUMN_OUT_DUES,
    COLUMN_HERE,
    COLUMN_APPROVED
};

/* When the superior approved what the meeting of m.from_on had accepted: steps
   17 and 15 of 发展党员. */
#define APPROVED                                                               \
    "select s.on_day from candidacy c join step s on s.candidacy_id = c.id"    \
    " and s.no = 17 and s.result = '" RESULT_APPROVED                          \
    "' and s.dropped is null"                                                  \
    " and s.voided_on is null join step a on a.candidacy_id = c.id"            \
    " and a.no = 15 and a.on_day = m.from_on and a.dropped is null"            \
    " and a.voided_on is null where c.person_id = p.id"                        \
    " and c.voided_on is null"
/* Other branches' spells, too: what was paid there is not paid here. */
#define SPELLS                                                                 \
    "select p.id, p.name, p.ord, p.join_on, p.full_on, p.retired_on,"          \
    " m.from_on, m.to_on, m.in_kind, m.in_dues_to, m.out_kind, m.out_dues_to," \
    " m.branch_id = :branch, (" APPROVED ")"                                   \
    " from person p cross join member m on m.person_id = p.id"                 \
    " where p.voided_on is null and m.voided_on is null"
/* By the person's own few rows: the plus keeps the index on branches out. */
#define OF_BRANCH                                                              \
    " and exists (select 1 from member x where x.person_id = p.id"             \
    " and +x.branch_id = :branch and x.voided_on is null)"

struct reading {
    const struct dues_rules *rules;
    struct arena *arena;
    int from, to; /* months asked for */
    int64_t person;
    int paid_to; /* last month of the spell before; MONTH_NONE */
    struct dues_payer *list;
    size_t n, cap;
};

static int month_at(struct stmt *st, int column)
{
    int month = MONTH_NONE;
    month_read(stmt_col_text(st, column), &month);
    return month;
}

static bool is_of_group(const char *table, const char *code, const char *group)
{
    const struct code_table *t = codes_table(table);
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return strcmp(t->codes[i].group, group) == 0;
        }
    }
    return false;
}

static struct dues_spell spell_of(struct stmt *st, bool admitted)
{
    int joined = life_day(st, COLUMN_JOINED);
    int from = life_day(st, COLUMN_FROM);
    return (struct dues_spell){
        .joined = admitted || joined >= from ? joined : DATE_NONE,
        .approved = life_day(st, COLUMN_APPROVED),
        .from = from,
        .to = life_day(st, COLUMN_TO),
        .moved_in = is_of_group("in_kind", stmt_col_text(st, COLUMN_IN_KIND),
                                "转入组织关系"),
        .moved_out = is_of_group("out_kind", stmt_col_text(st, COLUMN_OUT_KIND),
                                 "转出组织关系"),
        .in_paid_to = month_at(st, COLUMN_IN_DUES),
        .out_paid_to = month_at(st, COLUMN_OUT_DUES),
    };
}

/* No month twice: this spell begins behind the one before it. */
static void begin_behind(struct dues_months *m, int paid_to)
{
    if (m->first <= paid_to) {
        m->first = paid_to + 1;
    }
    if (m->n_gap > 0 && m->gap_from <= paid_to) {
        m->gap_from = paid_to + 1;
        m->n_gap = m->first > m->gap_from ? m->first - m->gap_from : 0;
    }
}

static bool touches(const struct reading *r, int first, int last)
{
    return first <= r->to && (last == MONTH_NONE || last >= r->from);
}

static void keep(struct reading *r, struct stmt *st, bool admitted,
                 const struct dues_spell *s, const struct dues_months *m)
{
    bool pays = (m->last == MONTH_NONE || m->last >= m->first) &&
                touches(r, m->first, m->last);
    bool gap = m->n_gap > 0 && touches(r, m->gap_from, m->first - 1);
    /* Left and back within the month: it is one. */
    bool again =
        r->n > 0 && r->list[r->n - 1].person == r->person && r->from == r->to;
    int full = life_day(st, COLUMN_FULL);
    if (!pays && !gap) {
        return;
    }
    if (again && !pays) {
        return;
    }
    if (again) {
        r->n--;
    }
    MEM_PUSH(r->list, r->n, r->cap);
    r->list[r->n++] = (struct dues_payer){
        .person = r->person,
        .name = arena_str(r->arena, stmt_col_text(st, COLUMN_NAME)),
        .ord = (int)stmt_col_int(st, COLUMN_ORD),
        /* Whose day of joining is not known yet is of the branch all the same;
           probationary members are those whose day is known. */
        .full = stmt_col_is_null(st, COLUMN_JOINED) ||
                (full != DATE_NONE && full <= month_last_day(r->to)),
        .admitted = admitted,
        .retired_on = life_day(st, COLUMN_RETIRED),
        .pays = pays,
        .spell = *s,
        .months = *m,
    };
}

static void read_spell(struct reading *r, struct stmt *st)
{
    bool admitted =
        is_of_group("in_kind", stmt_col_text(st, COLUMN_IN_KIND), "发展党员");
    struct dues_spell s = spell_of(st, admitted);
    int64_t person = stmt_col_int(st, COLUMN_PERSON);
    if (person != r->person) {
        r->person = person;
        r->paid_to = MONTH_NONE;
    }
    /* A letter between two branches of the file says what the other paid. */
    if (s.moved_in && s.in_paid_to == MONTH_NONE) {
        s.in_paid_to = r->paid_to;
    }
    struct dues_months m = dues_months(r->rules, &s);
    /* On the way out: the letter says to which month it is paid here. */
    if (m.last == MONTH_NONE && s.moved_out) {
        m.last = s.out_paid_to;
    }
    if (r->paid_to != MONTH_NONE) {
        begin_behind(&m, r->paid_to);
    }
    if (stmt_col_int(st, COLUMN_HERE) != 0) {
        keep(r, st, admitted, &s, &m);
    }
    if (m.last != MONTH_NONE && m.last > r->paid_to) {
        r->paid_to = m.last;
    }
}

static bool read_all(struct reading *r, struct stmt *st,
                     struct dues_payer **out, size_t *n, struct err *err)
{
    while (stmt_row(st)) {
        read_spell(r, st);
    }
    *out = life_keep(r->arena, r->list, r->n, sizeof *r->list);
    *n = r->n;
    return stmt_done(st, err) || err_doing(err, "读取交党费的党员");
}

bool dues_payers_span(struct book *b, struct arena *a, int from, int to,
                      struct dues_payer **out, size_t *n, struct err *err)
{
    struct reading r = {
        .rules = book_dues(b), .arena = a, .from = from, .to = to};
    struct stmt st;
    stmt_open(&st, b->db,
              SQL(SPELLS OF_BRANCH " order by p.ord, p.id, m.from_on, m.id"));
    stmt_int(&st, ":branch", b->branch);
    return read_all(&r, &st, out, n, err);
}

bool dues_payers(struct book *b, struct arena *a, int month,
                 struct dues_payer **out, size_t *n, struct err *err)
{
    return dues_payers_span(b, a, month, month, out, n, err);
}

bool dues_payers_one(struct book *b, struct arena *a, int64_t person, int from,
                     int to, struct dues_payer **out, size_t *n,
                     struct err *err)
{
    struct reading r = {
        .rules = book_dues(b), .arena = a, .from = from, .to = to};
    struct stmt st;
    stmt_open(&st, b->db,
              SQL(SPELLS " and p.id = :person order by m.from_on, m.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":person", person);
    return read_all(&r, &st, out, n, err);
}
