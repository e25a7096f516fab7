/* Duty facts, in three stages: the branch as it was through the year (life,
   committee, groups, 积极分子, its own word on duties); one source after the
   other tells what was done; rules/duties judges.

   The branch is read in duty_facts_branch.c, events in duty_facts_events.c,
   谈心谈话 in duty_facts_talks.c, 党费 in duty_facts_dues.c, 积极分子半年考察
   in duty_facts_reviews.c. */
#include "pbtui/ledger/duty_facts.h"

#include <limits.h>
#include <string.h>

#include "duty_facts_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define UNKNOWN_WHY    "尚无台账，不计"
#define NO_DUES_WHY    "党费台账还没有启用，不计"
#define NO_FILES_WHY   "发展党员台账还没有启用，不计"
#define NO_REVIEWS_WHY "没有满半年的积极分子，不计"

void duty_gather_add(struct duty_gather *g, struct duty_fact fact)
{
    MEM_PUSH(g->v, g->n, g->cap);
    g->v[g->n++] = fact;
}

void duty_gather_bind(const struct duty_gather *g, struct stmt *st)
{
    stmt_int(st, ":branch", g->book->branch);
    stmt_text(st, ":from", g->from);
    stmt_text(st, ":behind", g->behind);
}

int duty_gather_day(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

/* ---- other books ------------------------------------------------------ */

/* What no other book shows; the duty's code stands as the sub-kind.  A duty
   that has got a book of its own since counts what was written down before,
   too. */
static struct duty_fact done_fact(struct duty_gather *g, const char *code)
{
    const struct duty *d = duty_find(g->rules, code, g->book->day);
    if (d == NULL || d->kind[0] != '\0' || strcmp(d->book, "done") == 0) {
        return (struct duty_fact){.what = "done",
                                  .sub = arena_str(g->arena, code)};
    }
    return (struct duty_fact){.what = d->book, .sub = ""};
}

static bool gather_done(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select id, duty, on_day, for_year from duty_done"
                  " where branch_id = :branch and voided_on is null"
                  " and on_day <= :day and (for_year = :year"
                  " or (on_day >= :from and on_day < :behind))"));
    duty_gather_bind(g, &st);
    stmt_int(&st, ":year", g->year);
    stmt_text(&st, ":day", g->day);
    while (stmt_row(&st)) {
        struct duty_fact f = done_fact(g, stmt_col_text(&st, 1));
        f.day = duty_gather_day(&st, 2);
        f.year = (int)stmt_col_int(&st, 3);
        f.id = stmt_col_int(&st, 0);
        duty_gather_add(g, f);
    }
    return stmt_done(&st, err);
}

static bool gather_reports(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select id, on_day, for_year from duty_report"
                  " where branch_id = :branch and voided_on is null"
                  " and on_day <= :day and (for_year = :year"
                  " or (on_day >= :from and on_day < :behind))"));
    duty_gather_bind(g, &st);
    stmt_int(&st, ":year", g->year);
    stmt_text(&st, ":day", g->day);
    while (stmt_row(&st)) {
        duty_gather_add(g, (struct duty_fact){
                               .what = "report",
                               .sub = "",
                               .day = duty_gather_day(&st, 1),
                               .year = (int)stmt_col_int(&st, 2),
                               .id = stmt_col_int(&st, 0),
                           });
    }
    return stmt_done(&st, err);
}

/* A term begins with its election, wherever that was written down. */
static bool gather_elections(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select 0, elected_on from term where branch_id = :branch"
                  " and voided_on is null and elected_on >= :from"
                  " and elected_on < :behind union all "
                  "select id, on_day from election where branch_id = :branch"
                  " and voided_on is null and on_day >= :from"
                  " and on_day < :behind and kind = :kind"
                  " and verdict = :passed and term_id is null"));
    duty_gather_bind(g, &st);
    stmt_text(&st, ":kind", codes_find("election_kind", "换届选举"));
    stmt_text(&st, ":passed", codes_find("vote_verdict", "通过"));
    while (stmt_row(&st)) {
        int day = duty_gather_day(&st, 1);
        duty_gather_add(g, (struct duty_fact){
                               .what = "election",
                               .sub = "",
                               .day = day,
                               .year = g->year,
                               .id = stmt_col_int(&st, 0),
                           });
    }
    return stmt_done(&st, err);
}

