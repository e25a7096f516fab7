/* The growing text. */
/* strbuf, err and arena. */
#include "unit.h"

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

TEST(strbuf_splice_replaces_in_place)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "甲乙丙");
    sb_splice(&sb, 3, 3, "二二", 6);
    assert_string_equal(sb.s, "甲二二丙");
    sb_splice(&sb, 0, sb.len, "", 0);
    assert_string_equal(sb.s, "");
    sb_clear(&sb);
}

TEST(strbuf_take_leaves_an_empty_one)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%d/%s", 7, "台账");
    char *s = sb_take(&sb);
    assert_string_equal(s, "7/台账");
    assert_string_equal(sb.s, "");
    free(s);
    sb_clear(&sb);
}

TEST(err_text_is_never_cut_inside_a_character)
{
    struct err e = ERR_INIT;
    char long_text[3001] = "";
    for (int i = 0; i < 1000; i++) {
        strcat(long_text, "党");
    }
    assert_false(err_set(&e, ERR_RULE, "E-TEST-001", "%s", long_text));
    assert_int_equal(strlen(e.text) % 3, 0);
    err_doing(&e, "x%s", long_text);
    size_t n = strlen(e.text);
    assert_int_equal((n - 1) % 3, 0);
    assert_true(err_is(&e, "E-TEST-001"));
}

TEST(err_doing_puts_the_task_in_front)
{
    struct err e = ERR_INIT;
    err_set(&e, ERR_IO, "E-TEST-002", "磁盘已满");
    assert_false(err_doing(&e, "保存党员"));
    assert_string_equal(e.text, "保存党员：磁盘已满");
    assert_int_equal(e.kind, ERR_IO);
}

TEST(arena_reset_keeps_working_after_large_blocks)
{
    struct arena a = ARENA_INIT;
    for (int i = 0; i < 100; i++) {
        char *p = arena_alloc(&a, 40000);
        assert_int_equal(p[39999], 0);
        memset(p, 1, 40000);
        if (i % 10 == 9) {
            arena_reset(&a);
        }
    }
    assert_string_equal(arena_printf(&a, "%s-%d", "支部", 3), "支部-3");
    arena_clear(&a);
}
