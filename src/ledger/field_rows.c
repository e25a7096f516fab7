/* Kinds of fields whose values are rows of the rule files: a kind of event, a
   duty, a rule of voting.  What is stored is the row's code; a code that is no
   longer there is shown as it is. */
#include "pbtui/ledger/events.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"

/* ---- kinds of events ---------------------------------------------------- */

static bool parse_kind(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    const struct kind *k = kinds_find(book_kinds(b), typed);
    if (k == NULL) {
        return err_set(err, ERR_RULE, "E-FIELD-020",
                       "没有叫“%s”的会议、活动类型，或者对应几种；"
                       "请写全名，或按 F4 选。",
                       typed);
    }
    *out = value_text(a, k->code);
    return true;
}

static void add_kind(struct book *b, const char *code, bool abbr,
                     struct strbuf *out)
{
    const struct kind *k = kinds_by_code(book_kinds(b), code);
    sb_add(out, k == NULL ? code : abbr ? k->abbr : k->name);
}

static void format_kind(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type == VALUE_TEXT) {
        add_kind(b, v->s, false, out);
    }
}

static size_t kind_options(const struct field *f, struct book *b,
                           struct arena *a, const struct field_option **out)
{
    (void)f;
    const struct kinds *k = book_kinds(b);
    struct field_option *list = arena_array(a, k->n, sizeof *list);
    for (size_t i = 0; i < k->n; i++) {
        list[i] = (struct field_option){k->list[i].name, NULL};
    }
    *out = list;
    return k->n;
}

const struct field_kind field_event_kind = {
    .name = "kind",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = kind_options,
    .parse = parse_kind,
    .format = format_kind,
};

static bool never_typed(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)b;
    (void)a;
    (void)typed;
    (void)out;
    return err_set(err, ERR_RULE, "E-FIELD-021", "%s是算出来的，不用填。",
                   f->label);
}

static void format_kinds(const struct field *f, struct book *b,
                         const struct value *v, struct strbuf *out)
{
    (void)f;
    struct arena a = ARENA_INIT;
    for (const char *s = v->type == VALUE_TEXT ? v->s : ""; *s != '\0';) {
        size_t n = strcspn(s, ",");
        if (s != v->s) {
            sb_add(out, "、");
        }
        add_kind(b, arena_strn(&a, s, n), true, out);
        s += n + (s[n] == ',');
    }
    arena_clear(&a);
}

const struct field_kind field_event_kinds = {
    .name = "kinds",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = never_typed,
    .format = format_kinds,
};

/* ---- duties ------------------------------------------------------------- */

static bool duty_is(const struct duty *d, const char *typed)
{
    return strcmp(d->code, typed) == 0 || strcmp(d->name, typed) == 0 ||
           strcmp(d->abbr, typed) == 0;
}

static bool parse_duty(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    const struct duties *d = book_duties(b);
    const struct duty *like = NULL;
    size_t n_like = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct duty *x = &d->list[i];
        if (duty_is(x, typed)) {
            *out = value_text(a, x->code);
            return true;
        }
        bool other = like == NULL || strcmp(like->code, x->code) != 0;
        if (other && pinyin_match(x->name, typed)) {
            like = x;
            n_like++;
        }
    }
    if (n_like != 1) {
        return err_set(err, ERR_RULE, "E-FIELD-022",
                       "没有叫“%s”的规定动作，或者对应几项；请写编号"
                       "（如 M10），或按 F4 选。",
                       typed);
    }
    *out = value_text(a, like->code);
    return true;
}

static void format_duty(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type == VALUE_TEXT) {
        const struct duty *d = duty_find(book_duties(b), v->s, b->day);
        sb_add(out, d != NULL ? d->name : v->s);
    }
}

/* Each duty once, as it is in force today. */
static size_t duty_options(const struct field *f, struct book *b,
                           struct arena *a, const struct field_option **out)
{
    (void)f;
    const struct duties *d = book_duties(b);
    struct field_option *list = arena_array(a, d->n, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct duty *x = &d->list[i];
        if (duty_find(d, x->code, b->today) == x) {
            list[n++] = (struct field_option){x->name, x->code};
        }
    }
    *out = list;
    return n;
}

const struct field_kind field_duty = {
    .name = "duty",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = duty_options,
    .parse = parse_duty,
    .format = format_duty,
};

/* ---- rules of voting ---------------------------------------------------- */

static bool parse_rule(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    const struct vote_rules *r = book_votes(b);
    const struct vote_rule *like = NULL;
    size_t n_like = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct vote_rule *x = &r->list[i];
        if (strcmp(x->code, typed) == 0 || strcmp(x->title, typed) == 0) {
            *out = value_text(a, x->code);
            return true;
        }
        bool other = like == NULL || strcmp(like->code, x->code) != 0;
        if (other && pinyin_match(x->title, typed)) {
            like = x;
            n_like++;
        }
    }
    if (n_like != 1) {
        return err_set(err, ERR_RULE, "E-FIELD-023",
                       "没有叫“%s”的表决事项，或者对应几项；请按 F4 选。",
                       typed);
    }
    *out = value_text(a, like->code);
    return true;
}

static void format_rule(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->type == VALUE_TEXT) {
        const struct vote_rule *r = vote_rule(book_votes(b), v->s, b->day);
        sb_add(out, r != NULL ? r->title : v->s);
    }
}

static size_t rule_options(const struct field *f, struct book *b,
                           struct arena *a, const struct field_option **out)
{
    (void)f;
    const struct vote_rules *r = book_votes(b);
    struct field_option *list = arena_array(a, r->n, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct vote_rule *x = &r->list[i];
        /* Elections are counted by candidate, in a book of their own. */
        if (x->pass.of == OF_ENTITLED && vote_rule(r, x->code, b->today) == x) {
            list[n++] = (struct field_option){x->title, x->basis};
        }
    }
    *out = list;
    return n;
}

const struct field_kind field_vote_rule = {
    .name = "vote_rule",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .picker = PICK_CODE,
    .options = rule_options,
    .parse = parse_rule,
    .format = format_rule,
};
