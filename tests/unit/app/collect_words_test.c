/* The words of `collect`: who, how much, which months. */
#include "unit.h"

#include "../../../src/app/collect_words.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#include <string.h>

#define NEAR month_make(2026, 11)

TEST(collect_words_say_who_pays_what)
{
    static const struct {
        const char *word, *name;
        int64_t fen;
        int from, to; /* 200001 …; 0: none */
    } rows[] = {
        {"张建国", "张建国", -1, 0, 0},
        {"张建国=全", "张建国", -1, 0, 0},
        {"#12=82.97", "#12", 8297, 0, 0},
        {"zjg=８２．９７", "zjg", 8297, 0, 0},
        {"周立=1,500", "周立", 150000, 0, 0},
        {"周立=0", "周立", 0, 0, 0},
        {"周立@2026-08", "周立", -1, 202608, 202608},
        {"周立=@8", "周立", -1, 202608, 202608},
        {"周立=49.80@2026-08", "周立", 4980, 202608, 202608},
        {"周立=300@2026-09..2026-11", "周立", 30000, 202609, 202611},
        {"周立=全@2025-12..2026-11", "周立", -1, 202512, 202611},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct collect_word w;
        struct err err = ERR_INIT;
        if (!collect_word_read(&a, rows[i].word, NEAR, &w, &err)) {
            fail_msg("%s: %s", rows[i].word, err.text);
        }
        assert_string_equal(w.name, rows[i].name);
        assert_int_equal(w.fen, rows[i].fen);
        assert_int_equal(
            w.from, rows[i].from == 0
                        ? MONTH_NONE
                        : month_make(rows[i].from / 100, rows[i].from % 100));
        assert_int_equal(w.to, rows[i].to == 0 ? MONTH_NONE
                                               : month_make(rows[i].to / 100,
                                                            rows[i].to % 100));
    }
    arena_clear(&a);
}

TEST(collect_words_that_cannot_be_read_are_usage)
{
    static const struct {
        const char *word, *code;
    } rows[] = {
        {"", "E-COLLECT-002"},
        {"=5", "E-COLLECT-002"},
        {"@2026-08", "E-COLLECT-002"},
        {"周立=", "E-COLLECT-005"},
        {"周立=1.005", "E-MONEY-004"},
        {"周立=-5", "E-MONEY-006"},
        {"周立=1e9", "E-MONEY-001"},
        {"周立=五百", "E-MONEY-001"},
        {"周立=5@", "E-DATE-011"},
        {"周立=5@2026-13", "E-DATE-004"},
        {"周立=5@2026-08..", "E-DATE-011"},
        {"周立=5@2026-09..2026-08", "E-COLLECT-001"},
        {"周立=5@2024-01..2026-01", "E-COLLECT-001"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct collect_word w;
        struct err err = ERR_INIT;
        if (collect_word_read(&a, rows[i].word, NEAR, &w, &err)) {
            fail_msg("%s", rows[i].word);
        }
        assert_int_equal(err.kind, ERR_USAGE);
        if (strcmp(err.code, rows[i].code) != 0) {
            fail_msg("%s: %s", rows[i].word, err.code);
        }
    }
    arena_clear(&a);
}
