/* Blocks of the sample's text files: cut into lines of key and value, handed
   one after another to whoever saves them.

   The files are compiled in: what they get wrong about keys, dates and names
   is caught by asserts, what the rules refuse is an error. */
#include "sample_blocks.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/text/date.h"

/* ---- values ----------------------------------------------------------- */

const char *sample_word(struct arena *a, const char **s)
{
    size_t n = strcspn(*s, " ");
    const char *word = arena_strn(a, *s, n);
    *s += n + strspn(*s + n, " ");
    return word;
}

int sample_day(struct arena *a, const char **s)
{
    int day = DATE_NONE;
    bool ok = date_read(sample_word(a, s), &day);
    assert(ok);
    (void)ok;
    return day;
}

int sample_field(const struct ledger *l, const char *label)
{
    for (size_t i = 0; i < l->n_fields; i++) {
        bool typed = (l->fields[i].flags &
                      (FIELD_HIDDEN | FIELD_NEW_ONLY | FIELD_COMPUTED)) == 0;
        if (typed && strcmp(l->fields[i].label, label) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int64_t sample_id(struct book *b, struct arena *a, const struct ledger *l,
                  const char *name)
{
    int64_t id = 0;
    size_t hits = derived_find_link(b, a, l, name, &id);
    assert(hits == 1);
    (void)hits;
    return id;
}

/* ---- blocks ----------------------------------------------------------- */

static void take_line(struct sample_block *block, struct arena *a,
                      const char *s, size_t n)
{
    if (s[0] == ' ') {
        assert(block->n > 0);
        struct sample_line *above = &block->lines[block->n - 1];
        size_t skip = strspn(s, " ");
        above->value = arena_printf(a, "%s\n%s", above->value,
                                    arena_strn(a, s + skip, n - skip));
        return;
    }
    const char *colon = memchr(s, ':', n);
    assert(colon != NULL && block->n < SAMPLE_BLOCK_LINES);
    const char *value = colon + 1 + strspn(colon + 1, " ");
    block->lines[block->n++] =
        (struct sample_line){arena_strn(a, s, (size_t)(colon - s)),
                             arena_strn(a, value, (size_t)(s + n - value))};
}

/* Returns where the next one begins. */
static const char *read_block(struct sample_block *block, struct arena *a,
                              const char *s, int *number)
{
    block->n = 0;
    while (*s != '\0') {
        size_t n = strcspn(s, "\n");
        const char *line = s;
        s += n + (s[n] == '\n');
        ++*number;
        if (n == 0 && block->n > 0) {
            break;
        }
        if (n > 0 && line[0] != '#') {
            take_line(block, a, line, n);
        }
    }
    return s;
}

bool sample_blocks_save(struct book *b, const char *name,
                        bool (*save)(struct book *b, struct arena *a,
                                     const struct sample_block *block,
                                     struct err *err),
                        struct err *err)
{
    const struct embed_file *file = embed_find(name);
    assert(file != NULL);
    struct arena a = ARENA_INIT;
    struct sample_block block;
    bool ok = true;
    int number = 0;
    for (const char *s = file->text; ok && *s != '\0';) {
        s = read_block(&block, &a, s, &number);
        ok = block.n == 0 || save(b, &a, &block, err);
        arena_reset(&a);
    }
    arena_clear(&a);
    return ok || err_doing(err, "写入示例 %s 第 %d 行以上的一段", name, number);
}