/* ---- all of them ------------------------------------------------------ */

/* By the name that a duty's `book` says; "" are the events. */
struct source {
    const char *book;
    bool (*gather)(struct duty_gather *g, struct err *err);
};

/* Comes along with "dues". */
static bool gather_nothing(struct duty_gather *g, struct err *err)
{
    (void)g;
    (void)err;
    return true;
}

static const struct source sources[] = {
    {"", duty_gather_events},
    {"talks", duty_gather_talks},
    {"done", gather_done},
    {"report", gather_reports},
    {"election", gather_elections},
    {"dues", duty_gather_dues},
    {"assess", gather_nothing},
    {"notice", duty_gather_notices},
    {"reviews", duty_gather_reviews},
};

static const char *book_of(const struct duty *d)
{
    return d->kind[0] != '\0' ? "" : d->book;
}

bool duty_is_unknown(const struct duty *d)
{
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
        if (strcmp(sources[i].book, book_of(d)) == 0) {
            return false;
        }
    }
    return true;
}

static bool is_asked(const struct duties *rules, const struct source *s)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (strcmp(book_of(&rules->list[i]), s->book) == 0) {
            return true;
        }
    }
    return false;
}

static bool gather_sources(struct duty_gather *g, struct duty_branch *b,
                           struct err *err)
{
    if (!duty_gather_branch(g, b, err) || !duty_gather_dues_from(g, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
        if (is_asked(g->rules, &sources[i]) && !sources[i].gather(g, err)) {
            return false;
        }
    }
    return true;
}

/* All of it from one state of the ledger, and under one lock. */
static bool gather_all(struct duty_gather *g, struct duty_branch *b,
                       struct err *err)
{
    if (!tx_begin(g->book->db, TX_READ, err)) {
        return false;
    }
    return tx_end(g->book->db, gather_sources(g, b, err), err);
}

void duty_gather_begin(struct duty_gather *g, struct book *b, struct arena *a,
                       int year)
{
    *g = (struct duty_gather){.book = b, .arena = a, .year = year};
    g->rules = book_duties(b);
    int next = date_of(year + 1, 1, 1);
    date_text(date_of(year, 1, 1), g->from);
    date_text(next < b->day + 1 ? next : b->day + 1, g->behind);
    date_text(b->day, g->day);
}

/* Neither done nor missing; the sums go along. */
static void leave_cell(struct duty_matrix *m, struct duty_row *r, size_t c,
                       const char *why)
{
    struct duty_cell *cell = &r->cells[c];
    bool done = cell->light == DUTY_DONE;
    int scored = cell->span.to <= m->today && !cell->version->advisory &&
                 cell->version->period != DUTY_EVENT &&
                 (done || cell->light == DUTY_MISSING);
    r->applicable -= scored;
    m->applicable -= scored;
    r->satisfied -= done ? scored : 0;
    m->satisfied -= done ? scored : 0;
    m->missing -= cell->light == DUTY_MISSING;
    m->running -= cell->light == DUTY_RUNNING;
    if (cell->light != DUTY_NA) {
        cell->why = why;
    }
    cell->light = DUTY_NA;
    cell->alarm = 0;
}

static bool is_of_dues(const struct duty *d)
{
    return strcmp(d->book, "dues") == 0 || strcmp(d->book, "assess") == 0;
}

/* Why a cell of a book that is kept asks for nothing; NULL: it does. */
static const char *why_nothing(const struct duty_gather *g,
                               const struct duty_row *r, size_t cell)
{
    const struct duty_cell *c = &r->cells[cell];
    int from =
        g->dues_from == MONTH_NONE ? INT_MAX : month_first_day(g->dues_from);
    if (is_of_dues(r->duty)) {
        return c->span.to <= from ? NO_DUES_WHY : NULL;
    }
    if (strcmp(r->duty->book, "reviews") != 0 || r->duty->kind[0] != '\0' ||
        c->light == DUTY_DONE || c->span.from > g->book->day) {
        return NULL;
    }
    if (c->span.to <= g->reviews_from) {
        return NO_FILES_WHY;
    }
    return r->duty->period == DUTY_HALF && g->no_reviews[cell] ? NO_REVIEWS_WHY
                                                               : NULL;
}

/* A duty without a book, 党费 before the branch's first month in it, reviews
   where there is nobody to review. */
static void leave_unknown(struct duty_matrix *m, const struct duty_gather *g)
{
    for (size_t i = 0; i < m->n; i++) {
        struct duty_row *r = &m->rows[i];
        bool unknown = duty_is_unknown(r->duty);
        for (size_t c = 0; c < r->n_cells; c++) {
            const char *why = unknown ? UNKNOWN_WHY : why_nothing(g, r, c);
            if (why != NULL) {
                leave_cell(m, r, c, why);
            }
        }
    }
}

bool duty_year_of(struct book *b, struct arena *a, int year, bool all,
                  struct duty_year *out, struct err *err)
{
    struct duty_gather g;
    struct duty_branch branch;
    memset(&branch, 0, sizeof branch);
    memset(out, 0, sizeof *out);
    duty_gather_begin(&g, b, a, year);
    bool ok = gather_all(&g, &branch, err);
    if (ok) {
        struct duty_fact *facts = arena_array(a, g.n, sizeof *facts);
        if (g.n > 0) {
            memcpy(facts, g.v, g.n * sizeof *facts);
        }
        out->facts = facts;
        out->n_facts = g.n;
        out->rules = g.rules;
        duties_judge(&out->matrix, a, g.rules, &branch, facts, g.n, year,
                     b->day, all);
        leave_unknown(&out->matrix, &g);
    }
    mem_free(g.v);
    return ok || err_doing(err, "统计 %d 年应办事项", year);
}

bool duty_matrix_of(struct book *b, struct arena *a, int year, bool all,
                    struct duty_matrix *out, struct err *err)
{
    struct duty_year y;
    bool ok = duty_year_of(b, a, year, all, &y, err);
    *out = y.matrix;
    return ok;
}

int duties_missing_in(const struct duty_matrix *m, int month)
{
    int missing = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct duty_row *r = &m->rows[i];
        size_t cell = (size_t)(month % 12) / (12 / r->n_cells);
        missing += r->cells[cell].light == DUTY_MISSING;
    }
    return missing;
}

