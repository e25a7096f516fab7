/* The long editor: keys, what it shows, its history, and the two properties
   that hold it together: the text is what an array of clusters would be, and
   the lines kept are the lines that wrapping everything anew would give. */
#include "widget.h"

#include <time.h>

#include "../../../src/tui/memo_parts.h"
#include "pbtui/text/fit.h"
#include "pbtui/tui/memo.h"

static void type(struct memo *m, const char *s)
{
    size_t n = strlen(s);
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_next(s + at, n - at, &cp);
        struct key k = key_char(cp);
        if (cp == '\n') {
            memo_command(m, CMD_NEW_LINE);
        } else {
            memo_key(m, &k);
        }
    }
}

static void show(struct memo *m, struct canvas *c, int rows, int cols)
{
    canvas_resize(c, rows, cols);
    memo_draw(m, c, (struct rect){0, 0, rows, cols}, true);
    expect_whole_cells(c);
}

TEST(memo_wraps_and_moves_by_visual_lines)
{
    struct memo *m = memo_new();
    struct canvas c;
    canvas_init(&c, 1, 1);
    type(m, "组织委员李敏汇报推荐情况。\n会议决定");
    show(m, &c, 4, 11);
    expect_canvas(&c, "wrapped", "组织委员李\n敏汇报推荐\n情况。\n会议决定");
    assert_int_equal(c.caret_row, 3);
    assert_int_equal(c.caret_col, 8);
    static const struct {
        int cmd, row, col;
    } moves[] = {
        {CMD_UP, 2, 6},        /* a shorter line */
        {CMD_UP, 1, 8},        /* but the column is remembered */
        {CMD_LINE_END, 1, 10}, /* behind the last one, on this line */
        {CMD_LEFT, 1, 8},      {CMD_LINE_HOME, 1, 0},  {CMD_LEFT, 0, 8},
        {CMD_FIRST, 0, 0},     {CMD_DOWN, 1, 0},       {CMD_LAST, 3, 8},
        {CMD_PAGE_UP, 0, 8},   {CMD_WORD_RIGHT, 3, 0}, /* behind the 。 and the
                                                          line's end */
    };
    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        assert_true(memo_command(m, moves[i].cmd));
        show(m, &c, 4, 11);
        if (c.caret_row != moves[i].row || c.caret_col != moves[i].col) {
            print_error("move %zu: at %d,%d not %d,%d\n", i, c.caret_row,
                        c.caret_col, moves[i].row, moves[i].col);
            fail();
        }
    }
    memo_command(m, CMD_FIRST);
    assert_false(memo_command(m, CMD_UP)); /* the form takes it */
    memo_command(m, CMD_LAST);
    assert_false(memo_command(m, CMD_DOWN));
    canvas_clear_memory(&c);
    memo_free(m);
}

TEST(memo_scrolls_with_a_position_mark)
{
    struct memo *m = memo_new();
    struct canvas c;
    canvas_init(&c, 1, 1);
    memo_set(m, "一\n二\n三\n四\n五\n六");
    show(m, &c, 3, 10);
    expect_canvas(&c, "top", "一       │\n二\n三");
    memo_command(m, CMD_LAST);
    show(m, &c, 3, 10);
    expect_canvas(&c, "end", "四\n五\n六       │");
    canvas_clear_memory(&c);
    memo_free(m);
}

TEST(memo_undo_goes_by_runs)
{
    struct memo *m = memo_new();
    type(m, "张三");
    memo_command(m, CMD_LEFT);
    type(m, "李四");
    memo_command(m, CMD_ERASE);
    memo_command(m, CMD_ERASE);
    assert_string_equal(memo_text(m), "张三");
    static const char *const back[] = {"张李四三", "张三", ""};
    for (size_t i = 0; i < ARRAY_LEN(back); i++) {
        assert_true(memo_command(m, CMD_EDIT_UNDO));
        assert_string_equal(memo_text(m), back[i]);
    }
    assert_false(memo_command(m, CMD_EDIT_UNDO));
    assert_true(memo_command(m, CMD_EDIT_REDO));
    assert_true(memo_command(m, CMD_EDIT_REDO));
    assert_string_equal(memo_text(m), "张李四三");
    type(m, "王"); /* a new branch: nothing to redo any more */
    assert_false(memo_command(m, CMD_EDIT_REDO));
    memo_free(m);
}

