/* JSON values, byte by byte. */
#include <string.h>

#include "pbtui/base/json.h"
#include "unit.h"

#define TEXT "支委会 \"第 3 次\"\\\n\x01/"

TEST(json_text_escapes_only_what_has_to_be)
{
    struct strbuf sb;
    sb_init(&sb);
    json_text(&sb, TEXT, strlen(TEXT));
    assert_string_equal(sb.s, "\"支委会 \\\"第 3 次\\\"\\\\\\u000a\\u0001/\"");
    sb_clear(&sb);
}

TEST(json_int_knows_both_ends)
{
    static const struct {
        int64_t v;
        const char *text;
    } rows[] = {{0, "0"},
                {-7, "-7"},
                {INT64_MAX, "9223372036854775807"},
                {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct strbuf sb;
        sb_init(&sb);
        json_int(&sb, rows[i].v);
        assert_string_equal(sb.s, rows[i].text);
        sb_clear(&sb);
    }
}
