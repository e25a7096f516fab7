/* :limits, one row: what the rule files say on the last of the days asked for,
   so that no query says it a second time. */
#include "facts_parts.h"

#include "pbtui/ledger/rulebook.h"
#include "pbtui/rules/dues.h"

static void put_limit(struct facts *f, const char *name,
                      enum dues_setting which)
{
    int day = f->span.to < f->book->day ? f->span.to : f->book->day;
    const struct dues_limit *l = dues_limit(book_dues(f->book), which, day);
    if (l != NULL) {
        facts_int(f, name, l->value);
    }
}

bool facts_limits(struct facts *f, struct err *err)
{
    (void)err;
    facts_row(f);
    put_limit(f, "quarter_due", DUES_QUARTER_DUE);
    put_limit(f, "large", DUES_LARGE);
    return true;
}
