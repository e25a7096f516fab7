/* Tables of an import: its columns, its lines, the imports so far, and the rows
   to hand back. */
#include "import_sheet.h"

#include <inttypes.h>
#include <string.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/import_back.h"

static const char *const fates[IMPORT_FATES] = {
    [IMPORT_FATE_NEW] = "新登记",   [IMPORT_FATE_SAME] = "相同",
    [IMPORT_FATE_FILL] = "补填",    [IMPORT_FATE_CONFLICT] = "不同",
    [IMPORT_FATE_TWICE] = "重复",   [IMPORT_FATE_BAD] = "不能导入",
    [IMPORT_FATE_SKIPPED] = "跳过",
};

/* ---- rows of cells ----------------------------------------------------------
 */

struct rows {
    struct arena *a;
    const char *const **v;
    size_t n, cap, n_columns;
};

static void add_row(struct rows *to, const char *const *cells)
{
    const char **row = arena_array(to->a, to->n_columns, sizeof *row);
    for (size_t c = 0; c < to->n_columns; c++) {
        row[c] = cells[c] == NULL ? "" : arena_str(to->a, cells[c]);
    }
    MEM_PUSH(to->v, to->n, to->cap);
    to->v[to->n++] = row;
}

static void put_rows(struct table *t, struct rows *from)
{
    const char *const **rows =
        arena_array(from->a, from->n, sizeof(const char *const *));
    if (from->n > 0) {
        memcpy(rows, from->v, from->n * sizeof *rows);
    }
    t->rows = rows;
    t->n_rows = from->n;
    mem_free(from->v);
}

/* ---- columns ----------------------------------------------------------------
 */

void import_sheet_columns(struct table *t, struct arena *a,
                          const struct import_report *r)
{
    static const struct table_column columns[] = {
        {"column", "列", CELL_NUMBER, 0, 0, 0},
        {"head", "表头", CELL_TEXT, 30, 0, 1},
        {"field", "当作", CELL_TEXT, 20, 0, 1},
        {"how", "凭什么", CELL_TEXT, 10, 0, 2},
        {"example", "第一行的内容", CELL_TEXT, 24, 0, 3},
    };
    static const char *const hows[] = {
        [IMPORT_HOW_NONE] = "",          [IMPORT_HOW_MAP] = "列对应",
        [IMPORT_HOW_SAME] = "同名",      [IMPORT_HOW_SYNONYM] = "常见叫法",
        [IMPORT_HOW_CONTENT] = "看内容",
    };
    struct rows rows = {.a = a, .n_columns = ARRAY_LEN(columns)};
    for (size_t i = 0; i < r->n_columns; i++) {
        const struct import_column *c = &r->columns[i];
        const char *cells[] = {arena_printf(a, "%zu", c->at + 1), c->head,
                               c->as, hows[c->how], c->example};
        add_row(&rows, cells);
    }
    *t = (struct table){.title = "列的对应",
                        .columns = columns,
                        .n_columns = ARRAY_LEN(columns)};
    put_rows(t, &rows);
}

/* ---- lines ------------------------------------------------------------ */

enum { ROW, FATE, ID, NAME, COLUMN, HERE, VALUE, WHY, CODE, LINE_COLUMNS };

static void begin_line(struct arena *a, const struct import_line *l,
                       const char *cells[LINE_COLUMNS])
{
    memset(cells, 0, LINE_COLUMNS * sizeof *cells);
    cells[ROW] = arena_printf(a, "%zu", l->row);
    cells[FATE] = fates[l->fate];
    cells[ID] = l->id > 0 ? arena_printf(a, "%" PRId64, l->id) : "";
    cells[NAME] = l->name;
}

static void add_faults(struct rows *rows, const struct import_line *l)
{
    const char *cells[LINE_COLUMNS];
    for (size_t i = 0; i < l->n_faults; i++) {
        const struct import_fault *f = &l->faults[i];
        begin_line(rows->a, l, cells);
        cells[FATE] = f->mended  ? "已改写"
                      : f->warns ? "请核对"
                                 : fates[l->fate];
        cells[COLUMN] = f->head;
        cells[VALUE] = f->value;
        cells[WHY] = f->reason;
        cells[CODE] = f->code;
        add_row(rows, cells);
    }
}

static void add_differences(struct rows *rows, const struct import_line *l)
{
    const char *cells[LINE_COLUMNS];
    for (size_t i = 0; i < l->n_differences; i++) {
        const struct import_difference *d = &l->differences[i];
        begin_line(rows->a, l, cells);
        cells[COLUMN] = d->label;
        cells[HERE] = d->here;
        cells[VALUE] = d->there;
        cells[WHY] = d->taken ? "用文件里的" : "没有改，账本里的不动";
        add_row(rows, cells);
    }
}

static bool is_empty(const struct table *t, size_t column)
{
    for (size_t r = 0; r < t->n_rows; r++) {
        if (t->rows[r][column][0] != '\0') {
            return false;
        }
    }
    return true;
}

