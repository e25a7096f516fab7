/* The stack of views: who gets a key, what is drawn where. */
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/tui/view.h"
#include "unit.h"

enum { APP_QUIT = CMD_SCREEN, APP_UNDO, APP_NEW, APP_PRINT };

static const struct command screens[] = {
    {APP_QUIT, "app.quit", CTX_ALL, "F10 Ctrl+Q", "退出", "退出。", 950},
    {APP_UNDO, "app.undo", CTX_ALL, "Ctrl+Z", NULL, "撤销。", 0},
    {APP_NEW, "record.new", CTX_SCREEN, "F3 Ctrl+N", "新建", "新建。", 50},
    {APP_PRINT, "record.print", CTX_SCREEN, "F6 Ctrl+O", "打印本月台账",
     "打印。", 60},
    {0},
};

/* A view that writes down what reaches it and answers as told. */
struct probe {
    struct view view;
    const char *name;
    uint64_t contexts;
    int takes;               /* this command; 0: none */
    enum view_result answer; /* to it */
    bool takes_keys;
    struct strbuf *diary;
    int closed;
};

static uint64_t probe_contexts(const struct view *v)
{
    return ((const struct probe *)v)->contexts;
}

static void probe_draw(struct view *v, struct ui *ui, struct canvas *c,
                       struct rect area)
{
    const struct probe *p = (const struct probe *)v;
    (void)ui;
    struct rect r = area;
    if (v->cls->overlay) {
        r = rect_centred(area, 5, 21);
        canvas_fill(c, r, ROLE_DIALOG);
    }
    canvas_box(c, r, p->name);
    canvas_put(c, r.row + 1, r.col + 1, ROLE_TEXT, "支部委员会支部委员会支部");
    canvas_caret(c, r.row + 1, r.col + 3);
}

static enum view_result probe_command(struct view *v, struct ui *ui, int cmd)
{
    struct probe *p = (struct probe *)v;
    sb_addf(p->diary, "%s:%s ", p->name, keymap_command(ui->keymap, cmd)->name);
    return cmd == p->takes ? p->answer : VIEW_PASS;
}

static enum view_result probe_key(struct view *v, struct ui *ui,
                                  const struct key *k)
{
    struct probe *p = (struct probe *)v;
    char name[24];
    (void)ui;
    sb_addf(p->diary, "%s:key(%s) ", p->name, key_label(k, name));
    return p->takes_keys ? VIEW_DONE : VIEW_PASS;
}

static void probe_tick(struct view *v, struct ui *ui, int64_t now)
{
    (void)ui;
    (void)now;
    sb_addf(((struct probe *)v)->diary, "%s:tick ", ((struct probe *)v)->name);
}

static void probe_uncovered(struct view *v, struct ui *ui)
{
    (void)ui;
    sb_addf(((struct probe *)v)->diary, "%s:uncovered ",
            ((struct probe *)v)->name);
}

static void probe_hang_up(struct view *v, struct ui *ui)
{
    (void)ui;
    sb_addf(((struct probe *)v)->diary, "%s:hang-up ",
            ((struct probe *)v)->name);
}

static void probe_close(struct view *v)
{
    ((struct probe *)v)->closed++;
}

static void probe_help(const struct view *v, struct strbuf *out)
{
    sb_addf(out, "%s的规定。\n", ((const struct probe *)v)->name);
}

#define PROBE_CLASS(is_overlay)                                                \
    {                                                                          \
        .name = "probe", .overlay = (is_overlay), .contexts = probe_contexts,  \
        .draw = probe_draw, .command = probe_command, .key = probe_key,        \
        .tick = probe_tick, .uncovered = probe_uncovered,                      \
        .hang_up = probe_hang_up, .help = probe_help, .close = probe_close     \
    }
static const struct view_class full_class = PROBE_CLASS(false);
static const struct view_class overlay_class = PROBE_CLASS(true);

/* Two views, "底" and over it "上". */
struct stage {
    struct arena arena;
    struct ui ui;
    struct probe below, above;
    struct strbuf diary;
};

static enum view_result app_command(struct ui *ui, int cmd)
{
    struct stage *s = ui->app;
    sb_addf(&s->diary, "app:%s ", keymap_command(ui->keymap, cmd)->name);
    if (cmd == APP_QUIT) {
        return VIEW_QUIT;
    }
    return cmd == APP_UNDO || cmd == CMD_PALETTE ? VIEW_DONE : VIEW_PASS;
}

static void stage_open(struct stage *s)
{
    memset(s, 0, sizeof *s);
    sb_init(&s->diary);
    ui_init(&s->ui, keymap_new(&s->arena, screens), s);
    s->ui.command = app_command;
    s->below = (struct probe){.view = {.cls = &full_class},
                              .name = "底",
                              .contexts = CTX_LIST | CTX_SCREEN,
                              .diary = &s->diary};
    s->above = (struct probe){.view = {.cls = &overlay_class},
                              .name = "上",
                              .contexts = CTX_DIALOG,
                              .diary = &s->diary};
    ui_push(&s->ui, &s->below.view);
}

