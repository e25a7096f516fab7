/* A register's forms, written as a description would be (form.h) and read like
   one, over a source of its own.

   The list has the register's list columns; the sheet has every field, short
   ones two on a line, long ones in boxes.  What is restricted has no paper. */
#include "pbtui/report/registers_print.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "registers_parts.h"
#include "source_all.h"
#include "source_say.h"
#include "tally_print.h"

#define LIST "rows"
enum { PORTRAIT_COLS = 84, NO_COLS = 4, GAP_COLS = 2, HAND_COLS = 10 };
#define BY_HAND "by_hand" /* the column that is filled in on paper */

struct register_source {
    struct source source; /* the first: gather finds its register by it */
    const struct small_register *reg;
};

static const struct small_register *register_asked(const struct form_ask *ask)
{
    return ((const struct register_source *)(const void *)ask->source)->reg;
}

static bool is_shown(const struct small_register *reg, size_t field)
{
    return strcmp(reg->ledger.fields[field].column, "branch_id") != 0;
}

/* ---- one record --------------------------------------------------------- */

static bool is_stored(const struct field *f)
{
    return (f->flags & FIELD_COMPUTED) == 0;
}

/* As a list of it would show. */
static bool worked_out(const struct form_ask *ask,
                       const struct small_register *reg, struct form_data *d,
                       struct err *err)
{
    const struct ledger *l = &reg->ledger;
    struct query_row row;
    size_t n = 0;
    struct ledger_column *columns =
        arena_array(d->arena, l->n_fields + 1, sizeof *columns);
    struct ledger_view view = {"one", l->title, NULL, "1", columns, 0};
    for (size_t i = 0; i < l->n_fields; i++) {
        if (!is_stored(&l->fields[i])) {
            columns[view.n_columns++].field = (int)i;
        }
    }
    if (view.n_columns == 0) {
        return true;
    }
    struct query q = query_of(l, &view);
    q.only_id = ask->id;
    q.limit = 1;
    if (!query_page(ask->book, d->arena, &q, &row, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < view.n_columns; i++) {
        form_set(d, l->fields[columns[i].field].column,
                 n == 1 && row.id == ask->id ? row.cells[i] : "");
    }
    return true;
}

static bool gather_one(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    const struct register_set *set = book_registers(ask->book);
    const struct small_register *part;
    struct record r;
    const struct small_register *reg = register_asked(ask);
    if (!record_read(&r, &reg->ledger, ask->book, d->arena, ask->id, err)) {
        return false;
    }
    for (size_t i = 0; i < reg->ledger.n_fields; i++) {
        if (is_shown(reg, i) && is_stored(&reg->ledger.fields[i])) {
            form_set(d, reg->ledger.fields[i].column,
                     registers_shown(d->arena, ask->book, &r, (int)i));
        }
    }
    for (size_t i = 0; (part = registers_part(set, reg, i)) != NULL; i++) {
        if (!registers_put_part(ask, part, d, err)) {
            return false;
        }
    }
    return worked_out(ask, reg, d, err);
}

/* ---- the records of a period -------------------------------------------- */

struct collecting {
    const struct form_ask *ask;
    const struct small_register *reg;
    struct form_data *d;
    size_t n;
    int64_t *ids; /* NULL: rows are wanted */
    struct err *err;
    bool ok;
};

static bool take_row(void *ctx, const struct query_row *row)
{
    struct collecting *c = ctx;
    struct record r;
    const struct ledger *l = &c->reg->ledger;
    struct arena *a = c->d->arena;
    const struct ledger_view *all = ledger_view(l, "all");
    const char **cells = arena_array(a, all->n_columns + 2, sizeof *cells);
    c->ok = record_read(&r, l, c->ask->book, a, row->id, c->err);
    if (!c->ok) {
        return false;
    }
    cells[0] = say_number(a, (int64_t)++c->n);
    for (size_t i = 0; i < all->n_columns; i++) {
        int field = all->columns[i].field;
        cells[i + 1] = is_stored(&l->fields[field])
                           ? registers_shown(a, c->ask->book, &r, field)
                           : arena_str(a, row->cells[i]);
    }
    cells[all->n_columns + 1] = "";
    form_list_row(c->d, cells);
    return true;
}

/* Oldest first, nothing behind the day in view. */
static struct query rows_of(const struct form_ask *ask, const struct ledger *l)
{
    struct query q = query_of(l, ledger_view(l, "all"));
    int day = ask->book->day;
    q.descending = true; /* against the order of the book */
    q.from = ask->span.from;
    q.to = ask->span.to == DATE_NONE || ask->span.to > day ? day : ask->span.to;
    return q;
}

static bool gather_list(const struct form_ask *ask, struct form_data *d,
                        struct err *err)
{
    const struct small_register *reg = register_asked(ask);
    const struct source_list *list = &ask->source->lists[0];
    struct collecting c = {
        .ask = ask, .reg = reg, .d = d, .err = err, .ok = true};
    struct query q = rows_of(ask, &reg->ledger);
    size_t n = 0;
    while (list->columns[n] != NULL) {
        n++;
    }
    form_list_begin(d, LIST, list->columns, n);
    return query_each(ask->book, d->arena, &q, take_row, &c, err) && c.ok;
}

/* ---- sources ------------------------------------------------------------ */

static const struct source *list_source(struct arena *a,
                                        const struct small_register *reg)
{
    const struct ledger *l = &reg->ledger;
    const struct ledger_view *all = ledger_view(l, "all");
    struct register_source *s = arena_alloc(a, sizeof *s);
    struct source_list *list = arena_alloc(a, sizeof *list);
    const char **names = arena_array(a, all->n_columns + 3, sizeof *names);
    names[0] = "no";
    for (size_t i = 0; i < all->n_columns; i++) {
        names[i + 1] = l->fields[all->columns[i].field].column;
    }
    names[all->n_columns + 1] = reg->by_hand[0] != '\0' ? BY_HAND : NULL;
    *list = (struct source_list){LIST, names};
    s->reg = reg;
    s->source = (struct source){
        .name = arena_printf(a, "register.%s", l->name),
        .asks = ASKS_PERIOD,
        .period = "year",
        .ledger = l,
        .lists = list,
        .n_lists = 1,
        .gather = gather_list,
    };
    return &s->source;
}

static const struct source *one_source(struct arena *a,
                                       const struct register_set *set,
                                       const struct small_register *reg)
{
    const struct small_register *part;
    struct source_list *lists = arena_array(a, set->n + 1, sizeof *lists);
    size_t n_lists = 0;
    size_t n_columns;
    const struct ledger *l = &reg->ledger;
    struct register_source *s = arena_alloc(a, sizeof *s);
    const char **names = arena_array(a, l->n_fields + 1, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < l->n_fields; i++) {
        if (is_shown(reg, i)) {
            names[n++] = l->fields[i].column;
        }
    }
    while ((part = registers_part(set, reg, n_lists)) != NULL) {
        lists[n_lists++] = (struct source_list){
            part->ledger.name, registers_part_columns(a, part, &n_columns)};
    }
    s->reg = reg;
    s->source = (struct source){
        .name = arena_printf(a, "register.%s.one", l->name),
        .asks = ASKS_RECORD,
        .ledger = l,
        .values = names,
        .lists = lists,
        .n_lists = n_lists,
        .gather = gather_one,
    };
    return &s->source;
}

/* ---- descriptions ------------------------------------------------------- */

/* 84 columns are a page upright; what is wider lies on its side. */
static const char *paper_of(const struct small_register *reg,
                            const struct ledger_view *v)
{
    int cols = NO_COLS + GAP_COLS;
    cols += reg->by_hand[0] != '\0' ? HAND_COLS + GAP_COLS : 0;
    for (size_t i = 0; i < v->n_columns; i++) {
        cols += v->columns[i].min_cols + GAP_COLS;
    }
    return cols > PORTRAIT_COLS ? "横排五号" : "竖排五号";
}

/* 走访慰问台账, but 问题清单. */
static const char *paper_title(struct arena *a, const char *title)
{
    static const char *const heads[] = {"台账", "清单", "名单", "名册",
                                        "目录", "记录", "表"};
    size_t n = strlen(title);
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        size_t m = strlen(heads[i]);
        if (n > m && strcmp(title + n - m, heads[i]) == 0) {
            return title;
        }
    }
    return arena_printf(a, "%s台账", title);
}

