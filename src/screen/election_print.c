/* Paper of an election (domain.md 4.10): the return, with every candidate's
   votes. */
#include "election_parts.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/print_view.h"

static const struct table_column columns[] = {
    {"no", "序号", CELL_NUMBER, 0, 0, 3},
    {"name", "姓名", CELL_TEXT, 16, 6, 0},
    {"added", "另选人", CELL_TEXT, 6, 0, 2},
    {"yes", "赞成", CELL_NUMBER, 0, 0, 0},
    {"no_votes", "不赞成", CELL_NUMBER, 0, 0, 0},
    {"abstain", "弃权", CELL_NUMBER, 0, 0, 0},
    {"result", "结果", CELL_TEXT, 6, 0, 0},
    {"post", "分工", CELL_TEXT, 16, 0, 1},
};

static const char *shown(struct election_view *v, struct arena *a,
                         const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, v->sheet.app->book, field, &sb);
    const char *s = arena_str(a, sb.s);
    sb_clear(&sb);
    return s;
}

static const char *const *row_of(struct election_view *v, struct arena *a,
                                 size_t i)
{
    const struct election_row *row = &v->e.rows[i];
    const struct record *r = &row->now;
    const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
    cells[0] = shown(v, a, r, CANDIDATE_ORD);
    cells[1] = row->name;
    cells[2] = record_int(r, CANDIDATE_ADDED) != 0 ? "另选" : "";
    cells[3] = shown(v, a, r, CANDIDATE_YES);
    cells[4] = shown(v, a, r, CANDIDATE_NO);
    cells[5] = shown(v, a, r, CANDIDATE_ABSTAIN);
    cells[6] = record_int(r, CANDIDATE_ELECTED) != 0 ? "当选" : "";
    cells[7] = shown(v, a, r, CANDIDATE_POST);
    return cells;
}

void election_print(struct election_view *v)
{
    struct arena a = ARENA_INIT;
    const struct record *e = &v->e.now;
    size_t n = (size_t)v->sheet.grid.n_rows - 1;
    const char *const **rows = arena_array(&a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = row_of(v, &a, v->rows[i]);
    }
    int64_t valid =
        record_int(e, ELECTION_RETURNED) - record_int(e, ELECTION_SPOILED);
    const char *title =
        arena_printf(&a, "%s结果报告单", shown(v, &a, e, ELECTION_KIND));
    struct table t = {
        .title = title,
        .columns = columns,
        .n_columns = ARRAY_LEN(columns),
        .rows = rows,
        .n_rows = n,
        .foot = arena_printf(
            &a,
            "应到会有选举权 %s，实到会 %s，应选 %s；发出 %s，收回 %s，有效"
            " %" PRId64 "，无效 %" PRId64
            "　%s　监票计票：%s　主持人：＿＿＿＿",
            shown(v, &a, e, ELECTION_ENTITLED),
            shown(v, &a, e, ELECTION_PRESENT), shown(v, &a, e, ELECTION_SEATS),
            shown(v, &a, e, ELECTION_ISSUED),
            shown(v, &a, e, ELECTION_RETURNED), valid,
            record_int(e, ELECTION_SPOILED), shown(v, &a, e, ELECTION_ON),
            shown(v, &a, e, ELECTION_TELLERS)),
    };
    print_view_open_table(v->sheet.app, title, &t);
    arena_clear(&a);
}
