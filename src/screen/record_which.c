/* Letters or a name that fit several people, typed into a form: which one is
   meant.

   Stages: who fits → of them those whom the field offers, where it offers any →
   one alone is meant; else a list to choose from.  Esc leaves what was typed,
   with its error, to be mended by hand. */
#include "record_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/pickers.h"

#define WHICH_MAX 60

/* A namesake's whole name means nobody else. */
static size_t keep_exact(struct person_hit *hits, size_t n, const char *typed)
{
    size_t exact = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(hits[i].name, typed) == 0) {
            hits[exact++] = hits[i];
        }
    }
    return exact > 0 ? exact : n;
}

static bool is_offered(struct arena *a, const struct field_offer *list,
                       size_t n, int64_t person)
{
    const char *typed = arena_printf(a, "#%lld", (long long)person);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].typed, typed) == 0) {
            return true;
        }
    }
    return false;
}

/* Where none of them is offered, all are left: the rules will say why not. */
static size_t keep_offered(struct record_view *v, const struct form_item *item,
                           struct person_hit *hits, size_t n)
{
    struct arena *a = &v->app->ui.frame;
    const struct field_offer *list = NULL;
    size_t n_list = 0, kept = 0;
    if (!record_offers_of(v, a, item, &list, &n_list)) {
        return n;
    }
    for (size_t i = 0; i < n; i++) {
        if (is_offered(a, list, n_list, hits[i].id)) {
            hits[kept++] = hits[i];
        }
    }
    return kept > 0 ? kept : n;
}

static void put_person(struct record_view *v, int64_t person)
{
    formbox_put(&v->form, v->picking,
                arena_printf(&v->app->ui.frame, "#%lld", (long long)person));
}

static void which_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct record_view *v = ctx;
    (void)ui;
    if (id > 0) {
        put_person(v, v->which[id - 1]);
    } else {
        formbox_focus(&v->form, v->picking->name);
    }
}

static void ask(struct record_view *v, const struct form_item *item,
                const struct person_hit *hits, size_t n)
{
    struct arena *a = &v->app->ui.frame;
    struct pick_text *rows = arena_array(a, n, sizeof *rows);
    int64_t *ids = arena_array(&v->arena, n, sizeof *ids);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){hits[i].name, hits[i].about};
        ids[i] = hits[i].id;
    }
    v->which = ids;
    pick_texts(v->app,
               arena_printf(a, "%s：“%s”是哪一位",
                            v->ledger->fields[record_field_of(v, item)].label,
                            formbox_get(item)),
               rows, n, 0, which_answer, v);
}

void record_ask_which(struct record_view *v, struct form_item *item)
{
    struct person_hit hits[WHICH_MAX];
    bool asked = v->app->ui.top != &v->view;
    if (asked || (!v->saving && formbox_focused(&v->form) != item)) {
        return;
    }
    size_t n = people_find(v->app->book, &v->app->ui.frame, formbox_get(item),
                           hits, WHICH_MAX);
    n = keep_exact(hits, n, formbox_get(item));
    n = keep_offered(v, item, hits, n);
    v->picking = item;
    if (n == 1) {
        put_person(v, hits[0].id);
    } else if (n > 1) {
        ask(v, item, hits, n);
    }
}
