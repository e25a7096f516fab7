/* Dialogs on a ui without a terminal: what they answer, what they show, at
   which sizes. */
#include "widget.h"

#include <stdio.h>
#include <stdlib.h>

#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

struct fixture {
    struct arena arena;
    struct ui ui;
    int n_answers;
    int answer;
    int64_t id;
    int day;
    char text[128];
    const struct view *top_then; /* when the answer came */
};

/* The screen below: says so, takes nothing. */
static void below_draw(struct view *v, struct ui *ui, struct canvas *c,
                       struct rect area)
{
    (void)v;
    (void)ui;
    for (int row = 0; row < area.rows; row++) {
        for (int col = 0; col < area.cols; col += 2) {
            canvas_put(c, area.row + row, area.col + col, ROLE_TEXT, "底");
        }
    }
}

static void below_close(struct view *v)
{
    (void)v;
}

static const struct view_class below_class = {
    .name = "below", .draw = below_draw, .close = below_close};
static struct view below = {.cls = &below_class};

static void start(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->answer = -99;
    f->id = -99;
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    ui_init(&f->ui, keymap_new(&f->arena, NULL), NULL);
    ui_push(&f->ui, &below);
}

static void stop(struct fixture *f)
{
    ui_clear(&f->ui);
    arena_clear(&f->arena);
}

static void press(struct fixture *f, const char *keys)
{
    char word[128];
    int n;
    for (; sscanf(keys, " %127s%n", word, &n) == 1; keys += n) {
        struct key k;
        if (key_parse(word, &k)) {
            ui_key(&f->ui, &k);
            continue;
        }
        size_t len = strlen(word);
        for (size_t at = 0; at < len;) {
            uint32_t cp;
            at += utf8_next(word + at, len - at, &cp);
            k = key_char(cp);
            ui_key(&f->ui, &k);
        }
    }
}

static void answered(void *ctx, struct ui *ui, int answer)
{
    struct fixture *f = ctx;
    f->n_answers++;
    f->answer = answer;
    f->top_then = ui->top;
}

static void texted(void *ctx, struct ui *ui, const char *text)
{
    struct fixture *f = ctx;
    f->n_answers++;
    f->top_then = ui->top;
    snprintf(f->text, sizeof f->text, "%s", text == NULL ? "(none)" : text);
}

static void picked(void *ctx, struct ui *ui, int64_t id)
{
    struct fixture *f = ctx;
    f->n_answers++;
    f->id = id;
    f->top_then = ui->top;
}

static void dayed(void *ctx, struct ui *ui, int day)
{
    struct fixture *f = ctx;
    f->n_answers++;
    f->day = day;
    f->top_then = ui->top;
}

static const char *const buttons[] = {"保存", "放弃", "返回", NULL};

static void expect_bar(struct fixture *f, const char *has)
{
    ui_draw(&f->ui, 24, 80);
    assert_true(canvas_has(&f->ui.canvas, has));
    assert_false(canvas_has(&f->ui.canvas, "命令"));
    ui_pop(&f->ui);
}

TEST(dialog_bar_offers_no_command_that_stops_at_it)
{
    struct fixture f;
    start(&f);
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "Ctrl+P 命令"));
    dialog_ask(&f.ui, "问", "要不要？", buttons, 0, answered, &f);
    expect_bar(&f, "Enter 确定  Tab 下一项  Esc 返回  F1 帮助");
    dialog_input(&f.ui, "写", "", "", 10, texted, &f);
    expect_bar(&f, "Esc 返回  F1 帮助");
    dialog_calendar(&f.ui, "日期", 1, dayed, &f);
    expect_bar(&f, "Esc 返回  F1 帮助");
    dialog_text_view(&f.ui, "读", "长文");
    expect_bar(&f, "Esc 返回");
    stop(&f);
}

