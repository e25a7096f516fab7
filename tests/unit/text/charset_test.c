/* Other encodings of texts. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/charset.h"

TEST(charset_gb18030_has_every_character)
{
    static const struct {
        const char *utf8, *gb;
    } rows[] = {{"", ""},
                {"abc", "abc"},
                {"张建国", "\xD5\xC5\xBD\xA8\xB9\xFA"},
                {"€", "\xA2\xE3"},
                {"𠮷", "\x95\x34\xB2\x35"}, /* not in GBK */
                {"\n", "\n"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct strbuf sb;
        struct err e = ERR_INIT;
        sb_init(&sb);
        sb_add(&sb, "|");
        assert_true(
            charset_gb18030(&sb, rows[i].utf8, strlen(rows[i].utf8), &e));
        assert_string_equal(sb.s + 1, rows[i].gb);
        sb_clear(&sb);
    }
}

TEST(charset_gb18030_of_much_is_all_of_it)
{
    struct strbuf in;
    struct strbuf out;
    struct err e = ERR_INIT;
    sb_init(&in);
    sb_init(&out);
    sb_repeat(&in, "字x", 20000);
    assert_true(charset_gb18030(&out, in.s, in.len, &e));
    assert_int_equal(out.len, 60000);
    sb_clear(&in);
    sb_clear(&out);
}

TEST(charset_gb18030_refuses_what_is_no_utf8)
{
    struct strbuf out;
    struct err e = ERR_INIT;
    sb_init(&out);
    assert_false(charset_gb18030(&out, "a\xFF", 2, &e));
    assert_string_equal(e.code, "E-TEXT-021");
    sb_clear(&out);
}
