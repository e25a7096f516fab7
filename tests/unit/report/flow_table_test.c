/* Tables on pages: widths, heads, totals, parts, rows side by side. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "flow_look.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"

enum { CELLS = 4 };

/* Rows with a number, a word to find them by, a short and a long cell. */
static const char *const *const *make_rows(struct arena *a, size_t n,
                                           size_t n_columns, uint64_t *stream,
                                           uint64_t chars)
{
    const char *const **rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t r = 0; r < n; r++) {
        const char **cells = arena_array(a, n_columns, sizeof *cells);
        cells[0] = arena_printf(a, "%zu", r + 1);
        for (size_t c = 1; c < n_columns; c++) {
            cells[c] =
                c == 1   ? arena_printf(a, "R%05zu", r)
                : stream ? look_random(a, stream, unit_below(stream, chars + 1))
                         : "甲";
        }
        rows[r] = cells;
    }
    return rows;
}

static const struct flow_column four[CELLS] = {{"序号", 4, 0, PAGE_RIGHT},
                                               {"编号", 6, 0, PAGE_LEFT},
                                               {"姓名", 8, 1, PAGE_LEFT},
                                               {"备注", 10, 2, PAGE_CENTRE}};
static const char *const signers[] = {"主持人签字", "年　月　日"};

static void lay(struct arena *a, const struct sheet *s,
                const struct flow_table *t, struct document *d)
{
    struct flow *f = flow_new(a, s);
    flow_put_table(f, t);
    flow_finish(f, "", d);
    look_sound(d);
}

TEST(flow_table_repeats_its_head_and_splits_no_row)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 12);
    struct document d;
    uint64_t stream = 7;
    const struct flow_table t = {.columns = four,
                                 .n_columns = CELLS,
                                 .rows = make_rows(&a, 40, CELLS, &stream, 50),
                                 .n_rows = 40};
    lay(&a, &s, &t, &d);
    assert_true(d.n > 3);
    assert_int_equal(look_count(&d, "姓名"), d.n);
    assert_int_equal(look_count(&d, "（续）"), 0);
    for (size_t p = 1; p <= d.n; p++) {
        assert_int_equal(look_text(&d, (int)p, "姓名")->line, 0);
    }
    for (int r = 0; r < 40; r++) {
        assert_int_equal(look_count(&d, arena_printf(&a, "R%05d", r)), 1);
    }
    arena_clear(&a);
}

TEST(flow_table_row_longer_than_a_page_goes_on_with_a_mark)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(40, 12);
    struct document d;
    char longer[3 * 400 + 1] = "";
    for (int i = 0; i < 400; i++) {
        strcat(longer, "长");
    }
    const char *const cells[] = {"12", "R", "甲", longer};
    const char *const first[] = {longer, "R", "甲", "乙"};
    const char *const *const rows[] = {cells, first};
    const struct flow_table t = {
        .columns = four, .n_columns = CELLS, .rows = rows, .n_rows = 2};
    lay(&a, &s, &t, &d);
    size_t taken = 0;
    for (size_t p = 0; p < d.n; p++) {
        for (size_t i = 0; i < d.pages[p].n_texts; i++) {
            const char *x = d.pages[p].texts[i].text;
            taken += strncmp(x, "长", 3) == 0 ? strlen(x) : 0;
        }
    }
    assert_int_equal(taken, 2 * strlen(longer));
    /* in four columns; the page where the first row ends begins the second */
    assert_int_equal(look_count(&d, "12续") + look_count(&d, "续"), d.n - 1);
    assert_int_equal(look_count(&d, "姓名"), d.n);
    arena_clear(&a);
}

TEST(flow_table_total_is_never_alone)
{
    static const char *const total[] = {"合计", "", "", "40"};
    for (size_t n = 1; n < 30; n++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(60, 12);
        struct document d;
        const struct flow_table t = {.columns = four,
                                     .n_columns = CELLS,
                                     .rows = make_rows(&a, n, CELLS, NULL, 0),
                                     .n_rows = n,
                                     .total = total};
        lay(&a, &s, &t, &d);
        assert_int_equal(look_page(&d, "合计"),
                         look_page(&d, arena_printf(&a, "R%05zu", n - 1)));
        arena_clear(&a);
    }
}

TEST(flow_table_keeps_two_rows_with_the_signature)
{
    for (size_t n = 1; n < 40; n++) {
        for (int twice = 1; twice <= 2; twice++) {
            struct arena a = ARENA_INIT;
            struct sheet s = look_sheet(84, 12);
            struct document d;
            const struct flow_table t = {.columns = four,
                                         .n_columns = CELLS,
                                         .rows =
                                             make_rows(&a, n, CELLS, NULL, 0),
                                         .n_rows = n,
                                         .twice = twice};
            struct flow *f = flow_new(&a, &s);
            flow_put_table(f, &t);
            flow_sign(f, signers, 2);
            flow_finish(f, "", &d);
            look_sound(&d);
            int page = look_page(&d, "主持人");
            int rows = 0;
            for (size_t r = 0; r < n; r++) {
                rows += look_page(&d, arena_printf(&a, "R%05zu", r)) == page;
            }
            if (rows < (n < 2 ? 1 : 2)) {
                fail_msg("%zu rows, %d beside: %d with the signature", n, twice,
                         rows);
            }
            arena_clear(&a);
        }
    }
}

