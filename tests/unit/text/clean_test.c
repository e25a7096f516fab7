/* The doors: what comes in, what is refused, and that nothing but visible
   characters goes out. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#define BYTES(s) s, sizeof(s) - 1

/* ---- in ---- */

struct in_row {
    const char *name;
    const char *bytes;
    size_t n_bytes;
    enum text_kind kind;
    const char *stored; /* or the code of the refusal */
};

/* clang-format off */
static const struct in_row in_rows[] = {
    {"plain", BYTES("张三 abc"), TEXT_LINE, "张三 abc"},
    {"empty", BYTES(""), TEXT_LINE, ""},
    {"ends", BYTES(" \t　张三　 \n"), TEXT_LINE, "张三"},
    {"blank only", BYTES(" 　\n"), TEXT_LINE, ""},
    {"inner blank as typed", BYTES("张　三"), TEXT_LINE, "张　三"},
    {"newline", BYTES("张\n三"), TEXT_LINE, "张 三"},
    {"CR LF is one", BYTES("张\r\n三\r四"), TEXT_LINE, "张 三 四"},
    {"tab", BYTES("张\t三"), TEXT_LINE, "张 三"},
    {"memo newlines", BYTES("a\r\nb\rc\n"), TEXT_MEMO, "a\nb\nc\n"},
    {"memo tab", BYTES("a\tb"), TEXT_MEMO, "a  b"},
    {"memo indent", BYTES("　　张 "), TEXT_MEMO, "　　张 "},
    {"line separator", BYTES("a\xE2\x80\xA8" "b"), TEXT_MEMO, "a\nb"},
    {"NBSP", BYTES("a\xC2\xA0" "b"), TEXT_LINE, "a b"},
    {"NBSP at the ends", BYTES("\xC2\xA0" "a\xE2\x80\xAF"), TEXT_LINE, "a"},
    {"zero-width space", BYTES("张\xE2\x80\x8B三"), TEXT_LINE, "张三"},
    {"BOM", BYTES("\xEF\xBB\xBF张"), TEXT_LINE, "张"},
    {"soft hyphen", BYTES("a\xC2\xAD" "b"), TEXT_LINE, "ab"},
    {"stray joiner", BYTES("张\xE2\x80\x8D三"), TEXT_LINE, "张三"},
    {"stray selector", BYTES("a\xEF\xB8\x8F"), TEXT_LINE, "a"},
    {"selector after Han", BYTES("葛\xF3\xA0\x84\x80"), TEXT_LINE, "葛\xF3\xA0\x84\x80"},
    {"second selector", BYTES("葛\xF3\xA0\x84\x80\xF3\xA0\x84\x80"), TEXT_LINE, "葛\xF3\xA0\x84\x80"},
    {"selector after emoji", BYTES("❤\xEF\xB8\x8F"), TEXT_LINE, "❤\xEF\xB8\x8F"},
    {"Han selector after emoji", BYTES("❤\xF3\xA0\x84\x80"), TEXT_LINE, "❤"},
    {"joined emoji", BYTES("👩\xE2\x80\x8D🚀"), TEXT_LINE, "👩\xE2\x80\x8D🚀"},
    {"joined with selector", BYTES("❤\xEF\xB8\x8F\xE2\x80\x8D🔥"), TEXT_LINE, "❤\xEF\xB8\x8F\xE2\x80\x8D🔥"},
    {"joiner after emoji only", BYTES("👩\xE2\x80\x8D张"), TEXT_LINE, "👩张"},
    {"Mongolian selector", BYTES("\xE1\xA0\xA0\xE1\xA0\x8B"), TEXT_LINE,
     "\xE1\xA0\xA0\xE1\xA0\x8B"},
    {"no NFC", BYTES("\xEF\xA7\xA1 e\xCC\x81 \xE2\x84\xAB"), TEXT_LINE,
     "\xEF\xA7\xA1 e\xCC\x81 \xE2\x84\xAB"},
    {"private use", BYTES("\xEE\x80\x80"), TEXT_LINE, "\xEE\x80\x80"},
    {"new ideograph", BYTES("\xF0\xBF\xBF\xBD"), TEXT_LINE, "\xF0\xBF\xBF\xBD"},
    {"number", BYTES("　２０２６－１１－２０　"), TEXT_NUMBER, "2026-11-20"},
    {"number, IME marks", BYTES("11。20"), TEXT_NUMBER, "11.20"},
    {"ID with X", BYTES("９９０１０１１９９００１０１００１Ｘ"), TEXT_NUMBER, "99010119900101001X"},
    {"GBK", BYTES("\xD5\xC5\xC8\xFD"), TEXT_LINE, "E-TEXT-001"},
    {"overlong", BYTES("a\xC0\xAF"), TEXT_LINE, "E-TEXT-001"},
    {"surrogate", BYTES("\xED\xA0\x80"), TEXT_MEMO, "E-TEXT-001"},
    {"cut off", BYTES("张\xE4\xB8"), TEXT_LINE, "E-TEXT-001"},
    {"override", BYTES("a\xE2\x80\xAE" "b"), TEXT_LINE, "E-TEXT-002"},
    {"isolate", BYTES("\xE2\x81\xA6"), TEXT_MEMO, "E-TEXT-002"},
    {"right-to-left mark", BYTES("\xE2\x80\x8F"), TEXT_LINE, "E-TEXT-002"},
    {"Arabic letter mark", BYTES("\xD8\x9C"), TEXT_LINE, "E-TEXT-002"},
    {"Hangul filler", BYTES("张\xE3\x85\xA4"), TEXT_LINE, "E-TEXT-003"},
    {"invisible times", BYTES("\xE2\x81\xA2"), TEXT_LINE, "E-TEXT-003"},
    {"annotation", BYTES("\xEF\xBF\xB9"), TEXT_LINE, "E-TEXT-003"},
    {"tag", BYTES("\xF3\xA0\x81\x81"), TEXT_LINE, "E-TEXT-003"},
    {"FFFE", BYTES("\xEF\xBF\xBE"), TEXT_LINE, "E-TEXT-004"},
    {"FDD0", BYTES("\xEF\xB7\x90"), TEXT_LINE, "E-TEXT-004"},
    {"1FFFF", BYTES("\xF0\x9F\xBF\xBF"), TEXT_LINE, "E-TEXT-004"},
    {"NUL", BYTES("a\0b"), TEXT_LINE, "E-TEXT-005"},
    {"escape", BYTES("\x1B[31m"), TEXT_MEMO, "E-TEXT-005"},
    {"backspace", BYTES("a\b"), TEXT_LINE, "E-TEXT-005"},
    {"vertical tab", BYTES("a\v"), TEXT_MEMO, "E-TEXT-005"},
    {"DEL", BYTES("\x7F"), TEXT_NUMBER, "E-TEXT-005"},
    {"C1 CSI", BYTES("\xC2\x9B"), TEXT_LINE, "E-TEXT-005"},
};
/* clang-format on */

