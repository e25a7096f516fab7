/* The headcount: how many the platform's list has, beside tables 1 and 2 of
   党内统计 of that day, and who makes the difference, each with the reason that
   the tables give for him. */
#include "compare_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

#define PROBATION "预备党员"

struct counting {
    struct compare_work *work;
    struct stats_table change, members;
    struct compare_count *heads;
    size_t n;
};

/* ---- is a row of the file counted? --------------------------------------- */

typedef bool counted(const struct compare_row *r);

static bool anybody(const struct compare_row *r)
{
    (void)r;
    return true;
}

static bool is_probation(const struct compare_row *r)
{
    return strcmp(r->said[PEOPLE_CATEGORY].text, PROBATION) == 0;
}

static bool is_full(const struct compare_row *r)
{
    return r->said[PEOPLE_CATEGORY].text[0] != '\0' && !is_probation(r);
}

static bool is_woman(const struct compare_row *r)
{
    return strcmp(r->said[PEOPLE_SEX].text, "女") == 0;
}

static bool is_man(const struct compare_row *r)
{
    return strcmp(r->said[PEOPLE_SEX].text, "男") == 0;
}

static bool is_minority(const struct compare_row *r)
{
    const char *nation = r->said[PEOPLE_NATION].text;
    return nation[0] != '\0' && strcmp(nation, "汉族") != 0;
}

/* ---- why ----------------------------------------------------------------- */

static const struct stats_entry *in_cell(const struct stats_cell *c,
                                         int64_t person)
{
    for (size_t i = 0; i < c->n_list; i++) {
        if (c->list[i].person == person) {
            return &c->list[i];
        }
    }
    return NULL;
}

/* The last row says most: row 17 why he is too many, 9 to 13 how he went. */
static const char *why_of(struct counting *c, int64_t person,
                          const char *otherwise)
{
    const struct stats_table *t = &c->change;
    for (size_t i = 0; i < t->n_notes && person != 0; i++) {
        const struct stats_entry *e = in_cell(&t->notes[i].who, person);
        if (e != NULL) {
            return e->why;
        }
    }
    for (size_t i = t->n_rows; i > 0 && person != 0; i--) {
        const struct stats_row *r = &t->rows[i - 1];
        const struct stats_entry *e = in_cell(&r->cells[0], person);
        if (e != NULL && (!r->derived || r->must_be_0)) {
            return e->why;
        }
    }
    return otherwise;
}

static const struct stats_cell *there_on(const struct stats_table *t);

/* Is he counted in table 1, so that both sides only call him something else? */
static bool is_counted(const struct counting *c, int64_t person)
{
    const struct stats_cell *all = there_on(&c->change);
    return all != NULL && in_cell(all, person) != NULL;
}

static const char *why_here(struct counting *c, const struct compare_row *r,
                            int64_t person, const char *name)
{
    return r == NULL ? why_of(c, person, "平台上没有")
                     : arena_printf(c->work->arena, "平台上写的不是%s", name);
}

static const char *why_there(struct counting *c, const struct compare_row *r,
                             const char *name)
{
    int64_t person = r->person != 0 ? r->person : r->known;
    struct compare_work *w = c->work;
    if (r->person != 0 && is_counted(c, r->person)) {
        return arena_printf(w->arena, "本账记的不是%s", name);
    }
    for (size_t i = 0; i < w->out->n_lines; i++) {
        const struct compare_line *line = &w->out->lines[i];
        if (line->row == r->row && line->was == COMPARE_THERE) {
            return why_of(c, person, line->about);
        }
    }
    return why_of(c, person,
                  r->unsure != NULL ? r->unsure : "本账没有算进这一项");
}

/* ---- one number ---------------------------------------------------------- */

static const struct compare_row *row_of(struct compare_work *w, int64_t person)
{
    for (size_t i = 0; i < w->n_people; i++) {
        if (w->people[i].id == person) {
            return w->people[i].row;
        }
    }
    return NULL;
}

static struct stats_entry entry(int64_t person, const char *name,
                                const char *why, int sign)
{
    return (struct stats_entry){.book = person == 0 ? "" : "roster",
                                .id = person,
                                .person = person,
                                .name = name,
                                .on = DATE_NONE,
                                .why = why,
                                .sign = sign,
                                .key = person};
}

