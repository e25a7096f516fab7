/* Which span, which kinds, whose group: moved by a key, chosen from one list in
   which each row changes one of the three. */
#include "rates_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"

static const int unit_months[] = {
    [RATES_MONTH] = 1, [RATES_QUARTER] = 3, [RATES_YEAR] = 12};

static struct span span_of(const struct rates_scope *s)
{
    return (struct span){
        month_first_day(s->month),
        month_last_day(s->month + unit_months[s->unit] - 1),
    };
}

struct rate_ask rates_asked(const struct rates_view *v)
{
    return (struct rate_ask){
        .span = span_of(&v->scope),
        .kinds = v->scope.kinds,
        .grp = v->scope.grp,
    };
}

struct rates_heading rates_heading(const struct rates_view *v, struct arena *a)
{
    struct span span = span_of(&v->scope);
    return (struct rates_heading){
        .branch = org_current(v->app->book, a).name,
        .span = rates_span_text(a, &span),
        .kind = v->scope.kind_name,
        .group = v->scope.grp_name,
    };
}

void rates_scope_start(struct rates_view *v, int year)
{
    int now = month_of(v->app->book->day);
    v->scope = (struct rates_scope){
        .unit = RATES_YEAR,
        .month = year != 0 ? month_make(year, 1) : now - now % 12,
        .kind_name = "",
        .grp_name = "",
        .branch = v->app->book->branch,
    };
}

void rates_scope_move(struct rates_view *v, int n)
{
    struct rates_scope to = v->scope;
    to.month += n * unit_months[to.unit];
    struct span span = span_of(&to);
    if (span.from == DATE_NONE || span.to == DATE_NONE) {
        return;
    }
    if (span.from > v->app->book->day) {
        ui_note(&v->app->ui, ROLE_DIM, "%s还没有到。",
                rates_span_text(&v->app->ui.frame, &span));
        return;
    }
    v->scope = to;
    rates_load(v);
}

/* ---- choosing ----------------------------------------------------------- */

enum choice_of { OF_UNIT, OF_KIND, OF_GROUP };

struct rates_choice {
    enum choice_of of;
    enum rates_unit unit;
    const char *kind; /* name; "" for all */
    struct rate_group grp;
};

/* Inside the span that was: the one of the day in view, else its last. */
static void take_unit(struct rates_view *v, enum rates_unit unit)
{
    struct rates_scope *s = &v->scope;
    int now = month_of(v->app->book->day);
    int last = s->month + unit_months[s->unit] - 1;
    int at = now >= s->month && now <= last ? now : last;
    s->unit = unit;
    s->month = at - at % unit_months[unit];
}

static void take_choice(struct rates_view *v, const struct rates_choice *c)
{
    struct rates_scope *s = &v->scope;
    struct arena *a = &v->scope_arena;
    switch (c->of) {
    case OF_UNIT:
        take_unit(v, c->unit);
        break;
    case OF_KIND:
        s->kinds = NULL;
        s->kind_name = "";
        if (c->kind[0] != '\0') {
            rate_kinds(v->app->book, a, c->kind, &s->kinds, &s->kind_name);
        }
        break;
    case OF_GROUP:
        s->grp = c->grp.id;
        s->grp_name = c->grp.id != 0 ? arena_str(a, c->grp.name) : "";
        break;
    }
}

static void choice_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct rates_view *v = ctx;
    if (id > 0 && (size_t)id <= v->n_choices) {
        take_choice(v, &v->choices[id - 1]);
        rates_load(v);
    }
}

static void add(struct rates_view *v, struct pick_text *rows,
                struct rates_choice c, const char *text, bool now)
{
    static const char *const of[][2] = {
        {"时间", "时间（现在）"},
        {"类型", "类型（现在）"},
        {"党小组", "党小组（现在）"},
    };
    v->choices[v->n_choices] = c;
    rows[v->n_choices++] = (struct pick_text){text, of[c.of][now]};
}

static void add_units(struct rates_view *v, struct pick_text *rows)
{
    static const char *const names[] = {[RATES_MONTH] = "按月",
                                        [RATES_QUARTER] = "按季度",
                                        [RATES_YEAR] = "按年"};
    for (int u = RATES_YEAR; u >= RATES_MONTH; u--) {
        add(v, rows,
            (struct rates_choice){.of = OF_UNIT, .unit = (enum rates_unit)u},
            names[u], v->scope.unit == (enum rates_unit)u);
    }
}

static void add_kind(struct rates_view *v, struct pick_text *rows,
                     const char *name, const char *text)
{
    add(v, rows, (struct rates_choice){.of = OF_KIND, .kind = name}, text,
        strcmp(v->scope.kind_name, name) == 0);
}

void rates_scope_pick(struct rates_view *v)
{
    struct arena *a = &v->choice_arena;
    struct err err = ERR_INIT;
    const struct kinds *kinds = book_kinds(v->app->book);
    struct rate_group *groups;
    size_t n_groups;
    arena_reset(a);
    if (!rate_groups(v->app->book, a, &groups, &n_groups, &err)) {
        ui_note_err(&v->app->ui, &err);
        return;
    }
    size_t most = ARRAY_LEN(unit_months) + 3 + kinds->n + n_groups;
    struct pick_text *rows = arena_array(a, most, sizeof *rows);
    v->choices = arena_array(a, most, sizeof *v->choices);
    v->n_choices = 0;
    add_units(v, rows);
    add_kind(v, rows, "", "全部类型");
    add_kind(v, rows, RATE_THREE_ONE, RATE_THREE_ONE);
    for (size_t i = 0; i < kinds->n; i++) {
        add_kind(v, rows, kinds->list[i].name, kinds->list[i].name);
    }
    add(v, rows, (struct rates_choice){.of = OF_GROUP}, "全体党员",
        v->scope.grp == 0);
    for (size_t i = 0; i < n_groups; i++) {
        add(v, rows, (struct rates_choice){.of = OF_GROUP, .grp = groups[i]},
            groups[i].name, v->scope.grp == groups[i].id);
    }
    pick_texts(v->app, "统计哪些（每次换一项）", rows, v->n_choices, 0,
               choice_answer, v);
}