TEST(text_in_keeps_replaces_or_refuses)
{
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < ARRAY_LEN(in_rows); i++) {
        const struct in_row *row = &in_rows[i];
        struct err err = ERR_INIT;
        sb_reset(&out);
        sb_add(&out, "here: ");
        bool ok = text_in(&out, row->bytes, row->n_bytes, row->kind, &err);
        const char *got = ok ? out.s + 6 : err.code;
        if (strcmp(got, row->stored) != 0) {
            fail_msg("%s: \"%s\", not \"%s\"", row->name, got, row->stored);
        }
        if (!ok && strcmp(out.s, "here: ") != 0) {
            fail_msg("%s: refused, yet something was appended", row->name);
        }
        bool quiet = text_in(&out, row->bytes, row->n_bytes, row->kind, NULL);
        assert_int_equal(quiet, ok);
    }
    sb_clear(&out);
}

TEST(text_in_says_where)
{
    struct err err = ERR_INIT;
    struct strbuf out;
    sb_init(&out);
    assert_false(text_in(&out, BYTES("张三\xD5"), TEXT_LINE, &err));
    assert_non_null(strstr(err.text, "第 7 个字节"));
    assert_false(text_in(&out, BYTES("张三\x1B"), TEXT_LINE, &err));
    assert_non_null(strstr(err.text, "第 3 个字符（U+001B）"));
    sb_clear(&out);
}

