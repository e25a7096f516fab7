/* The form: layout at many sizes, walking, choices, masks, checks. */
#include "formbox_view.h"

#include "pbtui/tui/dialog.h"

static const char *const kinds[] = {"支部委员会", "支部党员大会", "主题党日",
                                    "党小组会", NULL};
static const char *const pages[] = {"基本", "组织关系", "其他"};

/* The date becomes its full form; a place must not be 天上. */
static void check(void *ctx, struct formbox *f, struct form_item *item,
                  bool leaving)
{
    (void)f;
    struct diary *d = ctx;
    d->n_leaving += leaving;
    const char *value = formbox_get(item);
    if (strcmp(item->name, "day") == 0 && leaving && strcmp(value, "20") == 0) {
        formbox_set(item, "2026-11-20");
        snprintf(item->echo, sizeof item->echo, "星期五");
    }
    if (strcmp(item->name, "place") == 0 && strcmp(value, "天上") == 0) {
        formbox_error(item, "地点要在地上。");
    }
}

static enum view_result save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)ui;
    (void)f;
    ((struct diary *)ctx)->n_saved++;
    return VIEW_CLOSE;
}

static void changed(void *ctx, struct formbox *f)
{
    (void)f;
    ((struct diary *)ctx)->n_changed++;
}

static void start(struct fixture *f, struct form_item *items, size_t n,
                  int n_pages)
{
    start_form(f, items, n, pages, n_pages,
               (struct form_hooks){.ctx = &f->diary,
                                   .check = check,
                                   .save = save,
                                   .changed = changed});
}

static void meeting(struct form_item items[9])
{
    static const struct form_item all[9] = {
        {.name = "kind",
         .label = "类型",
         .editor = FORM_CHOICE,
         .cols = 14,
         .choices = kinds,
         .required = true},
        {.name = "online", .label = "线上", .editor = FORM_FLAG},
        {.name = "day",
         .label = "时间",
         .editor = FORM_LINE,
         .cols = 10,
         .kind = TEXT_NUMBER,
         .required = true,
         .hint = "如 20、11-20、今天"},
        {.name = "place", .label = "地点", .editor = FORM_LINE, .cols = 20},
        {.name = "phone",
         .label = "联系电话",
         .editor = FORM_LINE,
         .cols = 13,
         .kind = TEXT_NUMBER,
         .masked = true},
        {.name = "no", .label = "次数", .editor = FORM_STATIC, .cols = 8},
        {.name = "head", .label = "记录", .editor = FORM_HEADING},
        {.name = "minutes", .label = "内容", .editor = FORM_MEMO},
        {.name = "result", .label = "决议", .editor = FORM_LINE, .cols = 60},
    };
    memcpy(items, all, sizeof all);
}

static void start_meeting(struct fixture *f, struct form_item items[9])
{
    meeting(items);
    start(f, items, 9, 1);
    items[4].mask = "138****5678";
    formbox_set(&items[4], "13800005678");
    formbox_set(&items[5], "第 11 次");
}

TEST(formbox_lays_out_at_80)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_set(&items[2], "2026-11-20");
    ui_draw(&f.ui, 17, 80);
    canvas_resize(&f.ui.canvas, 16, 80);
    formbox_draw(&f.form, &f.ui.canvas, (struct rect){0, 0, 16, 80});
    expect_canvas(
        &f.ui.canvas, "80",
        "    *类型 [              ]                  线上 [ ]\n"
        "    *时间 [2026-11-20]                      地点 [                    ]\n"
        " 联系电话 [138****5678  ]                   次数  第 11 次\n"
        " 记录 ─────────────────────────────────────────────────────────────────────────\n"
        " 内容                                                                      0 字\n"
        " │\n │\n │\n │\n │\n │\n │\n │\n │\n"
        "     决议 [                                                            ]");
    stop(&f);
}

TEST(formbox_lays_out_at_60_in_wide_ambiguous_mode)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    width_set_ambiguous(WIDTH_WIDE);
    formbox_set(&items[3], "“党员之家”——三楼·会议室");
    formbox_set(&items[7], "一、学习“两会”精神……（略）。");
    canvas_resize(&f.ui.canvas, 12, 60);
    f.ui.canvas.ascii = true;
    formbox_draw(&f.form, &f.ui.canvas, (struct rect){0, 0, 12, 60});
    expect_whole_cells(&f.ui.canvas);
    expect_canvas(
        &f.ui.canvas, "wide",
        "    *类型 [              ]        线上 [ ]\n"
        "    *时间 [          ]\n"
        "     地点 [“党员之家”——三 >]\n"
        " 联系电话 [138****5678  ]         次数  第 11 次\n"
        " 记录 -----------------------------------------------------\n"
        " 内容                                                 16 字\n"
        " | 一、学习“两会”精神……（略）。\n"
        " |\n |\n |\n"
        "     决议 [                                              ]");
    width_set_ambiguous(WIDTH_NARROW);
    stop(&f);
}

