/* The form with what an event needs: rows that come and go, ticks, blocks the
   owner draws, items that stand together, rows inserted while it is open. */
#include "formbox_view.h"

#include "pbtui/tui/dialog.h"

static const char *const kinds[] = {"支部委员会", "支部党员大会", NULL};
static const char *const also[] = {"党员大会", "党课", "集中学习", NULL};
static const char *const traits[] = {"有主题",   "有主讲", "有讨论",
                                     "有新内容", "讨论",   NULL};
static const char *const pages[] = {"基本", "附件"};

enum {
    KIND,
    ALSO,
    DAY,
    FROM,
    TILL,
    PLACE,
    ROLL,
    TOPIC1,
    TOPIC2,
    MINUTES,
    TRAITS,
    RESULT,
    N_ITEMS
};

static const struct form_item event_items[N_ITEMS] = {
    {.name = "kind",
     .label = "类型",
     .editor = FORM_CHOICE,
     .cols = 14,
     .choices = kinds},
    {.name = "also",
     .label = "同时记为",
     .editor = FORM_TICKS,
     .choices = also,
     .joint = "  同时记为 "},
    {.name = "day",
     .label = "时间",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 10,
     .new_row = true,
     .required = true},
    {.name = "from",
     .label = "开始",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 5,
     .joint = "  "},
    {.name = "till",
     .label = "结束",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 5,
     .joint = "—"},
    {.name = "place", .label = "地点", .editor = FORM_LINE, .cols = 22},
    {.name = "roll", .editor = FORM_BLOCK, .hint = "F4 点名"},
    {.name = "topic1",
     .label = "议题 1",
     .editor = FORM_LINE,
     .cols = 40,
     .new_row = true,
     .mark = "✓",
     .mark_role = ROLE_OK,
     .trail = "表决 ▸"},
    {.name = "topic2",
     .label = "议题 2",
     .editor = FORM_LINE,
     .cols = 40,
     .new_row = true,
     .required = true,
     .hidden = true},
    {.name = "minutes", .label = "内容", .editor = FORM_MEMO, .rows = 3},
    {.name = "traits",
     .label = "要求",
     .editor = FORM_TICKS,
     .choices = traits},
    {.name = "result", .label = "决议", .editor = FORM_LINE, .cols = 40},
};

/* ---- the owner ---- */

struct owner {
    struct diary diary; /* first: the hooks' context */
    struct arena *arena;
    int roll_rows;
    bool pick;
    int n_entered;
    struct rect drawn;
    bool drawn_focused;
};

static bool pick(void *ctx, struct ui *ui, struct formbox *f,
                 struct form_item *item)
{
    (void)ui;
    (void)f;
    struct owner *o = ctx;
    o->diary.n_picked++;
    return o->pick && item->editor == FORM_BLOCK;
}

/* The second topic is there when the first is filled. */
static void changed(void *ctx, struct formbox *f)
{
    struct owner *o = ctx;
    o->diary.n_changed++;
    struct form_item *second = formbox_item(f, "topic2");
    second->hidden = formbox_get(formbox_item(f, "topic1"))[0] == '\0';
}

static bool enter(void *ctx, struct ui *ui, struct formbox *f,
                  struct form_item *item)
{
    (void)ui;
    struct owner *o = ctx;
    if (strcmp(item->name, "topic1") != 0) {
        return false;
    }
    o->n_entered++;
    size_t at = (size_t)(item - f->items) + 1;
    struct form_item row = *item;
    row.name = "between";
    formbox_insert(f, o->arena, at, &row);
    formbox_focus(f, "between");
    return true;
}

static int roll_rows(void *ctx, const struct form_item *item, int cols)
{
    (void)item;
    return cols >= 70 ? ((struct owner *)ctx)->roll_rows
                      : ((struct owner *)ctx)->roll_rows + 1;
}

