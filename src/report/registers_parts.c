/* What belongs to a register's record, on its sheet: the measures of a problem
   as a table of their list's columns, the oldest first. */
#include "registers_parts.h"

#include <string.h>

#include "pbtui/ledger/query.h"
#include "source_say.h"

const char *registers_shown(struct arena *a, struct book *b,
                            const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, b, field, &sb);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

bool registers_grows(const struct field *f)
{
    return f->kind == &field_memo || f->kind == &field_long ||
           f->kind == &field_text;
}

const struct small_register *registers_part(const struct register_set *set,
                                            const struct small_register *reg,
                                            size_t i)
{
    for (size_t k = 0; k < set->n; k++) {
        const struct small_register *x = set->list[k];
        const char *of = x->ledger.fields[x->ledger.parent].of;
        if (!x->restricted && strcmp(of, reg->ledger.name) == 0 && i-- == 0) {
            return x;
        }
    }
    return NULL;
}

const char **registers_part_columns(struct arena *a,
                                    const struct small_register *part,
                                    size_t *n)
{
    const struct ledger *l = &part->ledger;
    const struct ledger_view *all = ledger_view(l, "all");
    const char **names = arena_array(a, all->n_columns + 2, sizeof *names);
    *n = 0;
    names[(*n)++] = "no";
    for (size_t i = 0; i < all->n_columns; i++) {
        if (all->columns[i].field != l->parent) {
            names[(*n)++] = l->fields[all->columns[i].field].column;
        }
    }
    return names;
}

struct putting {
    const struct form_ask *ask;
    const struct ledger *l;
    struct form_data *d;
    const char **names;
    size_t n_names, n;
    struct err *err;
    bool ok;
};

static bool put_row(void *ctx, const struct query_row *row)
{
    struct putting *p = ctx;
    struct record r;
    struct arena *a = p->d->arena;
    p->ok = record_read(&r, p->l, p->ask->book, a, row->id, p->err);
    if (!p->ok) {
        return false;
    }
    const char **cells = arena_array(a, p->n_names, sizeof *cells);
    cells[0] = say_number(a, (int64_t)++p->n);
    for (size_t i = 1; i < p->n_names; i++) {
        cells[i] = registers_shown(a, p->ask->book, &r,
                                   ledger_field(p->l, p->names[i]));
    }
    form_list_row(p->d, cells);
    return true;
}

bool registers_put_part(const struct form_ask *ask,
                        const struct small_register *part, struct form_data *d,
                        struct err *err)
{
    const struct ledger *l = &part->ledger;
    struct putting p = {.ask = ask, .l = l, .d = d, .err = err, .ok = true};
    struct query q = query_of(l, ledger_view(l, "all"));
    p.names = registers_part_columns(d->arena, part, &p.n_names);
    q.parent = ask->id;
    q.descending = true; /* against the order of the book: the oldest first */
    form_list_begin(d, l->name, p.names, p.n_names);
    return query_each(ask->book, d->arena, &q, put_row, &p, err) && p.ok;
}

void registers_add_parts(struct strbuf *sb, const struct register_set *set,
                         const struct small_register *reg)
{
    const struct small_register *part;
    for (size_t i = 0; (part = registers_part(set, reg, i)) != NULL; i++) {
        const struct ledger *l = &part->ledger;
        const struct ledger_view *all = ledger_view(l, "all");
        sb_addf(sb, "table = %s | %s:no 4 r", l->name, l->noun);
        for (size_t k = 0; k < all->n_columns; k++) {
            const struct ledger_column *c = &all->columns[k];
            const struct field *f = &l->fields[c->field];
            if (c->field != l->parent) {
                sb_addf(sb, " | %s:%s %d%s%s", f->label, f->column, c->min_cols,
                        registers_grows(f) ? "+" : "",
                        f->kind->right ? " r" : "");
            }
        }
        sb_addf(sb, "\nnone = 还没有登记%s。\n", l->noun);
    }
}
