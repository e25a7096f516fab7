/* Finding a name in a list that is shown whole: by what was typed, round the
   list from where one stands.  Showing what is typed is the list's own. */
#include "name_find.h"

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"

bool name_find(const struct name_list *l, const char *typed, size_t *at,
               bool backward)
{
    struct strbuf query;
    bool found = false;
    sb_init(&query);
    text_fold(&query, typed);
    for (size_t i = 0; query.len > 0 && i < l->n && !found; i++) {
        size_t k = (backward ? *at + l->n - i : *at + i) % l->n;
        found = pinyin_match(l->name(l->ctx, k), query.s);
        if (found) {
            *at = k;
        }
    }
    sb_clear(&query);
    return found;
}
