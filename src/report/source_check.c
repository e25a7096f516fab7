/* Whether a source gathers exactly what it names: for the tests of sources, so
   that a description that was found good when it was read never meets a value
   that is not there. */
#include "pbtui/report/source.h"

#include <string.h>

static bool is_among(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

/* mark7 is of the family mark*. */
static bool is_of_family(const struct source_list *l, const char *column)
{
    for (const char *const *c = l->columns; *c != NULL; c++) {
        size_t n = strlen(*c);
        if (n > 1 && (*c)[n - 1] == '*' && strncmp(*c, column, n - 1) == 0 &&
            column[n - 1] != '\0' &&
            strspn(column + n - 1, "0123456789") == strlen(column + n - 1)) {
            return true;
        }
    }
    return false;
}

static size_t check_list(const struct source_list *named,
                         const struct form_list *got, struct strbuf *out)
{
    size_t n = 0;
    for (const char *const *c = named->columns; *c != NULL; c++) {
        bool family = (*c)[strlen(*c) - 1] == '*';
        if (!family && form_list_column(got, *c) == got->n_columns) {
            sb_addf(out, "%s.%s is named, not gathered\n", named->name, *c);
            n++;
        }
    }
    for (size_t i = 0; i < got->n_columns; i++) {
        if (!is_among(named->columns, got->columns[i]) &&
            !is_of_family(named, got->columns[i])) {
            sb_addf(out, "%s.%s is gathered, not named\n", named->name,
                    got->columns[i]);
            n++;
        }
    }
    return n;
}

static bool is_set(const struct form_data *d, const char *name)
{
    for (size_t i = 0; i < d->n_values; i++) {
        if (strcmp(d->values[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static size_t check_values(const char *const *named, const struct form_data *d,
                           struct strbuf *out)
{
    size_t n = 0;
    for (; named != NULL && *named != NULL; named++) {
        if (!is_set(d, *named)) {
            sb_addf(out, "%s is named, not set\n", *named);
            n++;
        }
    }
    return n;
}

size_t source_check(const struct source *s, const struct form_data *d,
                    struct strbuf *out)
{
    size_t n = check_values(source_common, d, out);
    n += check_values(s->values, d, out);
    for (size_t i = 0; i < d->n_values; i++) {
        if (!source_has_value(s, d->values[i].name)) {
            sb_addf(out, "%s is set, not named\n", d->values[i].name);
            n++;
        }
    }
    for (size_t i = 0; i < s->n_lists; i++) {
        const struct form_list *got = form_list_of(d, s->lists[i].name);
        if (got == NULL) {
            sb_addf(out, "list %s is named, not begun\n", s->lists[i].name);
            n++;
        } else {
            n += check_list(&s->lists[i], got, out);
        }
    }
    for (size_t i = 0; i < d->n_lists; i++) {
        if (source_list(s, d->lists[i].name) == NULL) {
            sb_addf(out, "list %s is begun, not named\n", d->lists[i].name);
            n++;
        }
    }
    return n;
}
