/* Choices: typed by the beginning of a word or by pinyin initials, stepped
   through, or picked from a list.

   Matches are ordered like an input method's candidates: those that begin with
   what was typed, then those that pinyin_match finds. */
#include <stdlib.h>
#include <string.h>

#include "formbox_parts.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/tui/dialog.h"

static int exact(const struct form_item *item)
{
    for (int i = 0; item->choices != NULL && item->choices[i] != NULL; i++) {
        if (strcmp(item->choices[i], item->line.text.s) == 0) {
            return i;
        }
    }
    return -1;
}

bool choice_is_open(const struct form_item *item)
{
    return item->choices != NULL && item->line.text.len > 0 && exact(item) < 0;
}

/* 0: begins with the query, 1: found by pinyin, -1: neither. */
static int rank_of(const char *choice, const char *query)
{
    if (strncmp(choice, query, strlen(query)) == 0) {
        return 0;
    }
    return pinyin_match(choice, query) ? 1 : -1;
}

static int nth_match(const char *const *choices, const char *typed, int n)
{
    struct strbuf query;
    sb_init(&query);
    text_fold(&query, typed);
    int found = -1;
    for (int rank = 0; rank <= 1 && found < 0; rank++) {
        for (int i = 0; choices[i] != NULL && found < 0; i++) {
            if (rank_of(choices[i], query.s) == rank && n-- == 0) {
                found = i;
            }
        }
    }
    sb_clear(&query);
    return found;
}

int choice_match(const struct form_item *item, int n)
{
    if (item->choices == NULL) {
        return -1;
    }
    return nth_match(item->choices, item->line.text.s, n);
}

static void put(struct form_item *item, int i)
{
    editline_set(&item->line, item->choices[i]);
    item->touched = true;
}

void choice_step(struct form_item *item, int by)
{
    if (item->choices == NULL || item->choices[0] == NULL) {
        return;
    }
    int n = 0;
    while (item->choices[n] != NULL) {
        n++;
    }
    int at = exact(item);
    if (at >= 0) {
        at = (at + by + n) % n;
    } else if (item->line.text.len > 0 && choice_match(item, 0) >= 0) {
        at = choice_match(item, 0);
    } else {
        at = by > 0 ? 0 : n - 1;
    }
    put(item, at);
}

void choice_settle(struct form_item *item)
{
    if (!choice_is_open(item)) {
        return;
    }
    int best = choice_match(item, 0);
    if (best >= 0) {
        put(item, best);
    } else {
        formbox_error(item, "没有这一项，请按空格或 F4 选择。");
    }
}

/* ---- the list: a source over the array ---- */

/* Position of a row in the narrowed list is its key. */
static bool list_page(void *ctx, struct arena *a,
                      const struct list_request *req, struct list_row *rows,
                      size_t *n, struct err *err)
{
    (void)err;
    const char *const *choices =
        ((const struct formbox *)ctx)->picking->choices;
    int n_all = 0;
    int at_id = 0;
    for (int i; (i = nth_match(choices, req->filter, n_all)) >= 0; n_all++) {
        at_id = req->find_id == i + 1 ? n_all : at_id;
    }
    int step = req->backward ? -1 : 1;
    int at = req->backward ? n_all - 1 : at_id;
    if (req->key != NULL) {
        at = (int)strtol(req->key, NULL, 10) + step;
    }
    for (*n = 0; *n < req->want && at >= 0 && at < n_all; at += step) {
        int i = nth_match(choices, req->filter, at);
        const char **cells = arena_array(a, 1, sizeof *cells);
        cells[0] = choices[i];
        rows[(*n)++] = (struct list_row){
            .id = i + 1, .cells = cells, .key = arena_printf(a, "%d", at)};
    }
    return true;
}

static void list_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct formbox *f = ctx;
    if (id > 0) {
        formbox_put(f, f->picking, f->picking->choices[id - 1]);
    }
}

void choice_open_list(struct ui *ui, struct formbox *f, struct form_item *item)
{
    static const struct list_column column = {
        .min_cols = 8, .max_cols = 40, .priority = 1};
    f->picking = item;
    dialog_pick(ui, item->label, &column, 1,
                (struct list_source){.ctx = f, .page = list_page},
                exact(item) + 1, list_answer, f);
}
