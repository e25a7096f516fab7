/* Books as spreadsheets.  Stages: which columns → the heading → each record a
   row, straight to the file → what was shown in full is noted and committed →
   the file gets its name.

   xlsx has a title, the branch and the day above the head; csv has the head
   only, because whoever reads csv is a program. */
#include "pbtui/report/export.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "export_parts.h"
#include "listing_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/table.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/charset.h"
#include "pbtui/text/date.h"

enum {
    HEADING_ROWS = 2,
    CSV_BYTES = 1 << 16 /* handed on when so much has gathered */
};

static const char *const endings[] = {
    [EXPORT_XLSX] = ".xlsx", [EXPORT_CSV] = ".csv"};

bool export_format_of(const char *path, enum export_format *out)
{
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        size_t n = strlen(path);
        size_t end = strlen(endings[i]);
        if (n > end && strcasecmp(path + n - end, endings[i]) == 0) {
            *out = (enum export_format)i;
            return true;
        }
    }
    return false;
}

const char *export_name(struct arena *a, const struct book *b,
                        const struct ledger *l, enum export_format format,
                        bool is_template)
{
    char day[11];
    return is_template
               ? arena_printf(a, "%s-导入模板%s", l->title, endings[format])
               : arena_printf(a, "%s-%s%s", l->title, date_text(b->day, day),
                              endings[format]);
}

/* ---- on the way ------------------------------------------------------- */

struct leaving {
    struct book *book;
    struct arena *arena;
    const struct export_job *job;
    const struct export_column *columns;
    size_t n;
    size_t rows;
    struct workbook *w; /* xlsx */
    struct workbook_cell *cells;
    /* csv */
    struct table_column *csv_columns;
    struct strbuf text;
    struct strbuf held; /* for standard output, until all is there */
    struct file_draft draft;
    bool to_file;
    bool committed;
};

static bool put_xlsx(void *ctx, const char *const *texts, struct err *err)
{
    static const enum workbook_kind kinds[] = {
        [EXPORT_TEXT] = WORKBOOK_TEXT,
        [EXPORT_NUMBER] = WORKBOOK_NUMBER,
        [EXPORT_MONEY] = WORKBOOK_MONEY,
        [EXPORT_DAY] = WORKBOOK_DAY,
    };
    struct leaving *x = ctx;
    (void)err; /* what the press says is told at the end */
    for (size_t i = 0; i < x->n; i++) {
        bool right = x->columns[i].kind == EXPORT_NUMBER ||
                     x->columns[i].kind == EXPORT_MONEY;
        x->cells[i] = (struct workbook_cell){
            .col = i,
            .kind = texts[i][0] == '\0' ? WORKBOOK_EMPTY
                                        : kinds[x->columns[i].kind],
            .look = WORKBOOK_FRAME | export_look(&x->columns[i]),
            .align = right ? PAGE_RIGHT : PAGE_LEFT,
            .text = texts[i]};
    }
    workbook_row(x->w, x->cells, x->n, 0);
    x->rows++;
    return true;
}

/* What has gathered, in whole rows. */
static bool hand_on(struct leaving *x, struct err *err)
{
    struct strbuf as;
    sb_init(&as);
    bool ok =
        !x->job->gb18030 || charset_gb18030(&as, x->text.s, x->text.len, err);
    const struct strbuf *bytes = x->job->gb18030 ? &as : &x->text;
    if (ok && x->to_file) {
        ok = file_draft_add(&x->draft, bytes->s, bytes->len, err);
    } else if (ok) {
        sb_addn(&x->held, bytes->s, bytes->len);
    }
    sb_reset(&x->text);
    sb_clear(&as);
    return ok;
}

static bool put_csv(void *ctx, const char *const *texts, struct err *err)
{
    struct leaving *x = ctx;
    table_csv_row(&x->text, x->csv_columns, texts, x->n);
    x->rows++;
    return x->text.len < CSV_BYTES || hand_on(x, err);
}

/* ---- two kinds of files ----------------------------------------------- */

static const char *heading(struct leaving *x)
{
    char day[11];
    const struct query *q = &x->job->wish.query;
    const char *branch = org_current(x->book, x->arena).name;
    const char *when =
        q->from == DATE_NONE && q->to == DATE_NONE
            ? arena_printf(x->arena, "截至 %s", date_text(x->book->day, day))
            : arena_printf(x->arena, "%s至%s",
                           q->from == DATE_NONE ? "最早"
                                                : date_text(q->from, day),
                           q->to == DATE_NONE
                               ? "今"
                               : arena_str(x->arena, date_text(q->to, day)));
    return listing_is_of_branch(q->view)
               ? arena_printf(x->arena, "%s　%s", branch, when)
               : when;
}

