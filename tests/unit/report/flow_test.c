/* Pages filled from the top: what must hold for any content, and each rule of
   where a page may end (domain.md P16). */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "flow_look.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"

static const char *const signers[] = {"主持人签字", "记录人签字", "年　月　日"};

static void put_lines(struct flow *f, struct arena *a, int n)
{
    static const struct flow_style plain = {.face = FACE_BODY, .size = 100};
    for (int i = 0; i < n; i++) {
        flow_para(f, &plain, arena_printf(a, "L%d", i));
    }
}

static const char *many_lines(struct arena *a, int n)
{
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < n; i++) {
        sb_addf(&sb, "%sT%d", i > 0 ? "\n" : "", i);
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- pages ----------------------------------------------------------------
 */

TEST(flow_without_anything_is_one_page)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 10);
    struct document d;
    flow_finish(flow_new(&a, &s), "空", &d);
    assert_int_equal(d.n, 1);
    assert_int_equal(d.pages[0].n_texts, 0);
    arena_clear(&a);
}

TEST(flow_new_page_makes_no_empty_one)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 10);
    struct sheet other = look_sheet(80, 20);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    flow_new_page(f);
    assert_int_equal(flow_page(f), 1);
    put_lines(f, &a, 1);
    flow_new_page(f);
    flow_new_page(f);
    assert_int_equal(flow_page(f), 2);
    flow_sheet(f, &other);
    assert_int_equal(flow_cols(f), 80);
    put_lines(f, &a, 20);
    assert_int_equal(flow_page(f), 3);
    flow_finish(f, "", &d);
    assert_int_equal(d.n, 2);
    assert_ptr_equal(d.pages[0].sheet, &s);
    assert_ptr_equal(d.pages[1].sheet, &other);
    look_sound(&d);
    arena_clear(&a);
}

TEST(flow_space_is_dropped_at_the_end_of_a_page)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 10);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    put_lines(f, &a, 9);
    flow_space(f, 4);
    flow_para(f, &flow_body, "后");
    flow_finish(f, "", &d);
    assert_int_equal(d.n, 2);
    assert_int_equal(look_text(&d, 2, "后")->line, 0);
    assert_int_equal(look_text(&d, 2, "后")->col, 4);
    arena_clear(&a);
}

/* ---- text -----------------------------------------------------------------
 */

TEST(flow_line_puts_below_what_does_not_fit_beside)
{
    static const struct {
        const char *parts[3];
        int lines[3];
    } rows[] = {
        {{"左", "中", "右"}, {0, 0, 0}},
        {{"", "中", ""}, {0, 0, 0}},
        {{"一二三四五六七八", "中中中中", "右"}, {0, 1, 1}},
        {{"一二三四五六七八九", "", "一二三四五六七八九"}, {0, 0, 0}},
        {{"一二三四五六七八九十", "", "一二三四五六七八九十"}, {0, 0, 1}},
        {{"一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八", "右"},
         {0, 1, 2}},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(40, 10);
        struct flow *f = flow_new(&a, &s);
        struct document d;
        flow_line(f, rows[i].parts[0], rows[i].parts[1], rows[i].parts[2]);
        flow_finish(f, "", &d);
        look_sound(&d);
        for (size_t p = 0, at = 0; p < 3; p++) {
            if (rows[i].parts[p][0] != '\0') {
                assert_string_equal(d.pages[0].texts[at].text,
                                    rows[i].parts[p]);
                assert_int_equal(d.pages[0].texts[at++].line, rows[i].lines[p]);
            }
        }
        arena_clear(&a);
    }
}

TEST(flow_title_is_larger_centred_and_wrapped)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(30, 10);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    flow_title(f, "一二三四五六七八九十一二三");
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(d.pages[0].n_texts, 2);
    const struct page_text *t = d.pages[0].texts;
    assert_int_equal(t[0].size, 152);
    assert_int_equal(t[0].face, FACE_TITLE);
    assert_int_equal(t[0].align, PAGE_CENTRE);
    assert_int_equal(t[0].lines, 2);
    assert_int_equal(t[1].line, 2);
    arena_clear(&a);
}