static const char *list_text(struct arena *a, const struct small_register *reg)
{
    const struct ledger *l = &reg->ledger;
    const struct ledger_view *all = ledger_view(l, "all");
    const char *title = paper_title(a, l->title);
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "[form]\ntitle = {period}%s\nname = %s\nabout = 一段时间的%s\n"
            "paper = %s\nsource = register.%s\nfile = {period}%s\n"
            "line = {org} | 共 {rows.n} 条 | 截至 {day_long}\n"
            "table = " LIST " | 序号:no 4 r",
            title, title, l->noun, paper_of(reg, all), l->name, title);
    for (size_t i = 0; i < all->n_columns; i++) {
        const struct ledger_column *c = &all->columns[i];
        const struct field *f = &l->fields[c->field];
        sb_addf(&sb, " | %s:%s %d%s%s", f->label, f->column, c->min_cols,
                registers_grows(f) ? "+" : "", f->kind->right ? " r" : "");
    }
    if (reg->by_hand[0] != '\0') {
        sb_addf(&sb, " | %s:" BY_HAND " %d", reg->by_hand, HAND_COLS);
    }
    sb_addf(&sb, "\nfixed = 2\nnone = {period}没有%s的记录。\nsign = %s\n",
            l->noun, reg->sign);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

static const char *one_text(struct arena *a, const struct register_set *set,
                            const struct small_register *reg)
{
    const struct ledger *l = &reg->ledger;
    const struct field *waits = NULL; /* half a line, for the next */
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "[form]\ntitle = %s登记表\nname = %s登记表\nabout = 一条%s的记录\n"
            "paper = 竖排五号\nsource = register.%s.one\nfile = %s登记表\n"
            "line = {org} | {void}\n",
            l->noun, l->noun, l->noun, l->name, l->noun);
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        if (!is_shown(reg, i)) {
            continue;
        }
        bool wide = registers_grows(f);
        if (waits != NULL && wide) {
            sb_addf(&sb, "grid = %s: {%s}\n", waits->label, waits->column);
            waits = NULL;
        }
        if (f->kind == &field_memo) {
            sb_addf(&sb, "area = %s | {%s} | 4\n", f->label, f->column);
        } else if (wide) {
            sb_addf(&sb, "grid = %s: {%s}\n", f->label, f->column);
        } else if (waits != NULL) {
            sb_addf(&sb, "grid = %s: {%s} | %s: {%s}\n", waits->label,
                    waits->column, f->label, f->column);
            waits = NULL;
        } else {
            waits = f;
        }
    }
    if (waits != NULL) {
        sb_addf(&sb, "grid = %s: {%s}\n", waits->label, waits->column);
    }
    registers_add_parts(&sb, set, reg);
    sb_addf(&sb, "sign = %s\n", reg->sign);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- all ---------------------------------------------------------------- */