static void stage_close(struct stage *s)
{
    ui_clear(&s->ui);
    sb_clear(&s->diary);
    arena_clear(&s->arena);
}

static void press(struct stage *s, const char *name)
{
    struct key k;
    assert_true(key_parse(name, &k));
    sb_reset(&s->diary);
    ui_key(&s->ui, &k);
}

static void expect_row(const struct stage *s, int row, const char *want)
{
    struct strbuf got;
    sb_init(&got);
    canvas_dump(&s->ui.canvas, &got, false);
    char *line = got.s;
    for (int i = 0; i < row; i++) {
        line = strchr(line, '\n') + 1;
    }
    *strchr(line, '\n') = '\0';
    assert_string_equal(line, want);
    sb_clear(&got);
}

TEST(view_key_goes_down_step_by_step)
{
    struct stage s;
    stage_open(&s);
    press(&s, "Down");
    assert_string_equal(s.diary.s, "底:list.down 底:key(↓) app:list.down ");
    s.below.takes = CMD_DOWN;
    press(&s, "Down");
    assert_string_equal(s.diary.s, "底:list.down ");
    press(&s, "F12"); /* no command */
    assert_string_equal(s.diary.s, "底:key(F12) ");
    stage_close(&s);
}

TEST(view_passed_command_gives_way_to_the_next_on_the_key)
{
    struct stage s;
    stage_open(&s);
    s.below.contexts = CTX_FORM | CTX_EDIT;
    press(&s, "Ctrl+Z");
    assert_string_equal(s.diary.s, "底:edit.undo 底:app.undo 底:key(Ctrl+Z) "
                                   "app:edit.undo app:app.undo ");
    s.below.takes = CMD_EDIT_UNDO;
    press(&s, "Ctrl+Z");
    assert_string_equal(s.diary.s, "底:edit.undo ");
    stage_close(&s);
}

TEST(view_below_an_overlay_gets_only_what_holds_everywhere)
{
    struct stage s;
    stage_open(&s);
    ui_push(&s.ui, &s.above.view);
    press(&s, "Down");
    assert_string_equal(s.diary.s, "上:list.down 上:key(↓) app:list.down ");
    press(&s, "a");
    assert_string_equal(s.diary.s, "上:key(a) ");
    press(&s, "F3"); /* the list's command, not the dialog's */
    assert_string_equal(s.diary.s, "上:key(F3) ");
    s.below.takes = CMD_HELP;
    press(&s, "F1");
    assert_string_equal(s.diary.s, "上:app.help 上:key(F1) 底:app.help ");
    stage_close(&s);
}

TEST(view_back_closes_the_top_and_never_the_last)
{
    struct stage s;
    stage_open(&s);
    ui_push(&s.ui, &s.above.view);
    press(&s, "Esc");
    assert_ptr_equal(s.ui.top, &s.below.view);
    assert_int_equal(s.above.closed, 1);
    assert_non_null(strstr(s.diary.s, "底:uncovered"));
    press(&s, "Esc");
    assert_ptr_equal(s.ui.top, &s.below.view);
    assert_int_equal(s.below.closed, 0);
    assert_false(s.ui.quit);
    stage_close(&s);
    assert_int_equal(s.below.closed, 1);
}

TEST(view_results_close_and_quit)
{
    struct stage s;
    stage_open(&s);
    ui_push(&s.ui, &s.above.view);
    s.above.takes = CMD_OPEN;
    s.above.answer = VIEW_CLOSE;
    press(&s, "Enter");
    assert_int_equal(s.above.closed, 1);
    assert_string_equal(s.diary.s, "上:list.open 底:uncovered ");
    press(&s, "F10");
    assert_true(s.ui.quit);
    stage_close(&s);
}

TEST(view_hang_up_reaches_every_view)
{
    struct stage s;
    stage_open(&s);
    ui_push(&s.ui, &s.above.view);
    ui_key(&s.ui, &(struct key){.kind = K_GONE});
    assert_string_equal(s.diary.s, "上:hang-up 底:hang-up ");
    assert_true(s.ui.quit);
    stage_close(&s);
}

TEST(view_overlay_is_drawn_over_and_has_the_caret)
{
    struct stage s;
    stage_open(&s);
    ui_push(&s.ui, &s.above.view);
    ui_draw(&s.ui, 16, 60);
    struct strbuf got;
    sb_init(&got);
    canvas_dump(&s.ui.canvas, &got, false);
    assert_non_null(strstr(got.s, "┌─ 底 ─"));
    assert_non_null(strstr(got.s, "┌─ 上 ─"));
    /* 21 columns are odd: the last half character is left out. */
    assert_non_null(strstr(got.s, "│支部委员会支部委员会支部"));
    assert_int_equal(s.ui.canvas.caret_row, 6);
    assert_int_equal(s.ui.canvas.caret_col, 19 + 3);
    sb_clear(&got);
    stage_close(&s);
}

