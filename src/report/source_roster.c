/* 党员名册: everybody on the roster on the day in view, in the clerk's order,
   with every column a printed roster can have; the probationary members by
   themselves; the groups; and how many there are of what.

   Reading is source_roster_people.c.  A roster never shows an ID number, and
   phones only as they are masked everywhere. */
#include "source_roster.h"
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "source_say.h"

#define NO_GROUP "未编组"

/* Column, what stands in it. */
#define PERSON_COLUMNS(X)                                                      \
    X("name", p->cell[ROSTER_NAME])                                            \
    X("sex", p->cell[ROSTER_SEX])                                              \
    X("nation", p->cell[ROSTER_NATION])                                        \
    X("sex_nation", say_two(a, p->cell[ROSTER_SEX], p->cell[ROSTER_NATION]))   \
    X("birth", say_birth(a, p->cell[ROSTER_BIRTH]))                            \
    X("native", p->cell[ROSTER_NATIVE])                                        \
    X("education", p->cell[ROSTER_EDUCATION])                                  \
    X("work", say_birth(a, p->cell[ROSTER_WORK]))                              \
    X("birth_work", say_two(a, say_birth(a, p->cell[ROSTER_BIRTH]),            \
                            say_birth(a, p->cell[ROSTER_WORK])))               \
    X("apply", p->cell[ROSTER_APPLY])                                          \
    X("activist", p->cell[ROSTER_ACTIVIST])                                    \
    X("candidate", p->cell[ROSTER_CANDIDATE])                                  \
    X("join", p->cell[ROSTER_JOIN])                                            \
    X("full", p->cell[ROSTER_FULL])                                            \
    X("join_full", say_two(a, p->cell[ROSTER_JOIN], p->cell[ROSTER_FULL]))     \
    X("until", full_from(b, a, p))                                             \
    X("introducers", p->cell[ROSTER_INTRODUCERS])                              \
    X("years", p->cell[ROSTER_YEARS])                                          \
    X("category", p->cell[ROSTER_CATEGORY])                                    \
    X("posts", p->cell[ROSTER_POSTS])                                          \
    X("unit", p->cell[ROSTER_UNIT])                                            \
    X("job", p->cell[ROSTER_JOB])                                              \
    X("grp", say_or(p->cell[ROSTER_GRP], NO_GROUP))                            \
    X("phone", p->cell[ROSTER_PHONE])                                          \
    X("from", p->from_on)                                                      \
    X("source", say_or(p->in_from, p->in_kind))                                \
    X("from_source", say_two(a, p->from_on, say_or(p->in_from, p->in_kind)))   \
    X("state", state_of(p))                                                    \
    X("note", p->cell[ROSTER_NOTE])                                            \
    X("remark", say_both(a, state_of(p), p->cell[ROSTER_NOTE]))

/* A form numbers the rows itself: of a group, from one again. */
static const char *const person_columns[] = {
#define X(column, text) column,
    PERSON_COLUMNS(X)
#undef X
        NULL};
enum { N_PERSON_COLUMNS = ARRAY_LEN(person_columns) - 1 };

static const char *const group_columns[] = {"no", "name", "n", "leader", NULL};
enum { N_GROUP_COLUMNS = ARRAY_LEN(group_columns) - 1 };

/* ---- people ------------------------------------------------------------- */

/* Away, or on the way to another branch. */
static const char *state_of(const struct roster_person *p)
{
    return p->in_transfer ? "转出途中" : p->cell[ROSTER_AWAY];
}

/* The first day on which a probationary member may become a full one. */
static const char *full_from(struct book *b, struct arena *a,
                             const struct roster_person *p)
{
    struct person_dates d = {DATE_NONE, DATE_NONE, DATE_NONE,
                             DATE_NONE, DATE_NONE, DATE_NONE,
                             DATE_NONE, DATE_NONE, DATE_NONE};
    if (!roster_is_probation(p) || !date_read(p->cell[ROSTER_JOIN], &d.join)) {
        return "";
    }
    if (!date_read(p->cell[ROSTER_EXTENDED], &d.probation_until)) {
        d.probation_until = DATE_NONE;
    }
    return say_iso(a, standing_full_from(book_rules(b), &d));
}

static void put_person(struct form_data *d, struct book *b,
                       const struct roster_person *p)
{
    struct arena *a = d->arena;
    const char *const cells[N_PERSON_COLUMNS] = {
#define X(column, text) text,
        PERSON_COLUMNS(X)
#undef X
    };
    form_list_row(d, cells);
}

static void put_people(struct form_data *d, struct book *b, const char *list,
                       const struct roster_person *v, size_t n,
                       bool probation_only)
{
    form_list_begin(d, list, person_columns, N_PERSON_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        if (!probation_only || roster_is_probation(&v[i])) {
            put_person(d, b, &v[i]);
        }
    }
}

/* ---- groups ------------------------------------------------------------- */

static bool is_leader(const struct roster_person *p)
{
    return strstr(p->cell[ROSTER_POSTS], "党小组组长") != NULL;
}

