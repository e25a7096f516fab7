/* Attendance on paper: a line a person and a column an event, the sums of each
   person, and who was not there.

   Stages: rolls of the span are counted (ledger/rates) → the rows that `rates`
   prints → in the sheet, who was not called but asked in is marked 列. */
#include "pbtui/report/rates_table.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_say.h"
#include "source_tables.h"

static const char *const sheet_columns[] = {
    "no", "name", "mark*", "due", "came", "made_up", "rate", "after", NULL};
static const char *const event_columns[] = {"no", "on", "day", "title", NULL};
static const char *const sum_columns[] = {
    "no",      "name", "due",  "present", "online", "leave",     "absent",
    "made_up", "owed", "rate", "after",   "leader", "last_away", NULL};
static const char *const away_columns[] = {
    "on", "name", "meeting", "state", "reason", "makeup", NULL};

static const char *const values[] = {"about",  "legend",  "events",  "people",
                                     "due",    "present", "online",  "leave",
                                     "absent", "came",    "made_up", "owed",
                                     "rate",   "after",   NULL};
static const char legend[] =
    "√ 出席　线 线上　假 请假　缺 缺席　假补、缺补 已补学　列 列席"
    "　空格 不在应到名单";

enum { FRONT = 2, BEHIND = 5 };

/* ---- asked in ----------------------------------------------------------- */

/* Is the person named among guests, apart by commas and the like?  王伟 is not
   王伟东, but 王伟（列席）. */
static bool is_guest(const char *guests, const char *name)
{
    static const char *const ends[] = {"、", "，", "；", "（", "(",
                                       ",",  ";",  " ",  "　", "\n"};
    size_t n = strlen(name);
    for (const char *at = guests; n > 0 && (at = strstr(at, name)) != NULL;
         at += n) {
        bool begins = at == guests;
        bool over = at[n] == '\0';
        for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
            size_t len = strlen(ends[i]);
            begins |= (size_t)(at - guests) >= len &&
                      memcmp(at - len, ends[i], len) == 0;
            over |= strncmp(at + n, ends[i], len) == 0;
        }
        if (begins && over) {
            return true;
        }
    }
    return false;
}

/* What an event is called, and who was asked in. */
struct told {
    const char *title;
    const char *guests;
};

static bool read_told(struct book *b, struct arena *a,
                      const struct rate_sheet *s, struct told *out,
                      struct err *err)
{
    for (size_t i = 0; i < s->n_events; i++) {
        struct record r;
        if (!record_read(&r, &ledger_event, b, a, s->events[i].id, err)) {
            return err_doing(err, "读取列席人员");
        }
        const char *code = record_text(&r, EVENT_KIND);
        const struct kind *k = kinds_by_code(book_kinds(b), code);
        out[i] = (struct told){
            .title = k != NULL ? k->abbr : code,
            .guests = record_text(&r, EVENT_GUESTS),
        };
    }
    return true;
}

/* ---- the sheet ---------------------------------------------------------- */

static void tell_events(struct form_data *d, const struct rate_sheet *s,
                        const struct told *told)
{
    form_list_begin(d, "events", event_columns, ARRAY_LEN(event_columns) - 1);
    for (size_t i = 0; i < s->n_events; i++) {
        char on[11];
        int year, month, mday;
        date_split(s->events[i].on, &year, &month, &mday);
        const char *const cells[] = {
            arena_printf(d->arena, "%zu", i + 1),
            date_text(s->events[i].on, on),
            arena_printf(d->arena, "%d月|%d日", month, mday),
            told[i].title,
        };
        form_list_row(d, cells);
    }
}

static const char *const *columns_of(struct arena *a, size_t n_events)
{
    const char **c = arena_array(a, FRONT + n_events + BEHIND, sizeof *c);
    size_t n = 0;
    for (const char *const *name = sheet_columns; *name != NULL; name++) {
        if (strcmp(*name, "mark*") != 0) {
            c[n++] = *name;
        }
        for (size_t i = 0; strcmp(*name, "mark*") == 0 && i < n_events; i++) {
            c[n++] = arena_printf(a, "mark%zu", i + 1);
        }
    }
    return c;
}

