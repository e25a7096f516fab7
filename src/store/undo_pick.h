/* Shared by the two rooms of undo: picking a change (undo_pick.c), putting its
   rows back (undo.c). */
#ifndef PBTUI_STORE_UNDO_PICK_H
#define PBTUI_STORE_UNDO_PICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/store/change.h"

/* 'undo' when the change of entry `a` is not in force now. */
#define LAST_TURN(a)                                                           \
    "coalesce((select u.op from audit as u where u.undoes = " a                \
    ".change order by u.seq desc limit 1), 'redo')"

/* Copies what fits, never half a character. */
void undo_copy_text(char *out, size_t size, const char *s);
/* Each finds a change with rows; number 0: there is none.  False only when the
   audit could not be read, which must not pass for "nothing to undo". */
bool undo_info(struct db *db, int64_t number, struct change_info *out,
               struct err *err);
bool undo_next(struct db *db, struct change_info *out, struct err *err);
bool redo_next(struct db *db, struct change_info *out, struct err *err);

#endif
