/* Columns: facts that were measured on terminals, in both modes. */
#include "unit.h"

#include <string.h>
#include <wchar.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

struct cols_row {
    const char *text; /* each character of it has these columns */
    int narrow;
    int wide;
};

/* clang-format off */
static const struct cols_row cols_rows[] = {
    {" az09~!\"#$%&'()*+,-./", 1, 1},
    {"中华人民张曾単", 2, 2},
    {"、。《》（）「」【】，：；？！￥％", 2, 2},
    {"㎡㈠〇々㐂ー", 2, 2},
    {"０９ＡＺａｚ～", 2, 2},
    {"𠮷𪚥𬸚", 2, 2},
    {"\xF0\xAE\xAF\xB0", 2, 2}, /* U+2EBF0, newer than many a libc */
    {"\xF0\xB1\x8D\x90", 2, 2}, /* U+31350 */
    {"\xF0\xAF\xBF\xBD\xF0\xBF\xBF\xBD", 2, 2}, /* last of planes 2, 3 */
    {"\xEF\xA4\x80\xEF\xA7\xA1\xEF\xAB\x9A", 2, 2}, /* U+FADA is not assigned */
    {"👍😀", 2, 2},
    {"가힣", 2, 2},
    {"“”‘’…—·①※℃→√×≤■★αⅣ°┌─╔", 1, 2},
    {"\xEE\x80\x80\xEF\xA3\xBF", 1, 2}, /* E000, F8FF */
    {"\xF3\xB0\x80\x80\xF4\x8F\xBF\xBD", 1, 2}, /* planes 15, 16 */
    {"⟨⟩«»ñş", 1, 1},
    {"ｱﾝ｡", 1, 1},
    {"\xCC\x80\xCC\x81\xCD\xAF\xE2\x83\x9D", 0, 0}, /* combining */
    {"\xE3\x80\xAA\xE3\x82\x99", 0, 0}, /* 302A, 3099 */
    {"\xEF\xB8\x8F\xF3\xA0\x84\x80", 0, 0}, /* selectors */
    {"\xE2\x80\x8B\xE2\x80\x8D\xE2\x80\xAE\xEF\xBB\xBF", 0, 0},
    {"\xE1\x85\xA1\xE1\x87\xBF", 0, 0}, /* Hangul vowels */
    {"\x01\x1B\x7F\xC2\x85\n", 0, 0},
    {"\xFF\xC0", 1, 2}, /* bad bytes: as U+FFFD */
};
/* clang-format on */

static void check_rows(bool wide)
{
    width_set_ambiguous(wide ? WIDTH_WIDE : WIDTH_NARROW);
    for (size_t i = 0; i < ARRAY_LEN(cols_rows); i++) {
        const char *s = cols_rows[i].text;
        int want = wide ? cols_rows[i].wide : cols_rows[i].narrow;
        size_t n_bytes = strlen(s);
        int sum = 0;
        for (size_t at = 0; at < n_bytes && want >= 0;) {
            uint32_t cp;
            at += utf8_next(s + at, n_bytes - at, &cp);
            if (width_cp_cols(cp) != want) {
                width_set_ambiguous(WIDTH_NARROW);
                fail_msg("U+%04X: not %d (wide %d)", (unsigned)cp, want, wide);
            }
            sum += width_cp_cols(cp);
        }
        if (want >= 0) {
            assert_int_equal(width_cols(s), sum);
        }
    }
    width_set_ambiguous(WIDTH_NARROW);
}

TEST(width_of_characters_with_ambiguous_narrow)
{
    check_rows(false);
}

TEST(width_of_characters_with_ambiguous_wide)
{
    check_rows(true);
}

TEST(width_of_planes_2_and_3_is_two_without_gap)
{
    for (uint32_t cp = 0x20000; cp <= 0x3FFFD; cp++) {
        bool noncharacter = (cp & 0xFFFE) == 0xFFFE;
        if (!noncharacter && width_cp_cols(cp) != 2) {
            fail_msg("U+%04X", (unsigned)cp);
        }
    }
}

/* The blocks that are decided by comparing must say what the table says; their
   edges are where a slip would sit. */
TEST(width_changes_at_the_right_code_point)
{
    static const struct {
        uint32_t cp;
        int cols;
    } rows[] = {
        {0x1F, 0},     {0x20, 1},   {0x7E, 1},   {0x7F, 0},   {0xA0, 1},
        {0x2E7F, 1},   {0x2E80, 2}, {0x3000, 2}, {0x3001, 2}, {0x3029, 2},
        {0x302A, 0},   {0x302E, 2}, {0x303E, 2}, {0x303F, 1}, {0x3400, 2},
        {0x4DBF, 2},   {0x4E00, 2}, {0x9FFF, 2}, {0xA48F, 1}, {0xABFF, 1},
        {0xAC00, 2},   {0xD7A3, 2}, {0xD7A4, 1}, {0xFF00, 1}, {0xFF01, 2},
        {0xFF60, 2},   {0xFF61, 1}, {0xFFE0, 2}, {0xFFE6, 2}, {0xFFE7, 1},
        {0x10FFFF, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (width_cp_cols(rows[i].cp) != rows[i].cols) {
            fail_msg("U+%04X: %d", (unsigned)rows[i].cp,
                     width_cp_cols(rows[i].cp));
        }
    }
}

TEST(width_n_stops_where_it_is_told)
{
    assert_int_equal(width_n_cols("张三abc", 6), 4);
    assert_int_equal(width_n_cols("张三abc", 0), 0);
    assert_int_equal(width_cols(""), 0);
    assert_int_equal(width_cols("e\xCC\x81张"), 3);
}

TEST(wcwidth_is_ours)
{
    width_set_ambiguous(WIDTH_WIDE);
    int quote = wcwidth(L'“');
    width_set_ambiguous(WIDTH_NARROW);
    assert_int_equal(quote, 2);
    assert_int_equal(wcwidth(L'“'), 1);
    assert_int_equal(wcwidth(0x31350), 2);
    assert_int_equal(wcwidth(L'\0'), 0);
    assert_int_equal(wcwidth(0x1B), -1);
    assert_int_equal(wcwidth(0x9B), -1);
    assert_int_equal(wcwidth(0xD800), -1);
    assert_int_equal(wcwidth((wchar_t)-1), -1);
    assert_int_equal(wcswidth(L"张三 a", 16), 6);
    assert_int_equal(wcswidth(L"张三 a", 1), 2);
    assert_int_equal(wcswidth(L"张\n", 16), -1);
}
