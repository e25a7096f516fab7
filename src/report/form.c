/* Descriptions once they are read: finding one by a word, whether it is offered
   for a record, and its texts filled in. */
#include "pbtui/report/form.h"

#include <string.h>

#include "form_parts.h"

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

const struct form *forms_find(const struct forms *f, const char *word)
{
    const struct form *found = NULL;
    size_t n = 0;
    if (word[0] == '\0') {
        return NULL;
    }
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->list[i].name, word) == 0) {
            return &f->list[i];
        }
    }
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->list[i].title, word) == 0) {
            return &f->list[i];
        }
        if (begins(f->list[i].name, word) || begins(f->list[i].title, word)) {
            found = &f->list[i];
            n++;
        }
    }
    return n == 1 ? found : NULL;
}

bool form_fits(const struct form *f, const struct form_data *d)
{
    struct form_cond when = {.name = f->when_value, .words = f->when_word};
    struct form_fill fill = {.d = d};
    return f->when_value[0] == '\0' || form_cond_holds(&fill, &when);
}

int form_place(const struct form *f, const struct form_data *d)
{
    enum { LIKELY = 5 };
    struct form_cond now = {.name = "likely", .words = f->when_word};
    struct form_fill fill = {.d = d};
    bool likely = f->when_value[0] != '\0' && f->rank > LIKELY &&
                  form_cond_holds(&fill, &now);
    return likely ? LIKELY : f->rank;
}

const char *form_fill(struct arena *a, const char *text,
                      const struct form_data *d)
{
    struct form_data lent = *d;
    lent.arena = a;
    struct form_fill f = {.d = &lent};
    return arena_str(a, form_fill_str(&f, text));
}
