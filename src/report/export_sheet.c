/* What an exported sheet looks like, and the empty one to fill in. */
#include "export_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/import.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

enum {
    TITLE_ROOM = 4, /* beside a title, for the arrow that filters */
    WIDEST = 30,
    MEMO_COLS = 36,
    LINE_COLS = 200, /* of a heading: what stands on the first page */
    NOTE_LINES = 3
};

unsigned export_look(const struct export_column *c)
{
    if (c->field == NULL || c->kind != EXPORT_TEXT) {
        return 0;
    }
    return WORKBOOK_AS_TEXT | WORKBOOK_WRAP;
}

static int cols_of(const struct export_column *c)
{
    int title = width_cols(c->title) + TITLE_ROOM;
    int own = c->field == NULL                      ? 0
              : c->field->kind->editor == EDIT_MEMO ? MEMO_COLS
                                                    : c->field->cols + 2;
    int cols = own > title ? own : title;
    return cols < WIDEST ? cols : WIDEST;
}

static void put_choices(struct workbook_column *out, struct book *b,
                        struct arena *a, const struct field *f)
{
    static const char *const yes_no[] = {"是", "否"};
    const struct field_option *list;
    if (f->kind == &field_flag) {
        out->choices = yes_no;
        out->n_choices = ARRAY_LEN(yes_no);
        return;
    }
    size_t n = field_options(f, b, a, &list);
    const char **words = arena_array(a, n, sizeof *words);
    for (size_t i = 0; i < n; i++) {
        words[i] = list[i].text;
    }
    out->choices = words;
    out->n_choices = n;
}

struct workbook_column *export_sheet_columns(
    struct book *b, struct arena *a, const struct export_column *columns,
    size_t n, bool choices)
{
    struct workbook_column *out = arena_array(a, n, sizeof *out);
    for (size_t i = 0; i < n; i++) {
        out[i] = (struct workbook_column){.cols = cols_of(&columns[i]),
                                          .look = export_look(&columns[i]),
                                          .day = columns[i].kind == EXPORT_DAY};
        if (choices && columns[i].field != NULL) {
            out[i].hint = columns[i].field->hint;
            put_choices(&out[i], b, a, columns[i].field);
        }
    }
    return out;
}

size_t export_span(const struct workbook_column *columns, size_t n)
{
    int cols = 0;
    size_t i = 0;
    while (i < n && (i == 0 || cols + columns[i].cols <= LINE_COLS)) {
        cols += columns[i++].cols;
    }
    return i;
}

void export_line(struct workbook *w, size_t n, unsigned look,
                 enum page_align align, const char *text, int lines)
{
    const struct workbook_cell cell = {.cols = n,
                                       .kind = WORKBOOK_TEXT,
                                       .look = look,
                                       .align = align,
                                       .text = text};
    workbook_row(w, &cell, 1, lines);
}

void export_head(struct workbook *w, struct arena *a,
                 const struct export_column *columns, size_t n,
                 const char *mark)
{
    struct workbook_cell *cells = arena_array(a, n, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = columns[i].field;
        bool required = f != NULL && (f->flags & FIELD_REQUIRED) != 0;
        cells[i] = (struct workbook_cell){
            .col = i,
            .kind = WORKBOOK_TEXT,
            .look = WORKBOOK_FRAME | WORKBOOK_BOLD | WORKBOOK_SHADE,
            .align = PAGE_CENTRE,
            .text = required ? arena_printf(a, "%s%s", columns[i].title, mark)
                             : columns[i].title};
    }
    workbook_row(w, cells, n, 0);
}

/* ---- the empty sheet -------------------------------------------------- */

