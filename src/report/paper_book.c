/* Paper as a spreadsheet: each part of what was gathered is put into a tape
   (report/flow.h), which becomes sheets.  In a bound ledger the index names the
   sheets instead of pages. */
#include <string.h>

#include "bound_parts.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/flow_book.h"
#include "pbtui/report/paper.h"
#include "pbtui/text/date.h"

#define NO_EDITION "可编辑的表，不作为印发稿"

/* What a sheet is called: in the index, or as its form is. */
static const char *name_of(const struct paper *p, const struct bound_part *part)
{
    return part->title != NULL  ? part->title
           : part->form != NULL ? part->form->title
                                : p->title;
}

static const char *foot_of(const struct paper *p, struct book *b)
{
    char day[24];
    const struct org_branch branch = org_current(b, p->arena);
    return arena_printf(p->arena, "%s　%s　%s",
                        branch.short_name[0] != '\0' ? branch.short_name
                                                     : branch.name,
                        date_text(b->today, day), NO_EDITION);
}

static void put_index(const struct paper *p, struct arena *a, struct flow *f)
{
    static const struct flow_column columns[] = {{"内容", 30, 1, PAGE_LEFT},
                                                 {"日期", 12, 0, PAGE_LEFT}};
    const struct binding *b = p->binding;
    const char *const **rows = arena_array(a, b->n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        const struct bound_part *part = &b->parts[i];
        if (part->title != NULL) {
            const char **cells = arena_array(a, 2, sizeof *cells);
            cells[0] =
                arena_printf(a, "%s%s", part->inner ? "　　" : "", part->title);
            cells[1] = part->day;
            rows[n++] = cells;
        }
    }
    flow_title(f, "目　录");
    flow_put_table(
        f, &(struct flow_table){
               .columns = columns, .n_columns = 2, .rows = rows, .n_rows = n});
}

/* A part in a tape; what it needs more is taken from there, because the arena
   that it was gathered in may have moved. */
static struct flow *tape_of(const struct paper *p,
                            const struct bound_part *part, struct arena *a)
{
    struct bound_part own = *part;
    struct flow *f = flow_new_tape(a, bound_paper(p->binding, part));
    own.data.arena = a;
    bound_put(f, &own);
    return f;
}

static void put_part(const struct paper *p, size_t at, struct workbook *w,
                     const char *foot, size_t *n_sheets)
{
    const struct bound_part *part = &p->binding->parts[at];
    struct arena scratch = ARENA_INIT;
    if (p->binding->index && at == 1) {
        struct flow *index =
            flow_new_tape(&scratch, bound_paper(p->binding, part));
        put_index(p, &scratch, index);
        flow_book(index, w, &scratch, "目录", foot, n_sheets);
    }
    flow_book(tape_of(p, part, &scratch), w, &scratch, name_of(p, part), foot,
              n_sheets);
    arena_clear(&scratch);
}

static bool check(const struct paper *p, struct err *err)
{
    return p->binding != NULL
               ? true
               : err_set(err, ERR_USAGE, "E-PAPER-031",
                         "原样补打的是当时的页面，只能是 PDF 或文本；"
                         "去掉 --as-issued、--edition 就按现在的内容导出。");
}

bool paper_xlsx(const struct paper *p, struct book *b, const char *path,
                enum file_flags flags, struct err *err)
{
    size_t n_sheets = 0;
    if (!check(p, err)) {
        return false;
    }
    struct workbook *w = workbook_begin(p->arena, path, flags, p->title, err);
    if (w == NULL) {
        return false;
    }
    const char *foot = foot_of(p, b);
    for (size_t i = 0; i < p->binding->n; i++) {
        put_part(p, i, w, foot, &n_sheets);
    }
    return workbook_end(w, err);
}

bool paper_csv(const struct paper *p, struct strbuf *out, struct err *err)
{
    size_t n = 0;
    if (!check(p, err)) {
        return false;
    }
    for (size_t i = 0; i < p->binding->n; i++) {
        const struct bound_part *part = &p->binding->parts[i];
        struct arena scratch = ARENA_INIT;
        struct flow *f = flow_new_tape(&scratch, bound_paper(p->binding, part));
        bound_put(f, part);
        n += flow_csv(f, out, n);
        arena_clear(&scratch);
    }
    return n > 0 ? true
                 : err_set(err, ERR_USAGE, "E-PAPER-032",
                           "“%s”里没有表格，不能写成 csv；"
                           "请用 xlsx、PDF 或文本。",
                           p->title);
}
