/* Lines of findings; nothing here judges. */
#include "pbtui/report/inspect_table.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/source.h"

/* ---- findings ----------------------------------------------------------- */

enum { WEIGHT, CODE, PLACE, DATE, TEXT, REMEDY, N_SEEN, BASIS = N_SEEN, NAME };
enum { N_COLUMNS = NAME + 1 };

static const struct table_column columns[N_COLUMNS] = {
    [WEIGHT] = {.name = "weight", .title = "轻重", .kind = CELL_TEXT},
    [CODE] = {.name = "rule", .title = "规则", .kind = CELL_TEXT},
    [PLACE] = {.name = "place",
               .title = "在哪里",
               .kind = CELL_TEXT,
               .min_cols = 14},
    [DATE] = {.name = "date",
              .title = "日期",
              .kind = CELL_TEXT,
              .min_cols = 10},
    [TEXT] = {.name = "text",
              .title = "问题",
              .kind = CELL_MEMO,
              .min_cols = 20},
    [REMEDY] = {.name = "remedy",
                .title = "怎么改",
                .kind = CELL_MEMO,
                .min_cols = 12},
    [BASIS] = {.name = "basis", .title = "依据", .kind = CELL_MEMO},
    [NAME] = {.name = "name", .title = "名称", .kind = CELL_TEXT},
};

/* 组织生活 #61, so that it can be shown. */
static const char *place_of(struct book *b, struct arena *a,
                            const struct inspect_finding *f, bool titles)
{
    const struct ledger *l = registry_find(b, f->book);
    const char *name = titles && l != NULL ? l->title : f->book;
    if (f->book[0] == '\0') {
        return titles ? f->rule->group : "";
    }
    return f->id > 0 ? arena_printf(a, "%s #%" PRId64, name, f->id) : name;
}

static const char *foot_of(struct arena *a, const struct inspect_sheet *s)
{
    const char *all =
        s->n == 0 && s->n_failed == 0
            ? arena_printf(a, "按 %zu 条规则检查，没有发现问题。", s->n_rules)
            : arena_printf(a,
                           "按 %zu 条规则检查，发现 %zu 处：重 %zu，轻 %zu。",
                           s->n_rules, s->n, s->n_grave, s->n - s->n_grave);
    for (size_t i = 0; i < s->n_failed; i++) {
        all = arena_printf(a, "%s\n没有查成：%s", all, s->failed[i]);
    }
    return all;
}

/* For eyes: the name of the rule with what was found, how to mend it once for
   all that it found. */
static void put_for_eyes(const char **cells, struct arena *a,
                         const struct inspect_sheet *s, size_t i)
{
    const struct inspect_finding *f = &s->list[i];
    bool again = i > 0 && s->list[i - 1].rule == f->rule &&
                 strcmp(s->list[i - 1].remedy, f->remedy) == 0;
    cells[TEXT] = arena_printf(a, "%s：%s", f->rule->name, f->text);
    cells[REMEDY] = again ? "同上" : f->remedy;
}

void inspect_table(struct table *out, struct book *b, struct arena *a,
                   const struct inspect_sheet *s, bool titles)
{
    const char *const **rows = arena_array(a, s->n + 1, sizeof *rows);
    for (size_t i = 0; i < s->n; i++) {
        const struct inspect_finding *f = &s->list[i];
        const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
        cells[WEIGHT] = f->rule->grave ? "重" : "轻";
        cells[CODE] = f->rule->code;
        cells[PLACE] = place_of(b, a, f, titles);
        cells[DATE] = f->date;
        cells[TEXT] = f->text;
        cells[REMEDY] = f->remedy;
        cells[BASIS] = f->basis;
        cells[NAME] = f->rule->name;
        if (titles) {
            put_for_eyes(cells, a, s, i);
        }
        rows[i] = cells;
    }
    *out = (struct table){
        .of = s->branch,
        .title = "迎检体检",
        .when = source_span_text(a, &s->span),
        .columns = columns,
        .n_columns = titles ? N_SEEN : N_COLUMNS,
        .rows = rows,
        .n_rows = s->n,
        .foot = foot_of(a, s),
    };
}

/* ---- rules -------------------------------------------------------------- */

void inspect_table_rules(struct table *out, struct arena *a,
                         const struct inspect_set *set)
{
    static const struct table_column of_rule[] = {
        {.name = "rule", .title = "规则", .kind = CELL_TEXT},
        {.name = "weight", .title = "轻重", .kind = CELL_TEXT},
        {.name = "group", .title = "类别", .kind = CELL_TEXT},
        {.name = "name", .title = "名称", .kind = CELL_TEXT},
        {.name = "basis", .title = "依据", .kind = CELL_MEMO, .min_cols = 16},
        {.name = "remedy",
         .title = "怎么改",
         .kind = CELL_MEMO,
         .min_cols = 16,
         .priority = 3},
    };
    const char *const **rows = arena_array(a, set->n + 1, sizeof *rows);
    for (size_t i = 0; i < set->n; i++) {
        const struct inspect_rule *r = &set->list[i];
        const char **cells = arena_array(a, ARRAY_LEN(of_rule), sizeof *cells);
        cells[0] = r->code;
        cells[1] = r->grave ? "重" : "轻";
        cells[2] = r->group;
        cells[3] = r->name;
        cells[4] = r->basis;
        cells[5] = r->remedy;
        rows[i] = cells;
    }
    *out = (struct table){
        .of = "",
        .title = "体检规则",
        .when = "",
        .columns = of_rule,
        .n_columns = ARRAY_LEN(of_rule),
        .rows = rows,
        .n_rows = set->n,
    };
}