static void put(struct counting *c, const char *name, const char *where,
                const struct stats_cell *here, counted *is, bool unknown)
{
    struct compare_work *w = c->work;
    struct arena *a = w->arena;
    struct compare_count *out = &c->heads[c->n++];
    struct stats_entry *only_here =
        arena_array(a, here->n_list + 1, sizeof *only_here);
    struct stats_entry *only_there =
        arena_array(a, w->n_rows + 1, sizeof *only_there);
    *out = (struct compare_count){.name = name,
                                  .where = where,
                                  .here = here->n,
                                  .unknown = unknown,
                                  .only_here = only_here,
                                  .only_there = only_there};
    for (size_t i = 0; i < here->n_list && !unknown; i++) {
        const struct stats_entry *e = &here->list[i];
        const struct compare_row *r = row_of(w, e->person);
        if (r == NULL || !is(r)) {
            only_here[out->n_here++] =
                entry(e->person, e->name, why_here(c, r, e->person, name), 1);
        }
    }
    for (size_t i = 0; i < w->n_rows && !unknown; i++) {
        const struct compare_row *r = &w->rows[i];
        out->there += is(r);
        if (is(r) && (r->person == 0 || in_cell(here, r->person) == NULL)) {
            only_there[out->n_there++] =
                entry(r->person != 0 ? r->person : r->known, r->name,
                      why_there(c, r, name), -1);
        }
    }
}

/* ---- all ----------------------------------------------------------------- */

static const struct stats_cell *cell(const struct stats_table *t,
                                     const char *column)
{
    for (size_t i = 0; i < t->n_columns && t->n_rows > 0; i++) {
        if (strcmp(t->columns[i], column) == 0) {
            return &t->rows[0].cells[i];
        }
    }
    return NULL;
}

/* Who is not among those: full members, men. */
static struct stats_cell others_of(struct arena *a,
                                   const struct stats_cell *all,
                                   const struct stats_cell *those)
{
    struct stats_entry *list = arena_array(a, all->n_list + 1, sizeof *list);
    struct stats_cell out = {.list = list};
    for (size_t i = 0; i < all->n_list; i++) {
        if (in_cell(those, all->list[i].person) == NULL) {
            list[out.n_list++] = all->list[i];
        }
    }
    out.n = (int64_t)out.n_list;
    return out;
}

/* 16 本年底实有数 */
static const struct stats_cell *there_on(const struct stats_table *t)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        if (strcmp(t->rows[i].no, "16") == 0) {
            return &t->rows[i].cells[0];
        }
    }
    return NULL;
}

bool compare_count(struct compare_work *w, struct err *err)
{
    enum { HEADS = 6 };
    struct counting c = {.work = w};
    c.heads = arena_array(w->arena, HEADS, sizeof *c.heads);
    if (!stats_table(w->book, w->arena, STATS_CHANGE, w->book->day, &c.change,
                     err) ||
        !stats_table(w->book, w->arena, STATS_MEMBERS, w->book->day, &c.members,
                     err)) {
        return false;
    }
    const struct stats_cell *all = cell(&c.members, "总数");
    const struct stats_cell *probation = cell(&c.members, PROBATION);
    const struct stats_cell *women = cell(&c.members, "女");
    const struct stats_cell *minority = cell(&c.members, "少数民族");
    const struct stats_cell *there = there_on(&c.change);
    if (there != NULL) {
        put(&c, "党员总数", "表一第 16 行", there, anybody, false);
    }
    if (all != NULL && probation != NULL) {
        struct stats_cell others = others_of(w->arena, all, probation);
        bool unknown = !w->has[PEOPLE_CATEGORY];
        put(&c, "正式党员", "表二", &others, is_full, unknown);
        put(&c, PROBATION, "表二", probation, is_probation, unknown);
    }
    if (all != NULL && women != NULL) {
        struct stats_cell men = others_of(w->arena, all, women);
        put(&c, "男", "表二", &men, is_man, !w->has[PEOPLE_SEX]);
        put(&c, "女", "表二", women, is_woman, !w->has[PEOPLE_SEX]);
    }
    if (minority != NULL) {
        put(&c, "少数民族", "表二", minority, is_minority,
            !w->has[PEOPLE_NATION]);
    }
    w->out->heads = c.heads;
    w->out->n_heads = c.n;
    return true;
}