TEST(view_bar_shows_the_current_keys_and_cuts_whole_pairs)
{
    struct stage s;
    stage_open(&s);
    ui_draw(&s.ui, 16, 120);
    expect_row(&s, 15,
               " Enter 确定  F3 新建  F6 打印本月台账  / 查找  "
               "Ctrl+P 命令  F1 帮助  F10 退出");
    ui_draw(&s.ui, 16, 60);
    expect_row(&s, 15,
               " Enter 确定  F3 新建  F6 打印本月台账  / 查找  "
               "Ctrl+P 命令");
    assert_true(keymap_override(s.ui.keymap, "record.new", "F12", NULL));
    s.below.contexts = CTX_FORM | CTX_EDIT | CTX_SCREEN;
    ui_push(&s.ui, &s.above.view);
    s.above.contexts = s.below.contexts;
    ui_draw(&s.ui, 16, 80);
    expect_row(&s, 15,
               " F2 保存  Tab 下一项  F4 选择  F12 新建  F6 打印本月台账  "
               "Esc 返回  Ctrl+P 命令");
    assert_int_equal(s.ui.canvas.cells[15 * 80 + 1].role, ROLE_KEY);
    assert_int_equal(s.ui.canvas.cells[15 * 80 + 4].role, ROLE_BAR);
    stage_close(&s);
}

TEST(view_bar_shows_no_character_where_text_is_typed)
{
    struct stage s;
    stage_open(&s);
    s.below.contexts = CTX_LIST | CTX_EDIT;
    ui_draw(&s.ui, 16, 100);
    expect_row(&s, 15,
               " Enter 确定  Ctrl+F 查找  Ctrl+P 命令  F1 帮助  "
               "F10 退出");
    stage_close(&s);
}

TEST(view_note_stands_over_the_bar_until_the_next_key)
{
    struct stage s;
    stage_open(&s);
    struct err err = ERR_INIT;
    err_set(&err, ERR_RULE, "E-TERM-001", "本月已经结账，不能再改。");
    ui_note_err(&s.ui, &err);
    ui_draw(&s.ui, 16, 60);
    expect_row(&s, 14, " 本月已经结账，不能再改。（E-TERM-001）");
    press(&s, "Down");
    ui_draw(&s.ui, 16, 60);
    assert_string_equal(s.ui.note, "");
    stage_close(&s);
}

TEST(view_note_that_is_long_keeps_its_end)
{
    struct stage s;
    stage_open(&s);
    struct strbuf text;
    sb_init(&text);
    sb_repeat(&text, "不能进入", 12);
    ui_note(&s.ui, ROLE_WARN, "%s到这里为止", text.s);
    ui_draw(&s.ui, 16, 60);
    struct strbuf got;
    sb_init(&got);
    canvas_dump(&s.ui.canvas, &got, false);
    assert_non_null(strstr(got.s, "到这里为止"));
    /* Cut between characters when longer than can be kept. */
    sb_repeat(&text, "不能进入", 60);
    ui_note(&s.ui, ROLE_WARN, "a%s", text.s);
    assert_int_equal(strlen(s.ui.note) % 3, 1);
    sb_clear(&got);
    sb_clear(&text);
    stage_close(&s);
}

TEST(view_too_small_says_so_and_types_nothing)
{
    struct stage s;
    stage_open(&s);
    ui_draw(&s.ui, 10, 50);
    expect_row(&s, 4, " 窗口太小：请放大到 60 列 16 行以上（现在 50×10）");
    press(&s, "a");
    press(&s, "Down");
    press(&s, "Esc");
    assert_string_equal(s.diary.s, "");
    press(&s, "F10");
    assert_true(s.ui.quit);
    for (int rows = 1; rows < 18; rows++) {
        for (int cols = 1; cols < 62; cols++) {
            ui_draw(&s.ui, rows, cols);
        }
    }
    ui_draw(&s.ui, 10, 3);
    ui_draw(&s.ui, 16, 60);
    expect_row(&s, 1,
               "│支部委员会支部委员会支部                                  "
               "│");
    stage_close(&s);
}

TEST(view_help_tells_the_rule_and_the_keys_that_work)
{
    struct stage s;
    stage_open(&s);
    s.ui.command = NULL;
    press(&s, "F1");
    assert_ptr_not_equal(s.ui.top, &s.below.view);
    ui_draw(&s.ui, 40, 100);
    struct strbuf got;
    sb_init(&got);
    canvas_dump(&s.ui.canvas, &got, false);
    assert_non_null(strstr(got.s, "底的规定。"));
    assert_non_null(strstr(got.s, "Home Ctrl+Home"));
    assert_null(strstr(got.s, "另起一行"));
    sb_clear(&got);
    press(&s, "Esc");
    assert_ptr_equal(s.ui.top, &s.below.view);
    stage_close(&s);
}
