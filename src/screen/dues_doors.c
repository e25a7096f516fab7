/* What can be opened from the collection screen: the other books of 党费, the
   payments of the one under the cursor, the sheet on paper, help. */
#include "dues_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/arrears_view.h"
#include "pbtui/screen/assess_view.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* ---- books ------------------------------------------------------------- */

static void open_arrears(struct app *app, int year)
{
    (void)year; /* they reach over years */
    arrears_view_open(app);
}

/* With a screen of its own, or as a list. */
static const struct {
    const char *title;
    const char *about;
    const struct ledger *ledger;
    void (*open)(struct app *app, int year);
} books[] = {
    {"党费核定", "每个人的基数、比例、每月应交", NULL, assess_view_open},
    {"收款", "每一笔：谁交的，交哪几个月，编号", &ledger_payment, NULL},
    {"欠交", "谁欠几个月，提醒过没有", NULL, open_arrears},
    {"党费台账", "每人每月应交、实交", &ledger_due, NULL},
    {"收缴单", "每次结账：点钞、笔数、编号", &ledger_sitting, NULL},
    {"党费上缴", "上缴单、凭证", &ledger_handover, NULL},
    {"催交记录", "哪天提醒过谁", &ledger_reminder, NULL},
    {"党费公示", "收缴、使用情况的公示", &ledger_dues_notice, NULL},
    {"经费", "留用党费、党建经费、驻村经费", &ledger_fund, NULL},
    {"经费收支", "每一笔收入、支出", &ledger_fund_entry, NULL},
    {"党费月份", "每个月结账时的数", &ledger_dues_month, NULL},
};

static void book_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct dues_view *v = ctx;
    if (id <= 0 || (size_t)id > ARRAY_LEN(books)) {
        return;
    }
    size_t i = (size_t)id - 1;
    if (books[i].open != NULL) {
        books[i].open(v->app, v->sheet.month / 12);
    } else {
        book_view_open(v->app, books[i].ledger, 0, NULL);
    }
}

void dues_open_books(struct dues_view *v)
{
    struct pick_text rows[ARRAY_LEN(books)];
    for (size_t i = 0; i < ARRAY_LEN(books); i++) {
        rows[i] = (struct pick_text){books[i].title, books[i].about};
    }
    pick_texts(v->app, "党费的账本", rows, ARRAY_LEN(books), 0, book_answer, v);
}

void dues_open_payments(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    if (r != NULL) {
        book_view_open(v->app, &ledger_payment, r->person, r->name);
    }
}

/* ---- paper ------------------------------------------------------------- */

static const struct table_column table_columns[] = {
    {"ord", "序", CELL_NUMBER, 0, 0, 0},
    {"name", "姓名", CELL_TEXT, 0, 0, 0},
    {"category", "类别", CELL_TEXT, 0, 0, 0},
    {"base", "基数", CELL_NUMBER, 0, 0, 0},
    {"rate", "比例", CELL_NUMBER, 0, 0, 0},
    {"due", "应交", CELL_NUMBER, 0, 0, 0},
    {"paid", "实交", CELL_NUMBER, 0, 0, 0},
    {"paid_on", "日期", CELL_TEXT, 0, 0, 0},
    {"way", "方式", CELL_TEXT, 0, 0, 0},
    {"by", "代交人", CELL_TEXT, 0, 0, 0},
    {"owed", "欠往月", CELL_NUMBER, 0, 0, 0},
    {"note", "备注", CELL_TEXT, 0, 0, 0},
};

static const char *const *cells_of(const struct dues_view *v, struct arena *a,
                                   const struct dues_row *r)
{
    static const enum dues_column shown[ARRAY_LEN(table_columns)] = {
        DUES_COL_ORD,  DUES_COL_NAME, DUES_COL_BRIEF, DUES_COL_BASE,
        DUES_COL_RATE, DUES_COL_DUE,  DUES_COL_PAID,  DUES_COL_ON,
        DUES_COL_WAY,  DUES_COL_BY,   DUES_COL_OWED,  DUES_COL_NOTE,
    };
    const char **cells = arena_array(a, ARRAY_LEN(shown), sizeof *cells);
    char text[32];
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        cells[i] = dues_cell(v, a, r, shown[i]);
    }
    /* On paper without the sign of what is not posted. */
    cells[6] = arena_str(a, money_text(r->paid, text));
    cells[7] = arena_str(a, date_text(r->paid_on, text));
    return cells;
}

void dues_print_sheet(void *list)
{
    struct dues_view *v = list;
    struct arena *a = &v->app->ui.frame;
    const struct dues_sums *s = &v->sheet.sums;
    const char *title =
        arena_printf(a, "%s党费收缴", dues_month_title(a, v->sheet.month));
    const char *const **rows = arena_array(a, v->sheet.n + 1, sizeof *rows);
    char due[32];
    char paid[32];
    char day[11];
    for (size_t i = 0; i < v->sheet.n; i++) {
        rows[i] = cells_of(v, a, &v->sheet.rows[i]);
    }
    const struct table t = {
        .of = org_current(v->app->book, a).name,
        .title = title,
        .when = date_text(v->app->book->today, day),
        .columns = table_columns,
        .n_columns = ARRAY_LEN(table_columns),
        .rows = rows,
        .n_rows = v->sheet.n,
        .foot = arena_printf(a, "应交 %zu 人 %s 元，已收 %zu 人 %s 元。",
                             s->n_due, money_text(s->due, due), s->n_paid,
                             money_text(s->paid, paid)),
    };
    print_view_open_table(v->app, title, &t);
}

/* ---- help -------------------------------------------------------------- */

void dues_help(const struct view *view, struct strbuf *out)
{
    static const enum dues_setting told[] = {
        DUES_CAP,         DUES_LARGE,       DUES_PREPAY_MONTHS,
        DUES_LATE_MONTHS, DUES_ROUND_UNIT,  DUES_WARN_NOTICE,
        DUES_WARN_YELLOW, DUES_WARN_REPORT, DUES_WARN_LIMIT,
    };
    const struct dues_view *v = (const struct dues_view *)view;
    const struct dues_rules *rules = book_dues(v->app->book);
    sb_add(out,
           "【收缴】名单里的人按应交的数收：光标在谁上，按空格就收这个月的，再"
           "按一次撤回；数目不同的直接打数字，回车收下，先前收的还没入账，会问"
           "是加收还是改为。打姓名的拼音首字母或汉"
           "字，光标就到那个人。都交了的按 F5 一次收齐。\n"
           "【多月、代交】F4：一笔交几个月、替几个人交，或大额党费；月份从欠得"
           "最早的算起。\n"
           "【结账】前面有 + 的还没有入账，能撤回、撤销；F2 点钞结账以后编号入"
           "账，不能再改，只能冲销（F8，写明原因）。没有待入账的，F2 是给这个月"
           "结账。\n"
           "【标志】● 交清　◐ 交了一部分　✗ 未交　– 不用交。欠 3 月：连续三个月"
           "没有交清。11-20欠：这个月交了，还欠往月。15.00+10.00：入了账的和待"
           "入账的。\n【规定】\n");
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        const struct dues_limit *l =
            dues_limit(rules, told[i], v->app->book->today);
        sb_addf(out, "· %s（%s）\n", l->text, l->basis);
    }
    sb_addc(out, '\n');
}