/* Wherever the page ends: a legend, a sum and the signature below it never
   stand without two rows of the table they are about. */
TEST(flow_table_keeps_two_rows_with_the_words_below_it)
{
    size_t turned = 0;
    for (size_t n = 2; n < 30; n++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(60, 14);
        struct document d;
        struct flow *f = flow_new(&a, &s);
        const struct flow_style plain = {.face = FACE_SONG, .size = 100};
        const struct flow_table t = {.columns = four,
                                     .n_columns = CELLS,
                                     .rows = make_rows(&a, n, CELLS, NULL, 0),
                                     .n_rows = n};
        flow_put_table(f, &t);
        flow_para(f, &plain, "图例");
        flow_line(f, "合计", "", "");
        flow_sign(f, signers, 2);
        flow_finish(f, "", &d);
        look_sound(&d);
        int row = look_page(&d, arena_printf(&a, "R%05zu", n - 2));
        if (row != look_page(&d, "图例") || row != (int)d.n) {
            fail_msg("%zu rows: page %d of %zu", n, row, d.n);
        }
        turned += look_count(&d, "姓名") > 1;
        arena_clear(&a);
    }
    assert_true(turned > 10);
}

TEST(flow_table_without_rows_says_so)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 12);
    struct document d;
    struct flow_table t = {
        .columns = four, .n_columns = CELLS, .none = "本期没有记录"};
    lay(&a, &s, &t, &d);
    assert_int_equal(look_text(&d, 1, "本期")->line, 1);
    assert_int_equal(look_text(&d, 1, "本期")->cols, 58);
    t.none = NULL;
    lay(&a, &s, &t, &d);
    assert_int_equal(d.pages[0].n_texts, 4);
    t.blank_rows = 5;
    t.none = "本期没有记录";
    lay(&a, &s, &t, &d);
    assert_int_equal(look_count(&d, "本期"), 0);
    size_t across = 0;
    for (size_t i = 0; i < d.pages[0].n_rules; i++) {
        across += !d.pages[0].rules[i].down;
    }
    assert_int_equal(across, 7);
    arena_clear(&a);
}

TEST(flow_table_columns_share_what_is_left)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 12);
    struct document d;
    const struct flow_table t = {.columns = four,
                                 .n_columns = CELLS,
                                 .rows = make_rows(&a, 1, CELLS, NULL, 0),
                                 .n_rows = 1};
    lay(&a, &s, &t, &d);
    /* 60 - 5 borders - 28 = 27 are left, shared 1 : 2 */
    assert_int_equal(look_text(&d, 1, "序号")->cols, 4);
    assert_int_equal(look_text(&d, 1, "编号")->cols, 6);
    assert_int_equal(look_text(&d, 1, "姓名")->cols, 8 + 9);
    assert_int_equal(look_text(&d, 1, "备注")->cols, 10 + 18);
    assert_int_equal(look_text(&d, 1, "序号")->col, 1);
    assert_int_equal(look_text(&d, 1, "编号")->col, 6);
    s.cols = 62; /* 29: 9, 19, and what rounding leaves */
    lay(&a, &s, &t, &d);
    assert_int_equal(look_text(&d, 1, "姓名")->cols, 8 + 9);
    assert_int_equal(look_text(&d, 1, "备注")->cols, 10 + 20);
    arena_clear(&a);
}

TEST(flow_table_too_wide_goes_on_below_with_its_fixed_columns)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(40, 12);
    struct document d;
    struct flow_column many[8];
    for (size_t i = 0; i < ARRAY_LEN(many); i++) {
        many[i] =
            (struct flow_column){arena_printf(&a, "列%zu", i), 9, 1, PAGE_LEFT};
    }
    const struct flow_table t = {
        .columns = many,
        .n_columns = ARRAY_LEN(many),
        .rows = make_rows(&a, 20, ARRAY_LEN(many), NULL, 0),
        .n_rows = 20,
        .fixed = 2};
    lay(&a, &s, &t, &d);
    /* two fixed and one more each: 1 + 3 * 10 fit, 1 + 4 * 10 do not */
    assert_int_equal(look_count(&d, "R00007"), 6);
    assert_true(look_page(&d, "列2") < look_page(&d, "列7"));
    for (int c = 2; c < 8; c++) {
        assert_true(look_count(&d, arena_printf(&a, "列%d", c)) >= 2);
    }
    arena_clear(&a);
}

