/* The door for text coming in: whatever the bytes, what it lets through is
   UTF-8 of allowed characters, and going through again changes nothing. */
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#include "fuzz.h"

static void check_clean(const char *s, size_t n_bytes, enum text_kind kind)
{
    FUZZ_CHECK(utf8_valid(s, n_bytes, NULL));
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        FUZZ_CHECK(text_cp_allowed(cp, kind));
    }
    struct strbuf again;
    sb_init(&again);
    FUZZ_CHECK(text_in(&again, s, n_bytes, kind, NULL));
    FUZZ_CHECK(again.len == n_bytes && memcmp(again.s, s, n_bytes) == 0);
    sb_clear(&again);
}

FUZZ(text_in)
{
    static const enum text_kind kinds[] = {TEXT_LINE, TEXT_MEMO, TEXT_NUMBER};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct strbuf strict;
        struct strbuf lossy;
        sb_init(&strict);
        sb_init(&lossy);
        struct err err = {0};
        bool taken = text_in(&strict, data, n_bytes, kinds[i], &err);
        size_t dropped = text_in_lossy(&lossy, data, n_bytes, kinds[i]);
        check_clean(lossy.s, lossy.len, kinds[i]);
        if (taken) {
            check_clean(strict.s, strict.len, kinds[i]);
            FUZZ_CHECK(dropped == 0);
            FUZZ_CHECK(strcmp(strict.s, lossy.s) == 0);
        } else {
            FUZZ_CHECK(err.kind != ERR_NONE && err.text[0] != '\0');
            FUZZ_CHECK(dropped > 0);
        }
        sb_clear(&strict);
        sb_clear(&lossy);
    }
}