TEST(flow_sign_takes_as_many_lines_as_it_needs)
{
    struct arena a = ARENA_INIT;
    struct sheet wide = look_sheet(84, 20);
    struct sheet narrow = look_sheet(30, 20);
    struct flow *f = flow_new(&a, &wide);
    struct document d;
    flow_sign(f, signers, 3);
    flow_sheet(f, &narrow);
    flow_sign(f, signers, 3);
    static const char *const said[] = {"主持人签字：张三"};
    flow_sign(f, said, 1);
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(look_text(&d, 1, "主持人签字：____")->line,
                     look_text(&d, 1, "年　月　日")->line);
    assert_true(look_text(&d, 2, "主持人签字：____")->line <
                look_text(&d, 2, "记录人签字：____")->line);
    assert_string_equal(look_text(&d, 2, "主持人签字：张")->text, said[0]);
    arena_clear(&a);
}

TEST(flow_footer_counts_pages_and_changes_with_the_next_page)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 10);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    flow_footer(f, "甲", "", "第 {n}/{N} 页");
    put_lines(f, &a, 12);
    flow_footer(f, "乙", "", "{n}");
    put_lines(f, &a, 10);
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(d.n, 3);
    assert_int_equal(look_text(&d, 1, "第 1/3 页")->line, 10);
    assert_non_null(look_text(&d, 2, "第 2/3 页"));
    assert_non_null(look_text(&d, 2, "甲"));
    assert_non_null(look_text(&d, 3, "乙"));
    arena_clear(&a);
}

TEST(flow_page_number_of_a_letter_stands_outside)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(56, 22);
    s.dashes = true;
    struct flow *f = flow_new(&a, &s);
    struct document d;
    put_lines(f, &a, 30);
    flow_finish(f, "", &d);
    look_sound(&d);
    const struct page_text *odd = look_text(&d, 1, "— 1 —");
    const struct page_text *even = look_text(&d, 2, "— 2 —");
    assert_int_equal(odd->align, PAGE_RIGHT);
    assert_int_equal(odd->col + odd->cols, 54);
    assert_int_equal(even->align, PAGE_LEFT);
    assert_int_equal(even->col, 2);
    assert_int_equal(odd->line, 22);
    arena_clear(&a);
}

/* ---- where pages end ------------------------------------------------------
 */

TEST(flow_heading_is_never_last_on_a_page)
{
    static const enum page_face faces[] = {FACE_HEAD, FACE_KAI, FACE_TITLE};
    for (int before = 5; before <= 11; before++) {
        for (size_t i = 0; i < ARRAY_LEN(faces); i++) {
            struct arena a = ARENA_INIT;
            struct sheet s = look_sheet(60, 10);
            struct flow *f = flow_new(&a, &s);
            struct document d;
            const struct flow_style head = {.face = faces[i], .size = 100};
            put_lines(f, &a, before);
            flow_para(f, &head, "一、标题");
            flow_space(f, 1);
            flow_para(f, &head, "（一）标题");
            flow_para(f, &flow_body, "后");
            flow_finish(f, "", &d);
            assert_int_equal(look_page(&d, "一、"), look_page(&d, "后"));
            assert_int_equal(look_page(&d, "（一）"), look_page(&d, "后"));
            arena_clear(&a);
        }
    }
}

TEST(flow_signature_never_stands_alone)
{
    for (int before = 1; before <= 45; before++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(84, 20);
        struct flow *f = flow_new(&a, &s);
        struct document d;
        put_lines(f, &a, before);
        flow_sign(f, signers, 3);
        flow_finish(f, "", &d);
        look_sound(&d);
        int page = look_page(&d, "主持人签字");
        int line = look_text(&d, page, "主持人签字")->line;
        if (look_lines_above(&d, page, line) < (before < 2 ? 1 : 2)) {
            fail_msg("%d lines: alone on page %d", before, page);
        }
        assert_int_equal(d.n, (size_t)(before + 2 + 19) / 20);
        arena_clear(&a);
    }
}

