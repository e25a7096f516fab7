/* Several days in one cell, and the kind of field that holds them. */
#include "import_days.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

bool import_days_have(const struct import_days *d, int day)
{
    for (size_t i = 0; i < d->n; i++) {
        if (d->list[i] == day) {
            return true;
        }
    }
    return false;
}

void import_days_add(struct import_days *d, int day)
{
    size_t at = d->n;
    if (d->n == IMPORT_DAYS_MAX || import_days_have(d, day)) {
        return;
    }
    for (; at > 0 && d->list[at - 1] > day; at--) {
        d->list[at] = d->list[at - 1];
    }
    d->list[at] = day;
    d->n++;
}

static size_t mark_at(const char *s)
{
    static const char *const marks[] = {"、", "，", ",", "；", ";", "\n", " "};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (strncmp(s, marks[i], strlen(marks[i])) == 0) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

bool import_days_read(struct import_days *out, struct book *b, struct arena *a,
                      const char *text, struct err *err)
{
    out->n = 0;
    while (*text != '\0') {
        size_t n = 0;
        int day;
        while (text[n] != '\0' && mark_at(text + n) == 0) {
            n++;
        }
        if (n > 0 && !date_parse(arena_strn(a, text, n), b->today, &day, err)) {
            return false;
        }
        if (n > 0 && out->n == IMPORT_DAYS_MAX) {
            return err_set(err, ERR_RULE, "E-DOOR-075",
                           "一格里最多写 %d 个日期，请核对。", IMPORT_DAYS_MAX);
        }
        if (n > 0) {
            import_days_add(out, day);
        }
        text += n + mark_at(text + n);
    }
    return true;
}

const char *import_days_write(struct arena *a, const struct import_days *d)
{
    const char *text = "";
    char day[11];
    for (size_t i = 0; i < d->n; i++) {
        text = arena_printf(a, "%s%s%s", text, i > 0 ? "、" : "",
                            date_text(d->list[i], day));
    }
    return text;
}

static bool parse(const struct field *f, struct book *b, struct arena *a,
                  const char *typed, struct value *out, struct err *err)
{
    struct import_days days;
    (void)f;
    if (!import_days_read(&days, b, a, typed, err)) {
        return false;
    }
    *out = value_text(a, import_days_write(a, &days));
    return true;
}

static void format(const struct field *f, struct book *b, const struct value *v,
                   struct strbuf *out)
{
    (void)f;
    (void)b;
    sb_add(out, v->s);
}

const struct field_kind import_field_days = {
    .name = "days",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse,
    .format = format,
};