static void roll_draw(void *ctx, const struct form_item *item, struct canvas *c,
                      struct rect r, bool focused)
{
    struct owner *o = ctx;
    assert_string_equal(item->name, "roll");
    o->drawn = r;
    o->drawn_focused = focused;
    canvas_put(c, r.row + r.rows, r.col + 60, ROLE_TEXT, "外"); /* cut off */
    for (int i = 0; i < r.rows; i++) {
        canvas_putf(c, r.row + i, r.col, ROLE_TEXT, "应到 %d", i + 1);
    }
}

static enum view_result save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)ui;
    (void)f;
    ((struct owner *)ctx)->diary.n_saved++;
    return VIEW_DONE;
}

static void start_event(struct fixture *f, struct owner *o,
                        struct form_item items[N_ITEMS], int n_pages)
{
    memcpy(items, event_items, sizeof event_items);
    *o = (struct owner){.arena = &f->arena, .roll_rows = 2, .pick = true};
    start_form(f, items, N_ITEMS, pages, n_pages,
               (struct form_hooks){.ctx = o,
                                   .pick = pick,
                                   .save = save,
                                   .changed = changed,
                                   .enter = enter,
                                   .block_rows = roll_rows,
                                   .block_draw = roll_draw});
    formbox_set(&items[DAY], "2026-11-20");
    snprintf(items[DAY].echo, sizeof items[DAY].echo, "星期五");
}

static void draw_at(struct fixture *f, int rows, int cols)
{
    canvas_resize(&f->ui.canvas, rows, cols);
    formbox_draw(&f->form, &f->ui.canvas, (struct rect){0, 0, rows, cols});
}

static const struct cell *caret_cell(const struct canvas *c)
{
    assert_true(c->caret_row >= 0);
    return &c->cells[c->caret_row * c->cols + c->caret_col];
}

static void expect_focus(struct fixture *f, const char *name)
{
    assert_string_equal(formbox_focused(&f->form)->name, name);
}

/* ---- the whole ---- */

TEST(formbox_event_at_80)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    formbox_set(&items[ALSO], "集中学习");
    draw_at(&f, 18, 80);
    expect_canvas(
        &f.ui.canvas, "80",
        "     类型 [              ]  同时记为 [ ]党员大会 [ ]党课 [x]集中学习\n"
        "    *时间 [2026-11-20] 星期五  [     ]—[     ]\n"
        "     地点 [                      ]\n"
        " 应到 1\n"
        " 应到 2\n"
        " ✓ 议题 1 [                                        ]                     表决 ▸\n"
        " 内容                                                                      0 字\n"
        " │\n │\n │\n │\n │\n │\n │\n │\n"
        "     要求 [ ]有主题 [ ]有主讲 [ ]有讨论 [ ]有新内容 [ ]讨论\n"
        "     决议 [                                        ]");
    stop(&f);
}

TEST(formbox_event_at_40)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    draw_at(&f, 24, 40);
    expect_canvas(&f.ui.canvas, "40",
                  "     类型 [              ]\n"
                  " 同时记为 [ ]党员大会 [ ]党课\n"
                  "          [ ]集中学习\n"
                  "    *时间 [2026-11-20] 星期五  [     ]\n"
                  "     结束 [     ]\n"
                  "     地点 [                      ]\n"
                  " 应到 1\n"
                  " 应到 2\n"
                  " 应到 3\n"
                  " ✓ 议题 1 [                           ]\n"
                  " 内容                              0 字\n"
                  " │\n │\n │\n │\n │\n │\n │\n │\n │\n"
                  "     要求 [ ]有主题 [ ]有主讲 [ ]有讨论\n"
                  "          [ ]有新内容 [ ]讨论\n"
                  "     决议 [                           ]");
    stop(&f);
}

static bool overlap(const struct form_item *a, const struct form_item *b)
{
    const struct form_place *p = &a->place;
    const struct form_place *q = &b->place;
    bool rows =
        p->row < q->row + q->field_rows && q->row < p->row + p->field_rows;
    bool cols = p->label_col < q->field_col + q->field_cols + 1 &&
                q->label_col < p->field_col + p->field_cols + 1;
    return rows && cols;
}

