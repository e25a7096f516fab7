/* Paper as it comes from the real press: what poppler reads in it. */
#include "rig.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/mem.h"

static struct press_result print(const struct document *doc, struct arena *a,
                                 const char *name)
{
    struct err e = ERR_INIT;
    struct press_result r;
    if (!press_pdf(doc, NULL, rig_file(name), FILE_REPLACE, a, &r, &e)) {
        fail_msg("%s: %s %s %s", name, e.code, e.text, e.detail);
    }
    return r;
}

static void assert_has(const char *pdf, const char *what)
{
    char *text = rig_poppler("pdftotext -layout", pdf);
    if (strstr(text, what) == NULL) {
        fail_msg("no %s in:\n%.2000s", what, text);
    }
    free(text);
}

static struct page_text line_of(const char *text)
{
    return (struct page_text){3, 4, 1, 80, PAGE_LEFT, FACE_BODY, 100, text};
}

TEST(paper_text_layer_gives_back_what_was_written)
{
    static const char *const lines[] = {
        "陈月华、𠮷田志于二〇二六年十月",
        "月⽉日⽇", /* ideographs and the radicals that look like them */
        "“引号”、‘单引’——破折……（括号）〔2024〕《书名》",
        "电话 13900000000，金额 ¥1,842.30 元",
        "ABC abc Zhāng",
        "①②③ ☑ □ ○ ● ★ ℃ × ± →",
        "阿卜杜拉·热合曼",
        "１２３ＡＢＣ",
        "喆堃頔珺㛃䶮",
    };
    struct arena a = ARENA_INIT;
    rig_fonts(NULL);
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct page_text t = line_of(lines[i]);
        struct document doc = rig_text(&a, &t);
        print(&doc, &a, "layer.pdf");
        assert_has(rig_file("layer.pdf"), lines[i]);
    }
    arena_clear(&a);
}

TEST(paper_text_layer_holds_in_a_font_of_the_other_kind)
{
    struct arena a = ARENA_INIT;
    rig_fonts(rig_zenhei); /* TrueType, the others are CFF */
    struct page_text t = line_of("陈月华2026年10月，①“引”——");
    struct document doc = rig_text(&a, &t);
    print(&doc, &a, "small.pdf");
    /* Its quotation marks are narrow: poppler sees a blank beside them. */
    char *text = rig_poppler("pdftotext", rig_file("small.pdf"));
    char *to = text;
    for (const char *s = text; *s != '\0'; s++) {
        if (*s != ' ') {
            *to++ = *s;
        }
    }
    *to = '\0';
    assert_non_null(strstr(text, t.text));
    free(text);
    arena_clear(&a);
}

TEST(paper_pages_have_their_number_size_and_turn)
{
    struct arena a = ARENA_INIT;
    rig_fonts(rig_both);
    struct document doc = rig_table(&a, 90, 4);
    struct page *pages = arena_array(&a, 3, sizeof *pages);
    memcpy(pages, doc.pages, 3 * sizeof *pages);
    pages[1].sheet = &rig_portrait;
    doc.pages = pages;
    struct press_result r = print(&doc, &a, "size.pdf");
    assert_int_equal(r.pages, 3);
    char *info = rig_poppler("pdfinfo -f 1 -l 3", rig_file("size.pdf"));
    static const char *const wants[] = {"Title:           试验表",
                                        "Creator:         pbtui",
                                        "Pages:           3",
                                        "Page    1 size:  841.89 x 595.28",
                                        "Page    2 size:  595.28 x 841.89",
                                        "Page    3 size:  841.89 x 595.28",
                                        "Page    1 rot:   0"};
    for (size_t i = 0; i < ARRAY_LEN(wants); i++) {
        if (strstr(info, wants[i]) == NULL) {
            fail_msg("no %s in:\n%s", wants[i], info);
        }
    }
    assert_null(strstr(info, "Author"));
    assert_null(strstr(info, "Date"));
    free(info);
    arena_clear(&a);
}

TEST(paper_is_the_same_bytes_every_time)
{
    struct arena a = ARENA_INIT;
    struct strbuf one;
    struct strbuf two;
    struct err e = ERR_INIT;
    sb_init(&one);
    sb_init(&two);
    rig_fonts(NULL);
    struct document doc = rig_table(&a, 100, 12);
    print(&doc, &a, "one.pdf");
    setenv("PBTUI_TODAY", "2031-01-01", 1);
    sleep(1); /* what depends on the second would show */
    print(&doc, &a, "two.pdf");
    unsetenv("PBTUI_TODAY");
    assert_true(file_read(&one, rig_file("one.pdf"), 1u << 24, &e));
    assert_true(file_read(&two, rig_file("two.pdf"), 1u << 24, &e));
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.s, two.s, one.len);
    sb_clear(&one);
    sb_clear(&two);
    arena_clear(&a);
}

/* ---- places ---------------------------------------------------------------
 */

