/* Hand-over sheets as tables and as plain lines; nothing here decides anything.
 */
#include "pbtui/report/platform_sheet.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

enum { SHORT_COLS = 56, LABEL_MIN = 12, LABEL_MAX = 24 };

const char *platform_state_text(enum platform_state state)
{
    static const char *const words[] = {"未录入", "需更新", "已录入"};
    return words[state];
}

const char *platform_progress(struct arena *a, const struct platform_list *l)
{
    size_t open = l->counts[PLATFORM_OPEN];
    size_t changed = l->counts[PLATFORM_CHANGED];
    if (l->n == 0) {
        return "没有要录的记录";
    }
    if (open + changed == 0) {
        return arena_printf(a, "%zu 条全部录入", l->n);
    }
    return arena_printf(
        a, "%s%s%s",
        open > 0 ? arena_printf(a, "还有 %zu 条没有录入", open) : "",
        open > 0 && changed > 0 ? "，" : "",
        changed > 0 ? arena_printf(a, "%zu 条录入以后改过", changed) : "");
}

const char *platform_over(struct arena *a, const struct platform_value *v)
{
    return v->most == 0 || v->chars <= (size_t)v->most
               ? ""
               : arena_printf(a, "%zu 字，平台最多 %d 字，要删去 %zu 字",
                              v->chars, v->most, v->chars - (size_t)v->most);
}

bool platform_is_long(const struct platform_value *v)
{
    return strchr(v->text, '\n') != NULL || width_cols(v->text) > SHORT_COLS;
}

/* ---- the sheets ---------------------------------------------------------- */

void platform_table_sheets(struct table *out, struct arena *a,
                           const struct platform_list *lists, size_t n)
{
    static const struct table_column columns[] = {
        {.name = "sheet", .title = "录入单", .kind = CELL_TEXT},
        {.name = "title", .title = "名称", .kind = CELL_TEXT},
        {.name = "open", .title = "未录入", .kind = CELL_NUMBER},
        {.name = "changed", .title = "需更新", .kind = CELL_NUMBER},
        {.name = "done", .title = "已录入", .kind = CELL_NUMBER},
        {.name = "system", .title = "平台", .kind = CELL_TEXT, .priority = 2},
    };
    const char *const **rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = lists[i].sheet->name;
        cells[1] = lists[i].sheet->title;
        for (size_t k = 0; k <= PLATFORM_DONE; k++) {
            cells[2 + k] = arena_printf(a, "%zu", lists[i].counts[k]);
        }
        cells[5] = lists[i].sheet->system;
        rows[i] = cells;
    }
    *out = (struct table){.title = "平台录入单",
                          .columns = columns,
                          .n_columns = ARRAY_LEN(columns),
                          .rows = rows,
                          .n_rows = n};
}

/* ---- the records --------------------------------------------------------- */

/* 改过：学历、单位职务 */
static const char *note_of(struct arena *a, const struct platform_item *item)
{
    const char *changed = item->changed[0] == '\0'
                              ? ""
                              : arena_printf(a, "改过：%s", item->changed);
    return item->n_over == 0
               ? changed
               : arena_printf(a, "%s%s%zu 处超过字数", changed,
                              changed[0] != '\0' ? "；" : "", item->n_over);
}

void platform_table_list(struct table *out, struct book *b, struct arena *a,
                         const struct platform_list *l, bool all)
{
    static const struct table_column columns[] = {
        {.name = "id", .title = "编号", .kind = CELL_NUMBER},
        {.name = "name", .title = "哪一条", .kind = CELL_MEMO, .min_cols = 24},
        {.name = "state", .title = "录入", .kind = CELL_TEXT},
        {.name = "uploaded_on",
         .title = "录入日期",
         .kind = CELL_TEXT,
         .min_cols = 10},
        {.name = "by", .title = "录入人", .kind = CELL_TEXT, .priority = 3},
        {.name = "note", .title = "说明", .kind = CELL_MEMO, .min_cols = 12},
    };
    const char *const **rows = arena_array(a, l->n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct platform_item *item = &l->items[i];
        if (!all && item->state == PLATFORM_DONE) {
            continue;
        }
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = arena_printf(a, "%" PRId64, item->id);
        cells[1] = item->name;
        cells[2] = platform_state_text(item->state);
        cells[3] = item->on;
        cells[4] = item->by;
        cells[5] = note_of(a, item);
        rows[n++] = cells;
    }
    *out = (struct table){
        .of = org_current(b, a).name,
        .title = arena_printf(a, "%s录入清单", l->sheet->title),
        .when = l->sheet->system,
        .columns = columns,
        .n_columns = ARRAY_LEN(columns),
        .rows = rows,
        .n_rows = n,
        .foot = arena_printf(a, "%s。", platform_progress(a, l)),
    };
}

/* ---- one record ---------------------------------------------------------- */

void platform_table_page(struct table *out, struct book *b, struct arena *a,
                         const struct platform_page *p)
{
    static const struct table_column columns[] = {
        {.name = "label", .title = "栏目", .kind = CELL_TEXT},
        {.name = "text", .title = "内容", .kind = CELL_MEMO, .min_cols = 30},
        {.name = "note", .title = "说明", .kind = CELL_MEMO, .min_cols = 10},
    };
    const char *const **rows = arena_array(a, p->n + 1, sizeof *rows);
    for (size_t i = 0; i < p->n; i++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = p->values[i].label;
        cells[1] = p->values[i].text;
        cells[2] = platform_over(a, &p->values[i]);
        rows[i] = cells;
    }
    *out = (struct table){
        .of = org_current(b, a).name,
        .title = arena_printf(a, "%s　%s", p->sheet->title, p->name),
        .when = p->sheet->system,
        .columns = columns,
        .n_columns = ARRAY_LEN(columns),
        .rows = rows,
        .n_rows = p->n,
    };
}

static int label_cols(const struct platform_page *p)
{
    int cols = LABEL_MIN;
    for (size_t i = 0; i < p->n; i++) {
        int w = width_cols(p->values[i].label);
        cols = !platform_is_long(&p->values[i]) && w > cols && w <= LABEL_MAX
                   ? w
                   : cols;
    }
    return cols;
}

void platform_text_page(struct strbuf *out, const struct platform_page *p)
{
    struct arena a = ARENA_INIT;
    int cols = label_cols(p);
    for (size_t i = 0; i < p->n; i++) {
        const struct platform_value *v = &p->values[i];
        const char *over = platform_over(&a, v);
        if (platform_is_long(v)) {
            sb_addf(out, "\n【%s】%zu 字%s%s\n%s\n\n", v->label, v->chars,
                    over[0] != '\0' ? "：" : "", over, v->text);
            continue;
        }
        fit_text(out, v->label, cols, FIT_LEFT);
        sb_addf(out, "  %s", v->text);
        if (over[0] != '\0') {
            sb_addf(out, "　（%s）", over);
        }
        sb_addc(out, '\n');
    }
    arena_clear(&a);
}
