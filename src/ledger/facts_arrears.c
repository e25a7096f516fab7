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

/* Days that end before the present month are looked at as far as they go; else
   the book says which month is the last that should be paid. */
bool facts_arrears(struct facts *f, struct err *err)
{
    struct arrear *list;
    size_t n;
    int last = month_of(f->span.to);
    bool past = last < month_of(f->book->day) - 1;
    if (!arrears_list(f->book, f->arena, past ? last : MONTH_NONE, MONTH_NONE,
                      &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        put(f, &list[i]);
    }
    return true;
}