TEST(text_in_keeps_every_ideograph_byte_for_byte)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } blocks[] = {
        {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},
        {0x2E80, 0x2FD5}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
        {0xE000, 0xF8FF},
    };
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < ARRAY_LEN(blocks); i++) {
        for (uint32_t cp = blocks[i].first; cp <= blocks[i].last; cp++) {
            char bytes[4];
            size_t n = utf8_put(bytes, cp);
            for (int kind = TEXT_LINE; kind <= TEXT_NUMBER; kind++) {
                sb_reset(&out);
                if (!text_in(&out, bytes, n, (enum text_kind)kind, NULL) ||
                    out.len != n || memcmp(out.s, bytes, n) != 0 ||
                    !text_cp_allowed(cp, (enum text_kind)kind)) {
                    fail_msg("U+%04X in kind %d", (unsigned)cp, kind);
                }
            }
            sb_reset(&out);
            text_out(&out, bytes, n, TEXT_LINE);
            if (out.len != n || memcmp(out.s, bytes, n) != 0) {
                fail_msg("U+%04X is not shown", (unsigned)cp);
            }
        }
    }
    sb_clear(&out);
}

TEST(text_cp_allowed_by_kind)
{
    assert_true(text_cp_allowed('\n', TEXT_MEMO));
    assert_false(text_cp_allowed('\n', TEXT_LINE));
    assert_false(text_cp_allowed('\r', TEXT_MEMO));
    assert_false(text_cp_allowed('\t', TEXT_MEMO));
    assert_false(text_cp_allowed(0xA0, TEXT_LINE));
    assert_false(text_cp_allowed(0xD800, TEXT_LINE));
    assert_false(text_cp_allowed(UTF8_INVALID, TEXT_LINE));
    assert_true(text_cp_allowed(0xFF12, TEXT_NUMBER)); /* ２, folded later */
    assert_true(text_cp_allowed(0x3000, TEXT_LINE));
}

TEST(text_in_lossy_drops_and_counts)
{
    struct strbuf out;
    sb_init(&out);
    size_t n = text_in_lossy(
        &out, BYTES(" 张\x1B[201~\xFF三\xE2\x80\xAE\n丰\xE2\x80\x8B "),
        TEXT_LINE);
    assert_string_equal(out.s, "张[201~三 丰");
    assert_int_equal(n, 3); /* escape, bad byte, override */
    sb_clear(&out);
}

/* ---- out ---- */

