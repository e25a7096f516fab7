/* Bad rows, handed back: the report says which and why, the file what stands in
   them.  Rows come in the order of both, so one pass is enough. */
#include "pbtui/report/import_back.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/export.h"
#include "pbtui/report/table.h"
#include "pbtui/report/workbook.h"

enum { OWN_COLUMNS = 2, REASON_COLS = 50, OTHER_COLS = 16, ROW_COLS = 8 };

/* The import knows both for what they are and leaves them out. */
static const char *const own_heads[OWN_COLUMNS] = {"行号", "导入时的问题"};

struct back {
    const struct import_report *report;
    struct arena *arena;
    size_t n; /* columns, our own included */
    size_t line;
    size_t rows;
    const char **cells;
    struct arena row;
    bool marked;                  /* texts stand behind a ' there */
    struct workbook *book;        /* xlsx */
    struct table_column *columns; /* csv */
    struct strbuf text;
};

/* ---- a row ----------------------------------------------------------------
 */

static const char *reasons(struct back *b, const struct import_line *line)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < line->n_faults; i++) {
        const struct import_fault *f = &line->faults[i];
        if (!f->mended && !f->warns) {
            sb_addf(&sb, "%s%s%s%s", sb.len > 0 ? " " : "", f->head,
                    f->head[0] != '\0' ? "：" : "", f->reason);
        }
    }
    const char *out = arena_str(&b->row, sb.s);
    sb_clear(&sb);
    return out;
}

static void put_xlsx(struct back *b, unsigned look)
{
    struct workbook_cell *cells = arena_array(&b->row, b->n, sizeof *cells);
    for (size_t i = 0; i < b->n; i++) {
        cells[i] = (struct workbook_cell){
            .col = i,
            .kind = b->cells[i][0] == '\0' ? WORKBOOK_EMPTY : WORKBOOK_TEXT,
            .look = WORKBOOK_FRAME | look |
                    (i == 1 ? WORKBOOK_WRAP : WORKBOOK_AS_TEXT),
            .align = PAGE_LEFT,
            .text = b->cells[i]};
    }
    workbook_row(b->book, cells, b->n, 0);
}

static const struct import_line *bad_line(struct back *b, size_t row)
{
    const struct import_report *r = b->report;
    while (b->line < r->n_lines &&
           (r->lines[b->line].row < row || !r->lines[b->line].refused)) {
        b->line++;
    }
    return b->line < r->n_lines && r->lines[b->line].row == row
               ? &r->lines[b->line]
               : NULL;
}

/* Where cells are one does not matter here. */
static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    (void)to;
    (void)list;
    (void)n;
    (void)err;
    return true;
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct back *b = to;
    const struct import_line *line = bad_line(b, row->number);
    (void)err;
    if (line == NULL) {
        return true;
    }
    arena_reset(&b->row);
    b->cells[0] = arena_printf(&b->row, "%zu", row->number);
    b->cells[1] = reasons(b, line);
    for (size_t i = 0; i < b->report->n_columns; i++) {
        size_t at = b->report->columns[i].at;
        const char *s = at < row->n ? row->cells[at].text : "";
        /* The mark of a text in a csv is put on again where it is needed. */
        b->cells[OWN_COLUMNS + i] = b->marked ? table_csv_unguard(s) : s;
    }
    if (b->book != NULL) {
        put_xlsx(b, 0);
    } else {
        table_csv_row(&b->text, b->columns, b->cells, b->n);
    }
    b->rows++;
    return true;
}

/* ---- the file -------------------------------------------------------------
 */

static void put_heads(struct back *b)
{
    const struct import_report *r = b->report;
    memcpy(b->cells, own_heads, sizeof own_heads);
    for (size_t i = 0; i < r->n_columns; i++) {
        b->cells[OWN_COLUMNS + i] = r->columns[i].head;
    }
}

static bool write_xlsx(struct back *b, const struct import_source *source,
                       const char *path, enum file_flags flags, struct err *err)
{
    static const char title[] = "有问题的行";
    const struct import_taker taker = {take_merges, take_row, b};
    struct workbook_column *columns =
        arena_array(b->arena, b->n, sizeof *columns);
    for (size_t i = 0; i < b->n; i++) {
        columns[i] = (struct workbook_column){.cols = i == 0   ? ROW_COLS
                                                      : i == 1 ? REASON_COLS
                                                               : OTHER_COLS,
                                              .look = WORKBOOK_AS_TEXT};
    }
    const struct workbook_sheet sheet = {.name = title,
                                         .columns = columns,
                                         .n_columns = b->n,
                                         .head_row = 1,
                                         .landscape = true};
    b->book = workbook_begin(b->arena, path, flags, title, err);
    if (b->book == NULL) {
        return false;
    }
    workbook_sheet(b->book, &sheet);
    put_heads(b);
    put_xlsx(b, WORKBOOK_BOLD | WORKBOOK_SHADE);
    if (!source->read(source->from, &taker, err)) {
        workbook_drop(b->book);
        return false;
    }
    return workbook_end(b->book, err);
}

static bool write_csv(struct back *b, const struct import_source *source,
                      const char *path, enum file_flags flags, struct err *err)
{
    const struct import_taker taker = {take_merges, take_row, b};
    sb_init(&b->text);
    put_heads(b);
    b->columns = arena_array(b->arena, b->n, sizeof *b->columns);
    for (size_t i = 0; i < b->n; i++) {
        b->columns[i] = (struct table_column){.title = b->cells[i]};
    }
    table_csv_head(&b->text, b->columns, b->n, true);
    bool ok = source->read(source->from, &taker, err) &&
              file_write(path, b->text.s, b->text.len, flags, err);
    sb_clear(&b->text);
    return ok;
}

const char *import_back_name(struct arena *a, const char *file)
{
    const char *dot = strrchr(file, '.');
    size_t n = dot != NULL && dot != file ? (size_t)(dot - file) : strlen(file);
    return arena_printf(a, "%.*s-有问题的行.xlsx", (int)n, file);
}

bool import_back_write(const struct import_report *r,
                       const struct import_source *source, struct arena *a,
                       const char *path, enum file_flags flags, size_t *rows,
                       struct err *err)
{
    enum export_format format = EXPORT_XLSX;
    struct back b = {.report = r,
                     .arena = a,
                     .n = r->n_columns + OWN_COLUMNS,
                     .marked = source->marks_text};
    b.cells = arena_array(a, b.n, sizeof *b.cells);
    export_format_of(path, &format);
    bool ok = format == EXPORT_CSV ? write_csv(&b, source, path, flags, err)
                                   : write_xlsx(&b, source, path, flags, err);
    arena_clear(&b.row);
    *rows = b.rows;
    return ok;
}
