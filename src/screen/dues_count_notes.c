/* Counting cash: how many notes of each face, or their sum; what should be
   there and the difference while it is typed; above it what is to be closed. */
#include "dues_count.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define NOTES_MAX    5 /* digits */
#define ISSUES_SHOWN 3
#define FIGURE_COLS  38

static const struct {
    const char *face; /* as dues_notes_read takes it */
    const char *label;
    const char *joint; /* behind the one before, both rows in line */
    int64_t fen;
} faces[COUNT_FACES] = {
    {"100", "100 元", NULL, 10000},    {"50", "50 元", "  50 元 ", 5000},
    {"20", "20 元", "  20 元 ", 2000}, {"10", "10 元", "  10 元 ", 1000},
    {"5", "5 元", NULL, 500},          {"1", "1 元", "   1 元 ", 100},
    {"0.5", "5 角", "   5 角 ", 50},   {"0.1", "1 角", "   1 角 ", 10},
};

void count_items_make(struct count_form *f)
{
    f->items[COUNT_SUM] = (struct form_item){
        .name = "counted",
        .label = "点钞合计",
        .hint = "点出来的现金一共多少；也可以在下面写各种票面的张数",
        .editor = FORM_LINE,
        .kind = TEXT_NUMBER,
        .cols = 14,
        .max_chars = 24,
    };
    for (int i = 0; i < COUNT_FACES; i++) {
        f->items[COUNT_FIRST_FACE + i] = (struct form_item){
            .name = faces[i].face,
            .label = faces[i].label,
            .joint = faces[i].joint,
            .hint = "张数；不写就是没有",
            .editor = FORM_LINE,
            .kind = TEXT_NUMBER,
            .cols = 5,
            .max_chars = NOTES_MAX,
            .new_row = i % 4 == 0,
        };
    }
    f->items[COUNT_NOTE] = (struct form_item){
        .name = "note",
        .label = "备注",
        .editor = FORM_LINE,
        .cols = 40,
        .max_chars = 60,
        .new_row = true,
        .hidden = f->month,
    };
}

/* ---- notes ------------------------------------------------------------- */

static struct form_item *face_item(struct count_form *f, int i)
{
    return &f->items[COUNT_FIRST_FACE + i];
}

const char *count_notes(struct count_form *f, struct arena *a)
{
    const char *out = "";
    for (int i = 0; i < COUNT_FACES; i++) {
        const char *n = formbox_get(face_item(f, i));
        if (n[0] != '\0') {
            out = arena_printf(a, "%s%s%s×%s", out, out[0] != '\0' ? " " : "",
                               faces[i].face, n);
        }
    }
    return out;
}

void count_put_notes(struct count_form *f, const char *notes)
{
    for (int i = 0; i < COUNT_FACES; i++) {
        char head[16];
        snprintf(head, sizeof head, "%s×", faces[i].face);
        size_t n = strlen(head);
        for (const char *s = notes; *s != '\0';) {
            size_t len = strcspn(s, " ");
            if (len > n && strncmp(s, head, n) == 0) {
                formbox_type(face_item(f, i),
                             arena_strn(&f->arena, s + n, len - n));
            }
            s += len + (s[len] == ' ');
        }
    }
}

void count_follow(struct count_form *f)
{
    const char *notes = count_notes(f, &f->of->app->ui.frame);
    char text[32];
    int64_t fen;
    if (notes[0] != '\0' && dues_notes_read(notes, &fen, NULL)) {
        formbox_type(&f->items[COUNT_SUM], money_text(fen, text));
    }
}

bool count_read(struct count_form *f, int64_t *fen, struct err *err)
{
    const char *text = formbox_get(&f->items[COUNT_SUM]);
    *fen = -1;
    return text[0] == '\0' || money_parse(text, fen, err);
}

/* ---- what is shown ----------------------------------------------------- */

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

