/* 流动党员台账: who lives and works elsewhere on the day in view without having
   moved the relation, since when, where, and every contact until that day.

   Only 流动党员 and 失联: who is on leave or lent for a time is the roster's
   remark. */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "source_roster.h"
#include "source_say.h"

static const char *const person_columns[] = {
    "no",    "name",    "sex",    "category", "grp",  "join",  "from",
    "kind",  "place",   "reason", "host",     "card", "phone", "contact",
    "calls", "n_calls", "last",   "lost",     "note", NULL};
enum { N_PERSON = ARRAY_LEN(person_columns) - 1 };

static const char *const call_columns[] = {"no", "name", "day",     "way",
                                           "by", "note", "reached", NULL};
enum { N_CALL = ARRAY_LEN(call_columns) - 1 };

/* Rows of a book that belong to one person, as cells of the columns named. */
static bool each_of(struct book *b, struct arena *a, const struct ledger *l,
                    const char *view_name, const char *const *columns,
                    int64_t person,
                    bool (*row)(void *ctx, const struct query_row *r),
                    void *ctx, struct err *err)
{
    enum { COLUMNS_MAX = 12 };
    struct ledger_column asked[COLUMNS_MAX] = {0};
    struct ledger_view view = *ledger_view(l, view_name);
    view.columns = asked;
    view.n_columns = 0;
    for (; columns[view.n_columns] != NULL; view.n_columns++) {
        asked[view.n_columns].field = ledger_field(l, columns[view.n_columns]);
    }
    struct query q = query_of(l, &view);
    q.parent = person;
    q.sort = ledger_field(l, l->day_column);
    q.to = b->day;
    return query_each(b, a, &q, row, ctx, err);
}

/* ---- away --------------------------------------------------------------- */

/* In the order of the columns that are asked for. */
enum { KIND, SINCE, PLACE, REASON, HOST, CARD, CONTACT, NOTE, AWAY_CELLS };
static const char *const away_columns[] = {"kind",    "from_on", "place",
                                           "reason",  "host",    "card_no",
                                           "contact", "note",    NULL};

struct away {
    struct arena *arena;
    bool found;
    const char *cell[AWAY_CELLS];
};

/* The first of those that hold on the day. */
static bool take_away(void *ctx, const struct query_row *row)
{
    struct away *w = ctx;
    if (strcmp(row->cells[KIND], "流动党员") != 0 &&
        strcmp(row->cells[KIND], "失联") != 0) {
        return true;
    }
    w->found = true;
    for (size_t i = 0; i < AWAY_CELLS; i++) {
        w->cell[i] = arena_str(w->arena, row->cells[i]);
    }
    return false;
}

/* ---- contacts ----------------------------------------------------------- */

enum { DAY, WAY, BY, REACHED, CALL_NOTE };
static const char *const contact_columns[] = {"on_day",  "way",  "by_id",
                                              "reached", "note", NULL};

/* One person's contacts: a line each, and rows of the list of all. */
struct calls {
    struct form_data *d;
    const char *name;
    struct strbuf text;
    int64_t n;
    const char *last; /* day of the last one that got through */
};

static bool take_call(void *ctx, const struct query_row *row)
{
    struct calls *c = ctx;
    struct arena *a = c->d->arena;
    bool reached = strcmp(row->cells[REACHED], "是") == 0;
    const char *note = row->cells[CALL_NOTE];
    const char *const cells[N_CALL] = {
        say_number(a, ++c->n), c->name, row->cells[DAY],    row->cells[WAY],
        row->cells[BY],        note,    row->cells[REACHED]};
    form_list_row(c->d, cells);
    sb_addf(&c->text, "%s%s %s %s%s%s%s", c->n == 1 ? "" : "\n",
            row->cells[DAY], row->cells[WAY], row->cells[BY],
            reached ? "" : "（未联系上）", note[0] == '\0' ? "" : "：", note);
    if (reached) {
        c->last = arena_str(a, row->cells[DAY]);
    }
    return true;
}

/* ---- people ------------------------------------------------------------- */

/* Since when somebody counts as lost, when it has come to that. */
static const char *lost_since(struct book *b, struct arena *a, const char *last)
{
    int day;
    if (!date_read(last, &day)) {
        return "";
    }
    struct lost_dates lost = standing_lost(book_rules(b), day, DATE_NONE);
    return b->day >= lost.lost_on ? say_iso(a, lost.lost_on) : "";
}

static const char *const *person_row(struct book *b, struct arena *a,
                                     const struct roster_person *p,
                                     const struct away *w,
                                     const struct calls *c, int64_t no)
{
    const char *const cells[N_PERSON] = {
        say_number(a, no),
        p->cell[ROSTER_NAME],
        p->cell[ROSTER_SEX],
        p->cell[ROSTER_CATEGORY],
        p->cell[ROSTER_GRP],
        p->cell[ROSTER_JOIN],
        w->cell[SINCE],
        w->cell[KIND],
        w->cell[PLACE],
        w->cell[REASON],
        w->cell[HOST],
        w->cell[CARD],
        p->cell[ROSTER_PHONE],
        w->cell[CONTACT],
        arena_strn(a, c->text.s, c->text.len),
        say_number(a, c->n),
        c->last,
        lost_since(b, a, c->last),
        w->cell[NOTE],
    };
    const char **row = arena_array(a, N_PERSON, sizeof *row);
    memcpy(row, cells, sizeof cells);
    return row;
}

/* NULL: not away in this way. */
static bool read_person(struct form_data *d, struct book *b,
                        const struct roster_person *p, int64_t no,
                        const char *const **row, struct err *err)
{
    struct away w = {.arena = d->arena};
    struct calls c = {.d = d, .name = p->cell[ROSTER_NAME], .last = ""};
    *row = NULL;
    if (p->cell[ROSTER_AWAY][0] == '\0') {
        return true;
    }
    if (!each_of(b, d->arena, &ledger_away, "current", away_columns, p->id,
                 take_away, &w, err)) {
        return false;
    }
    if (!w.found) {
        return true;
    }
    sb_init(&c.text);
    bool ok = each_of(b, d->arena, &ledger_contact, "all", contact_columns,
                      p->id, take_call, &c, err);
    *row = person_row(b, d->arena, p, &w, &c, no);
    sb_clear(&c.text);
    return ok;
}

/* Lists are filled one after the other: the people's rows wait until all
   contacts are told. */
static bool put_both(struct form_data *d, struct book *b,
                     const struct roster_person *v, size_t n, struct err *err)
{
    const char *const **rows = arena_array(d->arena, n + 1, sizeof *rows);
    size_t n_rows = 0;
    form_list_begin(d, "calls", call_columns, N_CALL);
    for (size_t i = 0; i < n; i++) {
        if (!read_person(d, b, &v[i], (int64_t)n_rows + 1, &rows[n_rows],
                         err)) {
            return false;
        }
        n_rows += rows[n_rows] != NULL;
    }
    form_list_begin(d, "people", person_columns, N_PERSON);
    for (size_t i = 0; i < n_rows; i++) {
        form_list_row(d, rows[i]);
    }
    form_set(d, "n", say_number(d->arena, (int64_t)n_rows));
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct roster_person *v;
    size_t n;
    return roster_read(ask->book, d->arena, "", &v, &n, err) &&
           put_both(d, ask->book, v, n, err);
}

static const char *const values[] = {"n", NULL};

static const struct source_list lists[] = {
    {"people", person_columns},
    {"calls", call_columns},
};

const struct source source_flow_out = {
    .name = "floating",
    .ledger = &ledger_away,
    .asks = ASKS_DAY,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
