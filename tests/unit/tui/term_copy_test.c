/* What a terminal is sent to copy a text: OSC 52 with the text in base64. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/tui/term.h"

TEST(copy_is_base64_between_osc_52_and_bell)
{
    static const struct {
        const char *text, *base64;
    } rows[] = {
        {"", ""},
        {"a", "YQ=="},
        {"ab", "YWI="},
        {"abc", "YWJj"},
        {"abcd", "YWJjZA=="},
        {"支部", "5pSv6YOo"},
        {"一\n二", "5LiACuS6jA=="},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf sb;
        sb_init(&sb);
        assert_true(term_copy_bytes(&sb, rows[i].text));
        assert_memory_equal(sb.s, "\033]52;c;", 7);
        assert_int_equal(sb.s[sb.len - 1], '\a');
        sb_cut(&sb, sb.len - 1);
        assert_string_equal(sb.s + 7, rows[i].base64);
        sb_clear(&sb);
    }
}

TEST(copy_of_what_no_terminal_takes_is_refused)
{
    struct strbuf sb, text;
    sb_init(&sb);
    sb_init(&text);
    sb_repeat(&text, "x", 56001);
    assert_false(term_copy_bytes(&sb, text.s));
    assert_int_equal(sb.len, 0);
    assert_false(term_copy("no terminal is open"));
    sb_clear(&text);
    sb_clear(&sb);
}
