/* What a list comes to as a whole: for each kind of book that has such a sheet,
   the screen that shows it. */
#include "book_parts.h"
#include "pbtui/ledger/register.h"
#include "pbtui/screen/birthdays_view.h"
#include "pbtui/screen/tally_view.h"
#include "pbtui/text/date.h"

#include <string.h>

static bool is_birthdays(const struct ledger *l)
{
    return strcmp(l->name, "birthdays") == 0;
}

bool book_has_sheet(const struct ledger *l)
{
    const struct small_register *reg = register_of(l);
    return reg != NULL && (reg->tally != NULL || is_birthdays(l));
}

void book_open_sheet(struct app *app, const struct ledger *l)
{
    if (is_birthdays(l)) {
        birthdays_view_open(app, MONTH_NONE, 0);
    } else {
        tally_view_open(app, register_of(l));
    }
}