TEST(dialog_ask_answers)
{
    static const struct {
        const char *keys;
        int answer;
    } rows[] = {
        {"Enter", 2},
        {"Esc", -1},
        {"1", 0},
        {"２", 1},
        {"Left Enter", 1},
        {"Right Enter", 0},
        {"Tab Tab Enter", 1},
        {"Shift+Tab Enter", 1},
        {"9 x Space 3", 2},
        {"F2 F4 Ctrl+Z 1", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        start(&f);
        dialog_ask(&f.ui, "没有保存", "要保存改动吗？", buttons, 2, answered,
                   &f);
        ui_draw(&f.ui, 24, 80);
        press(&f, rows[i].keys);
        if (f.n_answers != 1 || f.answer != rows[i].answer) {
            print_error("%s answers %d (%d times)\n", rows[i].keys, f.answer,
                        f.n_answers);
            fail();
        }
        assert_ptr_equal(f.top_then, &below); /* closed before the answer */
        stop(&f);
    }
}

TEST(dialog_ask_shows)
{
    struct fixture f;
    start(&f);
    dialog_ask(&f.ui, "没有保存", "要保存改动吗？", buttons, 2, answered, &f);
    canvas_resize(&f.ui.canvas, 6, 60);
    canvas_blank(&f.ui.canvas);
    f.ui.top->cls->draw(f.ui.top, &f.ui, &f.ui.canvas,
                        (struct rect){0, 0, 6, 60});
    expect_canvas(&f.ui.canvas, "ask",
                  "              ┌─ 没有保存 ───────────────────┐\n"
                  "              │ 要保存改动吗？               │\n"
                  "              │                              │\n"
                  "              │  1 保存    2 放弃    3 返回  │\n"
                  "              └──────────────────────────────┘");
    stop(&f);
}

TEST(dialog_ask_in_wide_ambiguous_mode)
{
    struct fixture f;
    start(&f);
    width_set_ambiguous(WIDTH_WIDE);
    dialog_ask(&f.ui, "“三会一课”", "“主题党日”——保存吗…", buttons, 0, answered,
               &f);
    canvas_resize(&f.ui.canvas, 6, 60);
    f.ui.canvas.ascii = true;
    f.ui.top->cls->draw(f.ui.top, &f.ui, &f.ui.canvas,
                        (struct rect){0, 0, 6, 60});
    expect_whole_cells(&f.ui.canvas);
    expect_canvas(&f.ui.canvas, "wide",
                  "              +- “三会一课” ---------------+\n"
                  "              | “主题党日”——保存吗…     |\n"
                  "              |                              |\n"
                  "              |  1 保存    2 放弃    3 返回  |\n"
                  "              +------------------------------+");
    width_set_ambiguous(WIDTH_NARROW);
    stop(&f);
}

TEST(dialog_error_wraps_and_shows_the_code)
{
    struct fixture f;
    start(&f);
    struct err err = ERR_INIT;
    err_set(&err, ERR_RULE, "E-TEST-014",
            "十月已经封账，不能改动；依据《党费收缴办法》，请先到设置里开封，"
            "写明理由，改好后再封账。");
    dialog_error(&f.ui, &err);
    ui_draw(&f.ui, 16, 60);
    assert_true(canvas_has(&f.ui.canvas, "十月已经封账"));
    assert_true(canvas_has(&f.ui.canvas, "再封账。"));
    assert_true(canvas_has(&f.ui.canvas, "E-TEST-014 │"));
    press(&f, "Space");
    assert_ptr_equal(f.ui.top, &below);
    stop(&f);
}

TEST(dialog_long_text_scrolls)
{
    struct fixture f;
    start(&f);
    struct strbuf text;
    sb_init(&text);
    for (int i = 1; i <= 40; i++) {
        sb_addf(&text, "第%d条\n", i);
    }
    dialog_message(&f.ui, "长", text.s);
    ui_draw(&f.ui, 16, 60);
    assert_true(canvas_has(&f.ui.canvas, "第1条"));
    assert_true(canvas_has(&f.ui.canvas, "共 41 行"));
    press(&f, "PgDn PgDn PgDn PgDn PgDn PgDn");
    ui_draw(&f.ui, 16, 60);
    assert_true(canvas_has(&f.ui.canvas, "第40条"));
    sb_clear(&text);
    stop(&f);
}

TEST(dialog_input_answers)
{
    static const struct {
        const char *keys;
        const char *want;
    } rows[] = {
        {"Enter", "旧名"},          {"新 Enter", "新"},
        {"End 新 Enter", "旧名新"}, {"Esc", "(none)"},
        {"Ctrl+U Enter", ""},       {"一二三四五六七 Enter", "一二三四五"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        start(&f);
        dialog_input(&f.ui, "改名", "请填写新的名字：", "旧名", 5, texted, &f);
        ui_draw(&f.ui, 24, 80);
        press(&f, rows[i].keys);
        assert_string_equal(f.text, rows[i].want);
        assert_int_equal(f.n_answers, 1);
        assert_ptr_equal(f.top_then, &below);
        stop(&f);
    }
}

/* ---- pick ---- */

static const char *const names[] = {"张建国", "李敏", "王海燕", "孙立", "赵敏"};

static bool names_page(void *ctx, struct arena *a,
                       const struct list_request *req, struct list_row *rows,
                       size_t *n, struct err *err)
{
    (void)ctx;
    (void)err;
    *n = 0;
    int count = (int)ARRAY_LEN(names);
    int step = req->backward ? -1 : 1;
    int at = req->backward ? count - 1 : 0;
    if (req->key != NULL) {
        at = (int)strtol(req->key, NULL, 10) + step;
    } else if (req->find_id > 0) {
        at = (int)req->find_id - 1;
    }
    for (; at >= 0 && at < count && *n < req->want; at += step) {
        if (strstr(names[at], req->filter) != NULL) {
            rows[(*n)++] = (struct list_row){.id = at + 1,
                                             .cells = &names[at],
                                             .key = arena_printf(a, "%d", at)};
        }
    }
    return true;
}

TEST(dialog_pick_answers)
{
    static const struct list_column column = {"姓名",   8,     20,   1,
                                              FIT_LEFT, false, false};
    static const struct {
        const char *keys;
        int64_t id;
    } rows[] = {
        {"Enter", 4},
        {"Esc", 0},
        {"敏 Enter", 2},
        {"敏 Down Enter", 5},
        {"敏 Backspace Enter", 1},
        {"Home Enter", 1},
        {"Up Enter", 3},
        {"End Enter", 5},
        {"Tab Enter", 5},
        {"没有 Enter Esc Esc", 0}, /* the first clears what was typed */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        start(&f);
        dialog_pick(&f.ui, "选人", &column, 1,
                    (struct list_source){.page = names_page}, 4, picked, &f);
        ui_draw(&f.ui, 16, 60);
        press(&f, rows[i].keys);
        if (f.n_answers != 1 || f.id != rows[i].id) {
            print_error("%s picks %d (%d times)\n", rows[i].keys, (int)f.id,
                        f.n_answers);
            fail();
        }
        assert_ptr_equal(f.top_then, &below);
        stop(&f);
    }
}

/* ---- calendar ---- */

TEST(dialog_calendar_answers)
{
    static const struct {
        const char *keys;
        const char *want; /* "": none */
    } rows[] = {
        {"Enter", "2026-01-31"},
        {"Esc", ""},
        {"Right Enter", "2026-02-01"},
        {"Up Enter", "2026-01-24"},
        {"PgDn Enter", "2026-02-28"}, /* clamps */
        {"PgUp Enter", "2025-12-31"},
        {"Home Enter", "2025-01-31"},
        {"Ctrl+PgDn Enter", "2027-01-31"},
        {"T Enter", "2026-11-20"},
        {"ｔ Enter", "2026-11-20"},
        {"20 Enter", "2026-01-20"},
        {"１１－２０ Enter", "2026-11-20"},
        {"今天 Enter", "2026-11-20"},
        {"20 Down Enter", "2026-01-27"}, /* on from what was typed */
        {"2 Backspace Enter", "2026-01-31"},
        {"1232 Enter Esc", ""}, /* no date: stays */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        start(&f);
        dialog_calendar(&f.ui, "时间", date_of(2026, 1, 31), dayed, &f);
        ui_draw(&f.ui, 16, 60);
        press(&f, rows[i].keys);
        char have[11];
        date_text(f.day, have);
        if (f.n_answers != 1 || strcmp(have, rows[i].want) != 0) {
            print_error("%s gives %s (%d times)\n", rows[i].keys, have,
                        f.n_answers);
            fail();
        }
        assert_ptr_equal(f.top_then, &below);
        stop(&f);
    }
}

TEST(dialog_calendar_shows)
{
    struct fixture f;
    start(&f);
    dialog_calendar(&f.ui, "时间", DATE_NONE, dayed, &f);
    press(&f, "21");
    ui_draw(&f.ui, 16, 60);
    assert_true(canvas_has(&f.ui.canvas, "2026 年 11 月"));
    assert_true(canvas_has(&f.ui.canvas, "一  二  三  四  五  六  日"));
    assert_true(canvas_has(&f.ui.canvas, " 16  17  18  19 [20] 21  22 "));
    assert_true(canvas_has(&f.ui.canvas, "2026-11-21 星期六"));
    press(&f, "99 Enter");
    ui_draw(&f.ui, 16, 60);
    assert_false(canvas_has(&f.ui.canvas, "直接打日期"));
    stop(&f);
}

/* ---- text ---- */

TEST(dialog_text_view_scrolls_and_finds)
{
    struct fixture f;
    start(&f);
    struct strbuf text;
    sb_init(&text);
    for (int i = 1; i <= 60; i++) {
        sb_addf(&text, "第%d条 规定\n", i);
    }
    dialog_text_view(&f.ui, "细则", text.s);
    ui_draw(&f.ui, 20, 80);
    assert_true(canvas_has(&f.ui.canvas, "第 1-16 行，共 61 行"));
    press(&f, "PgDn Down Up End");
    ui_draw(&f.ui, 20, 80);
    assert_true(canvas_has(&f.ui.canvas, "第60条"));
    press(&f, "Home / 第３２ Enter");
    ui_draw(&f.ui, 20, 80);
    assert_true(canvas_has(&f.ui.canvas, "│ 第32条"));
    press(&f, "Esc");
    assert_ptr_not_equal(f.ui.top, &below); /* first ends the finding */
    press(&f, "Esc");
    assert_ptr_equal(f.ui.top, &below);
    sb_clear(&text);
    stop(&f);
}

TEST(dialog_progress_leaves_nothing_behind)
{
    struct fixture f;
    start(&f);
    struct progress p;
    progress_start(&p, &f.ui, "体检");
    p.shown_at -= 1000;
    assert_true(progress_step(&p, 40, "核对附件"));
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "核对附件"));
    assert_true(canvas_has(&f.ui.canvas, " 40%"));
    assert_true(canvas_has(&f.ui.canvas, "按 Esc 停下"));
    press(&f, "Esc Enter");
    progress_end(&p);
    assert_ptr_equal(f.ui.top, &below);
    stop(&f);
}

