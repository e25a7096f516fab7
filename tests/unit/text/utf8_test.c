/* UTF-8: what is a character, where clusters end, and how a decoder fed byte by
   byte gets over rubbish. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"

struct decode_row {
    const char *name;
    const char *bytes;
    size_t n_bytes;
    uint32_t cp; /* of the first step */
    size_t step;
};

#define BYTES(s) s, sizeof(s) - 1

/* Limits of each length, then what Markus Kuhn's stress test is about. */
/* clang-format off */
static const struct decode_row decode_rows[] = {
    {"NUL", BYTES("\0"), 0, 1},
    {"last of 1", BYTES("\x7F"), 0x7F, 1},
    {"first of 2", BYTES("\xC2\x80"), 0x80, 2},
    {"last of 2", BYTES("\xDF\xBF"), 0x7FF, 2},
    {"first of 3", BYTES("\xE0\xA0\x80"), 0x800, 3},
    {"last before surrogates", BYTES("\xED\x9F\xBF"), 0xD7FF, 3},
    {"first after surrogates", BYTES("\xEE\x80\x80"), 0xE000, 3},
    {"last of 3", BYTES("\xEF\xBF\xBF"), 0xFFFF, 3},
    {"first of 4", BYTES("\xF0\x90\x80\x80"), 0x10000, 4},
    {"last of all", BYTES("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4},
    {"Han", BYTES("张三"), 0x5F20, 3},
    {"Han of plane 2", BYTES("𠮷"), 0x20BB7, 4},
    {"above all", BYTES("\xF4\x90\x80\x80"), UTF8_INVALID, 1},
    {"far above", BYTES("\xF5\x80\x80\x80"), UTF8_INVALID, 1},
    {"5 bytes", BYTES("\xF8\x88\x80\x80\x80"), UTF8_INVALID, 1},
    {"6 bytes", BYTES("\xFC\x84\x80\x80\x80\x80"), UTF8_INVALID, 1},
    {"FE", BYTES("\xFE"), UTF8_INVALID, 1},
    {"FF", BYTES("\xFF"), UTF8_INVALID, 1},
    {"lone continuation", BYTES("\x80"), UTF8_INVALID, 1},
    {"last continuation", BYTES("\xBF"), UTF8_INVALID, 1},
    {"overlong slash, 2", BYTES("\xC0\xAF"), UTF8_INVALID, 1},
    {"overlong 7F, 2", BYTES("\xC1\xBF"), UTF8_INVALID, 1},
    {"overlong slash, 3", BYTES("\xE0\x80\xAF"), UTF8_INVALID, 1},
    {"overlong 7FF, 3", BYTES("\xE0\x9F\xBF"), UTF8_INVALID, 1},
    {"overlong slash, 4", BYTES("\xF0\x80\x80\xAF"), UTF8_INVALID, 1},
    {"overlong FFFF, 4", BYTES("\xF0\x8F\xBF\xBF"), UTF8_INVALID, 1},
    {"overlong NUL", BYTES("\xC0\x80"), UTF8_INVALID, 1},
    {"first surrogate", BYTES("\xED\xA0\x80"), UTF8_INVALID, 1},
    {"last surrogate", BYTES("\xED\xBF\xBF"), UTF8_INVALID, 1},
    {"2 cut off", BYTES("\xC3"), UTF8_INVALID, 1},
    {"3 cut after 1", BYTES("\xE5"), UTF8_INVALID, 1},
    {"3 cut after 2", BYTES("\xE5\xBC"), UTF8_INVALID, 1},
    {"4 cut after 3", BYTES("\xF0\xA0\xAE"), UTF8_INVALID, 1},
    {"3 with ASCII inside", BYTES("\xE5\xBCx"), UTF8_INVALID, 1},
    {"4 with ASCII inside", BYTES("\xF0\xA0x\xB7"), UTF8_INVALID, 1},
    {"3 with a lead inside", BYTES("\xE5\xE5\xBC\xA0"), UTF8_INVALID, 1},
    {"GBK", BYTES("\xD5\xC5\xC8\xFD"), UTF8_INVALID, 1},
};
/* clang-format on */

TEST(utf8_decodes_only_what_is_legal)
{
    for (size_t i = 0; i < ARRAY_LEN(decode_rows); i++) {
        const struct decode_row *row = &decode_rows[i];
        /* a copy of the exact size: reading past it is seen by sanitizers */
        char *exact = mem_new(row->n_bytes);
        memcpy(exact, row->bytes, row->n_bytes);
        uint32_t cp = 1;
        size_t step = utf8_next(exact, row->n_bytes, &cp);
        bool valid = utf8_valid(exact, row->n_bytes, NULL);
        mem_free(exact);
        if (cp != row->cp || step != row->step) {
            fail_msg("%s: U+%04X in %zu bytes", row->name, (unsigned)cp, step);
        }
        if (valid != (row->cp != UTF8_INVALID)) {
            fail_msg("%s: valid says %d", row->name, valid);
        }
    }
    uint32_t cp = 7;
    assert_int_equal(utf8_next("x", 0, &cp), 0);
    assert_int_equal(utf8_prev("x", 0, &cp), 0);
}

TEST(utf8_put_and_next_agree_on_every_code_point)
{
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        size_t n = utf8_put(bytes, cp);
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        uint32_t want = surrogate ? UTF8_REPLACE : cp;
        uint32_t forth = 0;
        uint32_t back = 0;
        if (utf8_next(bytes, n, &forth) != n || forth != want ||
            utf8_prev(bytes, n, &back) != n || back != want) {
            fail_msg("U+%04X", (unsigned)cp);
        }
    }
    char bytes[4];
    assert_int_equal(utf8_put(bytes, 0x110000), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

TEST(utf8_valid_tells_the_first_bad_byte)
{
    size_t bad = 99;
    assert_false(utf8_valid("张三\xE6\x9D, 李", 12, &bad));
    assert_int_equal(bad, 6);
    assert_true(utf8_valid("", 0, &bad));
    assert_int_equal(utf8_chars("张三\xFF a", 9), 5);
}

/* Bytes of all sorts; every second one of a kind that decoders stumble on. */
static size_t random_bytes(uint64_t *stream, char *out, size_t max)
{
    static const char *const bits[] = {
        "张",       "𠮷",      "a",        " ",
        "\xCC\x81", "\xE5",    "\xBC",     "\xF0\xA0",
        "\xFF",     "\n",      "é",        "\xED\xA0\x80",
        "👍",        "葛󠄀", "\xC2\xAD", "\xE2\x80\x8D",
    };
    size_t n = 0;
    for (size_t i = unit_below(stream, 24); i > 0; i--) {
        const char *bit = bits[unit_below(stream, ARRAY_LEN(bits))];
        if (n + strlen(bit) > max) {
            break;
        }
        memcpy(out + n, bit, strlen(bit));
        n += strlen(bit);
    }
    return n;
}

/* Walks to the end with `next`, then back with `prev`: the same places. */
static void check_walk(const char *s, size_t n_bytes, bool clusters)
{
    size_t place[256];
    size_t n_places = 0;
    uint32_t cp;
    for (size_t at = 0; at < n_bytes;) {
        place[n_places++] = at;
        size_t step = clusters ? utf8_cluster_next(s + at, n_bytes - at)
                               : utf8_next(s + at, n_bytes - at, &cp);
        assert_true(step > 0 && step <= n_bytes - at);
        at += step;
    }
    size_t at = n_bytes;
    while (n_places > 0) {
        at -= clusters ? utf8_cluster_prev(s, at) : utf8_prev(s, at, &cp);
        assert_int_equal(at, place[--n_places]);
    }
    assert_int_equal(at, 0);
}

PROPERTY(utf8_walks_back_over_the_same_boundaries)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 20000; i++) {
        char s[128];
        size_t n_bytes = random_bytes(&stream, s, sizeof s);
        check_walk(s, n_bytes, false);
        check_walk(s, n_bytes, true);
    }
}

TEST(utf8_clusters_hold_base_and_marks)
{
    /* clang-format off */
    static const struct {
        const char *name;
        const char *text;
        size_t n_bytes; /* of the first cluster */
    } rows[] = {
        {"plain", "ab", 1},
        {"Han", "张三", 3},
        {"e and acute", "e\xCC\x81x", 3},
        {"two marks", "e\xCC\x81\xCC\x82x", 5},
        {"Han with selector", "葛\xF3\xA0\x84\x80城", 7},
        {"emoji with selector", "❤\xEF\xB8\x8Fx", 6},
        {"mark without base", "\xCC\x81\xCC\x82x", 4},
        {"newline takes no mark", "\n\xCC\x81", 1},
        {"bad byte takes no mark", "\xFF\xCC\x81", 1},
        {"old Hangul block", "\xE1\x84\x80\xE1\x85\xA1x", 6},
        {"soft hyphen is not a mark", "a\xC2\xAD", 1},
        {"empty", "", 0},
    };
    /* clang-format on */
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        size_t n = utf8_cluster_next(rows[i].text, strlen(rows[i].text));
        if (n != rows[i].n_bytes) {
            fail_msg("%s: %zu bytes", rows[i].name, n);
        }
    }
    assert_int_equal(utf8_cluster_prev("xe\xCC\x81", 4), 3);
    assert_int_equal(utf8_cluster_prev("x", 0), 0);
}

