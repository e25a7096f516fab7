/* 党内统计 on paper: each table with its columns, the people behind its numbers
   as an annex, what stands between what is and what should be, and what has to
   be said beside.  The period asked for only says up to which day. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/stats.h"
#include "source_all.h"
#include "source_say.h"

static const char *const row_columns[] = {"no", "name", "n", "c*", NULL};
static const char *const head_columns[] = {"name", NULL};
static const char *const across_columns[] = {"c*", NULL};
static const char *const name_columns[] = {"no",  "item", "name",
                                           "day", "why",  NULL};
static const char *const everybody_columns[] = {"no", "item", "n", "names",
                                                NULL};
static const char *const gap_columns[] = {"no",   "name", "day",
                                          "sign", "why",  NULL};
static const char *const note_columns[] = {"no", "text", "names", NULL};
enum {
    N_NAMES = ARRAY_LEN(name_columns) - 1,
    N_EVERYBODY = ARRAY_LEN(everybody_columns) - 1,
    N_GAP = ARRAY_LEN(gap_columns) - 1,
    N_NOTES = ARRAY_LEN(note_columns) - 1
};

static const char *const values[] = {"table",   "counts", "closing",
                                     "report",  "from",   "balance",
                                     "differs", "noted",  NULL};

/* ---- numbers ------------------------------------------------------------- */

static const char *cell_text(struct arena *a, const struct stats_cell *c)
{
    return c->blank ? "" : say_number(a, c->n);
}

/* Lines stand below a table of several columns. */
static bool is_line(const struct stats_table *t, const struct stats_row *r)
{
    return r->n_cells < t->n_columns;
}

/* no, name, n, then c1 c2 … as the table has columns. */
static const char *const *numbered(struct arena *a, const char *const *first,
                                   size_t n_first, size_t n)
{
    const char **v = arena_array(a, n_first + n, sizeof *v);
    for (size_t i = 0; i < n_first; i++) {
        v[i] = first[i];
    }
    for (size_t i = 0; i < n; i++) {
        v[n_first + i] = arena_printf(a, "c%zu", i + 1);
    }
    return v;
}

static void put_rows(struct form_data *d, const struct stats_table *t,
                     const char *list, bool lines)
{
    struct arena *a = d->arena;
    size_t n = 3 + t->n_columns;
    form_list_begin(d, list, numbered(a, row_columns, 3, t->n_columns), n);
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct stats_row *r = &t->rows[i];
        const char **cells = arena_array(a, n, sizeof *cells);
        cells[0] = r->no;
        cells[1] = r->name;
        cells[2] = cell_text(a, &r->cells[0]);
        for (size_t c = 0; c < t->n_columns; c++) {
            cells[3 + c] = c < r->n_cells ? cell_text(a, &r->cells[c]) : "";
        }
        if (is_line(t, r) == lines) {
            form_list_row(d, cells);
        }
    }
}

static void put_columns(struct form_data *d, const struct stats_table *t)
{
    form_list_begin(d, "columns", head_columns, 1);
    for (size_t i = 0; i < t->n_columns; i++) {
        form_list_row(d, &t->columns[i]);
    }
}

static const char *unindented(const char *name)
{
    static const char wide[] = "　";
    while (strncmp(name, wide, strlen(wide)) == 0) {
        name += strlen(wide);
    }
    return name;
}

/* The rows as columns of one line: what 5.8 calls the columns of 转正. */
static void put_across(struct form_data *d, const struct stats_table *t)
{
    struct arena *a = d->arena;
    const char **cells = arena_array(a, t->n_rows + 1, sizeof *cells);
    size_t n = 0;
    form_list_begin(d, "heads", head_columns, 1);
    for (size_t i = 0; i < t->n_rows; i++) {
        if (!t->rows[i].must_be_0) {
            const char *name = unindented(t->rows[i].name);
            form_list_row(d, &name);
            cells[n++] = cell_text(a, &t->rows[i].cells[0]);
        }
    }
    form_list_begin(d, "across", numbered(a, across_columns, 0, n), n);
    form_list_row(d, cells);
}

/* ---- names --------------------------------------------------------------- */

static const char *day_of(struct arena *a, const struct stats_entry *e)
{
    return say_iso(a, e->on);
}

static const char *joined(struct arena *a, const struct stats_cell *c)
{
    const char *text = "";
    for (size_t i = 0; i < c->n_list; i++) {
        text = arena_printf(a, "%s%s%s", text, i == 0 ? "" : "、",
                            c->list[i].name);
    }
    return text;
}

/* One by one where a number is counted for itself: rows that are no sums. */
static void put_names(struct form_data *d, const struct stats_table *t)
{
    struct arena *a = d->arena;
    form_list_begin(d, "names", name_columns, N_NAMES);
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct stats_row *r = &t->rows[i];
        const struct stats_cell *c = &r->cells[0];
        bool alone = !r->derived && !r->must_be_0 && !is_line(t, r);
        for (size_t k = 0; k < c->n_list && alone; k++) {
            const char *const cells[N_NAMES] = {
                r->no, unindented(r->name), c->list[k].name,
                day_of(a, &c->list[k]), c->list[k].why};
            form_list_row(d, cells);
        }
    }
}

