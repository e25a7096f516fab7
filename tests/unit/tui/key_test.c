/* Names of keys, and sequences of bytes that mean them. */
#include <string.h>

#include "../../../src/tui/seq.h"
#include "pbtui/tui/key.h"
#include "unit.h"

TEST(key_names_both_ways)
{
    static const struct {
        const char *typed;
        enum key_kind kind;
        uint32_t code;
        const char *shown; /* NULL: no key */
    } rows[] = {
        {"F1", K_NAMED, KC_F1, "F1"},
        {"f10", K_NAMED, KC_F1 + 9, "F10"},
        {"F12", K_NAMED, KC_F12, "F12"},
        {"F13", 0, 0, NULL},
        {"F0", 0, 0, NULL},
        {"F1x", 0, 0, NULL},
        {"Ctrl+S", K_CTRL, 's', "Ctrl+S"},
        {"ctrl-s", K_CTRL, 's', "Ctrl+S"},
        {"^S", K_CTRL, 's', "Ctrl+S"},
        {"C-s", K_CTRL, 's', "Ctrl+S"},
        {"Ctrl+\\", K_CTRL, '\\', "Ctrl+\\"},
        {"Ctrl+Space", K_CTRL, '@', "Ctrl+空格"},
        {"Ctrl+I", 0, 0, NULL},
        {"Ctrl+M", 0, 0, NULL},
        {"Ctrl+[", 0, 0, NULL},
        {"Ctrl+1", 0, 0, NULL},
        {"Alt+x", 0, 0, NULL},
        {"Enter", K_NAMED, KC_ENTER, "Enter"},
        {"回车", K_NAMED, KC_ENTER, "Enter"},
        {"esc", K_NAMED, KC_ESC, "Esc"},
        {"PgDn", K_NAMED, KC_PGDN, "PgDn"},
        {"PageDown", K_NAMED, KC_PGDN, "PgDn"},
        {"Up", K_NAMED, KC_UP, "↑"},
        {"↑", K_NAMED, KC_UP, "↑"},
        {"Ctrl+Right", K_NAMED, KC_CTRL_RIGHT, "Ctrl+→"},
        {"Shift+Tab", K_NAMED, KC_BACKTAB, "Shift+Tab"},
        {"Space", K_CHAR, ' ', "空格"},
        {"空格", K_CHAR, ' ', "空格"},
        {"a", K_CHAR, 'a', "a"},
        {"A", K_CHAR, 'A', "A"},
        {"^", K_CHAR, '^', "^"},
        {"/", K_CHAR, '/', "/"},
        {"、", K_CHAR, 0x3001, "、"},
        {"ą", K_CHAR, 0x105, "ą"},
        {"ab", 0, 0, NULL},
        {"", 0, 0, NULL},
        {"\xE5", 0, 0, NULL},
        {"\033", 0, 0, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct key k = {0};
        bool known = key_parse(rows[i].typed, &k);
        char name[24];
        if (known != (rows[i].shown != NULL) ||
            (known && (k.kind != rows[i].kind || k.code != rows[i].code ||
                       strcmp(key_label(&k, name), rows[i].shown) != 0))) {
            fail_msg("%s", rows[i].typed);
        }
    }
}

TEST(key_names_of_all_keys_parse_back)
{
    for (uint32_t code = 1; code <= KC_F12; code++) {
        struct key k = {.kind = K_NAMED, .code = code};
        struct key back = {0};
        char name[24];
        key_label(&k, name);
        if (code <= KC_CTRL_PGDN || code >= KC_F1) {
            if (!key_parse(name, &back) || !key_same(&k, &back)) {
                fail_msg("code %u is named %s", (unsigned)code, name);
            }
        }
    }
}

TEST(key_same_never_mixes_kinds)
{
    /* U+0105 and U+0003 … are numbers of other keys elsewhere. */
    struct key letter = {.kind = K_CHAR, .code = KC_UP};
    struct key arrow = {.kind = K_NAMED, .code = KC_UP};
    struct key paste = {.kind = K_PASTE};
    assert_false(key_same(&letter, &arrow));
    assert_true(key_same(&arrow, &arrow));
    assert_false(key_same(&paste, &paste));
}

static enum seq_result decode(const char *s, size_t *used, struct key *k)
{
    static const struct seq_entry odd = {"\033Zq", 3, KC_F1 + 1};
    return seq_decode(&odd, 1, (const unsigned char *)s, strlen(s), used, k);
}

TEST(seq_rows)
{
    static const struct {
        const char *bytes;
        enum seq_result want;
        size_t used;
        uint32_t code;
    } rows[] = {
        {"\033", SEQ_MORE, 0, 0},
        {"\033[", SEQ_MORE, 0, 0},
        {"\033[1;", SEQ_MORE, 0, 0},
        {"\033O", SEQ_MORE, 0, 0},
        {"\033x", SEQ_NOT, 0, 0},
        {"\033\033", SEQ_NOT, 0, 0},
        {"\033Z", SEQ_MORE, 0, 0},
        {"\033Zq", SEQ_KEY, 3, KC_F1 + 1},
        {"\033[Ax", SEQ_KEY, 3, KC_UP},
        {"\033OA", SEQ_KEY, 3, KC_UP},
        {"\033[1;5C", SEQ_KEY, 6, KC_CTRL_RIGHT},
        {"\033[1;2A", SEQ_KEY, 6, KC_SHIFT_UP},
        {"\033[1;3A", SEQ_SKIP, 6, 0},
        {"\033[1;2R", SEQ_SKIP, 6, 0},
        {"\033[24;3R", SEQ_SKIP, 7, 0},
        {"\033[15~", SEQ_KEY, 5, KC_F1 + 4},
        {"\033[7~", SEQ_KEY, 4, KC_HOME},
        {"\033[5;5~", SEQ_KEY, 6, KC_CTRL_PGUP},
        {"\033[25~", SEQ_SKIP, 5, 0},
        {"\033[[C", SEQ_KEY, 4, KC_F1 + 2},
        {"\033[200~", SEQ_PASTE, 6, 0},
        {"\033[201~", SEQ_SKIP, 6, 0},
        {"\033[99999999999999~", SEQ_SKIP, 17, 0},
        {"\033[12\r", SEQ_SKIP, 4, 0},
        {"\033]0;title\007x", SEQ_SKIP, 10, 0},
        {"\033Pq\033\\x", SEQ_SKIP, 5, 0},
        {"\033Pabc", SEQ_NOT, 0, 0},
        {"\033O\r", SEQ_SKIP, 2, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t used = 0;
        struct key k = {0};
        enum seq_result got = decode(rows[i].bytes, &used, &k);
        bool takes = got == SEQ_KEY || got == SEQ_SKIP || got == SEQ_PASTE;
        if (got != rows[i].want || (takes && used != rows[i].used) ||
            (got == SEQ_KEY && k.code != rows[i].code)) {
            fail_msg("row %zu: ESC%s gives %d, %zu used, code %u", i,
                     rows[i].bytes + 1, (int)got, used, (unsigned)k.code);
        }
    }
}

TEST(seq_mouse)
{
    size_t used = 0;
    struct key k = {0};
    assert_int_equal(decode("\033[<0;12;5M", &used, &k), SEQ_KEY);
    assert_int_equal(k.kind, K_MOUSE);
    assert_int_equal(k.row, 4);
    assert_int_equal(k.col, 11);
    assert_int_equal(decode("\033[<65;300;5M", &used, &k), SEQ_KEY);
    assert_int_equal(k.code, 5);
    assert_int_equal(k.col, 299);
    assert_int_equal(decode("\033[<0;12;5m", &used, &k), SEQ_SKIP);
}

PROPERTY(seq_takes_no_more_than_there_is)
{
    static const char signs[] = "[O]P^_X\\;:0129<?~ARMZz \033\r\007\x80q";
    uint64_t stream = unit_seed();
    for (int round = 0; round < 20000; round++) {
        unsigned char s[12] = {0x1B};
        size_t n = 1 + unit_below(&stream, sizeof s);
        n = n > sizeof s ? sizeof s : n;
        for (size_t i = 1; i < n; i++) {
            s[i] = (unsigned char)signs[unit_below(&stream, sizeof signs - 1)];
        }
        size_t used = 0;
        struct key k;
        enum seq_result got = seq_decode(NULL, 0, s, n, &used, &k);
        if (got == SEQ_KEY || got == SEQ_SKIP || got == SEQ_PASTE) {
            assert_in_range(used, 2, n);
        }
    }
}
