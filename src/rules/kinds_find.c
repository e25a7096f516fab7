/* Which kind a typed word means, and which kinds may share one event.

   Finding goes from the sure to the less sure: the code, a name, the pinyin
   initials of a name, letters or characters out of a name; the last two only
   when one kind fits. */
#include <string.h>

#include "pbtui/rules/kinds.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"

/* Is `typed` this name of a kind?  Both are without blanks or NUL-ended. */
typedef bool (*name_test)(const char *name, const char *typed);

static bool is_same(const char *name, const char *typed)
{
    return strcmp(name, typed) == 0;
}

static bool has_initials(const char *name, const char *typed)
{
    struct strbuf initials;
    sb_init(&initials);
    pinyin_initials(&initials, name);
    bool same = strcmp(initials.s, typed) == 0;
    sb_clear(&initials);
    return same;
}

/* Name, abbreviation and each alias are tried. */
static bool any_name(const struct kind *k, const char *typed, name_test test)
{
    if (test(k->name, typed) || test(k->abbr, typed)) {
        return true;
    }
    bool found = false;
    struct strbuf alias;
    sb_init(&alias);
    for (const char *s = k->aliases; *s != '\0' && !found;) {
        size_t n = strcspn(s, " ");
        sb_reset(&alias);
        sb_addn(&alias, s, n);
        found = n > 0 && test(alias.s, typed);
        s += n + (s[n] == ' ');
    }
    sb_clear(&alias);
    return found;
}

/* NULL when none fits or more than one does. */
static const struct kind *only_one(const struct kinds *all, const char *typed,
                                   name_test test)
{
    const struct kind *found = NULL;
    for (size_t i = 0; i < all->n; i++) {
        if (!any_name(&all->list[i], typed, test)) {
            continue;
        }
        if (found != NULL) {
            return NULL;
        }
        found = &all->list[i];
    }
    return found;
}

const struct kind *kinds_by_code(const struct kinds *k, const char *code)
{
    for (size_t i = 0; i < k->n; i++) {
        if (strcmp(k->list[i].code, code) == 0) {
            return &k->list[i];
        }
    }
    return NULL;
}

static void lower(char *s)
{
    for (; *s != '\0'; s++) {
        *s = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
    }
}

const struct kind *kinds_find(const struct kinds *k, const char *typed)
{
    static const name_test tests[] = {is_same, has_initials, pinyin_match};
    struct strbuf folded;
    sb_init(&folded);
    text_fold(&folded, typed);
    lower(folded.s);
    const struct kind *found = kinds_by_code(k, folded.s);
    /* Names may hold what folding changes. */
    if (found == NULL) {
        found = only_one(k, typed, is_same);
    }
    for (size_t i = 0; i < 3 && found == NULL && folded.len > 0; i++) {
        found = only_one(k, folded.s, tests[i]);
    }
    sb_clear(&folded);
    return found;
}

static bool lists(const struct kind *k, const char *code)
{
    for (const char *const *with = k->with; *with != NULL; with++) {
        if (strcmp(*with, "*") == 0 || strcmp(*with, code) == 0) {
            return true;
        }
    }
    return false;
}

bool kinds_combine(const struct kind *one, const struct kind *other)
{
    return strcmp(one->code, other->code) != 0 &&
           (lists(one, other->code) || lists(other, one->code));
}

bool kinds_among(const char *const *words, const char *word)
{
    for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}
