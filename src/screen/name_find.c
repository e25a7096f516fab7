/* Finding a name in a list that is shown whole: by what was typed, round the
   list from where one stands.
   Showing what is typed is the list's own. */
#include "name_find.h"

#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"

/* Do the letters begin the name as it is usually read (曾毅 is zy)?  丁 is read
   zheng too, but nobody who types z means him first. */
static bool is_usual(const char *name, const char *query)
{
    struct strbuf letters;
    const char *surname = pinyin_surname(name);
    sb_init(&letters);
    pinyin_initials(&letters, name);
    if (surname != NULL && letters.len > 0) {
        letters.s[0] = surname[0];
    }
    bool usual =
        letters.len > 0 && strncmp(letters.s, query, strlen(query)) == 0;
    sb_clear(&letters);
    return usual;
}

static bool find_by(const struct name_list *l, const char *query, size_t *at,
                    bool backward, bool (*is)(const char *, const char *))
{
    for (size_t i = 0; i < l->n; i++) {
        size_t k = (backward ? *at + l->n - i : *at + i) % l->n;
        if (is(l->name(l->ctx, k), query)) {
            *at = k;
            return true;
        }
    }
    return false;
}

static bool find_typed(const struct name_list *l, const char *typed, size_t *at,
                       bool backward, bool usual)
{
    struct strbuf query;
    sb_init(&query);
    text_fold(&query, typed);
    bool found = query.len > 0 &&
                 ((usual && find_by(l, query.s, at, backward, is_usual)) ||
                  find_by(l, query.s, at, backward, pinyin_match));
    sb_clear(&query);
    return found;
}

bool name_find(const struct name_list *l, const char *typed, size_t *at,
               bool backward)
{
    return find_typed(l, typed, at, backward, false);
}

bool name_find_usual(const struct name_list *l, const char *typed, size_t *at)
{
    return find_typed(l, typed, at, false, true);
}
