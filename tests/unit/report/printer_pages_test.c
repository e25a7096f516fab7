/* Page numbers as people write them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/printer.h"

/* ---- pages -------------------------------------------------------------- */

TEST(printer_pages_as_people_write_them)
{
    static const struct {
        const char *typed, *pages; /* NULL: refused */
    } rows[] = {
        {"", ""},
        {"  ", ""},
        {"3", "3"},
        {"1-3,5", "1-3,5"},
        {"5,1-3", "1-3,5"},
        {"1-3，5", "1-3,5"},
        {"１－３、５", "1-3,5"},
        {"1 - 3 5", "1-3,5"},
        {"1—3", "1-3"},
        {"1——3", "1-3"},
        {"1~3；5", "1-3,5"},
        {"8-", "8-12"},
        {"-3", "1-3"},
        {"3,3,2", "2-3"},
        {"1-6,4-8", "1-8"},
        {"1-12", ""},
        {"1-6,7-12", ""},
        {"12", "12"},
        {"1,,2", "1-2"},
        {"2,4,6", "2,4,6"},
        {"0", NULL},
        {"0-3", NULL},
        {"13", NULL},
        {"9-13", NULL},
        {"3-1", NULL},
        {"-", NULL},
        {"1-2-3", NULL},
        {"a", NULL},
        {"1;touch P", NULL},
        {"1.5", NULL},
        {"99999999999999999999", NULL},
        {"1-99999999", NULL},
        {"第三页", NULL},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *pages = "?";
        struct err err = ERR_INIT;
        bool ok = printer_pages(rows[i].typed, 12, &a, &pages, &err);
        if (ok != (rows[i].pages != NULL) ||
            (ok && strcmp(pages, rows[i].pages) != 0)) {
            fail_msg("“%s”: %s", rows[i].typed, ok ? pages : err.text);
        }
    }
    arena_clear(&a);
}

/* What comes out is in order, within the document, and says the same again. */
PROPERTY(printer_pages_are_in_order)
{
    static const char signs[] = "0123456789,- ~;";
    uint64_t stream = unit_seed();
    struct arena a = ARENA_INIT;
    for (int i = 0; i < 20000; i++) {
        char typed[16];
        size_t n = unit_below(&stream, sizeof typed);
        size_t of = 1 + unit_below(&stream, 40);
        const char *once;
        const char *again;
        for (size_t k = 0; k < n; k++) {
            typed[k] = signs[unit_below(&stream, sizeof signs - 1)];
        }
        typed[n] = '\0';
        if (!printer_pages(typed, of, &a, &once, NULL)) {
            continue;
        }
        assert_true(printer_pages(once, of, &a, &again, NULL));
        assert_string_equal(once, again);
        long last = 0;
        for (const char *s = once; *s != '\0'; s += *s != '\0') {
            char *end;
            long page = strtol(s, &end, 10);
            assert_true(end > s && page > last && page <= (long)of);
            last = page;
            s = end;
        }
        arena_reset(&a);
    }
    arena_clear(&a);
}
