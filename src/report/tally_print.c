/* A tally on paper: the lists people (as the roster has them), ranked (by the
   sum) and items (every entry with the columns of the register's list), and the
   two descriptions over them.

   Its columns are the words that the register's file counts by, so that a
   branch with other words has other columns. */
#include "tally_print.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/tally.h"
#include "source_say.h"

struct tally_form {
    struct source source; /* the first: gather finds its register by it */
    const struct small_register *reg;
};

/* ---- what it is counted by ---------------------------------------------- */

static const char *const *words_of(struct book *b,
                                   const struct small_register *reg)
{
    static const char *const none[] = {NULL};
    const struct register_ref *by = &reg->tally->by;
    const struct field *f = &reg->ledger.fields[by->field];
    if (by->column != NULL) {
        const struct ledger *l = registry_find(b, f->of);
        int at = l == NULL ? -1 : ledger_field(l, by->column);
        return at < 0 || l->fields[at].words == NULL ? none
                                                     : l->fields[at].words;
    }
    return f->words;
}

static size_t count(const char *const *words)
{
    size_t n = 0;
    while (words[n] != NULL) {
        n++;
    }
    return n;
}

/* ---- lists -------------------------------------------------------------- */

enum { FIXED = 5 };
static const char *const fixed[FIXED] = {"id", "name", "total", "over",
                                         "place"};

static void put_people(const struct tally *t, struct form_data *d,
                       const struct source_list *list, const size_t *order)
{
    size_t n = count(list->columns);
    form_list_begin(d, list->name, list->columns, n);
    for (size_t i = 0; i < t->n_people; i++) {
        const struct tally_person *p = &t->people[order == NULL ? i : order[i]];
        const char **cells = arena_array(d->arena, n, sizeof *cells);
        cells[0] = say_number(d->arena, p->id);
        cells[1] = p->name;
        cells[2] = say_number(d->arena, p->total);
        cells[3] = p->over == 0 ? "" : say_number(d->arena, p->over);
        cells[4] = say_number(d->arena, p->place);
        for (size_t w = 0; w < t->n_words; w++) {
            cells[FIXED + w] = say_number(d->arena, p->sums[w]);
        }
        form_list_row(d, cells);
    }
}

/* Entries with the columns of the register's list, in the tally's order. */
struct taking {
    struct form_data *d;
    const struct tally *t;
    const char ***rows; /* as items; NULL: not come yet */
    size_t n_columns;
};

static bool take_row(void *ctx, const struct query_row *row)
{
    struct taking *k = ctx;
    struct arena *a = k->d->arena;
    size_t i = 0;
    while (i < k->t->n_items && k->t->items[i].id != row->id) {
        i++;
    }
    if (i == k->t->n_items) {
        return true;
    }
    const char **cells = arena_array(a, k->n_columns, sizeof *cells);
    cells[0] = say_number(a, k->t->items[i].person);
    for (size_t c = 1; c < k->n_columns; c++) {
        cells[c] = arena_str(a, row->cells[c - 1]);
    }
    k->rows[i] = cells;
    return true;
}

static bool put_items(const struct form_ask *ask, const struct ledger *l,
                      const struct tally *t, struct form_data *d,
                      const struct source_list *list, struct err *err)
{
    struct query q = query_of(l, ledger_view(l, "all"));
    struct taking k = {
        d, t, arena_array(d->arena, t->n_items + 1, sizeof(const char **)),
        count(list->columns)};
    q.to = ask->book->day;
    if (!query_each(ask->book, d->arena, &q, take_row, &k, err)) {
        return false;
    }
    form_list_begin(d, list->name, list->columns, k.n_columns);
    for (size_t i = 0; i < t->n_items; i++) {
        if (k.rows[i] != NULL) {
            form_list_row(d, k.rows[i]);
        }
    }
    return true;
}

/* Those who have entries: nobody else has a part of the annex. */
static void put_entered(const struct tally *t, struct form_data *d,
                        const struct source_list *list)
{
    form_list_begin(d, list->name, list->columns, 3);
    for (size_t i = 0; i < t->n_people; i++) {
        const struct tally_person *p = &t->people[i];
        const char *const cells[] = {say_number(d->arena, p->id), p->name,
                                     say_number(d->arena, p->total)};
        if (p->n > 0) {
            form_list_row(d, cells);
        }
    }
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    const struct tally_form *f =
        (const struct tally_form *)(const void *)ask->source;
    const struct source_list *lists = f->source.lists;
    struct tally t;
    if (!tally_of(ask->book, d->arena, f->reg, &ask->span, &t, err)) {
        return false;
    }
    put_people(&t, d, &lists[0], NULL);
    put_people(&t, d, &lists[1], tally_ranked(d->arena, &t));
    put_entered(&t, d, &lists[2]);
    return put_items(ask, &f->reg->ledger, &t, d, &lists[3], err);
}

/* ---- the source --------------------------------------------------------- */

