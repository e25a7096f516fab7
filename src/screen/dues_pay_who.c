/* The names in the form of one payment: for whom it is, and who brought it.

   Stages: letters or a name are typed → below them stands whom that would be →
   Enter, or leaving the field, takes it.  For whom it is must be somebody of
   the roster; who brought it may be anybody, and it is said when that is nobody
   of the roster.  What is only letters is always a code of a name. */
#include "dues_pay.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/text/clean.h"

#define HITS_MAX 4

/* ---- who is meant ------------------------------------------------------ */

enum meant { MEANT_NOBODY, MEANT_ONE, MEANT_MANY };

/* A whole name is that person, whoever else has it as a part of theirs. */
static enum meant find(struct pay_form *f, const char *typed,
                       struct person_hit *out)
{
    struct person_hit hits[HITS_MAX];
    size_t n =
        people_find(f->app->book, &f->app->ui.frame, typed, hits, HITS_MAX);
    if (n == 0) {
        return MEANT_NOBODY;
    }
    *out = hits[0];
    for (size_t i = 1; i < n; i++) {
        if (strcmp(hits[0].name, typed) != 0 ||
            strcmp(hits[i].name, hits[0].name) == 0) {
            return MEANT_MANY;
        }
    }
    return MEANT_ONE;
}

static bool is_code(const char *typed)
{
    for (; *typed != '\0'; typed++) {
        if ((unsigned char)*typed >= 0x80) {
            return false;
        }
    }
    return true;
}

/* 0: nobody, and the item says why. */
static int64_t person_of(struct pay_form *f, struct form_item *item)
{
    struct person_hit hit;
    switch (find(f, formbox_get(item), &hit)) {
    case MEANT_ONE:
        return hit.id;
    case MEANT_MANY:
        formbox_error(item, "有几个人符合，请按 F4 选。");
        return 0;
    case MEANT_NOBODY:
        break;
    }
    formbox_error(item, "名册里没有这个人，请按 F4 选。");
    item->line.fresh = true; /* another name, not more of it */
    return 0;
}

/* ---- for whom ---------------------------------------------------------- */

/* The line of the item and whether a name in it waits to be taken. */
static bool is_typing(const struct pay_form *f, const struct form_item *item,
                      size_t *line)
{
    enum pay_line_item which;
    return pay_line_of(f, item, line, &which) && which == LINE_PERSON &&
           formbox_get(item)[0] != '\0' &&
           (*line == f->n_lines ||
            strcmp(formbox_get(item), f->lines[*line].name) != 0);
}

static bool is_in_it(const struct pay_form *f, int64_t person)
{
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->lines[i].person == person) {
            return true;
        }
    }
    return false;
}

bool pay_typed_person(struct pay_form *f, struct form_item *item, size_t line)
{
    size_t at;
    if (!is_typing(f, item, &at)) {
        if (line < f->n_lines && formbox_get(item)[0] == '\0') {
            pay_line_start(f, &f->lines[line], 0); /* counts for nothing */
        }
        return true;
    }
    int64_t person = person_of(f, item);
    if (person == 0) {
        return false;
    }
    if (is_in_it(f, person)) {
        formbox_error(item, "已经在这一笔里了。");
        return false;
    }
    if (line == f->n_lines) {
        pay_add_line(f, person);
    } else {
        pay_line_start(f, &f->lines[line], person);
    }
    formbox_set(item, f->lines[line].name);
    item->touched = true;
    return true;
}

bool pay_enter_person(struct pay_form *f)
{
    struct form_item *item = formbox_focused(&f->form);
    size_t line;
    if (!is_typing(f, item, &line)) {
        return false;
    }
    pay_on_check(f, &f->form, item, true);
    if (item->error[0] == '\0') {
        formbox_focus(&f->form,
                      f->n_lines < PAY_LINES_MAX
                          ? pay_line_item(f, f->n_lines, LINE_PERSON)->name
                          : "by");
        pay_on_changed(f, &f->form);
    }
    return true;
}

