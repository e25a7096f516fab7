/* What all kinds of fields have in common: the way in through text_in, the way
   out for null and for secrets.  The kinds themselves are in field_kinds.c. */
#include "pbtui/ledger/field.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/clean.h"

bool value_same(const struct value *a, const struct value *b)
{
    if (a->type != b->type) {
        return false;
    }
    switch (a->type) {
    case VALUE_NULL:
        return true;
    case VALUE_INT:
        return a->i == b->i;
    case VALUE_TEXT:
        return strcmp(a->s, b->s) == 0;
    }
    return false;
}

struct value value_text(struct arena *a, const char *s)
{
    return (struct value){VALUE_TEXT, 0, arena_str(a, s)};
}

struct value value_int(int64_t i)
{
    return (struct value){VALUE_INT, i, NULL};
}

size_t field_options(const struct field *f, struct book *b, struct arena *a,
                     const struct field_option **out)
{
    if (f->kind->options != NULL) {
        return f->kind->options(f, b, a, out);
    }
    const struct code_table *t =
        f->kind == &field_choice ? codes_table(f->of) : NULL;
    if (t == NULL) {
        return 0;
    }
    struct field_option *list = arena_array(a, t->n, sizeof *list);
    for (size_t i = 0; i < t->n; i++) {
        list[i] = (struct field_option){t->codes[i].name, t->codes[i].group};
    }
    *out = list;
    return t->n;
}

#define FEN "fen"

/* Bytes of the column before its _fen; 0: it is the whole, or has none. */
static size_t before_fen(const struct field *f)
{
    size_t n = strlen(f->column);
    size_t tail = strlen("_" FEN);
    bool fen = f->kind == &field_money && n > tail &&
               strcmp(f->column + n - tail, "_" FEN) == 0;
    return fen ? n - tail : 0;
}

const char *field_name(const struct field *f, struct arena *a)
{
    size_t n = before_fen(f);
    if (n > 0) {
        return arena_strn(a, f->column, n);
    }
    bool whole = f->kind == &field_money && strcmp(f->column, FEN) == 0;
    return whole ? "amount" : f->column;
}

bool field_is_named(const struct field *f, const char *word)
{
    size_t n = before_fen(f);
    if (n > 0 && strlen(word) == n && memcmp(f->column, word, n) == 0) {
        return true;
    }
    return f->kind == &field_money && strcmp(f->column, FEN) == 0 &&
           strcmp(word, "amount") == 0;
}

size_t field_max_chars(const struct field *f)
{
    return f->kind == &field_memo ? 50000 : f->kind == &field_long ? 2000 : 200;
}

enum text_kind field_text_kind(const struct field *f)
{
    if (f->kind->editor == EDIT_MEMO) {
        return TEXT_MEMO;
    }
    return f->kind->fold ? TEXT_NUMBER : TEXT_LINE;
}

bool field_parse(const struct field *f, struct book *b, struct arena *a,
                 const char *typed, struct value *out, struct err *err)
{
    struct strbuf clean;
    sb_init(&clean);
    bool ok = text_in(&clean, typed, strlen(typed), field_text_kind(f), err);
    if (ok && clean.len == 0) {
        *out = (struct value){VALUE_NULL, 0, NULL};
    } else if (ok) {
        ok = f->kind->parse(f, b, a, clean.s, out, err);
    }
    sb_clear(&clean);
    return ok;
}

void field_format(const struct field *f, struct book *b, const struct value *v,
                  struct strbuf *out)
{
    if (v->type != VALUE_NULL) {
        f->kind->format(f, b, v, out);
    }
}

bool field_is_tick(const struct field *f)
{
    bool asked =
        (f->flags & FIELD_REQUIRED) != 0 && (f->flags & FIELD_NOT_NULL) == 0;
    return f->kind == &field_flag && !asked;
}
