/* :arrears, as the screen of unpaid 党费 has them. */
#include "facts_parts.h"

#include "pbtui/ledger/dues_accounts.h"

static const char *alarm_name(enum dues_alarm alarm)
{
    static const char *const names[] = {
        [DUES_FINE] = "",         [DUES_NOTICE] = "notice",
        [DUES_YELLOW] = "yellow", [DUES_REPORT] = "report",
        [DUES_RED] = "red",       [DUES_LIMIT] = "limit"};
    return names[alarm];
}

static void put_month(struct facts *f, const char *name, int month)
{
    char text[8];
    facts_text(f, name, month == MONTH_NONE ? "" : month_text(month, text));
}

static void put(struct facts *f, const struct arrear *who)
{
    facts_row(f);
    facts_int(f, "person", who->person);
    facts_text(f, "name", who->name);
    facts_int(f, "months", who->n);
    facts_int(f, "run", who->run);
    facts_int(f, "longest", who->longest);
    put_month(f, "from", who->from);
    put_month(f, "to", who->to);
    facts_int(f, "fen", who->fen);
    facts_text(f, "alarm", alarm_name(who->alarm));
    facts_int(f, "reminded", who->n_reminded);
    facts_day(f, "reminded_on", who->reminded_on);
}

/* The last month that is over by the end of the days asked for; MONTH_NONE: the
   book says which should be paid by now. */
static int last_month(const struct facts *f)
{
    int end = f->span.to < f->book->day ? f->span.to : f->book->day;
    int month = month_of(end + 1) - 1;
    return month < month_of(f->book->today) - 1 ? month : MONTH_NONE;
}

bool facts_arrears(struct facts *f, struct err *err)
{
    struct arrear *list;
    size_t n;
    if (!arrears_list(f->book, f->arena, last_month(f), MONTH_NONE, &list, &n,
                      err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        put(f, &list[i]);
    }
    return true;
}
