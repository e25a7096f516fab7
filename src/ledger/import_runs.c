/* What was imported: a row of import_run for each file, written as a part of
   the change that the import is.

   The list is read from the audit, not from the table: an import that was
   undone has no row any more, but the audit tells of it. */
#include <inttypes.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"

/* ---- writing ------------------------------------------------------------- */

const char *import_runs_label(struct import_job *j)
{
    const size_t *n = j->out->counts;
    return arena_printf(&j->kept, "导入%s：%s（新 %zu 补 %zu 改 %zu）",
                        j->l->title,
                        import_masked(&j->kept, j->wish->source->name),
                        n[IMPORT_FATE_NEW], n[IMPORT_FATE_FILL], j->n_taken);
}

bool import_runs_put(struct import_job *j, int64_t *number, struct err *err)
{
    static const char *const columns[IMPORT_FATES] = {
        [IMPORT_FATE_NEW] = "n_new",
        [IMPORT_FATE_SAME] = "n_same",
        [IMPORT_FATE_FILL] = "n_fill",
        [IMPORT_FATE_CONFLICT] = "n_conflict",
        [IMPORT_FATE_TWICE] = "n_twice",
        [IMPORT_FATE_BAD] = "n_bad",
        [IMPORT_FATE_SKIPPED] = "n_skipped",
    };
    struct change *c = change_new(&j->kept, "导入");
    struct change_row *row = change_insert(c, "import_run");
    change_text(row, "book", j->l->name);
    change_text(row, "file", import_masked(&j->kept, j->wish->source->name));
    change_text(row, "digest", j->hex);
    for (int i = 0; i < IMPORT_FATES; i++) {
        change_int(row, columns[i], (int64_t)j->out->counts[i]);
    }
    if (!change_apply(j->b->db, c, NULL, err)) {
        return false;
    }
    *number = change_row_id(row);
    return true;
}

/* ---- reading ------------------------------------------------------------- */

#define OF_RUN "from audit a where a.tbl = 'import_run' and a.op = 'do'"
#define TURN                                                                   \
    "coalesce((select u.op from audit u where u.undoes = a.change"             \
    " order by u.seq desc limit 1), 'redo') = 'undo'"
#define COUNTS                                                                 \
    "a.after ->> '$.n_new', a.after ->> '$.n_same', a.after ->> '$.n_fill',"   \
    " a.after ->> '$.n_conflict', a.after ->> '$.n_twice',"                    \
    " a.after ->> '$.n_bad', a.after ->> '$.n_skipped'"

/* After six columns, in the order of enum import_fate. */
static void take_done(struct import_done *d, struct arena *a, struct stmt *st)
{
    *d = (struct import_done){
        .number = stmt_col_int(st, 0),
        .at = arena_str(a, stmt_col_text(st, 1)),
        .actor = arena_str(a, stmt_col_text(st, 2)),
        .book = arena_str(a, stmt_col_text(st, 3)),
        .file = arena_str(a, stmt_col_text(st, 4)),
        .undone = stmt_col_int(st, 5) != 0,
    };
    for (int i = 0; i < IMPORT_FATES; i++) {
        d->counts[i] = (size_t)stmt_col_int(st, 6 + i);
    }
}

bool import_list(struct book *b, struct arena *a, struct import_done **out,
                 size_t *n, struct err *err)
{
    struct stmt st;
    size_t cap = 0;
    *n = 0;
    *out = NULL;
    stmt_open(&st, b->db,
              SQL("select a.row_id, a.at, a.actor, a.after ->> '$.book',"
                  " a.after ->> '$.file', " TURN ", " COUNTS
                  ", count(*) over () " OF_RUN " order by a.seq desc"));
    while (stmt_row(&st)) {
        if (cap == 0) {
            cap = (size_t)stmt_col_int(&st, 6 + IMPORT_FATES);
            *out = arena_array(a, cap, sizeof **out);
        }
        take_done(&(*out)[(*n)++], a, &st);
    }
    return stmt_done(&st, err);
}

/* ---- undoing ------------------------------------------------------------- */

static bool change_of(struct book *b, int64_t number, int64_t *change,
                      struct err *err)
{
    struct stmt st;
    *change = 0;
    stmt_open(&st, b->db, SQL("select a.change " OF_RUN " and a.row_id = :n"));
    stmt_int(&st, ":n", number);
    if (stmt_row(&st)) {
        *change = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return *change != 0 ||
           err_set(err, ERR_RULE, "E-IMPORT-050",
                   "没有第 %" PRId64 " 次导入，请先看导入记录（pbtui import "
                   "--list）。",
                   number);
}

bool import_undo(struct book *b, int64_t number, struct err *err)
{
    int64_t change;
    return change_of(b, number, &change, err) &&
           (change_undo_number(b->db, change, NULL, err) ||
            err_doing(err, "撤销第 %" PRId64 " 次导入", number));
}
