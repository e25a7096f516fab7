/* The grid: clipping, half characters, frames, cleaning. */
#include <string.h>

#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"
#include "pbtui/tui/canvas.h"
#include "unit.h"

static void expect_dump(const struct canvas *c, bool with_roles,
                        const char *want)
{
    struct strbuf got;
    sb_init(&got);
    canvas_dump(c, &got, with_roles);
    assert_string_equal(got.s, want);
    sb_clear(&got);
}

/* A wide cell is followed by its right half, and none stands alone. */
static bool halves_are_paired(const struct canvas *c)
{
    for (int row = 0; row < c->rows; row++) {
        int owed = 0;
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = &c->cells[row * c->cols + col];
            bool half = cell->cols == 0;
            if (half != (owed == 1) || half != (cell->cp == 0)) {
                return false;
            }
            owed = cell->cols == 2;
        }
        if (owed != 0) {
            return false;
        }
    }
    return true;
}

TEST(canvas_put_returns_the_column_behind)
{
    struct canvas c;
    canvas_init(&c, 2, 12);
    assert_int_equal(canvas_put(&c, 0, 1, ROLE_TEXT, "张三 ab"), 8);
    assert_int_equal(canvas_put(&c, 1, 9, ROLE_TEXT, "张三"), 13);
    expect_dump(&c, false, " 张三 ab\n         张\n");
    assert_true(halves_are_paired(&c));
    canvas_clear_memory(&c);
}

TEST(canvas_cut_characters_lose_both_halves)
{
    struct canvas c;
    canvas_init(&c, 3, 8);
    canvas_put(&c, 0, 0, ROLE_DIM, "张三李四");
    canvas_put(&c, 0, 1, ROLE_TEXT, "x");
    canvas_put(&c, 1, 0, ROLE_DIM, "张三李四");
    canvas_put(&c, 1, 2, ROLE_TEXT, "x");
    canvas_put(&c, 2, 0, ROLE_DIM, "张三李四");
    canvas_put(&c, 2, 1, ROLE_TEXT, "王五");
    expect_dump(&c, true,
                " x三李四\nd.dddddd\n"
                "张x 李四\ndd.ddddd\n"
                " 王五 四\nd....ddd\n"
                "caret none\n");
    canvas_clear_memory(&c);
}

TEST(canvas_clip_lets_no_half_across_its_edge)
{
    struct canvas c;
    canvas_init(&c, 1, 10);
    canvas_put(&c, 0, 0, ROLE_TEXT, "..........");
    struct rect before = canvas_clip(&c, (struct rect){0, 2, 1, 5});
    canvas_put(&c, 0, 1, ROLE_TEXT, "张三李四");
    canvas_unclip(&c, before);
    expect_dump(&c, false, ".. 三李...\n");
    assert_true(halves_are_paired(&c));
    /* Nothing comes back from outside a narrower clip. */
    before = canvas_clip(&c, (struct rect){5, 5, 3, 3});
    canvas_fill(&c, (struct rect){0, 0, 1, 10}, ROLE_ERROR);
    canvas_unclip(&c, before);
    expect_dump(&c, false, ".. 三李...\n");
    canvas_clear_memory(&c);
}

TEST(canvas_controls_and_bad_bytes_are_shown_as_text)
{
    static const char *const rows[] = {
        "a\033[31mb",
        "a\bb",
        "a\rb",
        "a\xFF"
        "b",
        "a\xE2\x80\xAE"
        "b",
        "a\xC2\x9B"
        "b",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct canvas c;
        canvas_init(&c, 1, 40);
        canvas_put(&c, 0, 0, ROLE_TEXT, rows[i]);
        struct strbuf got;
        sb_init(&got);
        canvas_dump(&c, &got, false);
        for (size_t at = 0; at + 1 < got.len; at++) {
            unsigned char b = (unsigned char)got.s[at];
            if (b < 0x20 || b == 0x7F) {
                fail_msg("row %zu lets byte %02x through", i, b);
            }
        }
        assert_null(strstr(got.s, "\xE2\x80\xAE"));
        assert_null(strstr(got.s, "\xC2\x9B"));
        sb_clear(&got);
        canvas_clear_memory(&c);
    }
}