TEST(formbox_event_focus_is_seen_and_nothing_overlaps_at_any_size)
{
    for (int cols = 60; cols <= 130; cols += 3) {
        struct fixture f;
        struct owner o;
        struct form_item items[N_ITEMS];
        start_event(&f, &o, items, 1);
        items[TOPIC2].hidden = cols % 2 == 0;
        o.roll_rows = 1 + cols % 4;
        formbox_error(&items[PLACE], "地点要写到楼层，例如“局三楼会议室”。");
        formbox_error(&items[ROLL], "到会人数不足，不能表决。");
        formbox_error(&items[TRAITS], "至少要有一项。");
        int steps = 0;
        for (; f.form.focus != RESULT && steps < N_ITEMS; steps++) {
            draw_at(&f, 16, cols);
            expect_whole_cells(&f.ui.canvas);
            assert_in_range(f.ui.canvas.caret_row, f.form.body.row,
                            f.form.body.row + f.form.body.rows - 1);
            for (int i = 0; i < N_ITEMS; i++) {
                for (int k = 0; k < i; k++) {
                    assert_false(!items[i].hidden && !items[k].hidden &&
                                 overlap(&items[i], &items[k]));
                }
            }
            press(&f, "Tab");
        }
        assert_int_equal(steps, cols % 2 == 0 ? N_ITEMS - 2 : N_ITEMS - 1);
        stop(&f);
    }
}

/* ---- hidden ---- */

TEST(formbox_hidden_is_not_drawn_focused_clicked_or_checked)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TOPIC2].error[0] = 'x';
    draw_at(&f, 24, 80);
    struct strbuf text;
    sb_init(&text);
    canvas_dump(&f.ui.canvas, &text, false);
    assert_null(strstr(text.s, "议题 2"));
    sb_clear(&text);
    items[TOPIC2].error[0] = '\0';
    assert_true(formbox_check_all(&f.form)); /* though it is required */
    formbox_focus(&f.form, "topic2");
    expect_focus(&f, "kind");
    formbox_focus(&f.form, "topic1");
    press(&f, "Tab");
    expect_focus(&f, "minutes");
    press(&f, "Shift+Tab 陈");
    assert_false(items[TOPIC2].hidden);
    assert_false(formbox_check_all(&f.form));
    expect_focus(&f, "topic2");
    stop(&f);
}

TEST(formbox_focus_moves_off_what_becomes_hidden)
{
    static const struct {
        const char *focus;
        const char *hide[3];
        const char *want;
    } rows[] = {
        {"place", {"place"}, "roll"},
        {"place", {"place", "roll"}, "topic1"},
        {"result", {"result"}, "traits"},
        {"result", {"result", "traits"}, "minutes"},
        {"kind", {"kind", "also"}, "day"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct owner o;
        struct form_item items[N_ITEMS];
        start_event(&f, &o, items, 1);
        formbox_focus(&f.form, rows[i].focus);
        for (int k = 0; k < 3 && rows[i].hide[k] != NULL; k++) {
            formbox_item(&f.form, rows[i].hide[k])->hidden = true;
        }
        press(&f, "x"); /* not into what is not seen */
        assert_string_equal(formbox_get(formbox_item(&f.form, rows[i].focus)),
                            "");
        expect_focus(&f, rows[i].want);
        draw_at(&f, 24, 80);
        assert_true(f.ui.canvas.caret_row >= 0);
        stop(&f);
    }
}

TEST(formbox_with_everything_hidden_takes_nothing_in)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    for (int i = 0; i < N_ITEMS; i++) {
        items[i].hidden = true;
    }
    draw_at(&f, 24, 80);
    press(&f, "x Enter Space Backspace Tab Up Down PgDn");
    for (int i = 0; i < N_ITEMS; i++) {
        assert_false(items[i].touched);
    }
    stop(&f);
}

TEST(formbox_hidden_stays_on_the_page_when_it_can)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 2);
    items[RESULT].page = 1;
    formbox_focus(&f.form, "traits");
    items[TRAITS].hidden = true;
    expect_focus(&f, "minutes"); /* not 决议, which follows it */
    assert_int_equal(f.form.page, 0);
    formbox_focus(&f.form, "result");
    items[RESULT].hidden = true;
    draw_at(&f, 24, 80);
    assert_int_equal(f.form.page, 0);
    stop(&f);
}

