/* A kind of fields whose value is one of a few words that the field names: the
   word itself is stored, so that a record reads on where the list is gone. */
#include <string.h>

#include "pbtui/ledger/register.h"
#include "pbtui/text/pinyin.h"

static size_t options(const struct field *f, struct book *b, struct arena *a,
                      const struct field_option **out)
{
    size_t n = 0;
    (void)b;
    while (f->words[n] != NULL) {
        n++;
    }
    struct field_option *list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct field_option){f->words[i], NULL};
    }
    *out = list;
    return n;
}

/* The word, or letters and parts that fit only one. */
static bool parse(const struct field *f, struct book *b, struct arena *a,
                  const char *typed, struct value *out, struct err *err)
{
    const char *like = NULL;
    size_t n_like = 0;
    (void)b;
    for (size_t i = 0; f->words[i] != NULL; i++) {
        if (strcmp(f->words[i], typed) == 0) {
            *out = value_text(a, typed);
            return true;
        }
        if (pinyin_match(f->words[i], typed)) {
            like = f->words[i];
            n_like++;
        }
    }
    if (n_like != 1) {
        struct strbuf all;
        sb_init(&all);
        for (size_t i = 0; f->words[i] != NULL; i++) {
            sb_addf(&all, "%s%s", i > 0 ? "、" : "", f->words[i]);
        }
        err_set(err, ERR_RULE, "E-FIELD-030", "%s“%s”，可以写：%s。",
                n_like > 1 ? "不止一项合" : "没有这一项：", typed, all.s);
        sb_clear(&all);
        return false;
    }
    *out = value_text(a, like);
    return true;
}

static void format(const struct field *f, struct book *b, const struct value *v,
                   struct strbuf *out)
{
    (void)f;
    (void)b;
    sb_add(out, v->s);
}

const struct field_kind field_word = {
    .name = "word",
    .stored = VALUE_TEXT,
    .editor = EDIT_CHOICE,
    .picker = PICK_CODE,
    .options = options,
    .parse = parse,
    .format = format,
};
