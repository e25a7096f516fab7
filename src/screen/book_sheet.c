/* What a list comes to as a whole: for each kind of book that has such a sheet,
   the screen that shows it. */
#include "book_parts.h"
#include "pbtui/ledger/register.h"
#include "pbtui/screen/tally_view.h"

bool book_has_sheet(const struct ledger *l)
{
    const struct small_register *reg = register_of(l);
    return reg != NULL && reg->tally != NULL;
}

void book_open_sheet(struct app *app, const struct ledger *l)
{
    tally_view_open(app, register_of(l));
}