/* ---- ticks ---- */

TEST(formbox_ticks_by_keys)
{
    static const struct {
        const char *before;
        const char *keys;
        const char *want;
        int at;
    } rows[] = {
        {"", "Space", "有主题", 0},
        {"", "Space Space", "", 0},
        {"", "Right Right Space Left Left Space", "有主题 有讨论", 0},
        {"", "3 1", "有主题 有讨论", 0},
        {"", "３ １", "有主题 有讨论", 0},
        {"", "　", "有主题", 0},
        {"", "5", "讨论", 4}, /* not the end of another word */
        {"有讨论", "5 3", "讨论", 2},
        {"", "6 0 x", "", 0},
        {"", "Left Left Space", "有主题", 0},
        {"", "Right Right Right Right Right Right Space", "讨论", 4},
        {"讨论 别的 有主题", "", "有主题 讨论", 0},
        {"有主题 有主讲", "1", "有主讲", 0},
        {"", "F4", "有主题", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f;
        struct owner o;
        struct form_item items[N_ITEMS];
        start_event(&f, &o, items, 1);
        formbox_set(&items[TRAITS], rows[i].before);
        formbox_focus(&f.form, "traits");
        press(&f, rows[i].keys);
        if (strcmp(formbox_get(&items[TRAITS]), rows[i].want) != 0 ||
            items[TRAITS].at != rows[i].at) {
            print_error("%s gives %s at %d\n", rows[i].keys,
                        formbox_get(&items[TRAITS]), items[TRAITS].at);
            fail();
        }
        expect_focus(&f, "traits");
        stop(&f);
    }
}

TEST(formbox_ticks_tell_and_touch)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TRAITS].required = true;
    assert_false(formbox_check_all(&f.form));
    expect_focus(&f, "traits");
    press(&f, "Right");
    assert_false(items[TRAITS].touched);
    assert_int_equal(o.diary.n_changed, 0);
    press(&f, "Space");
    assert_true(items[TRAITS].touched);
    assert_int_equal(o.diary.n_changed, 1);
    assert_true(formbox_check_all(&f.form));
    press(&f, "Down");
    expect_focus(&f, "result");
    press(&f, "Up Enter");
    expect_focus(&f, "result");
    f.form.read_only = true;
    press(&f, "Up Space 1 2 F4 Right Space");
    assert_string_equal(formbox_get(&items[TRAITS]), "有主讲");
    stop(&f);
}

TEST(formbox_ticks_show_where_the_cursor_is)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    formbox_set(&items[TRAITS], "有讨论");
    formbox_focus(&f.form, "traits");
    press(&f, "Right Right");
    draw_at(&f, 24, 80);
    const struct cell *cell = caret_cell(&f.ui.canvas);
    assert_int_equal(cell->cp, 'x');
    assert_int_equal(cell->role, ROLE_FOCUS);
    assert_int_equal(cell[2].role, ROLE_FOCUS); /* 有 */
    press(&f, "Left");
    draw_at(&f, 24, 80);
    assert_int_equal(caret_cell(&f.ui.canvas)->cp, ' ');
    items[TRAITS].at = 4;
    items[TRAITS].choices = also; /* fewer */
    draw_at(&f, 24, 80);
    assert_int_equal(caret_cell(&f.ui.canvas)->role, ROLE_FOCUS);
    press(&f, "Left Space");
    assert_string_equal(formbox_get(&items[TRAITS]), "党课");
    stop(&f);
}

