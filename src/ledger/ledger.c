/* Looking things up in a ledger's tables, and collecting issues. */
#include "pbtui/ledger/ledger.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int ledger_field(const struct ledger *l, const char *column)
{
    for (size_t i = 0; i < l->n_fields; i++) {
        if (strcmp(l->fields[i].column, column) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int ledger_field_typed(const struct ledger *l, const char *word)
{
    int found = ledger_field(l, word);
    for (size_t i = 0; found < 0 && i < l->n_fields; i++) {
        if (strcmp(l->fields[i].label, word) == 0 ||
            field_is_named(&l->fields[i], word)) {
            found = (int)i;
        }
    }
    return found;
}

const struct ledger_view *ledger_view(const struct ledger *l, const char *name)
{
    for (size_t i = 0; i < l->n_views; i++) {
        if (strcmp(l->views[i].name, name) == 0 ||
            strcmp(l->views[i].title, name) == 0) {
            return &l->views[i];
        }
    }
    return NULL;
}

void issue_add(struct issues *is, const char *column, bool blocks,
               const char *code, const char *fmt, ...)
{
    char text[640];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (is->n == is->cap) {
        size_t cap = is->cap == 0 ? 8 : is->cap * 2;
        struct issue *list = arena_array(is->arena, cap, sizeof *list);
        if (is->n > 0) {
            memcpy(list, is->list, is->n * sizeof *list);
        }
        is->list = list;
        is->cap = cap;
    }
    is->list[is->n++] = (struct issue){
        .column = column,
        .blocks = blocks,
        .code = code,
        .text = arena_str(is->arena, text),
    };
}

void issue_add_err(struct issues *is, const char *column, const struct err *err)
{
    issue_add(is, column, true, arena_str(is->arena, err->code), "%s",
              err->text);
}
