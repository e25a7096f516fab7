/* Amounts as typed: refused with a sentence, or whole fen in range whose two
   written forms read back as the same amount. */
#include "pbtui/text/money.h"

#include "fuzz.h"

FUZZ(money)
{
    char *s = fuzz_string(data, n_bytes);
    struct err err = ERR_INIT;
    int64_t fen = -1;
    if (!money_parse(s, &fen, &err)) {
        FUZZ_CHECK(err.kind != ERR_NONE && err.text[0] != '\0');
        FUZZ_CHECK(fen == -1);
    } else {
        char text[32];
        int64_t same;
        FUZZ_CHECK(fen >= 0 && fen <= MONEY_MAX);
        FUZZ_CHECK(money_parse(money_text(fen, text), &same, NULL));
        FUZZ_CHECK(same == fen);
        FUZZ_CHECK(money_parse(money_plain(fen, text), &same, NULL));
        FUZZ_CHECK(same == fen);
        struct strbuf words;
        sb_init(&words);
        money_words(&words, fen);
        FUZZ_CHECK(words.len > 0);
        sb_clear(&words);
    }
    free(s);
}
