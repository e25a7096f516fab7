/* Which change can be undone or redone, and the list of changes.

   A change with op do (or post) is in force or undone, according to the last
   undo or redo entry that names it.  Undo takes the newest one in force, redo
   the one undone last, unless something was done after that undo. */
#include "undo_pick.h"

#include <string.h>

#include "pbtui/store/stmt.h"

void undo_copy_text(char *out, size_t size, const char *s)
{
    size_t n = strlen(s);
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)s[n] & 0xC0u) == 0x80u) {
            n--;
        }
    }
    memcpy(out, s, n);
    out[n] = '\0';
}

/* From columns: change, at, actor, label, rows, turn. */
static void info_of(struct stmt *st, struct change_info *out)
{
    memset(out, 0, sizeof *out);
    out->number = stmt_col_int(st, 0);
    undo_copy_text(out->at, sizeof out->at, stmt_col_text(st, 1));
    undo_copy_text(out->actor, sizeof out->actor, stmt_col_text(st, 2));
    undo_copy_text(out->label, sizeof out->label, stmt_col_text(st, 3));
    out->rows = (int)stmt_col_int(st, 4);
    out->undone = strcmp(stmt_col_text(st, 5), "undo") == 0;
}

#define INFO_COLUMNS                                                           \
    "a.change, a.at, a.actor, a.label, (select count(*) from audit as r "      \
    "where r.change = a.change and r.tbl <> 'pii'), " LAST_TURN("a")

static bool find_info(struct stmt *st, struct change_info *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    if (stmt_row(st)) {
        info_of(st, out);
    }
    return stmt_done(st, err);
}

bool undo_info(struct db *db, int64_t number, struct change_info *out,
               struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select " INFO_COLUMNS " from audit as a "
                  "where a.change = :n and a.op in ('do','post') "
                  "order by a.seq limit 1"));
    stmt_int(&st, ":n", number);
    return find_info(&st, out, err);
}

bool undo_next(struct db *db, struct change_info *out, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select " INFO_COLUMNS " from audit as a "
                  "where a.op in ('do','post') and " LAST_TURN(
                      "a") " = 'redo' order by a.seq desc limit 1"));
    return find_info(&st, out, err);
}

/* Undos before the last entry that did something new are past. */
bool redo_next(struct db *db, struct change_info *out, struct err *err)
{
    int64_t number = 0;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select a.undoes from audit as a "
                  "where a.op = 'undo' and a.seq > coalesce("
                  "(select max(d.seq) from audit as d "
                  "where d.op in ('do','post')), 0) "
                  "and not exists (select 1 from audit as r "
                  "where r.undoes = a.undoes and r.seq > a.seq "
                  "and r.op = 'redo') order by a.seq desc limit 1"));
    if (stmt_row(&st)) {
        number = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) && undo_info(db, number, out, err);
}

bool change_next_undo(struct db *db, struct change_info *out)
{
    return undo_next(db, out, NULL) && out->number != 0;
}

bool change_next_redo(struct db *db, struct change_info *out)
{
    return redo_next(db, out, NULL) && out->number != 0;
}

size_t change_list(struct db *db, struct change_info *out, size_t max)
{
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select " INFO_COLUMNS " from audit as a "
                  "where a.op in ('do','post') and a.seq = "
                  "(select min(f.seq) from audit as f "
                  "where f.change = a.change) "
                  "order by a.seq desc limit :max"));
    stmt_int(&st, ":max", (int64_t)max);
    while (n < max && stmt_row(&st)) {
        info_of(&st, &out[n++]);
    }
    stmt_done(&st, NULL);
    return n;
}
