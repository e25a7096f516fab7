/* Paper of a review (domain.md 4.10): the summary, and a slip for each member
   with what was decided. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"

static const struct table_column summary_columns[] = {
    {"no", "序号", CELL_NUMBER, 0, 0, 6},
    {"name", "姓名", CELL_TEXT, 16, 6, 0},
    {"issued", "发出票", CELL_NUMBER, 0, 0, 4},
    {"returned", "收回票", CELL_NUMBER, 0, 0, 4},
    {"valid", "有效票", CELL_NUMBER, 0, 0, 3},
    {"best", "优秀", CELL_NUMBER, 0, 0, 0},
    {"good", "合格", CELL_NUMBER, 0, 0, 0},
    {"basic", "基本合格", CELL_NUMBER, 0, 0, 0},
    {"bad", "不合格", CELL_NUMBER, 0, 0, 0},
    {"own", "自评", CELL_TEXT, 10, 4, 2},
    {"grade", "支部评定等次", CELL_TEXT, 12, 4, 0},
    {"note", "备注", CELL_TEXT, 24, 4, 5},
};

static const char *shown(struct review_view *v, struct arena *a,
                         const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, v->sheet.app->book, field, &sb);
    const char *s = arena_str(a, sb.s);
    sb_clear(&sb);
    return s;
}

static const char *number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

static const char *const *summary_row(struct review_view *v, struct arena *a,
                                      size_t i)
{
    const struct review_row *row = &v->r.rows[i];
    const struct record *line = &row->now;
    bool graded = record_int(line, REVIEW_LINE_GRADED) != 0;
    const char **cells =
        arena_array(a, ARRAY_LEN(summary_columns), sizeof *cells);
    size_t n = 0;
    cells[n++] = shown(v, a, line, REVIEW_LINE_ORD);
    cells[n++] = row->name;
    cells[n++] = graded ? shown(v, a, &v->r.now, REVIEW_ISSUED) : "";
    cells[n++] = graded ? shown(v, a, &v->r.now, REVIEW_RETURNED) : "";
    cells[n++] = graded ? number(a, review_valid(&v->r, i)) : "";
    for (int f = REVIEW_LINE_BEST; f <= REVIEW_LINE_BAD; f++) {
        cells[n++] = shown(v, a, line, f);
    }
    cells[n++] = shown(v, a, line, REVIEW_LINE_OWN);
    cells[n++] = graded ? shown(v, a, line, REVIEW_LINE_GRADE) : "";
    cells[n++] =
        graded ? shown(v, a, line, REVIEW_LINE_OPINION) : "预备党员，不定等次";
    return cells;
}

/* 占 33.3%: whole numbers only, half up. */
static const char *percent(struct arena *a, int64_t part, int64_t whole)
{
    if (whole == 0) {
        return "0%";
    }
    int64_t thousandths = (part * 2000 + whole) / (2 * whole);
    return arena_printf(a, "%" PRId64 ".%" PRId64 "%%", thousandths / 10,
                        thousandths % 10);
}

static void print_summary(struct review_view *v)
{
    struct arena a = ARENA_INIT;
    const char *const **rows =
        arena_array(&a, (size_t)v->sheet.grid.n_rows + 1, sizeof *rows);
    for (int i = 0; i < v->sheet.grid.n_rows; i++) {
        rows[i] = summary_row(v, &a, v->rows[i]);
    }
    struct review_sums s = review_sums(&v->r);
    const char *title =
        arena_printf(&a, "%" PRId64 "年度民主评议党员测评汇总表",
                     record_int(&v->r.now, REVIEW_YEAR));
    const char *day = shown(v, &a, &v->r.now, REVIEW_ON);
    struct table t = {
        .title = title,
        .columns = summary_columns,
        .n_columns = ARRAY_LEN(summary_columns),
        .rows = rows,
        .n_rows = (size_t)v->sheet.grid.n_rows,
        .foot =
            arena_printf(&a,
                         "应参加 %" PRId64 "，实参加 %" PRId64 "；优秀 %" PRId64
                         " 人，占定等次党员的 %s（最多 %" PRId64
                         " 人）　%s　监票计票：%s　书记：＿＿＿＿",
                         record_int(&v->r.now, REVIEW_DUE),
                         record_int(&v->r.now, REVIEW_PRESENT), s.best,
                         percent(&a, s.best, s.graded), s.most, day,
                         shown(v, &a, &v->r.now, REVIEW_TELLERS)),
    };
    print_view_open_table(v->sheet.app, title, &t);
    arena_clear(&a);
}

