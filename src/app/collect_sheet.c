/* Who has to pay what in a month and what was paid, with the sums below. */
#include "collect_sheet.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

enum column {
    COL_NAME,
    COL_CATEGORY,
    COL_BASE,
    COL_RATE,
    COL_DUE,
    COL_PAID,
    COL_LACK,
    COL_PAID_ON,
    COL_METHOD,
    COL_BY,
    COL_STATE,
    COL_UNPAID_BEFORE,
    COL_OWED_BEFORE,
    COL_DELAYED,
    COLUMNS
};

static const struct table_column columns[COLUMNS] = {
    [COL_NAME] = {"name", "姓名", CELL_TEXT, 16, 11, 0},
    [COL_CATEGORY] = {"category", "类别", CELL_TEXT, 12, 6, 4},
    [COL_BASE] = {"base", "基数", CELL_NUMBER, 0, 0, 5},
    [COL_RATE] = {"rate", "比例", CELL_TEXT, 6, 4, 5},
    [COL_DUE] = {"due", "应交", CELL_NUMBER, 0, 0, 1},
    [COL_PAID] = {"paid", "实交", CELL_NUMBER, 0, 0, 1},
    [COL_LACK] = {"lack", "未交", CELL_NUMBER, 0, 0, 1},
    [COL_PAID_ON] = {"paid_on", "日期", CELL_TEXT, 10, 10, 2},
    [COL_METHOD] = {"method", "方式", CELL_TEXT, 6, 4, 3},
    [COL_BY] = {"by", "代交", CELL_TEXT, 12, 6, 6},
    [COL_STATE] = {"state", "情况", CELL_TEXT, 10, 6, 3},
    [COL_UNPAID_BEFORE] = {"unpaid_before", "以前欠月", CELL_NUMBER, 0, 0, 6},
    [COL_OWED_BEFORE] = {"owed_before", "以前欠交", CELL_NUMBER, 0, 0, 2},
    [COL_DELAYED] = {"delayed", "迟交原因", CELL_TEXT, 24, 8, 7},
};

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return fen < 0 ? "" : arena_str(a, money_text(fen, text));
}

/* Of what is owed: how far it is paid. */
static const char *state_of(const struct dues_row *r)
{
    if (r->due == 0) {
        return codes_name("due_state", r->state);
    }
    return r->paid >= r->due ? "已交" : r->paid > 0 ? "部分" : "未交";
}

static const char *const *cells_of(struct arena *a, const struct dues_row *r)
{
    char text[16];
    const char **c = arena_array(a, COLUMNS, sizeof *c);
    int64_t lack = r->due > r->paid ? r->due - r->paid : 0;
    c[COL_NAME] = r->name;
    c[COL_CATEGORY] = r->brief;
    c[COL_BASE] = money(a, r->base);
    c[COL_RATE] = arena_str(a, dues_rate_text(r->rate, text));
    c[COL_DUE] = money(a, r->due);
    c[COL_PAID] = money(a, r->paid);
    c[COL_LACK] = money(a, lack);
    c[COL_PAID_ON] = arena_str(a, date_text(r->paid_on, text));
    c[COL_METHOD] = codes_name("pay_way", r->way);
    c[COL_BY] = r->by;
    c[COL_STATE] = state_of(r);
    c[COL_UNPAID_BEFORE] = arena_printf(a, "%d", r->run);
    c[COL_OWED_BEFORE] = money(a, r->owed);
    c[COL_DELAYED] = r->delayed;
    return c;
}

static const char *title_of(struct arena *a, const struct dues_sheet *s)
{
    char words[32];
    char day[11];
    period_words(s->month, words);
    return s->open ? arena_printf(a, "%s党费，正在收缴", words)
                   : arena_printf(a, "%s党费，%s 已结账", words,
                                  date_text(s->closed_on, day));
}

static const char *foot_of(struct arena *a, const struct dues_sums *s)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "应交 %zu 人 %s；已交 %zu 人，实交 %s（现金 %s、转账 %s、线上"
            " %s）；未交 %zu 人 %s",
            s->n_due, money(a, s->due), s->n_paid, money(a, s->paid),
            money(a, s->cash), money(a, s->transfer), money(a, s->online),
            s->n_open, money(a, s->open));
    if (s->n_draft > 0) {
        sb_addf(&sb,
                "\n待入账 %zu 笔：现金 %s、转账 %s、线上 %s；点钞后用 --post"
                " 入账",
                s->n_draft, money(a, s->draft_cash),
                money(a, s->draft_transfer), money(a, s->draft_online));
    }
    sb_addf(&sb, "\n结存在手 %s", money(a, s->hand));
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

void collect_sheet_table(struct table *out, struct arena *a,
                         const struct dues_sheet *sheet)
{
    const char *const **rows = arena_array(a, sheet->n + 1, sizeof *rows);
    for (size_t i = 0; i < sheet->n; i++) {
        rows[i] = cells_of(a, &sheet->rows[i]);
    }
    *out = (struct table){.title = title_of(a, sheet),
                          .columns = columns,
                          .n_columns = COLUMNS,
                          .rows = rows,
                          .n_rows = sheet->n,
                          .foot = foot_of(a, &sheet->sums)};
}
