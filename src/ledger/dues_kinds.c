/* Kinds of fields whose values are rows of dues.ini: a category, an item of the
   worksheet, a use; and a rate.  What is stored is the row's code; a code that
   is no longer there is shown as it is.

   A row that only begins later is offered, too: next year is assessed in
   December.  Whether it is in force in a month is asked where an amount is
   worked out. */
#include "pbtui/ledger/dues_books.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/rules/dues.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"

struct choice {
    const char *code, *title;
    const char *brief; /* another name; the title when there is none */
    const char *rule, *basis;
};

struct choices {
    struct choice *list;
    size_t n;
};

/* Adds the rows that are in force on a day. */
typedef void (*gather_fn)(struct choices *out, const struct dues_rules *r,
                          struct arena *a, int day);

/* ---- gathering -------------------------------------------------------- */

static const struct choice *find_code(const struct choices *c, const char *code)
{
    for (size_t i = 0; i < c->n; i++) {
        if (strcmp(c->list[i].code, code) == 0) {
            return &c->list[i];
        }
    }
    return NULL;
}

/* Room for n more. */
static void make_room(struct choices *out, struct arena *a, size_t n)
{
    struct choice *more = arena_array(a, out->n + n, sizeof *more);
    for (size_t i = 0; i < out->n; i++) {
        more[i] = out->list[i];
    }
    out->list = more;
}

/* What is there already is of an earlier day and stays. */
static void add_choice(struct choices *out, struct choice c)
{
    if (find_code(out, c.code) == NULL) {
        out->list[out->n++] = c;
    }
}

static void gather_categories(struct choices *out, const struct dues_rules *r,
                              struct arena *a, int day)
{
    const struct dues_category **list = NULL;
    size_t n = dues_categories(r, a, day, &list);
    make_room(out, a, n);
    for (size_t i = 0; i < n; i++) {
        const struct dues_category *c = list[i];
        add_choice(out, (struct choice){c->code, c->title, c->brief, c->rule,
                                        c->basis});
    }
}

static void gather_items(struct choices *out, const struct dues_rules *r,
                         struct arena *a, int day)
{
    const struct dues_item **list = NULL;
    size_t n = dues_items(r, a, day, &list);
    make_room(out, a, n);
    for (size_t i = 0; i < n; i++) {
        const struct dues_item *x = list[i];
        add_choice(out, (struct choice){x->code, x->title, x->title, x->rule,
                                        x->basis});
    }
}

static void gather_uses(struct choices *out, const struct dues_rules *r,
                        struct arena *a, int day)
{
    const struct dues_use **list = NULL;
    size_t n = dues_uses(r, a, day, &list);
    make_room(out, a, n);
    for (size_t i = 0; i < n; i++) {
        const struct dues_use *x = list[i];
        add_choice(out, (struct choice){x->code, x->title, x->title, x->rule,
                                        x->basis});
    }
}

/* A row that begins later is in force on it. */
static int last_day(void)
{
    return date_of(2199, 12, 31);
}

static struct choices gather(struct book *b, struct arena *a, gather_fn add)
{
    struct choices out = {NULL, 0};
    const struct dues_rules *r = book_dues(b);
    add(&out, r, a, b->day);
    add(&out, r, a, last_day());
    return out;
}

/* ---- parsing, options --------------------------------------------------- */

static bool is_named(const struct choice *c, const char *typed)
{
    return strcmp(c->code, typed) == 0 || strcmp(c->title, typed) == 0 ||
           strcmp(c->brief, typed) == 0;
}

/* By code or name, else the only one that is like it; NULL: none, several. */
static const struct choice *choose(const struct choices *c, const char *typed)
{
    const struct choice *like = NULL;
    size_t n_like = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct choice *x = &c->list[i];
        if (is_named(x, typed)) {
            return x;
        }
        if (pinyin_match(x->title, typed) || pinyin_match(x->brief, typed)) {
            like = x;
            n_like++;
        }
    }
    return n_like == 1 ? like : NULL;
}

static bool parse_choice(struct book *b, struct arena *a, gather_fn add,
                         const char *typed, struct value *out)
{
    struct choices all = gather(b, a, add);
    const struct choice *c = choose(&all, typed);
    if (c != NULL) {
        *out = value_text(a, c->code);
    }
    return c != NULL;
}

