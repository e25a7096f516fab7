/* The door for text going out: whatever is in the ledger, the terminal gets
   UTF-8 without a control, bidi or invisible character, and text that has been
   through once is shown unchanged. */
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#include "fuzz.h"

static bool harmless(uint32_t cp, enum text_kind kind)
{
    if (cp == '\n') {
        return kind == TEXT_MEMO;
    }
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
    bool bidi = cp == 0x061C || (cp >= 0x200E && cp <= 0x200F) ||
                (cp >= 0x202A && cp <= 0x202E) ||
                (cp >= 0x2066 && cp <= 0x2069);
    bool invisible = cp == 0x200B || cp == 0xFEFF || cp == 0x2028 ||
                     cp == 0x2029 || (cp >= 0xE0000 && cp <= 0xE007F);
    return !control && !bidi && !invisible;
}

FUZZ(text_out)
{
    static const enum text_kind kinds[] = {TEXT_LINE, TEXT_MEMO};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct strbuf out;
        struct strbuf again;
        sb_init(&out);
        sb_init(&again);
        text_out(&out, data, n_bytes, kinds[i]);
        FUZZ_CHECK(utf8_valid(out.s, out.len, NULL));
        for (size_t at = 0; at < out.len;) {
            uint32_t cp;
            at += utf8_next(out.s + at, out.len - at, &cp);
            FUZZ_CHECK(harmless(cp, kinds[i]));
        }
        text_out(&again, out.s, out.len, kinds[i]);
        FUZZ_CHECK(strcmp(out.s, again.s) == 0);
        sb_clear(&out);
        sb_clear(&again);
    }
}
