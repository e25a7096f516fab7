/* Which fonts paper takes, and what it says when they lack something. */
#include "rig.h"
#include "unit.h"

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

static void assert_refused(const struct document *doc, const char *code,
                           const char *word)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    const char *to = rig_file("refused.pdf");
    assert_false(press_pdf(doc, NULL, to, FILE_NEW, &a, &r, &e));
    if (strcmp(e.code, code) != 0 || strstr(e.text, word) == NULL) {
        fail_msg("expected %s with %s, got %s %s", code, word, e.code, e.text);
    }
    assert_false(file_exists(to));
    arena_clear(&a);
}

TEST(paper_without_a_chinese_font_is_refused)
{
    static const char *const latin[] = {"/usr/share/fonts/X11", NULL};
    struct arena a = ARENA_INIT;
    struct document doc = rig_table(&a, 3, 4);
    rig_fonts(rig_none);
    assert_refused(&doc, "E-PRESS-010", "fonts-noto-cjk");
    if (access(latin[0], R_OK) == 0) {
        rig_fonts(latin);
        assert_refused(&doc, "E-PRESS-010", "文本打印");
    }
    arena_clear(&a);
}

TEST(paper_names_the_characters_that_no_font_has)
{
    struct arena a = ARENA_INIT;
    rig_fonts(rig_both);
    struct document doc = rig_table(&a, 90, 4);
    /* Extension H, the last that is assigned; no font here has it. */
    ((struct page_text *)doc.pages[1].texts)[9].text = "张\U000323AF";
    assert_refused(&doc, "E-PRESS-011", "第 2 页的“\U000323AF”（U+323AF）");
    /* All of them at once, each once, with its first page. */
    ((struct page_text *)doc.pages[0].texts)[9].text = "\U000323AE";
    ((struct page_text *)doc.pages[2].texts)[9].text = "\U000323AE\U000323AD";
    assert_refused(&doc, "E-PRESS-011",
                   "缺的是第 1 页的“\U000323AE”（U+323AE）、"
                   "第 2 页的“\U000323AF”（U+323AF）、"
                   "第 3 页的“\U000323AD”（U+323AD）。");
    /* The twin: without them the same pages are printed. */
    for (size_t i = 0; i < 3; i++) {
        ((struct page_text *)doc.pages[i].texts)[9].text = "张";
    }
    print(&doc, &a, "twin.pdf");
    arena_clear(&a);
}