/* ---- all of them, at every size ---- */

static void open_one(struct fixture *f, int which)
{
    static const struct list_column column = {"姓名",   8,     20,   1,
                                              FIT_LEFT, false, false};
    struct err err = ERR_INIT;
    const char *text =
        "说明：一、二、三。\n第二段比较长，长到在任何宽度的窗口里都"
        "要折行，而且不能折断文字，也不能让标点站在行首。";
    switch (which) {
    case 0:
        dialog_ask(&f->ui, "没有保存", text, buttons, 0, answered, f);
        break;
    case 1:
        err_set(&err, ERR_IO, "E-TEST-002", "%s", text);
        dialog_error(&f->ui, &err);
        break;
    case 2:
        dialog_input(&f->ui, "输入", text, "旧名", 0, texted, f);
        break;
    case 3:
        dialog_pick(&f->ui, "选人", &column, 1,
                    (struct list_source){.page = names_page}, 0, picked, f);
        break;
    case 4:
        dialog_calendar(&f->ui, "时间", DATE_NONE, dayed, f);
        break;
    default:
        dialog_text_view(&f->ui, "细则", text);
        break;
    }
}

TEST(dialogs_survive_any_size)
{
    for (int which = 0; which < 6; which++) {
        struct fixture f;
        start(&f);
        f.ui.min_rows = 1;
        f.ui.min_cols = 1;
        open_one(&f, which);
        for (int cols = 1; cols <= 120; cols += cols < 60 ? 1 : 7) {
            for (int rows = 1; rows <= 36; rows += 3) {
                width_set_ambiguous(cols % 2 == 0 ? WIDTH_WIDE : WIDTH_NARROW);
                f.ui.canvas.ascii = cols % 2 == 0;
                ui_draw(&f.ui, rows, cols);
                expect_whole_cells(&f.ui.canvas);
                press(&f, "Down Right Tab");
            }
        }
        width_set_ambiguous(WIDTH_NARROW);
        press(&f, "Esc Esc");
        assert_ptr_equal(f.ui.top, &below);
        stop(&f);
    }
}