TEST(memo_finds_in_any_case_and_width)
{
    struct memo *m = memo_new();
    struct canvas c;
    canvas_init(&c, 1, 1);
    memo_set(m, "会议室ＡＢ，另有ab与Ab。");
    assert_true(memo_find(m, "aB"));
    show(m, &c, 1, 40);
    assert_int_equal(c.caret_col, 6);
    assert_int_equal(c.cells[6].role, ROLE_MATCH);
    assert_int_equal(c.cells[9].role, ROLE_MATCH);
    assert_int_equal(c.cells[10].role, ROLE_TEXT);
    assert_true(memo_command(m, CMD_FIND_NEXT));
    show(m, &c, 1, 40);
    assert_int_equal(c.caret_col, 16);
    memo_command(m, CMD_FIND_NEXT);
    memo_command(m, CMD_FIND_NEXT); /* around */
    show(m, &c, 1, 40);
    assert_int_equal(c.caret_col, 6);
    assert_false(memo_find(m, "没有的"));
    assert_string_equal(memo_complaint(m), "没有找到");
    canvas_clear_memory(&c);
    memo_free(m);
}

TEST(memo_marks_a_match_across_a_soft_line_end)
{
    struct memo *m = memo_new();
    struct canvas c;
    canvas_init(&c, 1, 1);
    memo_set(m, "一二三四五六");
    memo_find(m, "三四");
    show(m, &c, 2, 7);
    assert_int_equal(c.cells[3].role, ROLE_TEXT);
    assert_int_equal(c.cells[4].role, ROLE_MATCH);
    assert_int_equal(c.cells[7].role, ROLE_MATCH);
    assert_int_equal(c.cells[7 + 2].role, ROLE_TEXT);
    canvas_clear_memory(&c);
    memo_free(m);
}

TEST(memo_keeps_50000_and_says_so)
{
    struct memo *m = memo_new();
    struct strbuf big;
    sb_init(&big);
    sb_repeat(&big, "记", MEMO_MAX_CHARS - 1);
    memo_set(m, big.s);
    assert_int_equal(memo_chars(m), MEMO_MAX_CHARS - 1);
    struct key k = key_paste("一\r\n二");
    memo_key(m, &k);
    assert_int_equal(memo_chars(m), MEMO_MAX_CHARS);
    assert_string_equal(memo_complaint(m), "粘贴内容过长，已保留前 1 字");
    type(m, "三");
    assert_int_equal(memo_chars(m), MEMO_MAX_CHARS);
    assert_string_equal(memo_complaint(m), "最多 50000 字，已满");
    memo_command(m, CMD_ERASE);
    assert_string_equal(memo_complaint(m), "");
    sb_clear(&big);
    memo_free(m);
}

/* Ten times the time a key may take, so that a busy machine does not fail it;
   what wraps everything at every key is caught. */
TEST(memo_is_quick_with_50000_characters)
{
    struct memo *m = memo_new();
    struct canvas c;
    canvas_init(&c, 24, 80);
    struct strbuf big;
    sb_init(&big);
    for (int i = 0; i < 490; i++) {
        sb_repeat(&big, "会议由支部书记主持，记录如下：", 6);
        sb_add(&big, "全文。\n");
    }
    memo_set(m, big.s);
    show(m, &c, 20, 80);
    clock_t start = clock();
    for (int i = 0; i < 200; i++) {
        type(m, "字");
        memo_draw(m, &c, (struct rect){0, 0, 20, 80}, true);
    }
    long us = (long)((clock() - start) * 1000000 / CLOCKS_PER_SEC / 200);
    print_message("a key in %zu characters: %ld us\n", memo_chars(m), us);
    assert_true(us < 10000);
    sb_clear(&big);
    canvas_clear_memory(&c);
    memo_free(m);
}

/* ---- properties ---- */

static const char *const pieces[] = {
    "张",  "。",   "，",           "《", "》",      " ",          "\n",
    "abc", "2026", "元",           "—",  "e\u0301", "\U00020BB7", "   ",
    "（",  "）",   "longlongword", "“",  "%"};

/* `at` moved on to where a cluster begins. */
static size_t edit_boundary(const struct strbuf *text, size_t at)
{
    size_t i = 0;
    while (i < at) {
        i += utf8_cluster_next(text->s + i, text->len - i);
    }
    return i;
}