const char *pay_meant(struct pay_form *f, struct arena *a)
{
    const struct form_item *item = formbox_focused(&f->form);
    struct person_hit hit;
    size_t line;
    if (!is_typing(f, item, &line)) {
        return "";
    }
    switch (find(f, formbox_get(item), &hit)) {
    case MEANT_ONE:
        return arena_printf(a, "回车：%s　%s", hit.name, hit.about);
    case MEANT_MANY:
        return arena_printf(a, "有几个人符合：%s等；再打几个字，或按 F4 选",
                            hit.name);
    case MEANT_NOBODY:
        break;
    }
    return "名册里没有这个人";
}

/* ---- who brought it ---------------------------------------------------- */

static bool is_as_shown(struct pay_form *f, const struct form_item *item)
{
    return f->by != 0 &&
           strcmp(formbox_get(item),
                  people_whole_name(f->app->book, &f->app->ui.frame, f->by)) ==
               0;
}

void pay_typed_by(struct pay_form *f, struct form_item *item)
{
    struct person_hit hit;
    if (is_as_shown(f, item)) {
        return;
    }
    if (formbox_get(item)[0] == '\0') { /* as if nothing had been typed */
        f->by_typed = false;
        item->touched = false;
        return;
    }
    enum meant meant = find(f, formbox_get(item), &hit);
    if (meant == MEANT_MANY) {
        formbox_error(item, "有几个人符合，请按 F4 选。");
    } else if (meant == MEANT_NOBODY && is_code(formbox_get(item))) {
        formbox_error(item, "名册里没有这个人；不是党员的写汉字姓名。");
    } else {
        f->by = meant == MEANT_ONE ? hit.id : 0;
        f->by_typed = true;
        item->line.fresh = true; /* shown in full */
    }
}

static const char *words_of_typing(struct pay_form *f, const char *typed)
{
    struct person_hit hit;
    switch (find(f, typed, &hit)) {
    case MEANT_ONE:
        return arena_printf(&f->app->ui.frame, "＝ %s", hit.name);
    case MEANT_MANY:
        return "有几个人符合";
    case MEANT_NOBODY:
        break;
    }
    /* 大额 is a member's own. */
    return is_code(typed) || pay_is_large(f) ? "名册里没有"
                                             : "名册里没有，照写";
}

void pay_show_by(struct pay_form *f)
{
    struct form_item *item = pay_item(f, PAY_BY);
    const char *typed = formbox_get(item);
    const char *words = "";
    if (item->error[0] != '\0') {
        words = ""; /* it says more */
    } else if (typed[0] != '\0' && !is_as_shown(f, item)) {
        words = words_of_typing(f, typed);
    } else if (f->by != 0 && f->by != f->lines[0].person && !pay_is_large(f)) {
        words = "代交";
    }
    snprintf(item->echo, sizeof item->echo, "%s", words);
}

/* ---- between months and names ------------------------------------------ */

void pay_steer(struct pay_form *f, const struct key *k)
{
    const struct form_item *item = formbox_focused(&f->form);
    enum pay_line_item which;
    size_t line;
    if (k->kind != K_CHAR || !pay_line_of(f, item, &line, &which)) {
        return;
    }
    uint32_t cp = text_fold_cp(k->code);
    bool digit = cp >= '0' && cp <= '9';
    bool letter =
        cp >= 0x80 || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (which == LINE_N && letter && f->n_lines < PAY_LINES_MAX) {
        formbox_focus(&f->form,
                      pay_line_item(f, f->n_lines, LINE_PERSON)->name);
    } else if (which == LINE_PERSON && digit && line == f->n_lines &&
               formbox_get(item)[0] == '\0') {
        struct form_item *n = pay_line_item(f, line - 1, LINE_N);
        formbox_focus(&f->form, n->name);
        n->line.fresh = true; /* another number, not more of it */
    }
}