TEST(text_out_makes_the_unexpected_visible)
{
    /* clang-format off */
    static const struct in_row rows[] = {
        {"plain", BYTES("张三"), TEXT_LINE, "张三"},
        {"memo newline", BYTES("a\nb"), TEXT_MEMO, "a\nb"},
        {"newline in a line", BYTES("a\nb"), TEXT_LINE, "a⟨U+000A⟩b"},
        {"CR in a memo", BYTES("a\rb"), TEXT_MEMO, "a⟨U+000D⟩b"},
        {"tab", BYTES("a\tb"), TEXT_MEMO, "a⟨U+0009⟩b"},
        {"NUL", BYTES("a\0b"), TEXT_LINE, "a⟨U+0000⟩b"},
        {"escape", BYTES("\x1B[31m"), TEXT_LINE, "⟨U+001B⟩[31m"},
        {"C1", BYTES("\xC2\x9B" "31m"), TEXT_LINE, "⟨U+009B⟩31m"},
        {"raw C1", BYTES("\x9B" "31m"), TEXT_LINE, "⟨0x9B⟩31m"},
        {"override", BYTES("a\xE2\x80\xAE" "b"), TEXT_LINE, "a⟨U+202E⟩b"},
        {"bad bytes", BYTES("\xFF\xE5"), TEXT_LINE, "⟨0xFF⟩⟨0xE5⟩"},
        {"NBSP", BYTES("a\xC2\xA0" "b"), TEXT_LINE, "a b"},
        {"filler", BYTES("\xE3\x85\xA4"), TEXT_LINE, "⟨U+3164⟩"},
        {"tag", BYTES("\xF3\xA0\x81\x81"), TEXT_LINE, "⟨U+E0041⟩"},
        {"stray selector", BYTES("a\xEF\xB8\x8F"), TEXT_LINE, "a⟨U+FE0F⟩"},
        {"selector", BYTES("葛\xF3\xA0\x84\x80"), TEXT_LINE, "葛\xF3\xA0\x84\x80"},
        {"selector after a token", BYTES("葛\x01\xF3\xA0\x84\x80"), TEXT_LINE, "葛⟨U+0001⟩⟨U+E0100⟩"},
    };
    /* clang-format on */
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        sb_reset(&out);
        text_out(&out, rows[i].bytes, rows[i].n_bytes, rows[i].kind);
        if (strcmp(out.s, rows[i].stored) != 0) {
            fail_msg("%s: %s", rows[i].name, out.s);
        }
    }
    sb_clear(&out);
}

/* Half of it wild bytes, half what attacks and dirty files are made of. */
static void random_dirt(struct strbuf *out, uint64_t *stream)
{
    static const uint32_t dirt[] = {
        0x00,    0x07,   0x08,    0x09,    0x0A,    0x0D,   0x1B,   0x7F,
        0x85,    0x9B,   0xA0,    0xAD,    0x34F,   0x61C,  0x115F, 0x180B,
        0x2003,  0x200B, 0x200D,  0x200E,  0x2028,  0x202E, 0x2060, 0x2066,
        0x3000,  0x3164, 0xFE0F,  0xFEFF,  0xFFA0,  0xFFF9, 0xFFFE, 0xE0041,
        0xE0100, 0x301,  0x5F20,  0x20BB7, 0x1F469, 0x2764, 0x1820, 0xFF12,
        ' ',     'a',    0x1F680, 0xF9E1,  0xE000,
    };
    sb_reset(out);
    for (uint64_t n = unit_below(stream, 30); n > 0; n--) {
        if (unit_below(stream, 4) == 0) {
            sb_addc(out, (char)unit_random(stream));
        } else {
            char bytes[4];
            uint32_t cp = unit_below(stream, 8) == 0
                              ? (uint32_t)unit_below(stream, 0x110000)
                              : dirt[unit_below(stream, ARRAY_LEN(dirt))];
            sb_addn(out, bytes, utf8_put(bytes, cp));
        }
    }
}

/* Written down a second time, from the fault list and not from the code. */
static bool is_harmful(uint32_t cp)
{
    return cp == UTF8_INVALID || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
           cp == 0xAD || cp == 0x61C || (cp >= 0x200B && cp <= 0x200C) ||
           (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0x3164 || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp & 0xFFFE) == 0xFFFE ||
           (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp >= 0xE0000 && cp <= 0xE00FF);
}

static void check_harmless(const struct strbuf *text, enum text_kind kind)
{
    uint32_t before = 0;
    for (size_t at = 0; at < text->len;) {
        uint32_t cp;
        at += utf8_next(text->s + at, text->len - at, &cp);
        bool newline = cp == '\n' && kind == TEXT_MEMO;
        if (is_harmful(cp) && !newline) {
            fail_msg("U+%04X went through", (unsigned)cp);
        }
        /* © and ® are emoji, too. */
        bool sign = before == 0xA9 || before == 0xAE;
        if ((cp == 0x200D || cp == 0xFE0F) && before < 0x2000 && !sign) {
            fail_msg("U+%04X after U+%04X", (unsigned)cp, (unsigned)before);
        }
        before = cp;
    }
}