/* Printed in that family; NULL: as it comes. */
static struct rig_box box_in(const char *family, const struct page_text *t,
                             const char *word)
{
    struct arena a = ARENA_INIT;
    struct rig_box box;
    struct document doc = rig_text(&a, t);
    struct err e = ERR_INIT;
    struct press_result r;
    const struct press_fonts fonts = {.family = {family}};
    assert_true(
        press_pdf(&doc, &fonts, rig_file("box.pdf"), FILE_REPLACE, &a, &r, &e));
    if (!rig_find(rig_file("box.pdf"), word, &box)) {
        fail_msg("no %s in %s", word, t->text);
    }
    arena_clear(&a);
    return box;
}

static struct rig_box box_of(const struct page_text *t, const char *word)
{
    return box_in(NULL, t, word);
}

/* Left edge of a column of the sheet, 1/100 pt. */
static long column(int col)
{
    const struct sheet *s = &rig_portrait;
    return (long)(((long)s->left * s->cols + (long)s->area_width * col) * 360 /
                  (127L * s->cols));
}

static void assert_near(long is, long want, long by)
{
    if (labs(is - want) > by) {
        fail_msg("%ld is not within %ld of %ld", is, by, want);
    }
}

TEST(paper_a_fallback_character_does_not_move_the_row)
{
    rig_fonts(rig_both);
    struct page_text with = line_of("甲\U00020BB7 末尾");
    struct page_text without = line_of("甲乙 末尾");
    struct rig_box a = box_in("WenQuanYi Zen Hei", &with, "末尾");
    struct rig_box b = box_in("WenQuanYi Zen Hei", &without, "末尾");
    assert_near(a.top, b.top, 1);
    assert_near(a.bottom, b.bottom, 1);
    assert_near(a.left, b.left, 5);
}

TEST(paper_text_stands_where_its_box_says)
{
    rig_fonts(NULL);
    struct page_text t = line_of("党员名册");
    struct rig_box box = box_of(&t, "党员名册");
    assert_near(box.left, column(4), 10);
    assert_near(box.right, column(12), 40);
    t.align = PAGE_RIGHT;
    box = box_of(&t, "党员名册");
    assert_near(box.right, column(84), 40);
    t.align = PAGE_CENTRE;
    box = box_of(&t, "党员名册");
    assert_near((box.left + box.right) / 2, (column(4) + column(84)) / 2, 40);
    t.lines = 5; /* two lines further down, in the middle of the five */
    struct rig_box lower = box_of(&t, "党员名册");
    assert_near(lower.top - box.top, 2 * 25000L * 360 / (127 * 50), 2);
}

TEST(paper_nothing_leaves_its_box)
{
    static const char *const words[] = {
        "8888888888",         "WWWWWWWWWW",
        "@@@@@@@@@@",         "很长很长很长很长很长",
        "WW很长WW很长WW很长", "①①①①①①①①",
        "☑☑☑☑☑☑☑☑☑☑"};
    rig_fonts(NULL);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct page_text t = line_of(words[i]);
        t.cols = 10;
        for (int align = PAGE_LEFT; align <= PAGE_RIGHT; align++) {
            t.align = (enum page_align)align;
            struct rig_box box = box_of(&t, words[i]);
            if (box.left < column(4) - 10 || box.right > column(14) + 40) {
                fail_msg("%s: %ld to %ld, box %ld to %ld", words[i], box.left,
                         box.right, column(4), column(14));
            }
        }
    }
}

TEST(paper_even_pages_have_their_edge_on_the_other_side)
{
    struct arena a = ARENA_INIT;
    rig_fonts(rig_zenhei);
    struct page_text odd = line_of("奇数页");
    struct page_text even = line_of("偶数页");
    struct page pages[2] = {{&rig_portrait, &odd, 1, NULL, 0},
                            {&rig_portrait, &even, 1, NULL, 0}};
    struct document doc = {"两页", pages, 2};
    print(&doc, &a, "bind.pdf");
    struct rig_box one;
    struct rig_box two;
    assert_true(rig_find(rig_file("bind.pdf"), "奇数页", &one));
    assert_true(rig_find(rig_file("bind.pdf"), "偶数页", &two));
    assert_near(two.left - one.left, -850, 2); /* 3 mm */
    arena_clear(&a);
}

/* ---- size -----------------------------------------------------------------
 */

TEST(paper_ten_thousand_rows_are_all_there)
{
    struct arena a = ARENA_INIT;
    rig_fonts(NULL);
    struct document doc = rig_table(&a, 10000, 12);
    struct press_result r = print(&doc, &a, "large.pdf");
    assert_int_equal(r.pages, 250);
    char *text = rig_poppler("pdftotext -layout", rig_file("large.pdf"));
    char *at = text;
    for (int i = 1; i <= 10000; i++) {
        char want[16];
        snprintf(want, sizeof want, " %d ", i);
        at = strstr(at, want);
        if (at == NULL) {
            fail_msg("row %d is missing", i);
        }
    }
    free(text);
    arena_clear(&a);
}