TEST(formbox_walks_and_checks_on_leaving)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    ui_draw(&f.ui, 24, 80);
    press(&f, "Tab Tab 20 Enter");
    assert_string_equal(formbox_get(&items[2]), "2026-11-20");
    assert_true(items[2].touched); /* though the hook has set it */
    assert_ptr_equal(formbox_focused(&f.form), &items[3]);
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "[2026-11-20] 星期五"));
    press(&f, "天上");
    assert_string_equal(items[3].error, "地点要在地上。");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "地点要在地上。"));
    press(&f, "Backspace");
    assert_string_equal(items[3].error, "");
    press(&f, "Up"); /* what stands above, not what Tab had before */
    assert_ptr_equal(formbox_focused(&f.form), &items[1]);
    press(&f, "Shift+Tab");
    assert_ptr_equal(formbox_focused(&f.form), &items[0]);
    press(&f, "Down");
    assert_ptr_equal(formbox_focused(&f.form), &items[2]);
    press(&f, "Down Down Down Down"); /* over static and heading */
    assert_ptr_equal(formbox_focused(&f.form), &items[8]);
    press(&f, "Enter Enter");
    assert_ptr_equal(formbox_focused(&f.form), &items[8]); /* stays */
    stop(&f);
}

TEST(formbox_memo_keeps_enter_and_lets_arrows_out_at_its_ends)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_focus(&f.form, "minutes");
    ui_draw(&f.ui, 24, 80);
    press(&f, "一 Enter 二");
    assert_string_equal(formbox_get(&items[7]), "一\n二");
    assert_true(items[7].touched);
    press(&f, "Up");
    assert_ptr_equal(formbox_focused(&f.form), &items[7]);
    press(&f, "Up");
    assert_ptr_equal(formbox_focused(&f.form), &items[4]);
    press(&f, "Tab Tab");
    assert_ptr_equal(formbox_focused(&f.form), &items[8]);
    formbox_focus(&f.form, "minutes");
    press(&f, "Ctrl+F 二 Enter");
    ui_draw(&f.ui, 24, 80);
    int at = f.ui.canvas.caret_row * 80 + f.ui.canvas.caret_col;
    assert_int_equal(f.ui.canvas.cells[at].role, ROLE_MATCH);
    stop(&f);
}

TEST(formbox_choices_by_letters_steps_and_list)
{
    static const struct {
        const char *keys;
        const char *want;
    } rows[] = {
        {"ztdr Tab", "主题党日"},
        {"支部党 Tab", "支部党员大会"},
        {"支部 Tab", "支部委员会"},
        {"Space", "支部委员会"},
        {"Space Space", "支部党员大会"},
        {"Left", "党小组会"},
        {"Right Left Left", "主题党日"},
        {"dx Right", "党小组会"},
        {"F4 ztdr Enter", "主题党日"},
        {"F4 Down Down Enter", "主题党日"},
        {"F4 Esc", ""},
        {"Space Backspace Tab", "支部委员会"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct form_item items[9];
        start_meeting(&f, items);
        ui_draw(&f.ui, 24, 80);
        press(&f, rows[i].keys);
        ui_draw(&f.ui, 24, 80);
        if (strcmp(formbox_get(&items[0]), rows[i].want) != 0) {
            print_error("%s gives %s, not %s\n", rows[i].keys,
                        formbox_get(&items[0]), rows[i].want);
            fail();
        }
        stop(&f);
    }
}

TEST(formbox_shows_candidates_and_refuses_what_is_none)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    press(&f, "zb");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "支部委员会  支部党员大会"));
    press(&f, "x");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "没有这一项，按空格或 F4 选择"));
    press(&f, "Tab");
    assert_string_equal(items[0].error, "没有这一项，请按空格或 F4 选择。");
    stop(&f);
}