TEST(canvas_marks_share_a_cell_up_to_a_limit)
{
    struct canvas c;
    canvas_init(&c, 1, 10);
    struct strbuf s;
    sb_init(&s);
    sb_add(&s, "e");
    sb_repeat(&s, "\xCC\x81", 100);
    sb_add(&s, "x");
    assert_int_equal(canvas_put(&c, 0, 0, ROLE_TEXT, s.s), 2);
    sb_reset(&s);
    canvas_dump(&c, &s, false);
    assert_string_equal(
        s.s, "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81x\n"); /* CELL_MARKS */
    sb_clear(&s);
    canvas_clear_memory(&c);
}

TEST(canvas_frames_grow_joints)
{
    struct canvas c;
    canvas_init(&c, 5, 12);
    canvas_box(&c, (struct rect){0, 0, 5, 12}, "党费");
    canvas_hline(&c, 2, 0, 12);
    canvas_vline(&c, 2, 6, 3);
    expect_dump(&c, false,
                "┌─ 党费 ───┐\n"
                "│          │\n"
                "├─────┬────┤\n"
                "│     │    │\n"
                "└─────┴────┘\n");
    canvas_blank(&c);
    c.ascii = true;
    canvas_box(&c, (struct rect){0, 0, 3, 12}, NULL);
    canvas_vline(&c, 0, 4, 3);
    expect_dump(&c, false,
                "+---+------+\n"
                "|   |      |\n"
                "+---+------+\n\n\n");
    canvas_clear_memory(&c);
}

TEST(canvas_frame_title_is_cut_not_the_corner)
{
    struct canvas c;
    canvas_init(&c, 2, 12);
    canvas_box(&c, (struct rect){0, 0, 2, 12}, "组织生活会记录");
    expect_dump(&c, false, "┌─ 组织…  ─┐\n└──────────┘\n");
    canvas_clear_memory(&c);
}

TEST(canvas_fit_measures_what_is_shown)
{
    struct canvas c;
    canvas_init(&c, 2, 12);
    canvas_put_fit(&c, 0, 0, 6, ROLE_TEXT, FIT_RIGHT, "12.50");
    canvas_put(&c, 0, 6, ROLE_TEXT, "|");
    canvas_put_fit(&c, 1, 0, 6, ROLE_TEXT, FIT_LEFT, "a\033b长长长");
    canvas_put(&c, 1, 6, ROLE_TEXT, "|");
    struct strbuf got;
    sb_init(&got);
    canvas_dump(&c, &got, false);
    assert_memory_equal(got.s, " 12.50|\n", 8);
    assert_int_equal(c.cells[12 + 6].cp, '|');
    sb_clear(&got);
    canvas_clear_memory(&c);
}

TEST(canvas_caret_outside_the_clip_is_refused)
{
    struct canvas c;
    canvas_init(&c, 4, 10);
    canvas_caret(&c, 2, 3);
    canvas_caret(&c, 9, 3);
    struct rect before = canvas_clip(&c, (struct rect){0, 0, 1, 5});
    canvas_caret(&c, 3, 3);
    canvas_unclip(&c, before);
    assert_int_equal(c.caret_row, 2);
    assert_int_equal(c.caret_col, 3);
    canvas_clear_memory(&c);
}

TEST(canvas_role_goes_with_the_left_half)
{
    struct canvas c;
    canvas_init(&c, 1, 8);
    canvas_put(&c, 0, 0, ROLE_TEXT, "张三李");
    canvas_role(&c, (struct rect){0, 1, 1, 2}, ROLE_MATCH);
    expect_dump(&c, true, "张三李\n..mm\ncaret none\n");
    canvas_clear_memory(&c);
}