/* t: the rows as `rates` prints them. */
static void tell_sheet(struct form_data *d, const struct table *t,
                       const struct rate_sheet *s, const struct told *told)
{
    size_t n = FRONT + s->n_events + BEHIND;
    form_list_begin(d, "sheet", columns_of(d->arena, s->n_events), n);
    for (size_t r = 0; r < t->n_rows; r++) {
        const char **cells = arena_array(d->arena, n, sizeof *cells);
        memcpy(cells, t->rows[r], n * sizeof *cells);
        for (size_t i = 0; i < s->n_events; i++) {
            const char **cell = &cells[FRONT + i];
            *cell = *cell[0] == '\0' && is_guest(told[i].guests, cells[1])
                        ? "列"
                        : table_paper_signs(d->arena, *cell);
        }
        form_list_row(d, (const char *const *)cells);
    }
}

/* ---- sums --------------------------------------------------------------- */

static const char *about(const struct form_ask *ask, struct arena *a)
{
    const struct kind *k = ask->kind != NULL
                               ? kinds_by_code(book_kinds(ask->book), ask->kind)
                               : NULL;
    struct strbuf sb;
    sb_init(&sb);
    if (ask->grp != 0) {
        derived_link_label(ask->book, &ledger_grp, ask->grp, &sb);
    }
    sb_add(&sb, k != NULL ? k->name : "");
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

static void tell_sums(const struct form_ask *ask, struct form_data *d,
                      const struct rates *r)
{
    const struct rate_count *c = &r->total;
    const struct {
        const char *name;
        int n;
    } counts[] = {
        {"events", r->events},   {"people", (int)r->n},
        {"due", c->due},         {"present", c->present},
        {"online", c->online},   {"leave", c->leave},
        {"absent", c->absent},   {"came", c->present + c->online},
        {"made_up", c->made_up}, {"owed", c->owed},
    };
    char text[8];
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        form_setf(d, counts[i].name, "%d", counts[i].n);
    }
    form_set(d, "rate", rate_text(rate_raw(c), text));
    form_set(d, "after", rate_text(rate_after(c), text));
    form_set(d, "legend", legend);
    form_set(d, "about", about(ask, d->arena));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct rates r;
    struct rate_sheet s;
    struct table t;
    struct rate_ask what = {.span = ask->span, .grp = ask->grp};
    struct rates_heading h = {"", "", "", "", false};
    if (ask->kind != NULL) {
        what.kinds = arena_printf(d->arena, ",%s,", ask->kind);
    }
    if (!rates_read(ask->book, d->arena, &what, &r, err) ||
        !rates_sheet(ask->book, d->arena, &what, &r, &s, err)) {
        return false;
    }
    struct told *told = arena_array(d->arena, s.n_events, sizeof *told);
    if (!read_told(ask->book, d->arena, &s, told, err)) {
        return false;
    }
    rates_table_sheet(&t, d->arena, &r, &s, &h);
    tell_sheet(d, &t, &s, told);
    tell_events(d, &s, told);
    rates_table_people(&t, d->arena, &r, &h);
    source_put_table(d, "people", sum_columns, &t);
    rates_table_away(&t, d->arena, &r, &h);
    source_put_table(d, "away", away_columns, &t);
    tell_sums(ask, d, &r);
    return true;
}

static const struct source_list lists[] = {
    {"sheet", sheet_columns},
    {"events", event_columns},
    {"people", sum_columns},
    {"away", away_columns},
};

const struct source source_rates = {
    .name = "rates",
    .ledger = &ledger_event,
    .asks = ASKS_PERIOD | ASKS_KIND,
    .period = "quarter",
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
