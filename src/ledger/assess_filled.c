/* A sheet that somebody else filled in: of a new assessment that comes as a row
   of a table, nothing is taken over from the last one but its category, where
   the table has none. */
#include "assess_parts.h"

#include <string.h>

#include "pbtui/text/date.h"

/* As last time, or by who has retired. */
static bool set_category(struct assess_sheet *s, struct err *err)
{
    int64_t last;
    struct record r = record_copy(&s->now, s->arena);
    if (!assess_take_over(s->book, s->arena, &r, &last, err)) {
        return false;
    }
    s->now.values[ASSESS_CATEGORY] = r.values[ASSESS_CATEGORY];
    return true;
}

bool assess_sheet_of(struct assess_sheet *s, struct book *b, struct arena *a,
                     const struct record *r, struct err *err)
{
    *s = (struct assess_sheet){.book = b, .arena = a, .closed = MONTH_NONE};
    s->now = record_copy(r, a);
    int64_t person = record_int(r, ASSESS_PERSON);
    int from = assess_month(r, ASSESS_FROM);
    bool known = from != MONTH_NONE && person != 0;
    if (known) {
        record_set_int(&s->now, ASSESS_YEAR, from / 12);
    }
    assess_lay_out(s);
    if (known && record_is_null(r, ASSESS_CATEGORY) && !set_category(s, err)) {
        return false;
    }
    if (known && record_is_null(r, ASSESS_REASON) &&
        !assess_set_reason(s, person, from, err)) {
        return false;
    }
    s->was = record_copy(&s->now, a);
    return true;
}

bool assess_sheet_item(struct assess_sheet *s, const char *item, int64_t fen)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->lines[i].item->code, item) == 0) {
            s->lines[i].fen = fen;
            return true;
        }
    }
    return false;
}