TEST(formbox_ticks_wrap_and_never_cut_a_word)
{
    for (int cols = 24; cols <= 120; cols++) {
        struct fixture f;
        struct owner o;
        struct form_item items[N_ITEMS];
        start_event(&f, &o, items, 1);
        width_set_ambiguous(cols % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        formbox_focus(&f.form, "traits");
        draw_at(&f, 40, cols);
        for (int i = 0; traits[i] != NULL; i++) {
            char word[40];
            snprintf(word, sizeof word, "[ ]%s", traits[i]);
            assert_true(canvas_has(&f.ui.canvas, word));
        }
        expect_whole_cells(&f.ui.canvas);
        assert_true(items[RESULT].place.row >=
                    items[TRAITS].place.row + items[TRAITS].place.field_rows);
        width_set_ambiguous(WIDTH_NARROW);
        stop(&f);
    }
}

TEST(formbox_ticks_click_goes_to_the_word)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TRAITS].cols = 28;
    draw_at(&f, 24, 80);
    const struct form_place *p = &items[TRAITS].place;
    assert_int_equal(p->field_rows, 2);
    struct key k = {.kind = K_MOUSE,
                    .code = 1,
                    .row = p->row - f.form.scroll + 1,
                    .col = p->field_col + 2};
    ui_key(&f.ui, &k);
    expect_focus(&f, "traits");
    assert_int_equal(items[TRAITS].at, 3);
    stop(&f);
}

/* ---- blocks ---- */

TEST(formbox_block_has_focus_and_goes_to_the_owner)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    formbox_focus(&f.form, "roll");
    draw_at(&f, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "\n>应到 1\n│应到 2\n"));
    assert_true(canvas_has(&f.ui.canvas, "F4 点名"));
    assert_true(o.drawn_focused);
    assert_int_equal(o.drawn.cols, 78);
    assert_int_equal(caret_cell(&f.ui.canvas)->role, ROLE_FOCUS);
    press(&f, "Enter Space F4 　");
    assert_int_equal(o.diary.n_picked, 4);
    expect_focus(&f, "roll");
    assert_string_equal(formbox_get(&items[ROLL]), "");
    press(&f, "x 1 Backspace");
    assert_false(items[ROLL].touched);
    press(&f, "Down");
    expect_focus(&f, "topic1");
    press(&f, "Up Tab");
    expect_focus(&f, "topic1");
    press(&f, "Up");
    o.pick = false;
    press(&f, "Enter");
    expect_focus(&f, "topic1");
    press(&f, "Up");
    f.form.read_only = true;
    press(&f, "Space F4 Enter"); /* who looks may open it, too */
    assert_int_equal(o.diary.n_picked, 8);
    expect_focus(&f, "topic1");
    assert_string_equal(formbox_get(&items[ROLL]), "");
    stop(&f);
}

TEST(formbox_read_only_opens_what_can_be_looked_at)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    f.form.read_only = true;
    formbox_focus(&f.form, "topic1");
    press(&f, "F4 Ctrl+T");
    assert_int_equal(o.diary.n_picked, 0);
    assert_int_equal(formbox_contexts(&f.form), CTX_LOOK);
    items[TOPIC1].looks = true;
    formbox_focus(&f.form, "topic1");
    assert_int_equal(formbox_contexts(&f.form), CTX_LOOK | CTX_PEEK);
    press(&f, "F4 Ctrl+T");
    assert_int_equal(o.diary.n_picked, 2);
    press(&f, "x");
    assert_string_equal(f.ui.note, "只能看，不能改。");
    assert_string_equal(formbox_get(&items[TOPIC1]), "");
    formbox_focus(&f.form, "traits");
    press(&f, "F4 Space 1");
    assert_int_equal(o.diary.n_picked, 2);
    assert_string_equal(formbox_get(&items[TRAITS]), "");
    stop(&f);
}

TEST(formbox_read_only_offers_only_what_works)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TOPIC1].hint = "按 F4 记发言";
    formbox_focus(&f.form, "topic1");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "F2 保存  Tab 下一项  F4 选择"));
    assert_true(canvas_has(&f.ui.canvas, "按 F4 记发言"));
    f.form.read_only = true;
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "Tab 下一项"));
    assert_false(canvas_has(&f.ui.canvas, "F2"));
    assert_false(canvas_has(&f.ui.canvas, "F4"));
    formbox_focus(&f.form, "roll");
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "F4 查看"));
    stop(&f);
}