static void expect_lines(const struct memo_lines *l, const char *s, size_t n)
{
    struct fit_line line;
    size_t i = 0;
    for (size_t at = 0; fit_wrap_line(s, n, at, l->cols, &line);
         at = line.next_bytes) {
        assert_true(i < l->n);
        const struct fit_line *have = &l->at[i++];
        if (have->at_bytes != line.at_bytes || have->n_bytes != line.n_bytes ||
            have->next_bytes != line.next_bytes || have->cols != line.cols ||
            have->hard != line.hard) {
            print_error("line %zu differs in [%s]\n", i - 1, s);
            fail();
        }
    }
    assert_int_equal(i, l->n);
}

PROPERTY(memo_lines_are_those_of_a_full_wrap)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 300; round++) {
        struct memo_lines l = {0};
        width_set_ambiguous(round % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        struct strbuf text;
        sb_init(&text);
        lines_wrap(&l, "", 0, 2 + (int)unit_below(&stream, 20));
        for (int i = 0; i < 80; i++) {
            size_t at = edit_boundary(&text, unit_below(&stream, text.len + 1));
            size_t end = at;
            if (unit_below(&stream, 3) == 0) {
                end = edit_boundary(
                    &text, at + unit_below(&stream, text.len - at + 1));
            }
            struct strbuf put;
            sb_init(&put);
            for (uint64_t n = unit_below(&stream, 4); n > 0; n--) {
                sb_add(&put, pieces[unit_below(&stream, ARRAY_LEN(pieces))]);
            }
            sb_splice(&text, at, end - at, put.s, put.len);
            lines_change(&l, text.s, text.len, at, end - at, put.len);
            expect_lines(&l, text.s, text.len);
            sb_clear(&put);
        }
        sb_clear(&text);
        lines_clear(&l);
    }
    width_set_ambiguous(WIDTH_NARROW);
}

struct model {
    const char *clusters[4096];
    size_t n, caret;
};

static void model_key(struct model *md, struct memo *m, uint64_t *stream)
{
    static const char *const typed[] = {"张", "。",      "a",         " ",
                                        "\n", "e\u0301", "\U00020BB7"};
    switch (unit_below(stream, 8)) {
    case 0:
        md->caret -= md->caret > 0;
        memo_command(m, CMD_LEFT);
        return;
    case 1:
        md->caret += md->caret < md->n;
        memo_command(m, CMD_RIGHT);
        return;
    case 2:
        if (md->caret > 0) {
            md->caret--;
            md->n--;
            memmove(md->clusters + md->caret, md->clusters + md->caret + 1,
                    (md->n - md->caret) * sizeof *md->clusters);
        }
        memo_command(m, CMD_ERASE);
        return;
    case 3:
        if (md->caret < md->n) {
            md->n--;
            memmove(md->clusters + md->caret, md->clusters + md->caret + 1,
                    (md->n - md->caret) * sizeof *md->clusters);
        }
        memo_command(m, CMD_ERASE_NEXT);
        return;
    default:
        break;
    }
    const char *piece = typed[unit_below(stream, ARRAY_LEN(typed))];
    memmove(md->clusters + md->caret + 1, md->clusters + md->caret,
            (md->n - md->caret) * sizeof *md->clusters);
    md->clusters[md->caret++] = piece;
    md->n++;
    type(m, piece);
}

PROPERTY(memo_is_an_array_of_clusters_and_undo_goes_back_to_nothing)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 60; round++) {
        struct model md = {.n = 0};
        struct memo *m = memo_new();
        struct canvas c;
        canvas_init(&c, 5, 6 + (int)unit_below(&stream, 30));
        for (int i = 0; i < 150; i++) {
            model_key(&md, m, &stream);
            struct strbuf want;
            sb_init(&want);
            for (size_t k = 0; k < md.n; k++) {
                sb_add(&want, md.clusters[k]);
            }
            assert_string_equal(memo_text(m), want.s);
            assert_int_equal(memo_chars(m), utf8_chars(want.s, want.len));
            sb_clear(&want);
            canvas_blank(&c);
            memo_draw(m, &c, (struct rect){0, 0, 5, c.cols}, true);
            expect_whole_cells(&c);
            assert_in_range(c.caret_row, 0, 4);
            assert_in_range(c.caret_col, 0, c.cols - 1);
        }
        char *last = mem_str(memo_text(m));
        int n = 0;
        while (memo_command(m, CMD_EDIT_UNDO)) {
            n++;
        }
        assert_string_equal(memo_text(m), "");
        while (n-- > 0) {
            assert_true(memo_command(m, CMD_EDIT_REDO));
        }
        assert_string_equal(memo_text(m), last);
        mem_free(last);
        canvas_clear_memory(&c);
        memo_free(m);
    }
}
