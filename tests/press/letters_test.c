/* Letters that are not set one after the other: marks over them, and scripts
   whose letters change or run from right to left. */
#include "rig.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

/* What pdftotext reads in one printed line, without its marks of direction;
   owned by the caller. */
static char *read_back(const char *text)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    struct page_text t = {3, 4, 1, 80, PAGE_LEFT, FACE_BODY, 100, text};
    struct document doc = rig_text(&a, &t);
    if (!press_pdf(&doc, NULL, rig_file("letters.pdf"), FILE_REPLACE, &a, &r,
                   &e)) {
        fail_msg("%s: %s %s", text, e.code, e.text);
    }
    arena_clear(&a);
    char *all = rig_poppler("pdftotext -layout", rig_file("letters.pdf"));
    char *to = all;
    for (const char *s = all; *s != '\0'; s++) {
        if (memcmp(s, "\xE2\x80", 2) == 0 && (unsigned char)s[2] >= 0xAA &&
            (unsigned char)s[2] <= 0xAE) {
            s += 2;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return all;
}

static void assert_reads(const char *text, const char *want)
{
    char *got = read_back(text);
    if (strstr(got, want) == NULL) {
        fail_msg("%s: no %s in %s", text, want, got);
    }
    mem_free(got);
}

static struct rig_box box_of(const char *word)
{
    struct rig_box box = {0};
    if (!rig_find(rig_file("letters.pdf"), word, &box)) {
        fail_msg("no %s", word);
    }
    return box;
}

TEST(paper_letters_and_marks_become_one_where_they_can)
{
    rig_fonts(rig_both);
    assert_reads("Andre\u0301", "Andr\u00E9");
    assert_reads("u\u0308\u0301", "\u01D8");
}

/* Its middle over the middle of its letter, wherever the font put it; and what
   follows stands where it would without. */
TEST(paper_marks_stand_over_their_letters)
{
    static const struct {
        const char *with, *without, *letter, *mark;
    } rows[] = {
        {"\u4E2D\u0302 \u6587", "\u4E2D \u6587", "\u4E2D", "\u0302"},
        {"\u56FD\u4E2D\u0302 \u6587", "\u56FD\u4E2D \u6587", "\u56FD\u4E2D",
         "\u0302"},
    };
    if (!rig_have(rig_uming)) {
        skip();
    }
    rig_fonts(rig_uming);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        mem_free(read_back(rows[i].without));
        const struct rig_box after = box_of("\u6587");
        const struct rig_box letters = box_of(rows[i].letter);
        mem_free(read_back(rows[i].with));
        const struct rig_box mark = box_of(rows[i].mark);
        assert_int_equal(box_of("\u6587").left, after.left);
        /* The last letter is an em wide; the mark is drawn in the middle of its
           own width, more or less. */
        const long middle = letters.right - 1050 / 2;
        if (labs((mark.left + mark.right) / 2 - middle) > 150) {
            fail_msg("%s: mark %ld to %ld, middle %ld", rows[i].with, mark.left,
                     mark.right, middle);
        }
    }
}

TEST(paper_right_to_left_reads_right)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"成员محمد علي一共五人到会讨论", "محمد علي"},
        {"出席：شورى النواب，共十二名代表", "شورى النواب"},
        {"成员שלום一共五人到会讨论", "שלום"},
        /* Chinese signs are in no such font; the words stay two. */
        {"成员محمد、علي一共五人到会讨论", "、"},
    };
    if (!rig_have(rig_latin)) {
        skip();
    }
    rig_fonts(rig_latin);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_reads(rows[i].text, rows[i].want);
    }
}

/* The words of a name from right to left, a number in it from left to right,
   and a date behind it where a Chinese reader looks for it. */
TEST(paper_right_to_left_stands_right)
{
    if (!rig_have(rig_latin)) {
        skip();
    }
    rig_fonts(rig_latin);
    mem_free(read_back("成员： شورى 12 النواب 2026-10-20 到会讨论"));
    /* poppler tells words of that kind by their letters from the left. */
    const struct rig_box second = box_of("باونلا");
    const struct rig_box number = box_of("12");
    const struct rig_box first = box_of("ىروش");
    const struct rig_box date = box_of("2026-10-20");
    assert_true(second.right <= number.left);
    assert_true(number.right <= first.left);
    assert_true(first.right <= date.left);
}

/* Named, each letter once, without the blank between them. */
TEST(paper_shaped_letters_that_are_missing_are_named)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    struct page_text t = {3,         4,         1,   80,
                          PAGE_LEFT, FACE_BODY, 100, "张شورى شورى三"};
    struct document doc = rig_text(&a, &t);
    rig_fonts(rig_zenhei);
    assert_false(press_pdf(&doc, NULL, rig_file("shaped.pdf"), FILE_REPLACE, &a,
                           &r, &e));
    assert_string_equal(e.code, "E-PRESS-011");
    assert_non_null(strstr(e.text, "缺的是第 1 页的“ش”（U+0634）、"));
    assert_non_null(strstr(e.text, "（U+0649）。"));
    assert_null(strstr(e.text, "U+0020"));
    arena_clear(&a);
}

/* Letters that stand together are other glyphs, and narrower, than alone. */
TEST(paper_arabic_letters_join)
{
    if (!rig_have(rig_latin)) {
        skip();
    }
    rig_fonts(rig_latin);
    mem_free(read_back("甲 للل 乙 ل 丙"));
    const struct rig_box three = box_of("للل");
    const struct rig_box one = box_of("ل");
    assert_true(labs((three.right - three.left) - 3 * (one.right - one.left)) >
                20);
}
