/* For the tests of the form: a view that is nothing but a form, and keys by
   name. */
#ifndef PBTUI_TESTS_FORMBOX_VIEW_H
#define PBTUI_TESTS_FORMBOX_VIEW_H

#include "widget.h"

#include <stdio.h>

#include "pbtui/tui/formbox.h"

struct form_view {
    struct view view;
    struct formbox *form;
};

static uint64_t view_contexts_of(const struct view *v)
{
    return formbox_contexts(((const struct form_view *)v)->form);
}

static void view_draw(struct view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    (void)ui;
    formbox_draw(((struct form_view *)v)->form, c, area);
}

static enum view_result view_command(struct view *v, struct ui *ui, int cmd)
{
    return formbox_command(((struct form_view *)v)->form, ui, cmd);
}

static enum view_result view_key(struct view *v, struct ui *ui,
                                 const struct key *k)
{
    return formbox_key(((struct form_view *)v)->form, ui, k);
}

static void view_close(struct view *v)
{
    (void)v;
}

static const struct view_class form_class = {
    .name = "form",
    .contexts = view_contexts_of,
    .draw = view_draw,
    .command = view_command,
    .key = view_key,
    .close = view_close,
};

/* What the hooks were asked; theirs to fill. */
struct diary {
    int n_changed;
    int n_saved;
    int n_leaving;
    int n_picked;
};

struct fixture {
    struct arena arena;
    struct ui ui;
    struct form_view view;
    struct formbox form;
    struct diary diary;
};

static UNUSED void start_form(struct fixture *f, struct form_item *items,
                              size_t n, const char *const *pages, int n_pages,
                              struct form_hooks hooks)
{
    memset(f, 0, sizeof *f);
    ui_init(&f->ui, keymap_new(&f->arena, NULL), NULL);
    formbox_init(&f->form, items, n, pages, n_pages, hooks);
    f->view.view.cls = &form_class;
    f->view.form = &f->form;
    ui_push(&f->ui, &f->view.view);
}

static UNUSED void stop(struct fixture *f)
{
    ui_clear(&f->ui);
    formbox_clear(&f->form);
    arena_clear(&f->arena);
}

/* Keys by name, blanks between them; what is no name is typed. */
static UNUSED void press(struct fixture *f, const char *keys)
{
    char word[128];
    int n;
    for (; sscanf(keys, " %127s%n", word, &n) == 1; keys += n) {
        struct key k;
        if (key_parse(word, &k)) {
            ui_key(&f->ui, &k);
            continue;
        }
        size_t len = strlen(word);
        for (size_t at = 0; at < len;) {
            uint32_t cp;
            at += utf8_next(word + at, len - at, &cp);
            k = key_char(cp);
            ui_key(&f->ui, &k);
        }
    }
}

#endif