/* Row by row, names only; of a table with lines just these. */
static void put_everybody(struct form_data *d, const struct stats_table *t)
{
    struct arena *a = d->arena;
    bool lines = is_line(t, &t->rows[t->n_rows - 1]);
    form_list_begin(d, "everybody", everybody_columns, N_EVERYBODY);
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct stats_row *r = &t->rows[i];
        const struct stats_cell *c = &r->cells[0];
        const char *const cells[N_EVERYBODY] = {
            r->no, unindented(r->name), say_number(a, c->n), joined(a, c)};
        if (c->n_list > 0 && !r->must_be_0 && is_line(t, r) == lines) {
            form_list_row(d, cells);
        }
    }
}

static void put_difference(struct form_data *d, const struct stats_table *t)
{
    struct arena *a = d->arena;
    const struct stats_row *r = stats_difference(t);
    const struct stats_cell *c = r == NULL ? NULL : &r->cells[0];
    size_t n = c == NULL ? 0 : c->n_list;
    form_list_begin(d, "gap", gap_columns, N_GAP);
    for (size_t i = 0; i < n; i++) {
        const char *const cells[N_GAP] = {
            say_number(a, (int64_t)i + 1), c->list[i].name,
            day_of(a, &c->list[i]), c->list[i].sign < 0 ? "少" : "多",
            c->list[i].why};
        form_list_row(d, cells);
    }
    form_set(d, "differs", n > 0 ? "yes" : "");
    form_set(d, "balance",
             r == NULL ? ""
             : n == 0 ? arena_printf(a, "第 %s 行是 0，两数相符。", r->no)
                      : arena_printf(a, "第 %s 行是 %lld，说明如下：", r->no,
                                     (long long)c->n));
}

static void put_notes(struct form_data *d, const struct stats_table *t)
{
    struct arena *a = d->arena;
    form_list_begin(d, "notes", note_columns, N_NOTES);
    for (size_t i = 0; i < t->n_notes; i++) {
        const char *const cells[N_NOTES] = {say_number(a, (int64_t)i + 1),
                                            t->notes[i].text,
                                            joined(a, &t->notes[i].who)};
        form_list_row(d, cells);
    }
    form_set(d, "noted", t->n_notes > 0 ? "yes" : "");
}

/* ---- gathering ----------------------------------------------------------- */

/* 年报, 半年报; any other day is the numbers as they stood then. */
static const char *report_of(const struct form_ask *ask,
                             const struct stats_table *t)
{
    int asked = ask->span.to;
    bool half = asked == stats_closing(t->year, true);
    if (!half && asked != stats_closing(t->year, false)) {
        return "";
    }
    return t->closing < asked
               ? half ? "半年报（未到截止日）" : "年报（未到截止日）"
           : half ? "半年报"
                  : "年报";
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   enum stats_which which, struct err *err)
{
    struct stats_table t;
    struct arena *a = d->arena;
    int closing = ask->span.to == DATE_NONE ? ask->book->day : ask->span.to;
    if (!stats_table(ask->book, a, which, closing, &t, err)) {
        return false;
    }
    form_set(d, "table", t.name);
    form_set(d, "counts", t.counts);
    form_set(d, "from", say_day(a, t.from));
    form_set(d, "closing", say_day(a, t.closing));
    form_set(d, "report", report_of(ask, &t));
    put_columns(d, &t);
    put_rows(d, &t, "rows", false);
    put_rows(d, &t, "lines", true);
    put_across(d, &t);
    put_names(d, &t);
    put_everybody(d, &t);
    put_difference(d, &t);
    put_notes(d, &t);
    return true;
}

static bool gather_change(const struct form_ask *ask, struct form_data *d,
                          struct err *err)
{
    return gather(ask, d, STATS_CHANGE, err);
}

static bool gather_members(const struct form_ask *ask, struct form_data *d,
                           struct err *err)
{
    return gather(ask, d, STATS_MEMBERS, err);
}

static bool gather_conversion(const struct form_ask *ask, struct form_data *d,
                              struct err *err)
{
    return gather(ask, d, STATS_CONVERSION, err);
}

static bool gather_review(const struct form_ask *ask, struct form_data *d,
                          struct err *err)
{
    return gather(ask, d, STATS_REVIEW, err);
}

static const struct source_list lists[] = {
    {"columns", head_columns},        {"rows", row_columns},
    {"lines", row_columns},           {"heads", head_columns},
    {"across", across_columns},       {"names", name_columns},
    {"everybody", everybody_columns}, {"gap", gap_columns},
    {"notes", note_columns},
};

#define SOURCE_OF_TABLE(table)                                                 \
    .name = "stats_" #table, .asks = ASKS_PERIOD, .period = "year",            \
    .values = values, .lists = lists, .n_lists = ARRAY_LEN(lists),             \
    .gather = gather_##table

const struct source source_stats_change = {SOURCE_OF_TABLE(change)};
const struct source source_stats_members = {SOURCE_OF_TABLE(members)};
const struct source source_stats_conversion = {SOURCE_OF_TABLE(conversion)};
const struct source source_stats_review = {SOURCE_OF_TABLE(review)};