PROPERTY(text_out_lets_nothing_harmful_through)
{
    uint64_t stream = unit_seed();
    struct strbuf dirty;
    struct strbuf shown;
    struct strbuf again;
    sb_init(&dirty);
    sb_init(&shown);
    sb_init(&again);
    for (int i = 0; i < 30000; i++) {
        enum text_kind kind = i % 2 == 0 ? TEXT_LINE : TEXT_MEMO;
        random_dirt(&dirty, &stream);
        sb_reset(&shown);
        text_out(&shown, dirty.s, dirty.len, kind);
        check_harmless(&shown, kind);
        /* what is shown could be typed in again, and shows the same */
        sb_reset(&again);
        assert_true(text_in(&again, shown.s, shown.len, TEXT_MEMO, NULL));
        assert_string_equal(again.s, shown.s);
        sb_reset(&again);
        text_out(&again, shown.s, shown.len, kind);
        assert_string_equal(again.s, shown.s);
    }
    sb_clear(&dirty);
    sb_clear(&shown);
    sb_clear(&again);
}

PROPERTY(text_in_is_done_after_once)
{
    uint64_t stream = unit_seed();
    struct strbuf dirty;
    struct strbuf once;
    struct strbuf twice;
    sb_init(&dirty);
    sb_init(&once);
    sb_init(&twice);
    for (int i = 0; i < 30000; i++) {
        enum text_kind kind = (enum text_kind)(i % 3);
        random_dirt(&dirty, &stream);
        sb_reset(&once);
        size_t n_dropped = text_in_lossy(&once, dirty.s, dirty.len, kind);
        check_harmless(&once, kind);
        sb_reset(&twice);
        bool clean = text_in(&twice, dirty.s, dirty.len, kind, NULL);
        assert_int_equal(clean, n_dropped == 0);
        if (clean) {
            assert_string_equal(twice.s, once.s);
        }
        sb_reset(&twice);
        assert_true(text_in(&twice, once.s, once.len, kind, NULL));
        assert_string_equal(twice.s, once.s);
        /* what came in is shown as it is */
        sb_reset(&twice);
        text_out(&twice, once.s, once.len, kind);
        assert_string_equal(twice.s, once.s);
    }
    sb_clear(&dirty);
    sb_clear(&once);
    sb_clear(&twice);
}

/* ---- folding and questions ---- */

static void check_pairs(void (*work)(struct strbuf *, const char *),
                        const char *const (*pairs)[2], size_t n)
{
    struct strbuf out;
    sb_init(&out);
    for (size_t i = 0; i < n; i++) {
        sb_reset(&out);
        work(&out, pairs[i][0]);
        if (strcmp(out.s, pairs[i][1]) != 0) {
            fail_msg("%s: %s, not %s", pairs[i][0], out.s, pairs[i][1]);
        }
    }
    sb_clear(&out);
}

TEST(text_fold_undoes_the_input_method)
{
    /* clang-format off */
    static const char *const pairs[][2] = {
        {"２０２６－１１－２０", "2026-11-20"},
        {"２０２６—１１–２０", "2026-11-20"},
        {"２０２６。１１。２０", "2026.11.20"},
        {"２０２６、１１、２０", "2026/11/20"},
        {"２０２６／１１／２０", "2026/11/20"},
        {"１４：３０", "14:30"},
        {"１，５００．５", "1,500.5"},
        {"￥２０", "¥20"},
        {"ＡＺａｚ～！＠＃", "AZaz~!@#"},
        {"“张”‘三’【一】《二》", "\"张\"'三'[一]<二>"},
        {"＋３　天", "+3 天"},
        {"→…·〇㐂", "→…·〇㐂"},
        {"20元5角", "20元5角"},
        {"a\xFF张", "a\xFF张"},
        {"", ""},
    };
    /* clang-format on */
    check_pairs(text_fold, pairs, ARRAY_LEN(pairs));
    assert_int_equal(text_fold_cp(0xFF01), '!');
    assert_int_equal(text_fold_cp(0xFF5E), '~');
    assert_int_equal(text_fold_cp(0xFF5F), 0xFF5F);
    assert_int_equal(text_fold_cp(0xFF00), 0xFF00);
}

