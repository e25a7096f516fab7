/* A configuration or data file: whatever stands in it, every key that is read
   is UTF-8 with a line that exists, and every complaint names its line. */
#include "pbtui/base/ini.h"
#include "pbtui/text/utf8.h"

#include "fuzz.h"

static void check_text(const char *s)
{
    FUZZ_CHECK(s != NULL && utf8_valid(s, strlen(s), NULL));
}

FUZZ(ini)
{
    struct arena arena = {0};
    struct ini ini;
    struct err err = ERR_INIT;
    int lines = 1;
    for (size_t i = 0; i < n_bytes; i++) {
        lines += data[i] == '\n' || data[i] == '\r';
    }
    if (!ini_parse(&ini, &arena, data, n_bytes, 64 * 1024, &err)) {
        FUZZ_CHECK(err.kind != ERR_NONE && err.text[0] != '\0');
        arena_clear(&arena);
        return;
    }
    for (size_t i = 0; i < ini.n; i++) {
        const struct ini_key *k = &ini.keys[i];
        check_text(k->section);
        check_text(k->key);
        check_text(k->value);
        FUZZ_CHECK(k->line >= 1 && k->line <= lines);
        FUZZ_CHECK(ini_get(&ini, k->section, k->key) != NULL);
    }
    for (size_t i = 0; i < ini.n_complaints; i++) {
        check_text(ini.complaints[i].text);
        FUZZ_CHECK(ini.complaints[i].line >= 1);
        FUZZ_CHECK(ini.complaints[i].line <= lines);
    }
    arena_clear(&arena);
}
