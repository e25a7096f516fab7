/* data/import/platform.tsv: what the ledger works out, how the platform's heads
   call it, and its words for ours. */
#include "compare_parts.h"

#include <string.h>

#include "import_parts.h"
#include "pbtui/base/embed.h"
#include "pbtui/ledger/people.h"

#define WORDS "import/platform.tsv"

static const char *keys_of(struct arena *a, const char *heads)
{
    struct strbuf keys;
    sb_init(&keys);
    sb_addc(&keys, ' ');
    for (const char *s = heads; *s != '\0';) {
        size_t n = strcspn(s, " ");
        import_key(&keys, arena_strn(a, s, n), true);
        sb_addc(&keys, ' ');
        s += n + (s[n] == ' ');
    }
    const char *text = arena_strn(a, keys.s, keys.len);
    sb_clear(&keys);
    return text;
}

static void read_line(struct compare_word *out, struct arena *a,
                      const char *line, const char *tab)
{
    size_t heads = strcspn(tab + 1, "\t");
    *out = (struct compare_word){
        .field = ledger_field(&ledger_people,
                              arena_strn(a, line, (size_t)(tab - line))),
        .heads = keys_of(a, arena_strn(a, tab + 1, heads)),
        .words = tab[1 + heads] == '\t' ? tab + 2 + heads : "",
        .col = -1};
}

size_t compare_words_load(struct compare_word *out, struct arena *a)
{
    const struct embed_file *f = embed_find(WORDS);
    size_t n_out = 0;
    for (const char *s = f->text; *s != '\0' && n_out < COMPARE_WORDS_MOST;) {
        size_t n = strcspn(s, "\n");
        const char *line = arena_strn(a, s, n);
        const char *tab = strchr(line, '\t');
        if (line[0] != '#' && tab != NULL) {
            read_line(&out[n_out++], a, line, tab);
        }
        s += n + (s[n] == '\n');
    }
    return n_out;
}

const char *compare_word_of(struct arena *a, const struct compare_word *w,
                            const char *text)
{
    size_t n_text = strlen(text);
    for (const char *s = w->words; *s != '\0';) {
        size_t n = strcspn(s, " ");
        if (n > n_text && strncmp(s, text, n_text) == 0 && s[n_text] == '=') {
            return arena_strn(a, s + n_text + 1, n - n_text - 1);
        }
        s += n + (s[n] == ' ');
    }
    return text;
}