TEST(flow_signature_after_an_area_takes_lines_of_it_along)
{
    for (int lines = 14; lines <= 60; lines++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(84, 20);
        struct flow *f = flow_new(&a, &s);
        struct document d;
        flow_area(f, "会议内容", many_lines(&a, lines), 4, lines % 2 == 0);
        flow_sign(f, signers, 3);
        flow_finish(f, "", &d);
        look_sound(&d);
        int page = look_page(&d, "主持人签字");
        int last = look_page(&d, arena_printf(&a, "T%d", lines - 1));
        int but_last = look_page(&d, arena_printf(&a, "T%d", lines - 2));
        assert_int_equal(page, last);
        assert_int_equal(page, but_last);
        assert_int_equal(page, (int)d.n);
        for (int i = 0; i < lines; i++) {
            assert_true(look_page(&d, arena_printf(&a, "T%d", i)) > 0);
        }
        arena_clear(&a);
    }
}

TEST(flow_signature_after_one_high_row_takes_its_end_along)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 20);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    const struct flow_cell cell = {"决议", many_lines(&a, 19), 0};
    flow_grid(f, &cell, 1, 1);
    flow_sign(f, signers, 3);
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(d.n, 2);
    assert_int_equal(look_page(&d, "T17"), 2);
    assert_int_equal(look_page(&d, "T18"), 2);
    assert_int_equal(look_page(&d, "（续）"), 2);
    arena_clear(&a);
}

/* ---- framed things --------------------------------------------------------
 */

TEST(flow_framed_things_share_their_border)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(60, 40);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    const struct flow_cell cells[] = {{"时间", "十月", 2}, {"地点", "室", 1}};
    const struct flow_column column = {"姓名", 8, 1, PAGE_LEFT};
    const char *const cell[] = {"张三"};
    const char *const *const rows[] = {cell};
    const struct flow_table t = {
        .columns = &column, .n_columns = 1, .rows = rows, .n_rows = 1};
    flow_grid(f, cells, 2, 1);
    flow_area(f, "内容", "学习", 3, false);
    flow_box(f, "照片", 5);
    flow_put_table(f, &t);
    flow_finish(f, "", &d);
    look_sound(&d);
    bool across[41] = {false};
    int left = 0;
    for (size_t i = 0; i < d.pages[0].n_rules; i++) {
        const struct page_rule *r = &d.pages[0].rules[i];
        if (!r->down) {
            assert_false(across[r->line]); /* one line, not two */
            across[r->line] = true;
            assert_int_equal(r->col, 0);
            assert_int_equal(r->length, 60);
        } else if (r->col == 0) {
            left++;
            assert_int_equal(r->line, 0);
            assert_int_equal(r->length, 1 + 3 + 5 + 1 + 1);
        }
    }
    assert_int_equal(left, 1);
    assert_true(across[0] && across[1] && across[4] && across[9] &&
                across[10] && across[11]);
    arena_clear(&a);
}

TEST(flow_grid_wraps_values_and_labels)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(40, 40);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    const struct flow_cell one = {"缺席人员及原因", "张三", 0};
    const struct flow_cell many[] = {{"应到", "12", 0}, {"实到", "11", 0},
                                     {"请假", "1", 0},  {"缺席", "0", 0},
                                     {"其中", "0", 0},  {"列席", "0", 0}};
    flow_grid(f, &one, 1, 1);
    flow_grid(f, many, 6, 1); /* do not fit beside each other */
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(look_text(&d, 1, "缺席人员")->line, 0);
    assert_int_equal(look_text(&d, 1, "及原因")->line, 1);
    assert_int_equal(look_text(&d, 1, "张三")->lines, 2); /* in the middle */
    assert_true(look_text(&d, 1, "列席")->line > 2);
    arena_clear(&a);
}