/* Something that is understood, and cannot be taken for somebody. */
static const char *sample_of(struct book *b, struct arena *a,
                             const struct export_column *c)
{
    static const struct {
        const struct field_kind *kind;
        const char *text;
    } samples[] = {
        {&field_date, "2026-01-05"},   {&field_month, "2026-01"},
        {&field_money, "100.00"},      {&field_count, "1"},
        {&field_person, "张三"},       {&field_idno, "990101199001010019"},
        {&field_phone, "13800000000"},
    };
    const struct field *f = c->field;
    const struct field_option *list;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        if (f->kind == samples[i].kind) {
            return samples[i].text;
        }
    }
    if (f->kind == &field_flag) {
        return "否";
    }
    if ((f->flags & FIELD_NAME) != 0) {
        return (f->flags & FIELD_REQUIRED) != 0 ? "张三" : "";
    }
    if (field_options(f, b, a, &list) > 0) {
        return list[0].text;
    }
    return (f->flags & FIELD_REQUIRED) != 0 ? c->title : "";
}

static void put_sample(struct workbook *w, struct book *b, struct arena *a,
                       const struct export_column *columns, size_t n)
{
    static const enum workbook_kind kinds[] = {
        [EXPORT_TEXT] = WORKBOOK_TEXT,
        [EXPORT_NUMBER] = WORKBOOK_NUMBER,
        [EXPORT_MONEY] = WORKBOOK_MONEY,
        [EXPORT_DAY] = WORKBOOK_DAY,
    };
    struct workbook_cell *cells = arena_array(a, n, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        const struct export_column *c = &columns[i];
        const char *text =
            c->field == NULL ? EXPORT_SAMPLE : sample_of(b, a, c);
        cells[i] = (struct workbook_cell){
            .col = i,
            .kind = text[0] == '\0'    ? WORKBOOK_EMPTY
                    : c->field == NULL ? WORKBOOK_TEXT
                                       : kinds[c->kind],
            .look = WORKBOOK_FRAME | WORKBOOK_SHADE | export_look(c),
            .text = text};
    }
    workbook_row(w, cells, n, 0);
}

/* The first column counts the rows and marks the sample; it is no field. */
static bool template_columns(struct book *b, struct arena *a,
                             const struct ledger *l,
                             const struct export_column **out, size_t *n,
                             struct err *err)
{
    struct export_column *list;
    const struct export_column *own;
    if (!export_columns(b, a, l, false, &own, n, err)) {
        return false;
    }
    list = arena_array(a, *n + 1, sizeof *list);
    list[0] = (struct export_column){"序号", EXPORT_TEXT, NULL, -1};
    memcpy(list + 1, own, *n * sizeof *own);
    *out = list;
    (*n)++;
    return true;
}

bool export_template(struct book *b, struct arena *a,
                     const struct export_job *job, struct err *err)
{
    const struct ledger *l = job->wish.query.ledger;
    const struct export_column *columns;
    const char *refusal = import_refusal(b, l);
    if (refusal != NULL) {
        return err_set(err, ERR_RULE, "E-EXPORT-002", "%s", refusal);
    }
    size_t n;
    if (!template_columns(b, a, l, &columns, &n, err)) {
        return false;
    }
    const struct workbook_sheet sheet = {
        .name = l->title,
        .columns = export_sheet_columns(b, a, columns, n, true),
        .n_columns = n,
        .head_row = 3,
        .landscape = true};
    struct workbook *w = workbook_begin(
        a, job->path, job->flags, arena_printf(a, "%s导入模板", l->title), err);
    if (w == NULL) {
        return false;
    }
    workbook_sheet(w, &sheet);
    const size_t span = export_span(sheet.columns, n);
    export_line(w, span, WORKBOOK_TITLE, PAGE_CENTRE, l->title, 0);
    export_line(w, span, WORKBOOK_SMALL | WORKBOOK_WRAP, PAGE_LEFT,
                "从灰色的样例下面一行填起，样例导入时不理会；带＊的必填，"
                "不用的列可以删去，表头的文字不要改；日期写 2026-01-05，"
                "有下拉箭头的从里面选。填好后用 pbtui import 导入，"
                "先加 --dry-run 预看。",
                NOTE_LINES);
    export_head(w, a, columns, n, "＊");
    put_sample(w, b, a, columns, n);
    return workbook_end(w, err);
}
