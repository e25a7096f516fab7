/* What was written into the small registers in a span, one line a record: which
   register, which day, what its list shows of it.  What is restricted stays
   out of bound ledgers. */
#include "source_all.h"

#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "source_say.h"

static const char *const columns[] = {"no", "register", "on", "text", NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };
static const char *const values[] = {"some", "count", NULL};
static const struct source_list lists[] = {{"entries", columns}};

struct gathering {
    const struct form_ask *ask;
    const struct small_register *reg;
    struct form_data *d;
    size_t n;
    struct err *err;
    bool ok;
};

/* 对象类别：老党员；慰问对象：吴桂芳；… */
static const char *text_of(struct gathering *g, const struct record *r)
{
    const struct ledger *l = r->ledger;
    const struct ledger_view *all = ledger_view(l, "all");
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < all->n_columns; i++) {
        int field = all->columns[i].field;
        if (field == g->reg->day || record_is_null(r, field)) {
            continue;
        }
        sb_addf(&sb, "%s%s：", sb.len > 0 ? "；" : "", l->fields[field].label);
        record_show(r, g->ask->book, field, &sb);
    }
    const char *text = arena_str(g->d->arena, sb.s);
    sb_clear(&sb);
    return text;
}

static bool put_row(void *ctx, const struct query_row *row)
{
    struct gathering *g = ctx;
    struct record r;
    struct arena *a = g->d->arena;
    g->ok = record_read(&r, &g->reg->ledger, g->ask->book, a, row->id, g->err);
    if (!g->ok) {
        return false;
    }
    const char *cells[N_COLUMNS] = {
        say_number(a, (int64_t)++g->n), g->reg->ledger.title,
        record_text(&r, g->reg->day), text_of(g, &r)};
    form_list_row(g->d, cells);
    return true;
}

static bool gather_one(struct gathering *g)
{
    const struct ledger *l = &g->reg->ledger;
    struct query q = query_of(l, ledger_view(l, "all"));
    int day = g->ask->book->day;
    q.descending = true; /* against the order of the book: oldest first */
    q.from = g->ask->span.from;
    q.to = g->ask->span.to < day ? g->ask->span.to : day;
    return query_each(g->ask->book, g->d->arena, &q, put_row, g, g->err) &&
           g->ok;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    const struct register_set *set = book_registers(ask->book);
    struct gathering g = {.ask = ask, .d = d, .err = err, .ok = true};
    form_list_begin(d, "entries", columns, N_COLUMNS);
    for (size_t i = 0; i < set->n; i++) {
        g.reg = set->list[i];
        if (!g.reg->restricted && !gather_one(&g)) {
            return false;
        }
    }
    form_set(d, "some", g.n > 0 ? "yes" : "");
    form_setf(d, "count", "%zu", g.n);
    return true;
}

const struct source source_registers = {
    .name = "registers",
    SOURCE_OF_PERIOD("month"),
};