TEST(text_visible_needs_ink)
{
    static const char *const seen[] = {
        "张", " a ", "。", "𠮷", "\xEE\x80\x80", "e\xCC\x81", "-",
    };
    static const char *const unseen[] = {
        "",
        " 　\t\n",
        "\xC2\xA0",
        "\xE3\x85\xA4",             /* U+3164 */
        "\xEF\xBE\xA0",             /* U+FFA0 */
        "\xE1\x85\x9F",             /* U+115F */
        "\xE2\xA0\x80",             /* braille blank */
        "\xCC\x81\xCC\x82",         /* marks only */
        "\xE2\x80\x8B\xE2\x80\x8D", /* zero width */
        "\xEF\xB8\x8F",
        "\xE2\x80\xAE",
        "\x1B",
        "\xFF",
    };
    for (size_t i = 0; i < ARRAY_LEN(seen); i++) {
        if (!text_visible(seen[i])) {
            fail_msg("row %zu is seen", i);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(unseen); i++) {
        if (text_visible(unseen[i])) {
            fail_msg("row %zu is not seen", i);
        }
    }
}

TEST(text_compare_key_brings_spellings_together)
{
    /* clang-format off */
    static const char *const pairs[][2] = {
        {"张三", "张三"},
        {"张　三", "张三"},
        {" 张 三\xC2\xA0", "张三"},
        {"\xEF\xA7\xA1四", "李四"}, /* U+F9E1 */
        {"李四", "李四"}, /* U+674E */
        {"\xF0\xAF\xA0\x80", "丽"}, /* U+2F800 → U+4E3D */
        {"\xEF\xA8\x8E", "\xEF\xA8\x8E"}, /* U+FA0E is its own character */
        {"\xF0\xAF\xA8\x9D", "\xF0\xAA\x98\x80"}, /* U+2FA1D, the last */
        {"\xEF\xAB\x99", "\xE9\xBE\x8E"}, /* U+FAD9, too */
        {"⽉", "月"},
        {"⻳", "龟"},
        {"葛\xF3\xA0\x84\x80", "葛"},
        {"ＡＢｃ１２Ｘ", "abc12x"},
        {"阿依・古丽", "阿依·古丽"},
        {"阿依•古丽", "阿依·古丽"},
        {"张\xE2\x80\x8B三\xE3\x85\xA4", "张三"},
        {"", ""},
    };
    /* clang-format on */
    check_pairs(text_compare_key, pairs, ARRAY_LEN(pairs));
}

TEST(text_has_private_finds_self_made_characters)
{
    assert_true(text_has_private("张\xEE\x80\x80"));
    assert_true(text_has_private("\xEF\xA3\xBF"));
    assert_true(text_has_private("\xF3\xB0\x80\x80"));
    assert_true(text_has_private("\xF4\x80\x80\x80"));
    assert_false(text_has_private("张三𠮷豈"));
    assert_false(text_has_private(""));
}

TEST(text_visible_chars_are_those_that_leave_ink)
{
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        {"", 0},
        {"    ", 0},
        {"　　", 0},
        {"四个字了", 4},
        {" 四 个　字 ", 3},
        {"e\xCC\x81", 1}, /* a mark is of its letter */
        {"a\xE2\x80\x8B"
         "b",
         2},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(text_visible_chars(rows[i].text), rows[i].n);
    }
}