TEST(formbox_masks_personal_data_until_it_is_typed_anew)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_focus(&f.form, "phone");
    press(&f, "Left Right Ctrl+Z");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "138****5678"));
    assert_string_equal(formbox_get(&items[4]), "13800005678");
    press(&f, "１３９");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "[139          ]"));
    press(&f, "Ctrl+Z Ctrl+Z");
    ui_draw(&f.ui, 24, 80);
    assert_false(canvas_has(&f.ui.canvas, "13800005678"));
    stop(&f);
}

TEST(formbox_flag_and_pick_without_anything_to_pick)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_focus(&f.form, "online");
    press(&f, "Space");
    assert_string_equal(formbox_get(&items[1]), "是");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "线上 [x]"));
    struct key wide = key_char(0x3000); /* the input method is on */
    ui_key(&f.ui, &wide);
    assert_string_equal(formbox_get(&items[1]), "否");
    formbox_focus(&f.form, "place");
    press(&f, "F4");
    assert_true(strstr(f.ui.note, "没有可选的") != NULL);
    stop(&f);
}

TEST(formbox_put_is_as_if_typed_and_left)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_put(&f.form, &items[2], "20");
    assert_string_equal(formbox_get(&items[2]), "2026-11-20");
    assert_string_equal(items[2].echo, "星期五");
    assert_true(items[2].touched);
    assert_int_equal(f.diary.n_changed, 1);
    stop(&f);
}

TEST(formbox_saves_only_without_errors)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_focus(&f.form, "result");
    press(&f, "F2");
    assert_int_equal(f.diary.n_saved, 0);
    assert_ptr_equal(formbox_focused(&f.form), &items[0]);
    assert_string_equal(items[0].error, "“类型”不能空着，请填写。");
    press(&f, "Space Tab Tab 20");
    assert_true(formbox_touched(&f.form));
    assert_true(f.diary.n_changed >= 3);
    press(&f, "Ctrl+S");
    assert_int_equal(f.diary.n_saved, 1);
    stop(&f);
}

TEST(formbox_read_only_lets_nothing_in)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    f.form.read_only = true;
    ui_draw(&f.ui, 24, 80);
    press(&f, "Space x Tab Space Tab 9 Backspace F4 Tab Tab Tab abc F2");
    assert_false(formbox_touched(&f.form));
    assert_int_equal(f.diary.n_saved, 0);
    assert_ptr_equal(formbox_focused(&f.form), &items[7]);
    stop(&f);
}

TEST(formbox_error_goes_below_where_there_is_no_room)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    formbox_error(&items[2], "不是日期：11 月没有 31 日，请写成 11-30 这样。");
    canvas_resize(&f.ui.canvas, 16, 80);
    formbox_draw(&f.form, &f.ui.canvas, (struct rect){0, 0, 16, 80});
    assert_true(canvas_has(
        &f.ui.canvas,
        "\n           不是日期：11 月没有 31 日，请写成 11-30 这样。\n 联系电话"));
    assert_int_equal(items[4].place.row, items[2].place.row + 2);
    stop(&f);
}

TEST(formbox_read_only_minutes_can_be_read_to_the_end)
{
    struct fixture f;
    struct form_item items[9];
    start_meeting(&f, items);
    struct strbuf text;
    sb_init(&text);
    for (int i = 1; i <= 40; i++) {
        sb_addf(&text, "第%d行\n", i);
    }
    formbox_set(&items[7], text.s);
    f.form.read_only = true;
    formbox_focus(&f.form, "minutes");
    ui_draw(&f.ui, 20, 80);
    press(&f, "PgDn PgDn PgDn PgDn x Backspace Ctrl+Z Ctrl+K");
    ui_draw(&f.ui, 20, 80);
    assert_true(canvas_has(&f.ui.canvas, "第40行"));
    assert_string_equal(formbox_get(&items[7]), text.s);
    press(&f, "Enter");
    assert_ptr_equal(formbox_focused(&f.form), &items[8]);
    sb_clear(&text);
    stop(&f);
}

/* ---- forty items, every size ---- */

#define MANY 40

static void many(struct form_item items[MANY], char names[MANY][16],
                 int n_pages)
{
    static const char *const labels[] = {"姓名", "身份证号码", "籍贯",
                                         "政治面貌", "入党介绍人和联系人"};
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], 16, "item%d", i);
        items[i] = (struct form_item){.name = names[i],
                                      .label = labels[i % 5],
                                      .editor = FORM_LINE,
                                      .cols = 4 + i * 7 % 40,
                                      .required = i % 3 == 0,
                                      .page = i * n_pages / MANY};
    }
    items[7].editor = FORM_MEMO;
    items[11].editor = FORM_HEADING;
    items[13].editor = FORM_FLAG;
    items[17].editor = FORM_STATIC;
    items[19].editor = FORM_CHOICE;
    items[19].choices = kinds;
    items[33].editor = FORM_MEMO;
}

