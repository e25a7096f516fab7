/* An entry of a running step (思想汇报, 半年考察 …) saved together with the
   papers and helpers that were named with it, as one change.  Every one of them
   is asked what its own door asks; nothing is written when one is refused. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/tx.h"

static bool look_at(struct pipeline_file *f, const struct record *r,
                    struct issues *is, struct err *err)
{
    record_check(r, f->book, NULL, is);
    return issues_refuse(is, err) &&
           pipeline_part_look(f->book, f->arena, r, NULL, false, err);
}

static bool save_all(struct pipeline_file *f, struct record *entry,
                     struct err *err)
{
    struct apply_part parts[PIPELINE_FRESH_MAX + 1];
    struct issues is = {.arena = f->arena};
    size_t n = 0;
    if (!look_at(f, entry, &is, err)) {
        return false;
    }
    parts[n++] = (struct apply_part){.r = entry, APPLY_ALONE};
    for (size_t i = 0; i < f->n_fresh; i++) {
        if (!look_at(f, &f->fresh[i], &is, err)) {
            return false;
        }
        parts[n++] = (struct apply_part){.r = &f->fresh[i], APPLY_ALONE};
    }
    return ledger_apply_parts(f->book, f->arena, parts, n,
                              arena_printf(f->arena, "登记%s %s",
                                           entry->ledger->noun, f->person.name),
                              NULL, err);
}

bool pipeline_entry_save(struct pipeline_file *f, struct record *entry,
                         struct err *err)
{
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(f->book->db, save_all(f, entry, err), err);
}