TEST(flow_table_beside_itself_runs_down_then_right)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 12);
    struct document d;
    const struct flow_table t = {.columns = four,
                                 .n_columns = CELLS,
                                 .rows = make_rows(&a, 30, CELLS, NULL, 0),
                                 .n_rows = 30,
                                 .twice = 2};
    lay(&a, &s, &t, &d);
    assert_int_equal(d.n, 2);
    const struct page_text *first = look_text(&d, 1, "R00000");
    const struct page_text *eleventh = look_text(&d, 1, "R00010");
    const struct page_text *beside = look_text(&d, 1, "R00011");
    assert_int_equal(eleventh->line, 11);
    assert_int_equal(eleventh->col, first->col);
    assert_int_equal(beside->line, first->line);
    assert_true(beside->col > first->col + 30);
    assert_int_equal(look_text(&d, 2, "R00026")->line,
                     look_text(&d, 2, "R00022")->line);
    assert_int_equal(look_count(&d, "姓名"), 4);
    arena_clear(&a);
}

/* Where the table ends: the line below its lowest rule. */
static int end_of(const struct document *d)
{
    int end = 0;
    for (size_t i = 0; i < d->pages[0].n_rules; i++) {
        const struct page_rule *r = &d->pages[0].rules[i];
        end = !r->down && r->line > end ? r->line : end;
    }
    return end;
}

TEST(flow_table_beside_itself_is_as_high_as_its_rows)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 12);
    struct document d;
    const char *const high[] = {"1", "R00000", "一二三四五六七八九十", "甲"};
    const char *const low[] = {"2", "R00001", "甲", "甲"};
    const char *const *const mixed[] = {high, low, low, high};
    const char *const *const alike[] = {high, low, high, low};
    struct flow_table t = {.columns = four,
                           .n_columns = CELLS,
                           .rows = mixed,
                           .n_rows = 4,
                           .twice = 2};
    lay(&a, &s, &t, &d);
    assert_int_equal(end_of(&d), 1 + 2 + 2);
    t.rows = alike;
    lay(&a, &s, &t, &d);
    assert_int_equal(end_of(&d), 1 + 2 + 1);
    arena_clear(&a);
}

/* ---- anything -------------------------------------------------------------
 */

/* Page, copy and line of a row: what must grow from one to the next. */
static long place_of(const struct document *d, const char *tag)
{
    int page = look_page(d, tag);
    const struct page_text *t = look_text(d, page, tag);
    return page * 1000000L + t->col * 1000L + 2 * t->line + t->lines;
}

PROPERTY(flow_table_of_anything_keeps_every_row_once_and_in_order)
{
    static const char *const total[] = {"合计", "", "", "40"};
    uint64_t stream = unit_seed();
    for (int round = 0; round < 200; round++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(40 + (int)unit_below(&stream, 100),
                                    10 + (int)unit_below(&stream, 40));
        struct document d;
        size_t n = unit_below(&stream, 90);
        int twice = (int)unit_below(&stream, 4);
        uint64_t chars = unit_below(&stream, twice > 1 ? 12 : 60);
        struct flow_table t = {.columns = four,
                               .n_columns = CELLS,
                               .rows = make_rows(&a, n, CELLS, &stream, chars),
                               .n_rows = n,
                               .blank_rows = (int)unit_below(&stream, 30),
                               .twice = twice,
                               .row_lines = (int)unit_below(&stream, 4),
                               .none = "没有",
                               .total =
                                   unit_below(&stream, 2) == 0 ? NULL : total};
        struct flow *f = flow_new(&a, &s);
        static const struct flow_style head = {.face = FACE_HEAD, .size = 100};
        flow_space(f, (int)unit_below(&stream, 40));
        flow_para(f, &head, "一、标题");
        flow_put_table(f, &t);
        if (unit_below(&stream, 2) == 0) {
            flow_sign(f, signers, 2);
        }
        flow_finish(f, "", &d);
        look_sound(&d);
        long before = 0;
        for (size_t r = 0; r < n; r++) {
            const char *tag = arena_printf(&a, "R%05zu", r);
            assert_int_equal(look_count(&d, tag), 1);
            long place = place_of(&d, tag);
            if (place <= before) {
                fail_msg("row %zu of %zu (%d beside, %dx%d): at %ld after %ld",
                         r, n, t.twice, s.cols, s.lines, place, before);
            }
            before = place;
        }
        if (n > 0) {
            assert_int_equal(look_page(&d, "一、"), look_page(&d, "R00000"));
        }
        arena_clear(&a);
    }
}

TEST(flow_table_of_ten_thousand_rows_is_quick)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(120, 29);
    struct flow_column many[12];
    struct document d;
    for (size_t i = 0; i < ARRAY_LEN(many); i++) {
        many[i] = (struct flow_column){"列", 8, 1, PAGE_LEFT};
    }
    const struct flow_table t = {
        .columns = many,
        .n_columns = ARRAY_LEN(many),
        .rows = make_rows(&a, 10000, ARRAY_LEN(many), NULL, 0),
        .n_rows = 10000};
    struct arena b = ARENA_INIT;
    int64_t began = clock_monotonic_ms();
    struct flow *f = flow_new(&b, &s);
    flow_put_table(f, &t);
    flow_finish(f, "", &d);
    int64_t took = clock_monotonic_ms() - began;
    assert_int_equal(d.n, (10000 + 27) / 28);
    if (took > 1000) { /* 100 ms by itself */
        fail_msg("%lld ms", (long long)took);
    }
    arena_clear(&b);
    arena_clear(&a);
}
