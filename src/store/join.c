/* A change that comes in pieces: an import of a hundred thousand rows is one
   number and one undo, but never lies in memory.

   The door stays open from the first piece to the last, with the end of the
   audit chain and the statements of its tables; change_apply (change.c) writes
   into it whatever its caller has built. */
#include "join.h"

#include "door.h"
#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/change.h"

bool change_join(struct db *db, const char *label, const char *reason,
                 struct err *err)
{
    struct change_join *join = mem_new(sizeof *join);
    if (!door_open(&join->chain, db, err)) {
        mem_free(join);
        return false;
    }
    rowio_begin(&join->io, &join->chain);
    join->first = join->chain.seq;
    join->label = mem_str(label);
    join->reason = mem_str(reason == NULL ? "" : reason);
    db->join = join;
    return true;
}

bool change_join_end(struct db *db, bool ok, int64_t *number, struct err *err)
{
    struct change_join *join = db->join;
    bool failed = join->failed;
    bool wrote = join->chain.seq > join->first;
    int64_t change = join->chain.change;
    db->join = NULL;
    rowio_end(&join->io);
    bool saved = door_close(&join->chain, ok && !failed, err);
    if (ok && failed) {
        err_set(err, ERR_IO, "E-SAVE-006",
                "其中一条没有写成，整批都没有保存。账本完好。请重试。");
    }
    mem_free(join->label);
    mem_free(join->reason);
    mem_free(join);
    if (number != NULL) {
        *number = saved && wrote ? change : 0;
    }
    return saved;
}