static void expect_apart(const struct formbox *f)
{
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_place *a = &f->items[i].place;
        for (size_t k = i + 1; k < f->n_items; k++) {
            const struct form_place *b = &f->items[k].place;
            if (f->items[i].page != f->page || f->items[k].page != f->page) {
                continue;
            }
            bool rows_meet =
                a->row < b->row + b->rows && b->row < a->row + a->rows;
            bool cols_meet = a->label_col < b->field_col + b->field_cols + 1 &&
                             b->label_col < a->field_col + a->field_cols + 1;
            if (rows_meet && cols_meet && a->row == b->row) {
                print_error("items %zu and %zu overlap\n", i, k);
                fail();
            }
            if (rows_meet && a->row != b->row && a->error_row < 0 &&
                b->error_row < 0) {
                print_error("items %zu and %zu share rows\n", i, k);
                fail();
            }
        }
    }
}

static void walk_form(int rows, int cols, int n_pages)
{
    struct fixture f;
    struct form_item items[MANY];
    char names[MANY][16];
    many(items, names, n_pages);
    start(&f, items, MANY, n_pages);
    formbox_set(&items[0], "张三");
    snprintf(items[1].echo, sizeof items[1].echo, "56 岁，男");
    formbox_error(&items[2], "籍贯要写到县，例如“湖南省长沙县”，不要简称。");
    formbox_error(&items[3], "不对。");
    for (int i = 0; i < MANY; i++) {
        canvas_resize(&f.ui.canvas, rows, cols);
        struct rect area = {2, 0, rows - 4, cols};
        formbox_draw(&f.form, &f.ui.canvas, area);
        expect_whole_cells(&f.ui.canvas);
        expect_apart(&f.form);
        int row = f.ui.canvas.caret_row;
        if (row < f.form.body.row ||
            row >= f.form.body.row + f.form.body.rows) {
            print_error("%dx%d, %d pages: item %zu is not seen\n", cols, rows,
                        n_pages, f.form.focus);
            fail();
        }
        press(&f, "Tab");
    }
    assert_int_equal(f.form.focus, MANY - 1);
    for (int i = 0; i < MANY; i++) {
        formbox_draw(&f.form, &f.ui.canvas,
                     (struct rect){2, 0, rows - 4, cols});
        assert_in_range(f.ui.canvas.caret_row, f.form.body.row,
                        f.form.body.row + f.form.body.rows - 1);
        press(&f, "Shift+Tab");
    }
    assert_int_equal(f.form.focus, 0);
    stop(&f);
}

TEST(formbox_focus_is_seen_and_nothing_overlaps_at_any_size)
{
    for (int cols = 60; cols <= 120; cols += 3) {
        for (int rows = 16; rows <= 36; rows += 5) {
            walk_form(rows, cols, 1 + (cols + rows) % 3);
        }
    }
    width_set_ambiguous(WIDTH_WIDE);
    walk_form(16, 60, 2);
    walk_form(24, 80, 1);
    width_set_ambiguous(WIDTH_NARROW);
}

TEST(formbox_pages_as_tabs)
{
    struct fixture f;
    struct form_item items[MANY];
    char names[MANY][16];
    many(items, names, 3);
    start(&f, items, MANY, 3);
    formbox_error(&items[39], "错。");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, " 1 基本   2 组织关系   3 其他!"));
    press(&f, "Ctrl+PgDn");
    assert_int_equal(f.form.page, 1);
    press(&f, "PgDn PgDn");
    assert_int_equal(f.form.page, 2); /* no further */
    press(&f, "Ctrl+PgUp PgUp PgUp");
    assert_int_equal(f.form.page, 0);
    assert_int_equal(f.form.focus, 0);
    stop(&f);
}

TEST(formbox_page_down_on_one_long_page)
{
    struct fixture f;
    struct form_item items[MANY];
    char names[MANY][16];
    many(items, names, 1);
    start(&f, items, MANY, 1);
    int presses = 0;
    while (f.form.focus < MANY - 1 && presses < 20) {
        ui_draw(&f.ui, 16, 60);
        press(&f, "Tab PgDn"); /* Tab: out of a long text */
        presses++;
    }
    assert_in_range(presses, 2, 8);
    stop(&f);
}
