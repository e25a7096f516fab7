/* Lines of a comparison; nothing here judges. */
#include "pbtui/report/compare_table.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/text/date.h"

const char *compare_group_text(enum compare_group group)
{
    static const char *const words[] = {"只在这里", "只在平台", "不一致",
                                        "分不清", "已忽略"};
    return words[group];
}

const char *compare_summary(struct arena *a, const struct compare_report *r)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "平台 %zu 行，名册 %zu 人，全部一样的 %zu 人", r->n_rows,
            r->n_people, r->n_same);
    for (int g = 0; g < COMPARE_GROUPS; g++) {
        if (r->counts[g] > 0) {
            sb_addf(&sb, "；%s %zu %s",
                    compare_group_text((enum compare_group)g), r->counts[g],
                    g == COMPARE_HERE || g == COMPARE_THERE ? "人"
                    : g == COMPARE_UNSURE                   ? "行"
                                                            : "处");
        }
    }
    sb_add(&sb, compare_open(r) == 0 ? "。没有要处理的。" : "。");
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

static const char *foot_of(struct arena *a, const struct compare_report *r)
{
    const char *foot = compare_summary(a, r);
    for (size_t i = 0; i < r->n_notes; i++) {
        foot = arena_printf(a, "%s\n%s", foot, r->notes[i]);
    }
    return foot;
}

static const char *day_of(struct arena *a, int day)
{
    char text[11];
    return arena_printf(a, "截至 %s", date_text(day, text));
}

/* ---- differences --------------------------------------------------------- */

static const char *note_of(const struct compare_line *line)
{
    return line->about[0] != '\0' ? line->about
           : line->group == COMPARE_DIFFERS && line->refusal != NULL
               ? line->refusal
               : "";
}

void compare_table(struct table *out, struct book *b, struct arena *a,
                   const struct compare_report *r, int group)
{
    static const struct table_column columns[] = {
        {.name = "group", .title = "类别", .kind = CELL_TEXT, .min_cols = 8},
        {.name = "name", .title = "姓名", .kind = CELL_TEXT},
        {.name = "label", .title = "项目", .kind = CELL_TEXT, .min_cols = 8},
        {.name = "here", .title = "本账", .kind = CELL_MEMO, .min_cols = 12},
        {.name = "there", .title = "平台", .kind = CELL_MEMO, .min_cols = 12},
        {.name = "note",
         .title = "说明",
         .kind = CELL_MEMO,
         .min_cols = 20,
         .priority = 2},
        {.name = "row", .title = "行", .kind = CELL_NUMBER, .priority = 3},
        {.name = "field", .title = "字段", .kind = CELL_TEXT, .priority = 4},
        {.name = "person", .title = "编号", .kind = CELL_NUMBER, .priority = 4},
    };
    const char *const **rows = arena_array(a, r->n_lines + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct compare_line *line = &r->lines[i];
        if (group >= 0 && line->group != (enum compare_group)group) {
            continue;
        }
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = compare_group_text(line->group);
        cells[1] = line->name;
        cells[2] = line->label;
        cells[3] = line->here;
        cells[4] = line->there;
        cells[5] = note_of(line);
        cells[6] = line->row > 0 ? arena_printf(a, "%zu", line->row) : "";
        cells[7] = line->field;
        cells[8] =
            line->person > 0 ? arena_printf(a, "%" PRId64, line->person) : "";
        rows[n++] = cells;
    }
    *out = (struct table){.of = org_current(b, a).name,
                          .title = arena_printf(a, "与平台比对　%s", r->file),
                          .when = day_of(a, r->day),
                          .columns = columns,
                          .n_columns = ARRAY_LEN(columns),
                          .rows = rows,
                          .n_rows = n,
                          .foot = foot_of(a, r)};
}

/* ---- the headcount ------------------------------------------------------- */

static const char **row_of(struct arena *a, const char *name, const char *here,
                           const char *there, const char *gap, const char *who)
{
    const char **cells = arena_array(a, 5, sizeof *cells);
    cells[0] = name;
    cells[1] = here;
    cells[2] = there;
    cells[3] = gap;
    cells[4] = who;
    return cells;
}

static const char *number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

static size_t put_people(struct arena *a, const char *const **rows, size_t n,
                         const struct stats_entry *list, size_t n_list,
                         const char *side)
{
    for (size_t i = 0; i < n_list; i++) {
        rows[n++] =
            row_of(a, "", "", "", side,
                   arena_printf(a, "%s：%s", list[i].name, list[i].why));
    }
    return n;
}

void compare_table_heads(struct table *out, struct book *b, struct arena *a,
                         const struct compare_report *r)
{
    static const struct table_column columns[] = {
        {.name = "name", .title = "人数", .kind = CELL_TEXT},
        {.name = "here", .title = "本账", .kind = CELL_NUMBER},
        {.name = "there", .title = "平台", .kind = CELL_NUMBER},
        {.name = "gap", .title = "平台多出", .kind = CELL_TEXT},
        {.name = "who", .title = "差在谁", .kind = CELL_MEMO, .min_cols = 30},
    };
    size_t most = r->n_heads;
    for (size_t i = 0; i < r->n_heads; i++) {
        most += r->heads[i].n_here + r->heads[i].n_there;
    }
    const char *const **rows = arena_array(a, most + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < r->n_heads; i++) {
        const struct compare_count *h = &r->heads[i];
        bool same = h->n_here + h->n_there == 0;
        rows[n++] = row_of(a, h->name, number(a, h->here),
                           h->unknown ? "" : number(a, h->there),
                           h->unknown ? "" : number(a, h->there - h->here),
                           arena_printf(a, "%s%s", h->where,
                                        h->unknown ? "，平台的表里没有这一列"
                                        : same ? "，对得上"
                                               : ""));
        n = put_people(a, rows, n, h->only_here, h->n_here, "只在本账");
        n = put_people(a, rows, n, h->only_there, h->n_there, "只在平台");
    }
    *out = (struct table){.of = org_current(b, a).name,
                          .title = arena_printf(a, "人数核对　%s", r->file),
                          .when = day_of(a, r->day),
                          .columns = columns,
                          .n_columns = ARRAY_LEN(columns),
                          .rows = rows,
                          .n_rows = n};
}
