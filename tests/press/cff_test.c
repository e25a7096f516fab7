/* The reader of CFF tables, given some that are whole, cut off, or made up.  It
   is a room of the press, which is a program of its own. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/press/cff.c"
#include "pbtui/base/mem.h"

/* A header and one name; a DICT that says that there are ids. */
#define NAMES 1, 0, 4, 1, 0, 1, 1, 1, 2, 'x'
#define ROS   139, 139, 139, 12, 30

struct table {
    unsigned char s[64];
    size_t n;
};

/* With a charset of that format, for glyphs that follow. */
static struct table table_of(bool is_keyed, const unsigned char *charset,
                             size_t n_charset)
{
    static const unsigned char head[] = {NAMES, 0, 1, 1, 1};
    struct table t = {.n = 0};
    unsigned char dict[16];
    size_t n = 0;
    if (is_keyed) {
        static const unsigned char ros[] = {ROS};
        memcpy(dict, ros, sizeof ros);
        n = sizeof ros;
    }
    const size_t at = sizeof head + 1 + n + 4;
    dict[n++] = 28; /* a number of two bytes */
    dict[n++] = 0;
    dict[n++] = (unsigned char)at;
    dict[n++] = 15;
    memcpy(t.s, head, sizeof head);
    t.n = sizeof head;
    t.s[t.n++] = (unsigned char)(n + 1);
    memcpy(t.s + t.n, dict, n);
    t.n += n;
    memcpy(t.s + t.n, charset, n_charset);
    t.n += n_charset;
    return t;
}

/* In memory of just that size, so that a sanitizer sees a byte too far. */
static enum cff_kind read_exactly(const unsigned char *s, size_t n,
                                  uint16_t *cids, size_t n_glyphs)
{
    unsigned char *copy = mem_grow(NULL, n > 0 ? n : 1, 1);
    memcpy(copy, s, n);
    enum cff_kind kind = cff_read_cids(copy, n, cids, n_glyphs);
    mem_free(copy);
    return kind;
}

static const unsigned char singly[] = {0, 0, 7, 1, 0, 0, 9};
static const unsigned char ranges[] = {1, 0, 7, 1, 1, 0, 0};
static const unsigned char long_ranges[] = {2, 1, 0, 0, 2};

TEST(cff_charsets_are_read)
{
    uint16_t cids[4] = {0};
    struct table t = table_of(true, singly, sizeof singly);
    assert_int_equal(read_exactly(t.s, t.n, cids, 4), CFF_CID);
    assert_true(cids[0] == 0 && cids[1] == 7 && cids[2] == 256 && cids[3] == 9);
    t = table_of(true, ranges, sizeof ranges);
    assert_int_equal(read_exactly(t.s, t.n, cids, 4), CFF_CID);
    assert_true(cids[1] == 7 && cids[2] == 8 && cids[3] == 256);
    t = table_of(true, long_ranges, sizeof long_ranges);
    assert_int_equal(read_exactly(t.s, t.n, cids, 4), CFF_CID);
    assert_true(cids[1] == 256 && cids[2] == 257 && cids[3] == 258);
    t = table_of(false, singly, sizeof singly);
    assert_int_equal(read_exactly(t.s, t.n, cids, 4), CFF_PLAIN);
}

TEST(cff_that_is_cut_off_or_made_up_is_broken)
{
    static const unsigned char odd[] = {3, 0, 7, 1, 0, 0, 9};
    uint16_t cids[5];
    struct table t = table_of(true, singly, sizeof singly);
    for (size_t n = 0; n < t.n; n++) {
        assert_int_equal(read_exactly(t.s, n, cids, 4), CFF_BROKEN);
    }
    assert_int_equal(read_exactly(t.s, t.n, cids, 5), CFF_BROKEN);
    assert_int_equal(read_exactly(t.s, t.n, cids, 0), CFF_BROKEN);
    t = table_of(true, odd, sizeof odd);
    assert_int_equal(read_exactly(t.s, t.n, cids, 4), CFF_BROKEN);
}

/* Whatever the bytes are: nothing beyond them is read, nothing beyond the ids
   is written, and it ends. */
PROPERTY(cff_mutated_never_harms)
{
    uint64_t r = unit_seed();
    for (int i = 0; i < 20000; i++) {
        uint16_t *cids = mem_grow(NULL, 4, sizeof *cids);
        struct table t = i % 2 == 0 ? table_of(true, singly, sizeof singly)
                                    : table_of(true, ranges, sizeof ranges);
        for (uint64_t k = 1 + unit_below(&r, 4); k > 0; k--) {
            t.s[unit_below(&r, t.n)] = (unsigned char)unit_below(&r, 256);
        }
        enum cff_kind kind =
            read_exactly(t.s, unit_below(&r, t.n + 1), cids, 4);
        assert_in_range(kind, CFF_BROKEN, CFF_CID);
        mem_free(cids);
    }
}
