/* A change: what one save does, as a list of rows to insert or update, with a
   name the clerk knows it by («登记党员 张三»).  Built in an arena, handed to
   change_apply, which is the only door through which rows are written.

   change_apply: one IMMEDIATE transaction → rows (with version check) → one
   audit entry a row, holding the whole row as it is now, chained by hash →
   rows read back and compared with the entry → COMMIT.  Only ledger/apply.c
   calls it; everyone else goes through the ledger's checks. */
#ifndef PBTUI_STORE_CHANGE_H
#define PBTUI_STORE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct db;
struct change;
struct change_row;

struct change *change_new(struct arena *a, const char *label);
void change_set_reason(struct change *c, const char *reason);
/* This change may not be undone (a posting, whose number is given away): it is
   taken back by a change of its own, and change_undo says so. */
void change_set_final(struct change *c);

/* A row to insert; its id is known after change_apply (change_row_id). */
struct change_row *change_insert(struct change *c, const char *table);
/* A row to update.  `ver` is the version that was read: when another window
   has saved since, nothing at all is written and the error is E-SAVE-001. */
struct change_row *change_update(struct change *c, const char *table,
                                 int64_t id, int64_t ver);

/* Written even when its columns are as they were: whoever else has read the row
   meets E-SAVE-001. */
void change_touch(struct change_row *r);

void change_int(struct change_row *r, const char *column, int64_t v);
void change_text(struct change_row *r, const char *column, const char *s);
void change_null(struct change_row *r, const char *column);
/* The id of another row that this change inserts. */
void change_ref(struct change_row *r, const char *column,
                const struct change_row *other);
/* Personal data (ID number, phone): the value goes into pii, the column gets
   its id, the audit only a keyed digest.  "" or NULL: the column becomes null.
   The same value as before keeps its row. */
void change_secret(struct change_row *r, const char *column, const char *value);

/* Nothing to write (no row, or updates without columns). */
bool change_is_empty(const struct change *c);

/* On success *number (may be NULL) is the change's number. */
bool change_apply(struct db *db, struct change *c, int64_t *number,
                  struct err *err);
int64_t change_row_id(const struct change_row *r);

/* ---- a change too long to be held --------------------------------------- */
/* From change_join to change_join_end everything that is saved, whoever calls
   change_apply, is one change: one number, this label and reason, one undo, and
   one transaction.  What has been written need not be kept.  Nothing is undone
   or noted meanwhile.  A change_apply that fails leaves only the end with
   ok == false. */
bool change_join(struct db *db, const char *label, const char *reason,
                 struct err *err);
/* Commits when ok, else takes everything back; *number (may be NULL) is 0 when
   nothing was written. */
bool change_join_end(struct db *db, bool ok, int64_t *number, struct err *err);

/* Writes an entry without rows: a reveal, a print, a decision to go on. */
bool change_note(struct db *db, const char *op, const char *table,
                 int64_t row_id, const char *label, const char *reason,
                 struct err *err);

/* ---- undo ------------------------------------------------------------- */
struct change_info {
    int64_t number;
    char at[20];
    char actor[64];
    char label[256];
    int rows;
    bool undone;
};
/* The change that Ctrl+Z (or Ctrl+Y) would take; false when there is none. */
bool change_next_undo(struct db *db, struct change_info *out);
bool change_next_redo(struct db *db, struct change_info *out);
/* Puts the rows back as they were, as a new change (op undo/redo).  Refused
   with E-UNDO-… when a row has been changed since by something else, or when
   the change was one that may not be undone. */
bool change_undo(struct db *db, struct change_info *done, struct err *err);
bool change_redo(struct db *db, struct change_info *done, struct err *err);
/* The newest, if it still is the one that the clerk was shown. */
bool change_undo_last(struct db *db, int64_t number, struct change_info *done,
                      struct err *err);
/* A given change and no other: an import of last week.  Refused when a change
   since then, still in force, touched its rows, or when anything final came
   after it. */
bool change_undo_number(struct db *db, int64_t number, struct change_info *done,
                        struct err *err);
/* Newest first; returns how many were written to out. */
size_t change_list(struct db *db, struct change_info *out, size_t max);

#endif