TEST(formbox_block_may_grow_between_draws)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    formbox_put(&f.form, &items[ROLL], "别的");
    assert_string_equal(formbox_get(&items[ROLL]), "");
    assert_true(items[ROLL].touched);
    for (int rows = 0; rows <= 9; rows += 3) {
        o.roll_rows = rows;
        draw_at(&f, 30, 80);
        int want = rows > 0 ? rows : 1;
        assert_int_equal(o.drawn.rows, want);
        assert_int_equal(items[TOPIC1].place.row, o.drawn.row + want);
    }
    items[ROLL].label = "到会";
    draw_at(&f, 30, 80);
    assert_true(
        canvas_has(&f.ui.canvas, "     到会  应到 1\n           应到 2"));
    assert_int_equal(o.drawn.col, items[TOPIC1].place.field_col);
    o.roll_rows = 30;
    formbox_focus(&f.form, "result");
    draw_at(&f, 16, 80);
    assert_true(f.form.scroll > 0);
    assert_true(o.drawn.row < 0); /* began above what is seen */
    stop(&f);
}

/* ---- joints, marks, trails ---- */

TEST(formbox_joint_needs_something_before_it)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[ALSO].hidden = true;
    items[DAY].hidden = true; /* the one before is 类型 then */
    items[RESULT].joint = "—";
    items[TOPIC1].joint = "—"; /* behind a block */
    draw_at(&f, 24, 80);
    assert_false(items[TOPIC1].place.joined);
    assert_false(items[RESULT].place.joined);
    assert_int_equal(items[TILL].place.row, items[KIND].place.row);
    assert_true(canvas_has(&f.ui.canvas, "[              ]  [     ]—[     ]"));
    assert_true(canvas_has(&f.ui.canvas, "     决议 ["));
    stop(&f);
}

TEST(formbox_joint_widens_labels_only_when_it_falls)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TOPIC1].mark = NULL;
    items[ALSO].label = "同时记为什么";
    draw_at(&f, 24, 80);
    assert_int_equal(items[KIND].place.label_cols, 6);
    draw_at(&f, 24, 50);
    assert_int_equal(items[KIND].place.label_cols, 12);
    stop(&f);
}

TEST(formbox_trail_and_mark_give_way)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    items[TOPIC1].cols = 42;
    draw_at(&f, 24, 60);
    int col = items[TOPIC1].place.field_col + items[TOPIC1].place.field_cols;
    const struct cell *cells = &f.ui.canvas.cells[items[TOPIC1].place.row * 60];
    for (int i = col + 1; i < 60; i++) {
        assert_int_equal(cells[i].cp, ' ');
    }
    assert_int_equal(cells[1].cp, 0x2713);
    assert_int_equal(cells[1].role, ROLE_OK);
    items[TOPIC1].required = true;
    formbox_error(&items[TOPIC1], "不对。");
    draw_at(&f, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, " ✓ *议题 1 ["));
    assert_true(canvas_has(&f.ui.canvas, "] 不对。\n"));
    stop(&f);
}

/* ---- rows inserted ---- */

TEST(formbox_enter_may_be_the_owners)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    formbox_focus(&f.form, "topic1");
    f.form.read_only = true;
    press(&f, "Enter");
    assert_int_equal(o.n_entered, 0);
    f.form.read_only = false;
    formbox_focus(&f.form, "topic1");
    press(&f, "甲 Enter");
    assert_int_equal(o.n_entered, 1);
    expect_focus(&f, "between");
    assert_string_equal(formbox_get(formbox_focused(&f.form)), "");
    assert_false(formbox_focused(&f.form)->touched);
    press(&f, "乙 Enter"); /* not this one's */
    expect_focus(&f, "topic2");
    assert_string_equal(formbox_get(formbox_item(&f.form, "topic1")), "甲");
    assert_string_equal(formbox_get(formbox_item(&f.form, "between")), "乙");
    assert_int_equal(f.form.n_items, N_ITEMS + 1);
    stop(&f);
}

