/* Tables on paper: how wide the columns want to be decides the sheet: upright
   while they fit, else across, else across in the smaller type; what is wider
   still goes on in a further part below (report/flow). */
#include "pbtui/report/table_paper.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/flow.h"
#include "pbtui/report/form.h"
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

bool table_lay(const struct table *t, struct book *b, struct arena *a,
               const char *file, struct document *out, struct err *err)
{
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
    flow_footer(
        f, org_current(b, a).short_name, "",
        arena_printf(a, "%s　第 {n} 页，共 {N} 页", date_text(b->today, day)));
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
    flow_finish(f, t->title != NULL ? t->title : file, out);
    return true;
}
