/* The names in the form of one payment: for whom it is, and who brought it.

   Stages: letters or a name are typed → below them stands whom that would be →
   Enter, or leaving the field, takes it.  For whom it is must be somebody of
   the roster; who brought it may be anybody, and it is said when that is nobody
   of the roster.  What is only letters is always a code of a name, a name in
   Chinese only ever whoever has just that name: a wife called 王海 is not the
   member 王海涛. */
#include "dues_pay.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#define HITS_MAX 200 /* a whole name may be a part of many others */

/* ---- who is meant ------------------------------------------------------ */

enum meant { MEANT_NOBODY, MEANT_ONE, MEANT_MANY };

/* Half or full width, as an input method leaves it. */
static const char *folded(struct pay_form *f, const char *typed)
{
    struct strbuf sb;
    sb_init(&sb);
    text_fold(&sb, typed);
    const char *s = arena_str(&f->app->ui.frame, sb.s);
    sb_clear(&sb);
    return s;
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

/* Blanks and the dots in a name may be left out. */
static bool is_gap(uint32_t cp)
{
    return cp == ' ' || cp == '.' || cp == 0xB7 || cp == 0x2022 ||
           cp == 0x2027 || cp == 0x3000 || cp == 0x30FB;
}

static const char *skip_gaps(const char *s)
{
    uint32_t cp;
    size_t n = utf8_next(s, strlen(s), &cp);
    while (n > 0 && is_gap(cp)) {
        s += n;
        n = utf8_next(s, strlen(s), &cp);
    }
    return s;
}

static bool is_same_name(const char *a, const char *b)
{
    for (;;) {
        uint32_t of_a = 0;
        uint32_t of_b = 0;
        a = skip_gaps(a);
        b = skip_gaps(b);
        size_t n_a = utf8_next(a, strlen(a), &of_a);
        size_t n_b = utf8_next(b, strlen(b), &of_b);
        if (n_a == 0 || n_b == 0) {
            return n_a == n_b;
        }
        if (of_a != of_b) {
            return false;
        }
        a += n_a;
        b += n_b;
    }
}

/* By name, or by name and number where two have it: 张建国 #3. */
static bool is_named(struct pay_form *f, const struct person_hit *hit,
                     const char *typed)
{
    if (strchr(typed, '#') == NULL) {
        return is_same_name(hit->name, typed);
    }
    return is_same_name(
        people_whole_name(f->app->book, &f->app->ui.frame, hit->id), typed);
}

static enum meant find(struct pay_form *f, const char *text,
                       struct person_hit *out)
{
    const char *typed = folded(f, text);
    struct arena *a = &f->app->ui.frame;
    struct person_hit *hits = arena_array(a, HITS_MAX, sizeof *hits);
    size_t n = people_find(f->app->book, a, typed, hits, HITS_MAX);
    size_t named = 0; /* by the whole name: whoever has it as a part or not */
    for (size_t i = 0; i < n; i++) {
        if (is_named(f, &hits[i], typed)) {
            *out = hits[i];
            named++;
        }
    }
    if (named > 0 || !is_code(typed) || n == 0) {
        return named == 0 ? MEANT_NOBODY : named == 1 ? MEANT_ONE : MEANT_MANY;
    }
    *out = hits[0];
    return n == 1 ? MEANT_ONE : MEANT_MANY;
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

bool pay_is_typing(const struct pay_form *f, const struct form_item *item,
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
    if (!pay_is_typing(f, item, &at)) {
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
    if (!pay_is_typing(f, item, &line)) {
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
    if (!pay_is_typing(f, item, &line)) {
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

bool pay_by_is_shown(struct pay_form *f)
{
    return f->by != 0 &&
           strcmp(formbox_get(pay_item(f, PAY_BY)),
                  people_whole_name(f->app->book, &f->app->ui.frame, f->by)) ==
               0;
}

void pay_typed_by(struct pay_form *f, struct form_item *item)
{
    struct person_hit hit;
    if (pay_by_is_shown(f)) {
        return;
    }
    if (formbox_get(item)[0] == '\0') { /* as if nothing had been typed */
        f->by_typed = false;
        item->touched = false;
        return;
    }
    enum meant meant = find(f, formbox_get(item), &hit);
    bool code = is_code(folded(f, formbox_get(item)));
    if (meant == MEANT_MANY) {
        formbox_error(item, "有几个人符合，请按 F4 选。");
    } else if (meant == MEANT_NOBODY && code) {
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
    return is_code(folded(f, typed)) || pay_is_large(f) ? "名册里没有"
                                                        : "名册里没有，照写";
}

void pay_show_by(struct pay_form *f)
{
    struct form_item *item = pay_item(f, PAY_BY);
    const char *typed = formbox_get(item);
    const char *words = "";
    if (item->error[0] != '\0') {
        words = ""; /* it says more */
    } else if (typed[0] != '\0' && !pay_by_is_shown(f)) {
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