static struct embed_file file_of(struct arena *a, const char *name,
                                 const char *tail, const char *text)
{
    return (struct embed_file){arena_printf(a, "forms/%s%s.ini", name, tail),
                               text, strlen(text)};
}

bool forms_read_of(struct forms *out, struct arena *a, struct book *b,
                   struct err *err)
{
    const struct register_set *set = book_registers(b);
    size_t n_files = 0;
    size_t n_sources = 0;
    while (embed_files[n_files].name != NULL) {
        n_files++;
    }
    while (sources[n_sources] != NULL) {
        n_sources++;
    }
    struct embed_file *files =
        arena_array(a, n_files + 4 * set->n + 1, sizeof *files);
    const struct source **all =
        arena_array(a, n_sources + 3 * set->n + 1, sizeof(void *));
    memcpy(files, embed_files, n_files * sizeof *files);
    memcpy(all, sources, n_sources * sizeof(void *));
    for (size_t i = 0; i < set->n; i++) {
        const struct small_register *reg = set->list[i];
        const char *name = reg->ledger.name;
        if (reg->restricted) {
            continue;
        }
        files[n_files++] = file_of(a, name, "", list_text(a, reg));
        files[n_files++] = file_of(a, name, "-one", one_text(a, set, reg));
        all[n_sources++] = list_source(a, reg);
        all[n_sources++] = one_source(a, set, reg);
        if (reg->tally != NULL) {
            files[n_files++] = file_of(a, name, "-sum", tally_text(a, b, reg));
            files[n_files++] =
                file_of(a, name, "-rank", tally_rank_text(a, b, reg));
            all[n_sources++] = tally_source(a, b, reg);
        }
    }
    struct strbuf folder;
    sb_init(&folder);
    file_place(&folder, PLACE_CONFIG, "forms");
    struct forms_from from = {files, all, folder.s};
    bool ok = forms_read_from(out, a, &from, err);
    sb_clear(&folder);
    return ok;
}
