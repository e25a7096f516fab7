/* Which branch a record belongs to: its own column says so, or the event it is
   a part of. */
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"

bool record_branch(const struct record *r, struct book *b, struct arena *a,
                   int64_t *out, struct err *err)
{
    struct record whole;
    int field = ledger_field(r->ledger, "branch_id");
    int event = ledger_field(r->ledger, "event_id");
    *out = field >= 0 ? record_int(r, field) : 0;
    if (field >= 0 || event < 0) {
        return true;
    }
    if (!record_read(&whole, &ledger_event, b, a, record_int(r, event), err)) {
        return false;
    }
    *out = record_int(&whole, ledger_field(&ledger_event, "branch_id"));
    return true;
}
