/* Every compiled-in form over made values: nothing, very long names, texts of
   50,000 characters, 10,000 rows in each list it shows.  No text may leave its
   page or touch another, and none of it may be lost; and what is void says so.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "../../../src/report/form_parts.h"
#include "flow_look.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"

enum { FEW = 3, MANY = 10000, NAME_CHARS = 60, TEXT_CHARS = 50000 };

struct extremes {
    struct arena arena;
    struct arena page; /* of one form at a time */
    struct forms forms;
};

static void extremes_open(struct extremes *x)
{
    struct err err = ERR_INIT;
    memset(x, 0, sizeof *x);
    if (!forms_read(&x->forms, &x->arena, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void extremes_close(struct extremes *x)
{
    arena_clear(&x->page);
    arena_clear(&x->arena);
}

/* What is put where. */
struct made {
    const char *value; /* into every value */
    const char *text;  /* into those that hold free text */
    const char *cell;  /* into every cell */
    const char *void_; /* into what tells that a record is void */
    size_t rows;       /* of every list but that */
    const char *list;  /* which has: */
    size_t rows_of_list;
};

static bool is_free_text(const char *name)
{
    static const char *const names[] = {
        "minutes",       "content",         "follow",    "resolutions",
        "resolution",    "actions",         "attendees", "away",
        "topics",        "particulars",     "votes",     "about",
        "matter",        "theme_others",    "names",     "first_extra",
        "elected_names", "candidate_names", "gaps",      NULL};
    size_t i = 0;
    while (names[i] != NULL && strcmp(names[i], name) != 0) {
        i++;
    }
    return names[i] != NULL;
}

static void make_values(struct form_data *d, const char *const *names,
                        const struct made *m)
{
    for (; names != NULL && *names != NULL; names++) {
        bool tells_void =
            strcmp(*names, "void") == 0 || strcmp(*names, "mark") == 0;
        form_set(d, *names,
                 tells_void             ? m->void_
                 : is_free_text(*names) ? m->text
                                        : m->value);
    }
}

static size_t rows_of(const struct made *m, const char *list)
{
    return m->list != NULL && strcmp(list, m->list) == 0 ? m->rows_of_list
                                                         : m->rows;
}

/* mark* stands for as many columns as there are events. */
static void make_list(struct form_data *d, const struct source_list *l,
                      const struct made *m)
{
    struct arena *a = d->arena;
    size_t family = rows_of(m, "events");
    size_t n = 0;
    const char **columns =
        arena_array(a, FORM_COLUMNS_MAX + family, sizeof *columns);
    for (const char *const *c = l->columns; *c != NULL; c++) {
        int stem = (int)strcspn(*c, "*");
        if ((*c)[stem] == '\0') {
            columns[n++] = *c;
            continue;
        }
        for (size_t i = 0; i < family; i++) {
            columns[n++] = arena_printf(a, "%.*s%zu", stem, *c, i + 1);
        }
    }
    const char **cells = arena_array(a, n, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        cells[i] = m->cell;
    }
    form_list_begin(d, l->name, columns, n);
    for (size_t i = 0; i < rows_of(m, l->name); i++) {
        form_list_row(d, cells);
    }
}

/* Lays the form over what is made; its pages live until the next one. */
static struct document lay(struct extremes *x, const struct form *f,
                           const struct made *m)
{
    struct form_data d;
    struct document doc;
    arena_reset(&x->page);
    form_data_init(&d, &x->page);
    make_values(&d, source_common, m);
    make_values(&d, f->source->values, m);
    for (size_t i = 0; i < f->source->n_lists; i++) {
        make_list(&d, &f->source->lists[i], m);
    }
    struct flow *flow =
        flow_new(&x->page, sheet_find(&x->forms.sheets, f->paper));
    form_put(f, flow, &d);
    flow_finish(flow, f->title, &doc);
    return doc;
}

static void lay_sound(struct extremes *x, const struct form *f,
                      const struct made *m)
{
    struct document doc = lay(x, f, m);
    look_sound(&doc);
}

static const char *repeated(struct arena *a, const char *text, size_t times)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, text, times);
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

TEST(form_extremes_of_nothing)
{
    struct extremes x;
    const struct made nothing = {
        .value = "", .text = "", .cell = "", .void_ = ""};
    extremes_open(&x);
    for (size_t i = 0; i < x.forms.n; i++) {
        lay_sound(&x, &x.forms.list[i], &nothing);
    }
    extremes_close(&x);
}

TEST(form_extremes_of_long_names)
{
    struct extremes x;
    extremes_open(&x);
    const char *name = repeated(&x.arena, "鑫·", NAME_CHARS / 2);
    const struct made names = {
        .value = name, .text = name, .cell = name, .void_ = name, .rows = FEW};
    for (size_t i = 0; i < x.forms.n; i++) {
        lay_sound(&x, &x.forms.list[i], &names);
    }
    extremes_close(&x);
}

/* Does the form show that value? */
static bool shows(const struct form *f, const char *value)
{
    char hole[64];
    snprintf(hole, sizeof hole, "{%s}", value);
    for (size_t i = 0; i < f->n_items; i++) {
        for (size_t p = 0; p < f->items[i].n_parts; p++) {
            if (strstr(f->items[i].parts[p], hole) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static size_t count(const struct document *doc, const char *character)
{
    size_t n = 0;
    for (size_t p = 0; p < doc->n; p++) {
        for (size_t i = 0; i < doc->pages[p].n_texts; i++) {
            const char *s = doc->pages[p].texts[i].text;
            for (; (s = strstr(s, character)) != NULL; n++) {
                s += strlen(character);
            }
        }
    }
    return n;
}

TEST(form_extremes_of_long_texts)
{
    static const char *const whole[] = {"minutes", "content", NULL};
    struct extremes x;
    extremes_open(&x);
    const char *text = repeated(&x.arena, "记一行", TEXT_CHARS / 3);
    const struct made texts = {
        .value = "名", .text = text, .cell = "名", .void_ = "", .rows = FEW};
    for (size_t i = 0; i < x.forms.n; i++) {
        const struct form *f = &x.forms.list[i];
        struct document doc = lay(&x, f, &texts);
        look_sound(&doc);
        for (const char *const *v = whole; *v != NULL; v++) {
            if (shows(f, *v) && count(&doc, "记") < TEXT_CHARS / 3) {
                fail_msg("%s loses some of its %s", f->name, *v);
            }
        }
    }
    extremes_close(&x);
}

static bool uses_list(const struct form *f, const char *list)
{
    bool uses = strcmp(f->each, list) == 0;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        const struct form_table *t = item->table;
        uses |=
            item->thing == THING_REPEAT && strcmp(item->parts[0], list) == 0;
        uses |= t != NULL && strcmp(t->list, list) == 0;
        for (size_t c = 0; t != NULL && c < t->n; c++) {
            uses |= t->columns[c].along != NULL &&
                    strcmp(t->columns[c].along, list) == 0;
        }
    }
    return uses;
}

TEST(form_extremes_of_many_rows)
{
    struct extremes x;
    size_t laid = 0;
    extremes_open(&x);
    for (size_t i = 0; i < x.forms.n; i++) {
        const struct form *f = &x.forms.list[i];
        for (size_t k = 0; k < f->source->n_lists; k++) {
            const struct made many = {.value = "名",
                                      .text = "记",
                                      .cell = "名",
                                      .void_ = "",
                                      .rows = FEW,
                                      .list = f->source->lists[k].name,
                                      .rows_of_list = MANY};
            if (uses_list(f, many.list)) {
                lay_sound(&x, f, &many);
                laid++;
            }
        }
    }
    assert_true(laid >= 30);
    extremes_close(&x);
}

/* A form that does not say it would pass for one in force. */
TEST(form_of_a_void_record_says_so)
{
    struct extremes x;
    extremes_open(&x);
    for (size_t i = 0; i < x.forms.n; i++) {
        const struct form *f = &x.forms.list[i];
        struct made made = {.value = "名",
                            .text = "记",
                            .cell = "名",
                            .void_ = "作废（2026-11-20）：登记重了",
                            .rows = 1};
        if ((f->source->asks & ASKS_RECORD) == 0) {
            continue;
        }
        struct document doc = lay(&x, f, &made);
        if (look_page(&doc, "作废（2026-11-20）") != 1) {
            fail_msg("%s does not say on its first page that it is void",
                     f->name);
        }
        made.void_ = "";
        doc = lay(&x, f, &made);
        assert_int_equal(look_count(&doc, "作废"), 0);
    }
    extremes_close(&x);
}