TEST(rect_sizes_never_go_below_nothing)
{
    struct rect r = rect_inset((struct rect){2, 3, 3, 10}, 2, 1);
    assert_int_equal(r.rows, 0);
    assert_int_equal(r.cols, 8);
    r = rect_centred((struct rect){0, 0, 24, 80}, 10, 40);
    assert_int_equal(r.row, 7);
    assert_int_equal(r.col, 20);
    r = rect_centred((struct rect){1, 1, 5, 5}, 10, 40);
    assert_int_equal(r.rows, 5);
    assert_int_equal(r.cols, 5);
}

static void draw_at_random(struct canvas *c, uint64_t *stream)
{
    static const char *const texts[] = {
        "张三",
        "a",
        "e\xCC\x81",
        "𠮷𠮷𠮷",
        "支委会 12.50",
        "“—”",
        "\t\033x",
        "ａ１：",
        "👨‍👩‍👧",
        "\xE5\xBC",
        "长长长长长长长长长长长长长长",
    };
    int row = (int)unit_below(stream, 10) - 2;
    int col = (int)unit_below(stream, 30) - 5;
    int rows = (int)unit_below(stream, 8);
    int cols = (int)unit_below(stream, 20);
    const char *text = texts[unit_below(stream, 11)];
    enum role role = (enum role)unit_below(stream, ROLE_COUNT);
    struct rect r = {row, col, rows, cols};
    switch (unit_below(stream, 8)) {
    case 0:
        canvas_fill(c, r, role);
        break;
    case 1:
        canvas_box(c, r, text);
        break;
    case 2:
        canvas_hline(c, row, col, cols);
        break;
    case 3:
        canvas_vline(c, row, col, rows);
        break;
    case 4:
        canvas_put_fit(c, row, col, cols, role, FIT_CENTRE, text);
        break;
    case 5:
        canvas_role(c, r, role);
        break;
    default:
        canvas_put(c, row, col, role, text);
        break;
    }
}

PROPERTY(canvas_drawing_never_breaks_a_pair)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 300; round++) {
        struct canvas c;
        canvas_init(&c, 1 + (int)unit_below(&stream, 8),
                    1 + (int)unit_below(&stream, 24));
        c.ascii = unit_below(&stream, 2) == 0;
        for (int i = 0; i < 60; i++) {
            struct rect clip = {
                (int)unit_below(&stream, 4), (int)unit_below(&stream, 10),
                (int)unit_below(&stream, 8), (int)unit_below(&stream, 24)};
            struct rect before = c.clip;
            if (unit_below(&stream, 3) == 0) {
                before = canvas_clip(&c, clip);
            }
            draw_at_random(&c, &stream);
            canvas_unclip(&c, before);
            assert_true(halves_are_paired(&c));
        }
        struct strbuf rows;
        sb_init(&rows);
        canvas_dump(&c, &rows, false);
        for (char *line = rows.s; *line != '\0';) {
            size_t n = strcspn(line, "\n");
            assert_true(width_n_cols(line, n) <= c.cols);
            line += n + 1;
        }
        sb_clear(&rows);
        canvas_clear_memory(&c);
    }
}

PROPERTY(canvas_clip_is_never_left)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 300; round++) {
        struct canvas c;
        canvas_init(&c, 8, 24);
        canvas_fill(&c, (struct rect){0, 0, 8, 24}, ROLE_MARKED);
        for (int i = 0; i < 8 * 24; i++) {
            c.cells[i].cp = '#';
        }
        struct rect clip = {2, 5, 3, 9};
        canvas_clip(&c, clip);
        for (int i = 0; i < 30; i++) {
            draw_at_random(&c, &stream);
        }
        for (int i = 0; i < 8 * 24; i++) {
            int row = i / 24;
            int col = i % 24;
            bool inside = row >= 2 && row < 5 && col >= 5 && col < 14;
            assert_true(inside || (c.cells[i].cp == '#' &&
                                   c.cells[i].role == ROLE_MARKED));
        }
        canvas_clear_memory(&c);
    }
}