static void put_group(struct form_data *d, int64_t no, const char *name,
                      const struct roster_person *v, size_t n)
{
    int64_t count = 0;
    const char *leader = "";
    for (size_t i = 0; i < n; i++) {
        if (strcmp(v[i].cell[ROSTER_GRP], name) == 0) {
            count++;
            leader = is_leader(&v[i]) ? v[i].cell[ROSTER_NAME] : leader;
        }
    }
    const char *const cells[N_GROUP_COLUMNS] = {
        say_number(d->arena, no), say_or(name, NO_GROUP),
        say_number(d->arena, count), leader};
    if (name[0] != '\0' || count > 0) {
        form_list_row(d, cells);
    }
}

struct grouping {
    struct form_data *d;
    const struct form_ask *ask;
    const struct roster_person *v;
    size_t n;
    int64_t no;
};

/* The view knows which are closed, not which were not founded yet. */
static bool take_group(void *ctx, const struct query_row *row)
{
    struct grouping *g = ctx;
    int founded;
    bool asked = g->ask->grp == 0 || g->ask->grp == row->id;
    if (asked && date_read(row->cells[1], &founded) &&
        founded <= g->ask->book->day) {
        put_group(g->d, ++g->no, row->cells[0], g->v, g->n);
    }
    return true;
}

/* Groups of that day, then who is in none. */
static bool put_groups(struct form_data *d, const struct form_ask *ask,
                       const struct roster_person *v, size_t n, struct err *err)
{
    const struct ledger_column columns[] = {
        {.field = ledger_field(&ledger_grp, "name")},
        {.field = ledger_field(&ledger_grp, "founded_on")}};
    struct ledger_view view = *ledger_view(&ledger_grp, "current");
    struct grouping g = {.d = d, .ask = ask, .v = v, .n = n};
    view.columns = columns;
    view.n_columns = ARRAY_LEN(columns);
    struct query q = query_of(&ledger_grp, &view);
    form_list_begin(d, "groups", group_columns, N_GROUP_COLUMNS);
    if (!query_each(ask->book, d->arena, &q, take_group, &g, err)) {
        return false;
    }
    if (ask->grp == 0) {
        put_group(d, g.no + 1, "", v, n);
    }
    return true;
}

/* 第一党小组 14 人、第二党小组 6 人 */
static const char *groups_line(struct form_data *d)
{
    const struct form_list *groups = form_list_of(d, "groups");
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < groups->n_rows; i++) {
        sb_addf(&sb, "%s%s %s 人", i == 0 ? "" : "、", groups->rows[i][1],
                groups->rows[i][2]);
    }
    const char *line = arena_strn(d->arena, sb.s, sb.len);
    sb_clear(&sb);
    return line;
}

/* ---- counts ------------------------------------------------------------- */

struct counts {
    int all, full, probation, women, minority;
};

static struct counts count_people(const struct roster_person *v, size_t n)
{
    const char *woman = codes_name("sex", codes_find("sex", "女"));
    const char *majority = codes_name("nation", codes_find("nation", "汉族"));
    struct counts c = {0};
    for (size_t i = 0; i < n; i++) {
        const char *nation = v[i].cell[ROSTER_NATION];
        bool probation = roster_is_probation(&v[i]);
        c.all++;
        c.probation += probation;
        c.full += !probation;
        c.women += strcmp(v[i].cell[ROSTER_SEX], woman) == 0;
        c.minority += nation[0] != '\0' && strcmp(nation, majority) != 0;
    }
    return c;
}

static void put_counts(struct form_data *d, const struct roster_person *v,
                       size_t n)
{
    struct counts c = count_people(v, n);
    form_setf(d, "n", "%d", c.all);
    form_setf(d, "n_full", "%d", c.full);
    form_setf(d, "n_probation", "%d", c.probation);
    form_setf(d, "n_women", "%d", c.women);
    form_setf(d, "n_minority", "%d", c.minority);
    form_setf(d, "counts",
              "共 %d 人：正式党员 %d 人，预备党员 %d 人；其中女 %d 人，"
              "少数民族 %d 人",
              c.all, c.full, c.probation, c.women, c.minority);
    form_set(d, "by_group", groups_line(d));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct roster_person *v;
    size_t n;
    const char *grp;
    if (!roster_grp_name(ask->book, d->arena, ask->grp, &grp, err) ||
        !roster_read(ask->book, d->arena, grp, &v, &n, err)) {
        return false;
    }
    form_set(d, "grp", grp);
    put_people(d, ask->book, "people", v, n, false);
    put_people(d, ask->book, "probation", v, n, true);
    if (!put_groups(d, ask, v, n, err)) {
        return false;
    }
    put_counts(d, v, n);
    return true;
}

static const char *const values[] = {"grp",         "n",        "n_full",
                                     "n_probation", "n_women",  "n_minority",
                                     "counts",      "by_group", NULL};

static const struct source_list lists[] = {
    {"people", person_columns},
    {"probation", person_columns},
    {"groups", group_columns},
};

const struct source source_roster = {
    .name = "roster",
    .ledger = &ledger_people,
    .asks = ASKS_DAY,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