/* Columns in which nothing stands take room from the sentences. */
static void leave_out_empty(struct table *t, struct arena *a)
{
    struct table_column *columns =
        arena_array(a, t->n_columns, sizeof *columns);
    size_t *from = arena_array(a, t->n_columns, sizeof *from);
    struct rows rows = {.a = a};
    for (size_t c = 0; c < t->n_columns; c++) {
        if (!is_empty(t, c)) {
            from[rows.n_columns] = c;
            columns[rows.n_columns++] = t->columns[c];
        }
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        const char **cells = arena_array(a, rows.n_columns, sizeof *cells);
        for (size_t c = 0; c < rows.n_columns; c++) {
            cells[c] = t->rows[r][from[c]];
        }
        MEM_PUSH(rows.v, rows.n, rows.cap);
        rows.v[rows.n++] = cells;
    }
    t->columns = columns;
    t->n_columns = rows.n_columns;
    put_rows(t, &rows);
}

void import_sheet_lines(struct table *t, struct arena *a,
                        const struct import_report *r, bool all)
{
    static const struct table_column columns[LINE_COLUMNS] = {
        [ROW] = {"row", "行", CELL_NUMBER, 0, 0, 0},
        [FATE] = {"fate", "结果", CELL_TEXT, 0, 0, 1},
        [ID] = {"id", "编号", CELL_NUMBER, 0, 0, 6},
        [NAME] = {"name", "记录", CELL_TEXT, 20, 0, 1},
        [COLUMN] = {"column", "列", CELL_TEXT, 16, 0, 2},
        [HERE] = {"here", "账本里", CELL_TEXT, 20, 0, 3},
        [VALUE] = {"value", "文件里", CELL_TEXT, 20, 0, 3},
        [WHY] = {"reason", "说明", CELL_MEMO, 0, 16, 1},
        [CODE] = {"code", "编码", CELL_TEXT, 0, 0, 7},
    };
    struct rows rows = {.a = a, .n_columns = LINE_COLUMNS};
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct import_line *l = &r->lines[i];
        add_faults(&rows, l);
        add_differences(&rows, l);
        if (all && l->n_faults + l->n_differences == 0) {
            const char *cells[LINE_COLUMNS];
            begin_line(a, l, cells);
            cells[WHY] =
                l->by[0] != '\0' ? arena_printf(a, "凭%s认出", l->by) : "";
            add_row(&rows, cells);
        }
    }
    *t = (struct table){
        .title = "逐行说明", .columns = columns, .n_columns = LINE_COLUMNS};
    put_rows(t, &rows);
    if (!all) {
        leave_out_empty(t, a);
    }
}

void import_sheet_counts(struct strbuf *out, const struct import_report *r)
{
    for (int i = 0; i < IMPORT_FATES; i++) {
        if (r->counts[i] > 0) {
            sb_addf(out, "%s%s %zu 行", out->len > 0 ? "，" : "", fates[i],
                    r->counts[i]);
        }
    }
    sb_add(out, out->len == 0 ? "没有一行数据" : "");
}

/* ---- the imports so far ----------------------------------------------- */

void import_sheet_done(struct table *t, struct arena *a, struct book *b,
                       const struct import_done *list, size_t n)
{
    static const struct table_column columns[] = {
        {"number", "次", CELL_NUMBER, 0, 0, 0},
        {"at", "时间", CELL_TEXT, 0, 0, 1},
        {"actor", "经手人", CELL_TEXT, 12, 0, 5},
        {"book", "台账", CELL_TEXT, 16, 0, 2},
        {"file", "文件", CELL_TEXT, 30, 0, 3},
        {"new", "新登记", CELL_NUMBER, 0, 0, 4},
        {"filled", "补填", CELL_NUMBER, 0, 0, 4},
        {"differing", "不同", CELL_NUMBER, 0, 0, 4},
        {"bad", "不能导入", CELL_NUMBER, 0, 0, 4},
        {"undone", "已撤销", CELL_FLAG, 0, 0, 1},
    };
    struct rows rows = {.a = a, .n_columns = ARRAY_LEN(columns)};
    for (size_t i = 0; i < n; i++) {
        const struct import_done *d = &list[i];
        const struct ledger *l = registry_find(b, d->book);
        const char *cells[] = {
            arena_printf(a, "%" PRId64, d->number),
            d->at,
            d->actor,
            l != NULL ? l->title : d->book,
            d->file,
            arena_printf(a, "%zu", d->counts[IMPORT_FATE_NEW]),
            arena_printf(a, "%zu", d->counts[IMPORT_FATE_FILL]),
            arena_printf(a, "%zu", d->counts[IMPORT_FATE_CONFLICT]),
            arena_printf(a, "%zu", d->counts[IMPORT_FATE_BAD]),
            d->undone ? "是" : "否",
        };
        add_row(&rows, cells);
    }
    *t = (struct table){.title = "导入记录",
                        .columns = columns,
                        .n_columns = ARRAY_LEN(columns)};
    put_rows(t, &rows);
}

bool import_sheet_bad(struct job *job, const struct import_report *r,
                      const struct import_source *source, const char *path,
                      bool force, struct err *err)
{
    size_t n;
    if (r->counts[IMPORT_FATE_BAD] + r->counts[IMPORT_FATE_TWICE] == 0) {
        return true;
    }
    if (!import_back_write(r, source, &job->arena, path,
                           force ? FILE_REPLACE : FILE_NEW, &n, err)) {
        return job_taken(err);
    }
    job_notice(arena_printf(&job->arena,
                            "不能导入的 %zu 行写进了 %s，改好后可以再导入。", n,
                            path));
    return true;
}
