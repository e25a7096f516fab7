/* Who is named 培养联系人 or 入党介绍人 after the step that named the first:
   the rows of that step are laid to him on the day he begins, and said at the
   fields of his own record.  Whoever is named with the step itself is looked at
   with the step (pipeline_step_check). */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* Of one who was there before only what makes him another is looked at again:
   an end may always be written. */
static bool is_as_before(const struct record *r, const struct record *old)
{
    static const int who[] = {HELPER_ROLE, HELPER_PERSON, HELPER_NAME,
                              HELPER_FROM, HELPER_KIN};
    for (size_t i = 0; old != NULL && i < ARRAY_LEN(who); i++) {
        if (!value_same(&r->values[who[i]], &old->values[who[i]])) {
            return false;
        }
    }
    return old != NULL;
}

static size_t place_of(const struct pipeline_file *f, const struct record *r)
{
    size_t at = f->n_helpers - 1; /* a new one stands last */
    for (size_t i = 0; r->id != 0 && i < f->n_helpers; i++) {
        at = f->helpers[i].id == r->id ? i : at;
    }
    return at;
}

void pipeline_helper_asks(struct book *b, const struct record *r,
                          const struct record *old, struct issues *is)
{
    struct pipeline_file f;
    struct step_issue *list = NULL;
    struct err err = ERR_INIT;
    int64_t file = record_int(r, HELPER_FILE);
    if (file == 0 || record_day(r, HELPER_FROM) == DATE_NONE ||
        is_as_before(r, old)) {
        return;
    }
    if (!pipeline_read_whole(&f, b, is->arena, file, &err) ||
        !pipeline_part_put(&f, r, false, &err)) {
        issue_add_err(is, "person_id", &err);
        return;
    }
    size_t n = pipeline_helper_check(is->arena, book_pipeline(b), &f.facts,
                                     place_of(&f, r), &list);
    for (size_t i = 0; i < n; i++) {
        if (list[i].refuses) {
            issue_add(is, "person_id", true, "E-PIPE-250", "%s", list[i].text);
        } else if (!list[i].reasoned) {
            issue_add(is, "reason", true, "E-PIPE-251",
                      "%s确实这样定的，请在“更换原因”里写明原因。",
                      list[i].text);
        }
    }
}