void count_draw_difference(struct count_form *f, struct ui *ui,
                           struct canvas *c, int row)
{
    struct arena *a = &ui->frame;
    int64_t fen;
    struct err err = ERR_INIT;
    int col =
        canvas_putf(c, row, 1, ROLE_TEXT, "%s现金 %s",
                    f->month ? "账上结存" : "本次收到", money(a, f->cash)) +
        2;
    if (!count_read(f, &fen, &err)) {
        canvas_put_fit(c, row, col, c->cols - col - 1, ROLE_ERROR, FIT_LEFT,
                       err.text);
        return;
    }
    if (fen < 0) {
        canvas_put(c, row, col, f->cash == 0 ? ROLE_OK : ROLE_DIM,
                   f->cash == 0 ? "没有现金，不用点钞" : "还没有点钞");
        return;
    }
    col = canvas_putf(c, row, col, ROLE_TEXT, "点钞 %s", money(a, fen)) + 2;
    int64_t d = fen - f->cash;
    canvas_put(c, row, col, d == 0 ? ROLE_OK : ROLE_ERROR,
               d == 0 ? "差额 0 ✓"
                      : arena_printf(a, "差额 %s%s ✗", d > 0 ? "多 " : "少 ",
                                     money(a, d > 0 ? d : -d)));
}

static int draw_sitting(struct count_form *f, struct ui *ui, struct canvas *c,
                        struct rect at)
{
    struct arena *a = &ui->frame;
    const struct dues_sums *s = &f->of->sheet.sums;
    canvas_putf(c, at.row, 1, ROLE_TITLE, "待入账 %zu 笔，共 %s 元", s->n_draft,
                money(a, s->draft_cash + s->draft_transfer + s->draft_online));
    canvas_put_fit(
        c, at.row + 1, 1, at.cols - 2, ROLE_TEXT, FIT_LEFT,
        arena_printf(a, "现金 %s　转账 %s　线上 %s", money(a, s->draft_cash),
                     money(a, s->draft_transfer), money(a, s->draft_online)));
    canvas_put_fit(c, at.row + 2, 1, at.cols - 2, ROLE_DIM, FIT_LEFT,
                   "结账后编号入账，不能再改、再撤销，收错了只能冲销。");
    return 3;
}

/* Two in a row where there is room. */
static int draw_figures(struct count_form *f, struct ui *ui, struct canvas *c,
                        struct rect at)
{
    struct arena *a = &ui->frame;
    const struct dues_figures *n = &f->figures;
    const char *const lines[] = {
        arena_printf(a, "党员 %" PRId64 " 人，应交 %" PRId64 " 人 %s",
                     n->n_members, n->n_payers, money(a, n->due)),
        arena_printf(a, "按时交清 %" PRId64 " 人，本月实交 %s", n->n_paid,
                     money(a, n->paid)),
        arena_printf(a, "延迟缴费 %" PRId64 " 人 %s", n->n_unpaid,
                     money(a, n->unpaid)),
        arena_printf(a, "应补缴往月 %" PRId64 " 人 %s", n->n_owed,
                     money(a, n->owed)),
        arena_printf(a, "实补缴往月 %" PRId64 " 人 %s", n->n_late,
                     money(a, n->late)),
        arena_printf(a, "预交 %s　大额 %s", money(a, n->early),
                     money(a, n->large)),
        arena_printf(a, "现金 %s　转账 %s　线上 %s", money(a, n->cash),
                     money(a, n->transfer), money(a, n->online)),
        arena_printf(a, "本月上缴 %s　结存 %s", money(a, n->handed),
                     money(a, n->hand)),
    };
    int row = at.row;
    int col = 1;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        if (col > 1 && (width_cols(lines[i]) + col >= at.cols)) {
            row++;
            col = 1;
        }
        canvas_put_fit(c, row, col, at.cols - col - 1, ROLE_TEXT, FIT_LEFT,
                       lines[i]);
        col = col == 1 && width_cols(lines[i]) < FIGURE_COLS ? FIGURE_COLS + 1
                                                             : at.cols;
    }
    return row + 1 - at.row;
}

static int draw_issues(struct count_form *f, struct ui *ui, struct canvas *c,
                       struct rect at)
{
    int row = at.row;
    for (size_t i = 0; i < f->issues.n && i < ISSUES_SHOWN; i++) {
        const struct issue *it = &f->issues.list[i];
        canvas_put_fit(c, row++, 1, at.cols - 2,
                       it->blocks ? ROLE_ERROR : ROLE_WARN, FIT_LEFT,
                       arena_printf(&ui->frame, "%s %s", it->blocks ? "✗" : "!",
                                    it->text));
    }
    return row - at.row;
}

int count_draw_head(struct count_form *f, struct ui *ui, struct canvas *c,
                    struct rect at)
{
    if (!f->month) {
        return draw_sitting(f, ui, c, at);
    }
    int rows = draw_figures(f, ui, c, at);
    at.row += rows;
    return rows + draw_issues(f, ui, c, at);
}