static bool commit_first(void *ctx, struct err *err)
{
    struct leaving *x = ctx;
    x->committed = x->job->wish.reveal != NULL && tx_commit(x->book->db, err);
    return x->job->wish.reveal == NULL || x->committed;
}

static bool write_xlsx(struct leaving *x, struct err *err)
{
    const struct ledger *l = x->job->wish.query.ledger;
    const struct workbook_sheet sheet = {
        .name = l->title,
        .columns =
            export_sheet_columns(x->book, x->arena, x->columns, x->n, false),
        .n_columns = x->n,
        .head_row = HEADING_ROWS + 1,
        .landscape = true,
        .filter = true};
    const struct file_gate gate = {commit_first, x};
    x->w = workbook_begin(x->arena, x->job->path, x->job->flags, l->title, err);
    if (x->w == NULL) {
        return false;
    }
    x->cells = arena_array(x->arena, x->n, sizeof *x->cells);
    workbook_gate(x->w, &gate);
    workbook_sheet(x->w, &sheet);
    const size_t span = export_span(sheet.columns, x->n);
    export_line(x->w, span, WORKBOOK_TITLE, PAGE_CENTRE, l->title, 0);
    export_line(x->w, span, WORKBOOK_SMALL, PAGE_LEFT, heading(x), 0);
    export_head(x->w, x->arena, x->columns, x->n, "");
    bool read = export_each(x->book, &x->job->wish, put_xlsx, x, err);
    if (!read) {
        workbook_drop(x->w);
        return false;
    }
    return workbook_end(x->w, err);
}

static void make_csv_columns(struct leaving *x)
{
    x->csv_columns = arena_array(x->arena, x->n, sizeof *x->csv_columns);
    for (size_t i = 0; i < x->n; i++) {
        const struct export_column *c = &x->columns[i];
        bool number = c->kind == EXPORT_NUMBER || c->kind == EXPORT_MONEY;
        x->csv_columns[i] = (struct table_column){
            .title = c->title, .kind = number ? CELL_NUMBER : CELL_TEXT};
    }
}

static bool end_csv(struct leaving *x, struct err *err)
{
    if (!hand_on(x, err) || !commit_first(x, err)) {
        return false;
    }
    if (x->to_file) {
        return file_draft_keep(&x->draft, err);
    }
    return file_put(STDOUT_FILENO, x->held.s, x->held.len) ||
           err_set(err, ERR_IO, "E-EXPORT-001",
                   "标准输出写不进去（磁盘已满，或接收的程序已退出），"
                   "表没有写完。");
}

static bool write_csv(struct leaving *x, struct err *err)
{
    x->to_file = strcmp(x->job->path, "-") != 0;
    if (x->to_file &&
        !file_draft_begin(&x->draft, x->job->path, x->job->flags, err)) {
        return false;
    }
    sb_init(&x->text);
    sb_init(&x->held);
    make_csv_columns(x);
    table_csv_head(&x->text, x->csv_columns, x->n,
                   x->to_file && !x->job->gb18030);
    bool ok =
        export_each(x->book, &x->job->wish, put_csv, x, err) && end_csv(x, err);
    if (x->to_file) {
        file_draft_drop(&x->draft);
    }
    sb_clear(&x->text);
    sb_clear(&x->held);
    return ok;
}

/* ---- all -------------------------------------------------------------- */

bool export_book(struct book *b, struct arena *a, const struct export_job *job,
                 size_t *rows, struct err *err)
{
    const struct listing_options may = {.reveal = job->wish.reveal};
    struct leaving x = {.book = b, .arena = a, .job = job};
    bool reveals = job->wish.reveal != NULL;
    if (!listing_may_leave(job->wish.query.ledger, &may, err) ||
        !tx_begin(b->db, reveals ? TX_WRITE : TX_READ, err)) {
        return false;
    }
    bool ok =
        export_columns(b, a, job->wish.query.ledger, job->wish.ids, &x.columns,
                       &x.n, err) &&
        (job->format == EXPORT_XLSX ? write_xlsx(&x, err) : write_csv(&x, err));
    if (!x.committed) {
        tx_rollback(b->db);
    }
    *rows = x.rows;
    return ok;
}
