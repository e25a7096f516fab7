/* A step as a field: stored as its number, typed as the number, the name or the
   short name of its row in pipeline.ini, shown as number and short name, which
   is understood, too. */
#include "pbtui/ledger/pipeline_books.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/pinyin.h"

/* 3, and 3 确定积极分子; 0: not one. */
static int number_of(const struct pipeline_rules *r, const char *s)
{
    int n = 0;
    size_t len = strspn(s, "0123456789");
    if (len == 0 || len > 2) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        n = n * 10 + (s[i] - '0');
    }
    const char *name = s + len + strspn(s + len, " ");
    bool is = n >= 1 && n <= PIPELINE_STEPS &&
              (*name == '\0' || strcmp(name, r->steps[n].abbr) == 0 ||
               strcmp(name, r->steps[n].name) == 0);
    return is ? n : 0;
}

static bool parse_step(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    const struct pipeline_rules *r = book_pipeline(b);
    int found = number_of(r, typed), n = found != 0;
    (void)f;
    (void)a;
    for (int i = 1; n == 0 && i <= PIPELINE_STEPS; i++) {
        const struct pipeline_step *s = &r->steps[i];
        if (strcmp(typed, s->name) == 0 || strcmp(typed, s->abbr) == 0) {
            found = i;
            n = 1;
        }
    }
    for (int i = 1; found == 0 && i <= PIPELINE_STEPS; i++) {
        const struct pipeline_step *s = &r->steps[i];
        if (strstr(s->name, typed) != NULL || pinyin_match(s->abbr, typed)) {
            found = i;
            n++;
        }
    }
    if (n != 1) {
        return err_set(err, ERR_RULE, "E-PIPE-014",
                       "“%s”不是发展党员的一步，请写步骤号（1—25）或名称。",
                       typed);
    }
    *out = value_int(found);
    return true;
}

static void format_step(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    (void)f;
    if (v->i >= 1 && v->i <= PIPELINE_STEPS) {
        sb_addf(out, "%d %s", (int)v->i, book_pipeline(b)->steps[v->i].abbr);
    }
}

static size_t step_options(const struct field *f, struct book *b,
                           struct arena *a, const struct field_option **out)
{
    struct field_option *list = arena_array(a, PIPELINE_STEPS, sizeof *list);
    (void)f;
    for (int i = 1; i <= PIPELINE_STEPS; i++) {
        const struct pipeline_step *s = &book_pipeline(b)->steps[i];
        list[i - 1].text = arena_printf(a, "%d %s", i, s->abbr);
        list[i - 1].about = s->name;
    }
    *out = list;
    return PIPELINE_STEPS;
}

const struct field_kind field_step = {
    .name = "step",
    .stored = VALUE_INT,
    .editor = EDIT_CHOICE,
    .picker = PICK_CODE,
    .fold = true,
    .parse = parse_step,
    .format = format_step,
    .options = step_options,
};
