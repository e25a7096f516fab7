/* :kinds, so that a query can call an event by its name and go by what its kind
   asks for, the branch's own kinds as well. */
#include "facts_parts.h"

#include "pbtui/ledger/rulebook.h"

static const char *body_name(enum kind_body body)
{
    static const char *const names[] = {[BODY_ALL] = "all",
                                        [BODY_COMMITTEE] = "committee",
                                        [BODY_GROUP] = "group",
                                        [BODY_POSTS] = "posts",
                                        [BODY_NAMED] = "named"};
    return names[body];
}

bool facts_kinds(struct facts *f, struct err *err)
{
    (void)err;
    const struct kinds *all = book_kinds(f->book);
    for (size_t i = 0; i < all->n; i++) {
        const struct kind *k = &all->list[i];
        facts_row(f);
        facts_text(f, "code", k->code);
        facts_text(f, "name", k->name);
        facts_text(f, "abbr", k->abbr);
        facts_text(f, "body", body_name(k->body));
        facts_int(f, "agenda", k->agenda);
        facts_int(f, "number", k->number);
        facts_int(f, "late_days", k->late_days);
    }
    return true;
}