static size_t list_options(struct book *b, struct arena *a, gather_fn add,
                           const struct field_option **out)
{
    struct choices all = gather(b, a, add);
    struct field_option *list = arena_array(a, all.n, sizeof *list);
    for (size_t i = 0; i < all.n; i++) {
        const struct choice *c = &all.list[i];
        const char *about = arena_printf(a, "%s（%s）", c->rule, c->basis);
        list[i] = (struct field_option){c->title, about};
    }
    *out = list;
    return all.n;
}

/* ---- categories --------------------------------------------------------- */

static bool parse_category(const struct field *f, struct book *b,
                           struct arena *a, const char *typed,
                           struct value *out, struct err *err)
{
    (void)f;
    return parse_choice(b, a, gather_categories, typed, out) ||
           err_set(err, ERR_RULE, "E-FIELD-026",
                   "没有叫“%s”的缴费类别，或者对应几种；请写全名，"
                   "或按 F4 选。",
                   typed);
}

static void format_category(const struct field *f, struct book *b,
                            const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type != VALUE_TEXT) {
        return;
    }
    const struct dues_category *c = dues_category(book_dues(b), v->s, b->day);
    if (c == NULL) {
        c = dues_category(book_dues(b), v->s, last_day());
    }
    sb_add(out, c != NULL ? c->title : v->s);
}

static size_t category_options(const struct field *f, struct book *b,
                               struct arena *a, const struct field_option **out)
{
    (void)f;
    return list_options(b, a, gather_categories, out);
}

const struct field_kind field_dues_category = {
    .name = "dues_category",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = category_options,
    .parse = parse_category,
    .format = format_category,
};

/* ---- items -------------------------------------------------------------- */

static bool parse_item(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    return parse_choice(b, a, gather_items, typed, out) ||
           err_set(err, ERR_RULE, "E-FIELD-027",
                   "没有叫“%s”的收入、扣除项目，或者对应几种；请写全名，"
                   "或按 F4 选。",
                   typed);
}

static void format_item(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type != VALUE_TEXT) {
        return;
    }
    const struct dues_item *x = dues_item(book_dues(b), v->s, b->day);
    if (x == NULL) {
        x = dues_item(book_dues(b), v->s, last_day());
    }
    sb_add(out, x != NULL ? x->title : v->s);
}

static size_t item_options(const struct field *f, struct book *b,
                           struct arena *a, const struct field_option **out)
{
    (void)f;
    return list_options(b, a, gather_items, out);
}

const struct field_kind field_dues_item = {
    .name = "dues_item",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = item_options,
    .parse = parse_item,
    .format = format_item,
};

/* ---- uses --------------------------------------------------------------- */

static bool parse_use(const struct field *f, struct book *b, struct arena *a,
                      const char *typed, struct value *out, struct err *err)
{
    (void)f;
    return parse_choice(b, a, gather_uses, typed, out) ||
           err_set(err, ERR_RULE, "E-FIELD-028",
                   "没有“%s”这种党费用途，或者对应几种；请按 F4 选。", typed);
}

static void format_use(const struct field *f, struct book *b,
                       const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type != VALUE_TEXT) {
        return;
    }
    const struct dues_use *x = dues_use(book_dues(b), v->s, b->day);
    if (x == NULL) {
        x = dues_use(book_dues(b), v->s, last_day());
    }
    sb_add(out, x != NULL ? x->title : v->s);
}

static size_t use_options(const struct field *f, struct book *b,
                          struct arena *a, const struct field_option **out)
{
    (void)f;
    return list_options(b, a, gather_uses, out);
}

const struct field_kind field_dues_use = {
    .name = "dues_use",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = use_options,
    .parse = parse_use,
    .format = format_use,
};

/* ---- rates -------------------------------------------------------------- */

static bool parse_rate(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)b;
    (void)a;
    int64_t rate = 0;
    if (!dues_rate_read(typed, &rate)) {
        return err_set(err, ERR_RULE, "E-FIELD-029",
                       "%s“%s”读不明白；请写成 1.5%% 的样子，最多两位小数，"
                       "不超过 100%%。",
                       f->label, typed);
    }
    *out = value_int(rate);
    return true;
}

static void format_rate(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    char text[16];
    if (v->type == VALUE_INT) {
        sb_add(out, dues_rate_text(v->i, text));
    }
}

const struct field_kind field_dues_rate = {
    .name = "dues_rate",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .right = true,
    .parse = parse_rate,
    .format = format_rate,
};