/* One line on one page, which cannot be printed; owned by the caller. */
static char *why_not(const char *text)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    struct page_text t = {3, 4, 1, 80, PAGE_LEFT, FACE_BODY, 100, text};
    struct document doc = rig_text(&a, &t);
    assert_false(
        press_pdf(&doc, NULL, rig_file("why.pdf"), FILE_NEW, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-011");
    arena_clear(&a);
    return mem_str(e.text);
}

/* Only what would help is advised. */
TEST(paper_advises_a_package_only_for_ideographs_in_it)
{
    static const struct {
        const char *const *fonts;
        const char *text, *has, *hasnt;
    } rows[] = {
        {rig_zenhei, "\U00009FD5", "fonts-noto-cjk", "表情"},
        {rig_noto, "\U00009FFE", "换个写法", "fonts-"},
        {rig_both, "\U000323AF", "换个写法", "fonts-"},
        {rig_both, "\U0002A6D0\U0002CEA0", "fonts-hanazono", "noto"},
        {rig_zenhei, "党员\U0001F600", "表情符号请从记录里去掉", "fonts-"},
        {rig_zenhei, "\uE000", "自造字", "fonts-"},
        {rig_zenhei, "ក", "换个写法", "fonts-"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (!rig_have(rows[i].fonts)) {
            continue;
        }
        rig_fonts(rows[i].fonts);
        char *text = why_not(rows[i].text);
        if (strstr(text, rows[i].has) == NULL ||
            strstr(text, rows[i].hasnt) != NULL) {
            fail_msg("%s: %s", rows[i].text, text);
        }
        mem_free(text);
    }
}

TEST(paper_names_ten_missing_characters_and_says_that_there_are_more)
{
    rig_fonts(rig_zenhei);
    char *ten = why_not("\U000323A0\U000323A1\U000323A2\U000323A3\U000323A4"
                        "\U000323A5\U000323A6\U000323A7\U000323A8"
                        "\U000323A9");
    assert_non_null(strstr(ten, "（U+323A9）。"));
    mem_free(ten);
    char *more = why_not("\U000323A0\U000323A1\U000323A2\U000323A3"
                         "\U000323A4\U000323A5\U000323A6\U000323A7"
                         "\U000323A8\U000323A9\U000323AA");
    assert_non_null(strstr(more, "（U+323A9）等。"));
    mem_free(more);
}

/* Its shape is a matter of the font it was made for. */
TEST(paper_private_characters_come_from_the_own_font_or_not_at_all)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    if (!rig_have(rig_uming)) {
        skip();
    }
    rig_fonts(rig_uming);
    struct page_text t = {3, 4, 1, 80, PAGE_LEFT, FACE_BODY, 100, "张\uE78D三"};
    struct document doc = rig_text(&a, &t);
    const struct press_fonts own = {.family = {"AR PL UMing CN"}};
    const struct press_fonts other = {.family = {"WenQuanYi Zen Hei"}};
    const char *to = rig_file("private.pdf");
    assert_true(press_pdf(&doc, &own, to, FILE_REPLACE, &a, &r, &e));
    bool told = false;
    for (size_t i = 0; i < r.n_notes; i++) {
        told = told || (strstr(r.notes[i], "第 1 页") != NULL &&
                        strstr(r.notes[i], "U+E78D") != NULL &&
                        strstr(r.notes[i], "AR PL UMing CN") != NULL);
    }
    assert_true(told);
    assert_false(press_pdf(&doc, &other, to, FILE_REPLACE, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-011");
    assert_non_null(strstr(e.text, "U+E78D"));
    arena_clear(&a);
}

/* A PDF without Identity ids inside: such fonts have none. */
TEST(paper_with_a_font_as_postscript_draws_it)
{
    struct arena a = ARENA_INIT;
    if (!rig_have(rig_plain)) {
        skip();
    }
    rig_fonts(rig_plain);
    struct page_text t = {3, 4, 1, 80, PAGE_LEFT, FACE_BODY, 100, "甲•乙"};
    struct document doc = rig_text(&a, &t);
    print(&doc, &a, "plain.pdf");
    char *text = rig_poppler("pdftotext", rig_file("plain.pdf"));
    assert_non_null(strstr(text, "甲•"));
    mem_free(text);
    char *fonts = rig_poppler("pdffonts", rig_file("plain.pdf"));
    assert_non_null(strstr(fonts, "CID Type 0C"));
    assert_non_null(strstr(fonts, "CID TrueType"));
    mem_free(fonts);
    arena_clear(&a);
}

/* The signs of our forms: with any font that we advise, alone, they print. */
TEST(paper_signs_of_the_forms_are_in_the_fonts_we_advise)
{
    static const char signs[] =
        "□■√＊●○–〓、。“”‘’①②③④⑤⑥⑦⑧⑨⑩→《》〔〕（）【】「」—…·〇％￥℃×±÷＋－"
        "★☆△▲◆◇↑↓←│─┌┐└┘├┤┬┴┼";
    static const char *const *const fonts[] = {rig_zenhei, rig_noto};
    for (size_t i = 0; i < ARRAY_LEN(fonts); i++) {
        struct arena a = ARENA_INIT;
        if (!rig_have(fonts[i])) {
            continue;
        }
        rig_fonts(fonts[i]);
        struct page_text t = {3, 0, 1, 92, PAGE_LEFT, FACE_BODY, 100, signs};
        for (int face = 0; face < FACE_COUNT; face++) {
            t.face = (enum page_face)face;
            struct document doc = rig_text(&a, &t);
            print(&doc, &a, "signs.pdf");
        }
        arena_clear(&a);
    }
}

/* These are not, so they are named; forms must not use them. */
TEST(paper_signs_that_are_missing_in_a_font_are_named)
{
    static const struct {
        const char *const *fonts;
        const char *sign, *name;
    } rows[] = {
        {rig_zenhei, "☑", "U+2611"}, {rig_zenhei, "✓", "U+2713"},
        {rig_zenhei, "✗", "U+2717"}, {rig_zenhei, "•", "U+2022"},
        {rig_noto, "☑", "U+2611"},   {rig_noto, "✗", "U+2717"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rig_have(rows[i].fonts)) {
            rig_fonts(rows[i].fonts);
            char *text = why_not(rows[i].sign);
            assert_non_null(strstr(text, rows[i].name));
            mem_free(text);
        }
    }
}

/* What text_out makes of U+202E still prints. */
TEST(paper_tokens_of_text_print)
{
    struct arena a = ARENA_INIT;
    rig_fonts(rig_zenhei);
    struct page_text t = {3,         4,         1,   80,
                          PAGE_LEFT, FACE_BODY, 100, "张⟨U+202E⟩三"};
    struct document doc = rig_text(&a, &t);
    print(&doc, &a, "token.pdf");
    arena_clear(&a);
}

TEST(paper_tells_which_fonts_it_used_instead)
{
    struct arena a = ARENA_INIT;
    struct err e = ERR_INIT;
    struct press_result r;
    rig_fonts(rig_both);
    struct document doc = rig_table(&a, 3, 4);
    r = print(&doc, &a, "notes.pdf");
    assert_string_equal(r.fonts[FACE_BODY], "Noto Serif CJK SC");
    assert_string_equal(r.fonts[FACE_HEAD], "Noto Sans CJK SC");
    assert_null(r.fonts[FACE_TITLE]);
    assert_int_equal(r.n_notes, 1); /* 黑体 it is; 仿宋 it is not */
    assert_string_equal(r.notes[0], "没有找到仿宋，正文改用 Noto Serif CJK SC");
    /* By its Chinese name, and one that is not there. */
    struct press_fonts fonts = {.family = {"文泉驿正黑", "", "No Such Font"}};
    const char *to = rig_file("notes.pdf");
    assert_true(press_pdf(&doc, &fonts, to, FILE_REPLACE, &a, &r, &e));
    assert_string_equal(r.fonts[FACE_BODY], "WenQuanYi Zen Hei");
    assert_int_equal(r.n_notes, 2);
    assert_string_equal(r.notes[0], "没有找到设置的黑体字体“No Such Font”");
    assert_string_equal(r.notes[1], "小标题改用 Noto Sans CJK SC");
    arena_clear(&a);
}