TEST(flow_area_goes_on_with_its_label)
{
    for (int above = 0; above < 2; above++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(60, 20);
        struct flow *f = flow_new(&a, &s);
        struct document d;
        flow_area(f, "决议", many_lines(&a, 50), 12, above == 1);
        flow_finish(f, "", &d);
        look_sound(&d);
        assert_int_equal(d.n, 3);
        assert_string_equal(look_text(&d, 1, "决议")->text, "决议");
        assert_int_equal(
            look_count(&d, "决议（续）") + look_count(&d, "（续）"), 2);
        for (int i = 0; i < 50; i++) {
            assert_true(look_page(&d, arena_printf(&a, "T%d", i)) > 0);
        }
        arena_clear(&a);
    }
}

TEST(flow_area_left_blank_shrinks_before_a_page_is_added)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 20);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    const struct flow_cell cell = {"时间", "十月", 0};
    flow_grid(f, &cell, 1, 1);
    flow_area(f, "内容", "学习", 12, false);
    flow_area(f, "决议", "同意", 6, false);
    flow_grid(f, &cell, 1, 1);
    flow_sign(f, signers, 3);
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(d.n, 1);
    arena_clear(&a);
}

TEST(flow_area_to_write_in_keeps_half_of_its_lines)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 20);
    struct flow *f = flow_new(&a, &s);
    struct document d;
    flow_area(f, "内容", "", 12, false);
    flow_area(f, "决议", "", 12, false);
    flow_sign(f, signers, 3);
    flow_finish(f, "", &d);
    look_sound(&d);
    assert_int_equal(d.n, 1); /* 6 … 12 lines each and 2 for the hands */
    assert_int_equal(look_text(&d, 1, "主持人签字")->line, 19);
    f = flow_new(&a, &s);
    flow_area(f, "内容", "", 16, false);
    flow_area(f, "决议", "", 26, false);
    flow_finish(f, "", &d);
    assert_int_equal(d.n, 2); /* 8 and 13 are more than 20 */
    arena_clear(&a);
}

TEST(flow_box_is_never_split)
{
    for (int before = 1; before < 20; before++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(60, 20);
        struct flow *f = flow_new(&a, &s);
        struct document d;
        put_lines(f, &a, before);
        flow_box(f, "照片粘贴处", 12);
        flow_finish(f, "", &d);
        look_sound(&d);
        assert_int_equal(look_count(&d, "照片"), 1);
        assert_int_equal(d.n, before + 12 <= 20 ? 1 : 2);
        arena_clear(&a);
    }
}

TEST(flow_of_long_minutes_is_quick)
{
    struct arena a = ARENA_INIT;
    struct sheet s = look_sheet(84, 46);
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < 1000; i++) {
        sb_add(&sb, "会议传达学习了上级文件精神，讨论了本月的工作；同志们认为，"
                    "要把“三会一课”制度落到实处，不走过场。\n");
    }
    struct flow *f = flow_new(&a, &s);
    struct document d;
    int64_t began = clock_monotonic_ms();
    flow_area(f, "会议内容", sb.s, 12, false);
    flow_finish(f, "", &d);
    int64_t took = clock_monotonic_ms() - began;
    look_sound(&d);
    assert_true(d.n > 20);
    if (took > 500) { /* 50 ms by itself; ten times that is not linear */
        fail_msg("%lld ms", (long long)took);
    }
    sb_clear(&sb);
    arena_clear(&a);
}

/* ---- anything -------------------------------------------------------------
 */

static void add_ink(struct strbuf *sb, const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s != ' ' && *s != '\n') {
            sb_addc(sb, *s);
        }
    }
}