/* ---- what stands behind a cell ---------------------------------------- */

const struct duty_fact *duty_cell_facts(const struct duty_year *y,
                                        struct arena *a,
                                        const struct duty_row *r, size_t cell,
                                        size_t *n)
{
    struct duty_fact *v = NULL;
    size_t cap = 0;
    *n = 0;
    for (size_t i = 0; i < y->n_facts; i++) {
        const struct duty_fact *f = &y->facts[i];
        if (duty_cell_of_fact(r, f, y->matrix.year) != cell) {
            continue;
        }
        MEM_PUSH(v, *n, cap);
        size_t at = (*n)++;
        for (; at > 0 && v[at - 1].day > f->day; at--) {
            v[at] = v[at - 1];
        }
        v[at] = *f;
    }
    struct duty_fact *kept = arena_array(a, *n, sizeof *kept);
    if (v != NULL) {
        memcpy(kept, v, *n * sizeof *kept);
    }
    mem_free(v);
    return kept;
}

struct duty_scope duty_cell_scope(const struct duty_matrix *m,
                                  const struct duty_row *r, size_t cell)
{
    struct duty_scope s = {.kind = r->duty->kind,
                           .grp = r->grp,
                           .from = r->cells[cell].span.from,
                           .to = r->cells[cell].span.to - 1};
    if (r->duty->by_year && r->n_cells == 1) {
        s.from = DATE_NONE;
        s.to = DATE_NONE;
        s.year = m->year;
    }
    return s;
}

int duty_cell_day(const struct duty_cell *c, int today)
{
    if (today >= c->span.from && today < c->span.to) {
        return today;
    }
    int day = c->span.to - 1;
    while (day > c->span.from && !date_is_workday(day)) {
        day--;
    }
    return day;
}
