/* Kinds of paper: the compiled-in ones and the user's over them. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/page.h"

static void read(struct sheets *out, struct arena *a, const char *own)
{
    struct err err = ERR_INIT;
    if (!sheets_read(out, a, own, &err)) {
        fail_msg("%s", err.text);
    }
}

/* domain.md 4.1: full-width characters per line. */
TEST(sheets_have_the_characters_of_their_type)
{
    static const struct {
        const char *name;
        int size, chars;
        bool landscape;
    } rows[] = {
        {"公文", 1600, 28, false},     {"竖排四号", 1400, 31, false},
        {"竖排小四", 1200, 36, false}, {"竖排五号", 1050, 42, false},
        {"竖排小五", 900, 49, false},  {"横排四号", 1400, 45, true},
        {"横排小四", 1200, 53, true},  {"横排五号", 1050, 60, true},
        {"横排小五", 900, 70, true},   {"竖排小五疏", 900, 49, false},
    };
    struct arena a = ARENA_INIT;
    struct sheets s;
    read(&s, &a, NULL);
    assert_int_equal(s.n_complaints, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct sheet *x = sheet_find(&s, rows[i].name);
        assert_non_null(x);
        assert_int_equal(x->size, rows[i].size);
        assert_int_equal(x->cols, 2 * rows[i].chars);
        assert_int_equal(x->landscape, rows[i].landscape);
        assert_int_equal(x->area_width, rows[i].landscape ? 22500 : 15600);
    }
    assert_null(sheet_find(&s, "竖排"));
    arena_clear(&a);
}

TEST(sheets_leave_room_for_rules_and_the_binding)
{
    struct arena a = ARENA_INIT;
    struct sheets s;
    read(&s, &a, NULL);
    for (size_t i = 0; i < s.n; i++) {
        const struct sheet *x = &s.list[i];
        /* 1/100 mm times 72/25.4 is 1/100 pt */
        long pitch = (long)x->area_height * 7200 / 2540 / x->lines;
        assert_true(pitch * 100 >= (long)x->size * 145 - 100);
        int bound = x->landscape ? x->top : x->left;
        assert_true(bound >= 2500 || strncmp(x->name, "A5", 2) == 0);
        assert_true(x->basis[0] != '\0');
        /* odd and even pages are mirrored */
        if (x->bind != 0) {
            assert_int_equal(x->left + x->bind,
                             x->width - x->left - x->area_width);
        }
    }
    arena_clear(&a);
}

TEST(sheet_of_letters_is_that_of_gb_9704)
{
    struct arena a = ARENA_INIT;
    struct sheets s;
    read(&s, &a, NULL);
    const struct sheet *x = sheet_find(&s, "公文");
    assert_int_equal(x->width, 21000);
    assert_int_equal(x->height, 29700);
    assert_int_equal(x->top, 3700);
    assert_int_equal(x->left, 2800);
    assert_int_equal(x->area_height, 22500);
    assert_int_equal(x->lines, 22);
    assert_true(x->dashes);
    assert_int_equal(x->title, 2200);
    /* the number's middle, 7 mm below the area */
    int middle = x->foot + x->area_height / x->lines / 2;
    assert_in_range(middle, 650, 750);
    arena_clear(&a);
}

TEST(sheets_of_the_user_change_and_add)
{
    struct arena a = ARENA_INIT;
    struct sheets s;
    read(&s, &a,
         "[竖排五号]\nsize = 10\n"
         "[窄条]\npaper=100×200\ntop=10\nleft=10\narea=80x160\n"
         "grid=30x20\nsize=12.5\n");
    assert_int_equal(s.n_complaints, 0);
    assert_int_equal(sheet_find(&s, "竖排五号")->size, 1000);
    assert_int_equal(sheet_find(&s, "竖排五号")->cols, 84);
    assert_int_equal(sheet_find(&s, "窄条")->size, 1250);
    assert_int_equal(sheet_find(&s, "窄条")->title, 1250);
    arena_clear(&a);
}

TEST(sheets_of_the_user_that_are_bad_are_complained_about)
{
    static const struct {
        const char *own;
        const char *word; /* of the complaint */
    } rows[] = {
        {"[竖排五号]\nsize = 十\n", "第 2 行 [竖排五号]：size"},
        {"[竖排五号]\nsize = 10.555\n", "小数最多两位"},
        {"[竖排五号]\nsize = 11\n", "字太大或格太多"},
        {"[竖排五号]\ngrid = 86x46\n", "字太大或格太多"},
        {"[竖排五号]\ngrid = 84x47\n", "1.45"},
        {"[竖排五号]\ngrid = 84.5x40\n", "整数"},
        {"[竖排五号]\ngrid = 84x4\n", "grid"},
        {"[竖排五号]\nleft = 50\n", "左右超出"},
        {"[竖排五号]\nleft = 4\n", "左右超出"},
        {"[竖排五号]\nbind = 30\n", "左右超出"},
        {"[竖排五号]\ntop = 40\n", "上下超出"},
        {"[竖排五号]\ndashes = 是\n", "yes"},
        {"[竖排五号]\npaper = A4\n", "210x297"},
        {"[竖排五号]\nwidth = 3\n", "没有这个项目"},
        {"[竖排五号]\ntitle = 9\n", "字号"},
        {"[新纸]\nsize = 10\n", "都要写"},
        {"size = 10\n", "第 1 行"},
        {"[竖排五号]\nsize 10\n", "第 2 行"},
    };
    struct arena a = ARENA_INIT;
    struct sheets plain;
    read(&plain, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct sheets s;
        read(&s, &a, rows[i].own);
        if (s.n_complaints != 1 || strstr(s.complaints[0], rows[i].word) == 0) {
            fail_msg("%s: %zu, %s", rows[i].own, s.n_complaints,
                     s.n_complaints > 0 ? s.complaints[0] : "");
        }
        assert_int_equal(s.n, plain.n);
        const struct sheet *x = sheet_find(&s, "竖排五号");
        assert_int_equal(x->size, 1050);
        assert_int_equal(x->lines, 46);
        assert_int_equal(x->left, 2800);
    }
    arena_clear(&a);
}

TEST(sheets_of_the_user_that_are_no_text_are_complained_about)
{
    struct arena a = ARENA_INIT;
    struct sheets s;
    read(&s, &a, "[a]\nb=\xFF\n");
    assert_int_equal(s.n_complaints, 1);
    assert_non_null(sheet_find(&s, "公文"));
    arena_clear(&a);
}