/* Feeds all bytes; what comes out is put together again as UTF-8. */
static void feed_all(const char *s, size_t n_bytes, char *out, size_t *n_out)
{
    struct utf8_decoder d = {0};
    *n_out = 0;
    for (size_t i = 0; i < n_bytes;) {
        uint32_t cp = 0;
        enum utf8_fed fed = utf8_feed(&d, (unsigned char)s[i], &cp);
        if (fed != UTF8_MORE) {
            *n_out += utf8_put(out + *n_out, cp);
        }
        i += fed != UTF8_BAD_RETRY;
    }
    out[*n_out] = '\0';
}

TEST(utf8_decoder_recovers_at_the_next_byte)
{
    /* clang-format off */
    static const struct {
        const char *fed;
        const char *got;
    } rows[] = {
        {"张三", "张三"},
        {"𠮷a", "𠮷a"},
        {"\xE5q", "�q"}, /* a GBK terminal's lone byte */
        {"\xE5\xBCq", "�q"}, /* cut inside */
        {"\xE5张", "�张"}, /* the next lead is not lost */
        {"\xF0\xA0张", "�张"},
        {"\xFF\xFE" "a", "��a"},
        {"\xC0\xAF" "a", "��a"}, /* overlong never becomes a slash */
        {"\xED\xA0\x80" "a", "���a"},
        {"\xF4\x90\x80\x80" "a", "����a"},
        {"\x80\xBF张", "��张"},
    };
    /* clang-format on */
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char out[64];
        size_t n;
        feed_all(rows[i].fed, strlen(rows[i].fed), out, &n);
        if (strcmp(out, rows[i].got) != 0) {
            fail_msg("row %zu: %s instead of %s", i, out, rows[i].got);
        }
    }
}

PROPERTY(utf8_decoder_always_gives_valid_text)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 20000; i++) {
        char s[128];
        char out[4 * sizeof s];
        size_t n_bytes = random_bytes(&stream, s, sizeof s);
        size_t n_out;
        feed_all(s, n_bytes, out, &n_out);
        assert_true(utf8_valid(out, n_out, NULL));
        if (utf8_valid(s, n_bytes, NULL)) {
            assert_int_equal(n_out, n_bytes);
            assert_memory_equal(out, s, n_bytes);
        }
    }
}