TEST(formbox_insert_keeps_texts_focus_and_page)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 2);
    for (int i = MINUTES; i < N_ITEMS; i++) {
        items[i].page = 1;
    }
    formbox_focus(&f.form, "result");
    press(&f, "ab Left");
    formbox_focus(&f.form, "minutes");
    press(&f, "一 Enter 二");
    items[TOPIC2].hidden = false; /* else the focus would leave it again */
    static const char *const names[] = {"n0", "n1", "n2", "n3", "n4",
                                        "n5", "n6", "n7", "n8", "n9"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct form_item row = {
            .name = names[i], .editor = FORM_LINE, .page = 1};
        size_t at = i % 2 == 0 ? 0 : f.form.n_items;
        struct form_item *made = formbox_insert(&f.form, &f.arena, at, &row);
        assert_ptr_equal(made, formbox_item(&f.form, names[i]));
        assert_ptr_equal(made, &f.form.items[at]);
        formbox_set(made, names[i]);
        expect_focus(&f, "minutes");
        assert_int_equal(f.form.page, 1);
    }
    draw_at(&f, 24, 80);
    press(&f, "三");
    struct form_item *minutes = formbox_item(&f.form, "minutes");
    assert_string_equal(formbox_get(minutes), "一\n二三");
    press(&f, "Ctrl+Z");
    assert_string_equal(formbox_get(minutes), "一\n");
    struct form_item *result = formbox_item(&f.form, "result");
    f.form.focus = (size_t)(result - f.form.items);
    press(&f, "x"); /* the caret is where it was */
    assert_string_equal(formbox_get(result), "axb");
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_string_equal(formbox_get(formbox_item(&f.form, names[i])),
                            names[i]);
    }
    stop(&f);
}

TEST(formbox_insert_while_a_list_is_open)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    ui_draw(&f.ui, 24, 80);
    press(&f, "F4");
    for (int i = 0; i < 3; i++) {
        formbox_insert(&f.form, &f.arena, 0,
                       &(struct form_item){.name = "new", .label = "新"});
    }
    ui_draw(&f.ui, 24, 80);
    press(&f, "Down Enter");
    assert_string_equal(formbox_get(formbox_item(&f.form, "kind")),
                        "支部党员大会");
    stop(&f);
}

TEST(formbox_insert_into_an_empty_form)
{
    struct fixture f;
    start_form(&f, NULL, 0, pages, 2, (struct form_hooks){0});
    formbox_insert(&f.form, &f.arena, 0,
                   &(struct form_item){.name = "a", .label = "甲", .page = 1});
    ui_draw(&f.ui, 24, 80);
    assert_true(canvas_has(&f.ui.canvas, "甲 ["));
    press(&f, "x");
    assert_string_equal(formbox_get(formbox_focused(&f.form)), "x");
    stop(&f);
}

/* ---- long texts ---- */

TEST(formbox_pages_change_out_of_a_long_text)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 2);
    items[RESULT].page = 1;
    formbox_focus(&f.form, "minutes");
    ui_draw(&f.ui, 24, 80);
    press(&f, "一 Enter 二 Up Ctrl+PgDn");
    expect_focus(&f, "result");
    press(&f, "Ctrl+PgUp");
    assert_int_equal(f.form.page, 0);
    stop(&f);
}

TEST(formbox_memo_has_its_least_rows_and_takes_the_rest)
{
    struct fixture f;
    struct owner o;
    struct form_item items[N_ITEMS];
    start_event(&f, &o, items, 1);
    static const struct {
        int rows, of_memo, want;
    } rows[] = {
        {30, 0, 20}, {24, 0, 14}, {14, 3, 4}, {12, 3, 3},
        {12, 0, 4},  {12, 6, 6},  {8, 9, 6},  {30, 25, 25},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        items[MINUTES].rows = rows[i].of_memo;
        draw_at(&f, rows[i].rows, 80);
        assert_int_equal(items[MINUTES].place.field_rows - 1, rows[i].want);
    }
    stop(&f);
}