/* ---- slips ------------------------------------------------------------ */

static const struct table_column slip_columns[] = {
    {"item", "项目", CELL_TEXT, 0, 12, 0},
    {"text", "内容", CELL_MEMO, 60, 20, 0},
};

struct slips {
    struct arena *a;
    const char *const **rows;
    size_t n;
};

static void add_line(struct slips *s, const char *item, const char *text)
{
    const char **cells =
        arena_array(s->a, ARRAY_LEN(slip_columns), sizeof *cells);
    cells[0] = item;
    cells[1] = text;
    s->rows[s->n++] = cells;
}

static void add_slip(struct review_view *v, struct slips *s, size_t i)
{
    const struct review_row *row = &v->r.rows[i];
    const struct record *line = &row->now;
    add_line(s, "姓名", row->name);
    add_line(s, "所属年度", shown(v, s->a, &v->r.now, REVIEW_YEAR));
    add_line(s, "个人自评", shown(v, s->a, line, REVIEW_LINE_OWN));
    add_line(s, "测评票数",
             arena_printf(s->a, "优秀 %s，合格 %s，基本合格 %s，不合格 %s",
                          shown(v, s->a, line, REVIEW_LINE_BEST),
                          shown(v, s->a, line, REVIEW_LINE_GOOD),
                          shown(v, s->a, line, REVIEW_LINE_BASIC),
                          shown(v, s->a, line, REVIEW_LINE_BAD)));
    add_line(s, "支部评定等次", shown(v, s->a, line, REVIEW_LINE_GRADE));
    add_line(s, "支部评定意见", shown(v, s->a, line, REVIEW_LINE_OPINION));
    add_line(s, "本人签字", "＿＿＿＿＿＿　　　　年　　月　　日");
    add_line(s, "－－－－－－", "－－－－－－－－－－－－－－－－－－－－");
}

static void print_slips(struct review_view *v)
{
    enum { LINES_A_SLIP = 8 };
    struct arena a = ARENA_INIT;
    struct slips s = {.a = &a};
    s.rows = arena_array(&a, (size_t)v->sheet.grid.n_rows * LINES_A_SLIP + 1,
                         sizeof *s.rows);
    for (int i = 0; i < v->sheet.grid.n_rows; i++) {
        size_t row = v->rows[i];
        if (record_int(&v->r.rows[row].now, REVIEW_LINE_GRADED) != 0) {
            add_slip(v, &s, row);
        }
    }
    const char *title =
        arena_printf(&a, "%" PRId64 "年度民主评议党员结果反馈单",
                     record_int(&v->r.now, REVIEW_YEAR));
    struct table t = {
        .title = title,
        .columns = slip_columns,
        .n_columns = ARRAY_LEN(slip_columns),
        .rows = s.rows,
        .n_rows = s.n,
    };
    print_view_open_table(v->sheet.app, title, &t);
    arena_clear(&a);
}

static void print_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    struct review_view *v = ctx;
    if (answer == 0) {
        print_summary(v);
    } else if (answer == 1) {
        print_slips(v);
    }
}

void review_print(struct review_view *v)
{
    static const char *const buttons[] = {"测评汇总表", "反馈单", "不打印",
                                          NULL};
    dialog_ask(&v->sheet.app->ui, "打印", "打印哪一种？", buttons, 0,
               print_answer, v);
}