static const char *const *people_columns(struct arena *a, size_t n_words)
{
    const char **names = arena_array(a, FIXED + n_words + 1, sizeof *names);
    memcpy(names, fixed, sizeof fixed);
    for (size_t i = 0; i < n_words; i++) {
        names[FIXED + i] = arena_printf(a, "word%zu", i + 1);
    }
    return names;
}

static const char *const *item_columns(struct arena *a, const struct ledger *l)
{
    const struct ledger_view *all = ledger_view(l, "all");
    const char **names = arena_array(a, all->n_columns + 2, sizeof *names);
    names[0] = "person";
    for (size_t i = 0; i < all->n_columns; i++) {
        names[i + 1] = l->fields[all->columns[i].field].column;
    }
    return names;
}

const struct source *tally_source(struct arena *a, struct book *b,
                                  const struct small_register *reg)
{
    enum { LISTS = 4 };
    static const char *const entered[] = {"id", "name", "total", NULL};
    const struct ledger *l = &reg->ledger;
    struct tally_form *f = arena_alloc(a, sizeof *f);
    struct source_list *lists = arena_array(a, LISTS, sizeof *lists);
    const char *const *people = people_columns(a, count(words_of(b, reg)));
    lists[0] = (struct source_list){"people", people};
    lists[1] = (struct source_list){"ranked", people};
    lists[2] = (struct source_list){"entered", entered};
    lists[3] = (struct source_list){"items", item_columns(a, l)};
    f->reg = reg;
    f->source = (struct source){
        .name = arena_printf(a, "register.%s.sum", l->name),
        .asks = ASKS_PERIOD,
        .period = "half",
        .ledger = l,
        .lists = lists,
        .n_lists = LISTS,
        .gather = gather,
    };
    return &f->source;
}

/* ---- descriptions ------------------------------------------------------- */

static void put_head(struct strbuf *sb, const struct small_register *reg,
                     const char *title, const char *about, int rank)
{
    sb_addf(sb,
            "[form]\ntitle = {period}%s\nname = %s\nabout = %s\n"
            "paper = 竖排五号\nsource = register.%s.sum\nrank = %d\n"
            "file = {period}%s\n"
            "line = {org} | 共 {people.n} 人 | 截至 {day_long}\n",
            title, title, about, reg->ledger.name, rank, title);
}

static void put_words(struct strbuf *sb, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        sb_addf(sb, " | %s:word%zu 6 r", words[i], i + 1);
    }
    sb_add(sb, " | 合计:total 6 r | 超出/上限:over 6 r");
}

/* What a list shows of an entry, without whose it is: the heading says that. */
static void put_annex(struct strbuf *sb, const struct small_register *reg)
{
    const struct ledger *l = &reg->ledger;
    const struct ledger_view *all = ledger_view(l, "all");
    const char *bar = "table.2 = items";
    for (size_t i = 0; i < all->n_columns; i++) {
        const struct ledger_column *c = &all->columns[i];
        const struct field *f = &l->fields[c->field];
        bool grows = f->kind == &field_long || f->kind == &field_text ||
                     f->kind == &field_memo || f->kind == &field_link;
        if (c->field != reg->tally->who && reg->own[c->field].follows < 0) {
            sb_addf(sb, "%s | %s:%s %d%s%s", bar, f->label, f->column,
                    c->min_cols, grows ? "+" : "", f->kind->right ? " r" : "");
            bar = "";
        }
    }
    sb_add(sb, "\nwhere.2 = person {row.id}\n");
}

const char *tally_text(struct arena *a, struct book *b,
                       const struct small_register *reg)
{
    struct strbuf sb;
    const char *noun = reg->ledger.noun;
    sb_init(&sb);
    put_head(&sb, reg, reg->tally->title,
             "每人各项合计，名册次序；后附各人明细", 90);
    sb_add(&sb, "table.1 = people | 序号:no 4 r | 姓名:name 10+");
    put_words(&sb, words_of(b, reg));
    sb_addf(&sb,
            " | 本人确认: 10\nnone.1 = {period}没有在册的党员。\n"
            "note.1 = 同一人同一项超出上限的%s不计入合计，列在“超出上限”里。\n"
            "sign.1 = %s\nif.1 = entered.n\npage.1 = new\n"
            "head.1 = 附：各人%s明细\nrepeat.1 = entered\n"
            "kai.1 = {row.name}：合计 {row.total}\n",
            noun, reg->sign, noun);
    put_annex(&sb, reg);
    sb_add(&sb, "repeat.2 = end\nif.2 = end\n");
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

const char *tally_rank_text(struct arena *a, struct book *b,
                            const struct small_register *reg)
{
    struct strbuf sb;
    sb_init(&sb);
    put_head(&sb, reg, arena_printf(a, "%s（按合计排列）", reg->tally->title),
             "要排名时用：按合计从高到低，合计相同的名次相同", 95);
    sb_add(&sb, "table.1 = ranked | 名次:place 4 r | 姓名:name 10+");
    put_words(&sb, words_of(b, reg));
    sb_addf(&sb, "\nnone.1 = {period}没有在册的党员。\nsign.1 = %s\n",
            reg->sign);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}