PROPERTY(flow_area_keeps_all_of_its_text_in_order)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 100; round++) {
        struct arena a = ARENA_INIT;
        struct sheet s = look_sheet(20 + (int)unit_below(&stream, 80),
                                    8 + (int)unit_below(&stream, 30));
        struct document d;
        struct strbuf put;
        struct strbuf got;
        struct strbuf clean;
        sb_init(&put);
        sb_init(&got);
        sb_init(&clean);
        const char *text = look_random(&a, &stream, 1500);
        text_out(&clean, text, strlen(text), TEXT_MEMO);
        add_ink(&put, clean.s);
        struct flow *f = flow_new(&a, &s);
        flow_area(f, NULL, text, (int)unit_below(&stream, 20), false);
        flow_sign(f, signers, unit_below(&stream, 2));
        flow_finish(f, "", &d);
        look_sound(&d);
        for (size_t p = 0; p < d.n; p++) {
            for (size_t i = 0; i < d.pages[p].n_texts; i++) {
                const struct page_text *t = &d.pages[p].texts[i];
                add_ink(&got, t->face == FACE_BODY ? t->text : "");
            }
        }
        assert_string_equal(got.s, put.s);
        sb_clear(&put);
        sb_clear(&got);
        sb_clear(&clean);
        arena_clear(&a);
    }
}

static void put_random_frame(struct flow *f, struct arena *a, uint64_t *stream)
{
    struct flow_cell cells[5];
    size_t n = 1 + unit_below(stream, 5);
    for (size_t i = 0; i < n; i++) {
        cells[i].label =
            unit_below(stream, 4) == 0 ? NULL : look_random(a, stream, 9);
        cells[i].value = look_random(a, stream, unit_below(stream, 60));
        cells[i].share = (int)unit_below(stream, 4);
    }
    int lines = (int)unit_below(stream, 8);
    switch (unit_below(stream, 4)) {
    case 0:
        flow_box(f, look_random(a, stream, 7), 2 * lines);
        return;
    case 1:
        flow_area(f, look_random(a, stream, 8),
                  look_random(a, stream, unit_below(stream, 2000)), lines,
                  unit_below(stream, 2) == 0);
        return;
    case 2:
        cells[0].value = look_random(a, stream, unit_below(stream, 3000));
        flow_grid(f, cells, n, lines);
        return;
    default:
        flow_grid(f, cells, n, lines);
    }
}

static void put_random(struct flow *f, struct arena *a, uint64_t *stream)
{
    const struct flow_style style = {
        .face = (enum page_face)unit_below(stream, FACE_COUNT),
        .align = (enum page_align)unit_below(stream, 3),
        .indent = (int)unit_below(stream, 9),
        .hang = (int)unit_below(stream, 9),
        .right = (int)unit_below(stream, 9),
        .size = 80 + (int)unit_below(stream, 100)};
    switch (unit_below(stream, 8)) {
    case 0:
        flow_title(f, look_random(a, stream, 60));
        break;
    case 1:
        flow_line(f, look_random(a, stream, 30), look_random(a, stream, 30),
                  look_random(a, stream, 30));
        break;
    case 2:
        flow_para(f, &style, look_random(a, stream, 600));
        break;
    case 3:
        flow_sign(f, signers, 1 + unit_below(stream, 3));
        break;
    case 4:
        flow_cut(f, look_random(a, stream, 12));
        break;
    case 5:
        flow_space(f, (int)unit_below(stream, 4));
        break;
    default:
        put_random_frame(f, a, stream);
    }
}

PROPERTY(flow_of_anything_is_sound)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 400; round++) {
        struct arena a = ARENA_INIT;
        struct sheet sheets[2];
        for (size_t i = 0; i < 2; i++) {
            sheets[i] = look_sheet(20 + (int)unit_below(&stream, 130),
                                   8 + (int)unit_below(&stream, 50));
            sheets[i].dashes = unit_below(&stream, 2) == 0;
            sheets[i].terminal = unit_below(&stream, 3) == 0;
        }
        struct flow *f = flow_new(&a, &sheets[0]);
        struct document d;
        flow_footer(f, look_random(&a, &stream, 20), "{n}",
                    look_random(&a, &stream, 20));
        for (uint64_t n = unit_below(&stream, 25); n > 0; n--) {
            put_random(f, &a, &stream);
            if (unit_below(&stream, 12) == 0) {
                flow_sheet(f, &sheets[unit_below(&stream, 2)]);
            }
        }
        flow_para(f, &flow_body, "完");
        flow_finish(f, look_random(&a, &stream, 10), &d);
        look_sound(&d);
        arena_clear(&a);
    }
}
