/* Tables of an import: its columns, its lines, the imports so far, and the rows
   to hand back. */
#include "import_sheet.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"

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

/* ---- lines
 * ------------------------------------------------------------------- */

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

/* ---- the imports so far
 * ------------------------------------------------------- */

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

/* ---- to hand back
 * -------------------------------------------------------------- */

struct bad_rows {
    const struct import_report *report;
    const struct import_source *source;
    struct rows rows;
    size_t next; /* line to look for */
    struct arena *a;
};

static bool is_bad(const struct import_line *l)
{
    return l->fate == IMPORT_FATE_BAD || l->fate == IMPORT_FATE_TWICE;
}

static const char *reasons_of(struct arena *a, const struct import_line *l)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < l->n_faults; i++) {
        const struct import_fault *f = &l->faults[i];
        if (!f->mended && !f->warns) {
            sb_addf(&sb, "%s%s%s%s", sb.len > 0 ? "；" : "", f->head,
                    f->head[0] != '\0' ? "：" : "", f->reason);
        }
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

static bool no_merges(void *to, const struct import_merge *list, size_t n,
                      struct err *err)
{
    (void)to;
    (void)list;
    (void)n;
    (void)err;
    return true;
}

/* Lines and rows both come in the order of the file. */
static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct bad_rows *b = to;
    const struct import_report *r = b->report;
    (void)err;
    while (b->next < r->n_lines && (r->lines[b->next].row < row->number ||
                                    !is_bad(&r->lines[b->next]))) {
        b->next++;
    }
    if (b->next == r->n_lines || r->lines[b->next].row != row->number) {
        return true;
    }
    const char **cells = arena_array(b->a, b->rows.n_columns, sizeof *cells);
    for (size_t c = 0; c < r->n_columns && c < row->n; c++) {
        const char *s = row->cells[c].text;
        /* The mark of a text is put on again when it is written. */
        cells[c] = b->source->marks_text ? table_csv_unguard(s) : s;
    }
    cells[r->n_columns] = reasons_of(b->a, &r->lines[b->next]);
    add_row(&b->rows, cells);
    return true;
}

static bool write_bad(struct job *job, const struct table *t, const char *path,
                      bool force, struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    table_write(&sb, t, TABLE_CSV, 0, true);
    bool ok =
        file_write(path, sb.s, sb.len, force ? FILE_REPLACE : FILE_NEW, err);
    if (ok) {
        job_notice(arena_printf(
            &job->arena, "不能导入的 %zu 行写进了 %s，改好后可以再导入。",
            t->n_rows, path));
    }
    sb_clear(&sb);
    return ok;
}

bool import_sheet_bad(struct job *job, const struct import_report *r,
                      const struct import_source *source, const char *path,
                      bool force, struct err *err)
{
    struct arena *a = &job->arena;
    size_t n = strlen(path);
    if (n >= 5 && strcasecmp(path + n - 5, ".xlsx") == 0) {
        return err_set(err, ERR_USAGE, "E-APP-180",
                       "--bad 写的是 csv，请把 %s 的结尾写成 .csv。", path);
    }
    struct table_column *columns =
        arena_array(a, r->n_columns + 1, sizeof *columns);
    for (size_t c = 0; c < r->n_columns; c++) {
        columns[c].name = columns[c].title = r->columns[c].head;
    }
    columns[r->n_columns].name = columns[r->n_columns].title = "问题";
    struct bad_rows bad = {
        .report = r,
        .source = source,
        .a = a,
        .rows = {.a = a, .n_columns = r->n_columns + 1},
    };
    const struct import_taker taker = {no_merges, take_row, &bad};
    if (!source->read(source->from, &taker, err)) {
        mem_free(bad.rows.v);
        return false;
    }
    struct table t = {.columns = columns, .n_columns = r->n_columns + 1};
    put_rows(&t, &bad.rows);
    return t.n_rows == 0 || write_bad(job, &t, path, force, err);
}
