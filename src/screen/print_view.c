/* Lists, tables and records on paper: a table laid into pages, shown by the
   preview, which also keeps it as text or CSV.

   How wide the columns want to be decides the sheet: upright while they fit,
   else across, else across in the smaller type; what is wider still goes on in
   a further part below (report/flow). */
#include "pbtui/screen/print_view.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/record.h"
#include "pbtui/report/flow.h"
#include "pbtui/report/form.h"
#include "pbtui/report/listing.h"
#include "pbtui/screen/preview_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

enum {
    SHORT_COLS = 12, /* up to here a column gets all it wants */
    TEXT_COLS = 36,  /* wider ones are wrapped */
    MEMO_COLS = 60,
    LEAST_TEXT = 10,
    FIXED_COLUMNS = 2, /* repeated when the columns do not fit */
};

/* ---- widths ------------------------------------------------------------- */

static int paper_cols(const char *s)
{
    return s == NULL ? 0 : width_n_cols_as(s, strlen(s), WIDTH_WIDE);
}

/* Of its cells and its title. */
static int widest(const struct table *t, size_t column)
{
    int most = paper_cols(t->columns[column].title);
    for (size_t i = 0; i < t->n_rows; i++) {
        int cols = paper_cols(t->rows[i][column]);
        most = cols > most ? cols : most;
    }
    return most;
}

/* What it wants, borders apart. */
static int wanted_cols(const struct table *t, size_t column)
{
    enum table_cell kind = t->columns[column].kind;
    int most = kind == CELL_MEMO ? MEMO_COLS : TEXT_COLS;
    int cols = widest(t, column);
    return kind == CELL_NUMBER || cols < most ? cols : most;
}

static const struct flow_column *columns_of(const struct table *t,
                                            struct arena *a, int *whole)
{
    struct flow_column *out = arena_array(a, t->n_columns, sizeof *out);
    bool shared = false;
    *whole = 1;
    for (size_t i = 0; i < t->n_columns; i++) {
        const struct table_column *from = &t->columns[i];
        int cols = wanted_cols(t, i);
        bool fast = from->kind == CELL_NUMBER || cols <= SHORT_COLS;
        out[i] = (struct flow_column){
            .title = from->title,
            .min_cols = fast ? cols : LEAST_TEXT,
            .share = fast ? 0 : cols,
            .align = from->kind == CELL_NUMBER ? PAGE_RIGHT
                     : from->kind == CELL_FLAG ? PAGE_CENTRE
                                               : PAGE_LEFT,
        };
        shared = shared || out[i].share > 0;
        *whole += cols + 1;
    }
    /* None that wants what is left: each its part, not the last one all. */
    for (size_t i = 0; !shared && i < t->n_columns; i++) {
        out[i].share = out[i].min_cols;
    }
    return out;
}

static const struct sheet *sheet_for(const struct sheets *s, int cols)
{
    static const char *const names[] = {"竖排五号", "横排五号", "横排小五"};
    const struct sheet *sheet = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct sheet *next = sheet_find(s, names[i]);
        sheet = next != NULL ? next : sheet;
        if (sheet != NULL && sheet->cols >= cols) {
            break;
        }
    }
    return sheet != NULL ? sheet : &s->list[0];
}

/* ---- pages -------------------------------------------------------------- */

static bool lay(struct preview_what *w, struct app *app, struct err *err)
{
    const struct table *t = w->table;
    struct arena *a = &w->arena;
    struct forms forms;
    struct strbuf folder;
    char day[24];
    int whole;
    sb_init(&folder);
    file_place(&folder, PLACE_CONFIG, "forms");
    bool ok = forms_read(&forms, a, folder.s, err);
    sb_clear(&folder);
    if (!ok) {
        return false;
    }
    const struct flow_column *columns = columns_of(t, a, &whole);
    struct flow *f = flow_new(a, sheet_for(&forms.sheets, whole));
    flow_footer(f, org_current(app->book, a).short_name, "",
                arena_printf(a, "%s　第 {n} 页，共 {N} 页",
                             date_text(app->book->today, day)));
    if (t->title != NULL) {
        flow_title(f, t->title);
    }
    if (t->of != NULL || t->when != NULL) {
        flow_line(f, t->of != NULL ? t->of : "", "",
                  t->when != NULL ? t->when : "");
    }
    struct flow_table table = {
        .columns = columns,
        .n_columns = t->n_columns,
        .rows = t->rows,
        .n_rows = t->n_rows,
        .fixed = t->n_columns > FIXED_COLUMNS ? FIXED_COLUMNS : 0,
        .none = "没有记录",
    };
    flow_put_table(f, &table);
    if (t->foot != NULL) {
        const struct flow_style plain = {.face = FACE_SONG, .size = 100};
        flow_para(f, &plain, t->foot);
    }
    flow_finish(f, t->title != NULL ? t->title : w->file, &w->doc);
    return true;
}

/* Takes the arena over, whatever comes of it. */
static void show(struct app *app, struct preview_what *w, const char *title)
{
    struct err err = ERR_INIT;
    char day[11];
    w->file =
        arena_printf(&w->arena, "%s-%s", title, date_text(app->book->day, day));
    if (!lay(w, app, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w->arena);
        return;
    }
    preview_open(app, w);
}

/* ---- what is shown ------------------------------------------------------ */

void print_view_open(struct app *app, const struct query *q, bool csv)
{
    struct preview_what w = {.csv = csv};
    struct err err = ERR_INIT;
    struct table *t = arena_alloc(&w.arena, sizeof *t);
    if (!listing_make(t, app->book, &w.arena, q, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w.arena);
        return;
    }
    w.table = t;
    show(app, &w, q->view->title);
}

static const char *copy_of(struct arena *a, const char *s)
{
    return s != NULL ? table_paper_signs(a, s) : NULL;
}

static const struct table *copy_table(struct arena *a, const struct table *t)
{
    struct table *out = arena_alloc(a, sizeof *out);
    struct table_column *columns =
        arena_array(a, t->n_columns, sizeof *columns);
    const char *const **rows = arena_array(a, t->n_rows, sizeof *rows);
    for (size_t i = 0; i < t->n_columns; i++) {
        columns[i] = t->columns[i];
        columns[i].name = arena_str(a, t->columns[i].name);
        columns[i].title = arena_str(a, t->columns[i].title);
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        const char **cells = arena_array(a, t->n_columns, sizeof *cells);
        for (size_t k = 0; k < t->n_columns; k++) {
            cells[k] = copy_of(a, t->rows[i][k]);
        }
        rows[i] = cells;
    }
    *out = *t;
    out->columns = columns;
    out->rows = rows;
    out->of = copy_of(a, t->of);
    out->title = copy_of(a, t->title);
    out->when = copy_of(a, t->when);
    out->foot = copy_of(a, t->foot);
    return out;
}

void print_view_open_table(struct app *app, const char *title,
                           const struct table *t)
{
    struct preview_what w = {0};
    w.table = copy_table(&w.arena, t);
    show(app, &w, title);
}

void print_view_open_record(struct app *app, const struct ledger *l, int64_t id)
{
    struct preview_what w = {0};
    struct record r;
    struct err err = ERR_INIT;
    struct table *t = arena_alloc(&w.arena, sizeof *t);
    if (!record_read(&r, l, app->book, &w.arena, id, &err) ||
        !listing_record(t, app->book, &w.arena, &r, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&w.arena);
        return;
    }
    w.table = t;
    struct strbuf name;
    sb_init(&name);
    l->label(app->book, &r, &name);
    show(app, &w, name.s);
    sb_clear(&name);
}
