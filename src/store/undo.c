/* Undo and redo, both as new changes: nothing is ever taken out of the audit.

   Which change it is, undo_pick.c says.  Each row goes back to the image before
   the change (redo: to the image of the change), in the reverse order (redo:
   the same order) in which it was written, so that every state on the way has
   been valid before.  pii rows stay: a value once entered is kept for the redo,
   until it is erased. */
#include "pbtui/store/change.h"

#include <string.h>

#include "door.h"
#include "image.h"
#include "internal.h"
#include "rowio.h"
#include "undo_pick.h"

/* ---- putting one row back ----------------------------------------------- */

/* One row that the change wrote. */
struct touched {
    int64_t seq;
    const char *table;
    int64_t row_id;
    const char *target; /* the image to go to; NULL: no row */
};

/* What is known of the row right now. */
struct standing {
    const struct image *row; /* NULL: none */
    const char *last;        /* the image of its newest entry; NULL: no row */
    int64_t last_ver;        /* the highest version it ever had */
};

static bool read_standing(struct db *db, struct rowio_table *table,
                          struct arena *a, const struct touched *t,
                          struct standing *out, struct err *err)
{
    *out = (struct standing){.last = NULL};
    struct stmt st;
    stmt_open(&st, db,
              SQL("select after from audit where tbl = :tbl and "
                  "row_id = :row and op in " CHAIN_ROW_OPS
                  " order by seq desc limit 2"));
    stmt_text(&st, ":tbl", t->table);
    stmt_int(&st, ":row", t->row_id);
    for (int i = 0; stmt_row(&st); i++) {
        struct image im;
        const char *after = stmt_col_text(&st, 0);
        if (!stmt_col_is_null(&st, 0) &&
            image_parse(&im, a, after, strlen(after))) {
            /* A row that is gone was there in the entry before. */
            out->last_ver = out->last_ver == 0 ? image_ver(&im) : out->last_ver;
            out->last = i == 0 ? arena_str(a, after) : out->last;
        }
    }
    return stmt_done(&st, err) && rowio_read(table, t->row_id, &out->row, err);
}

/* The row is what its newest entry says.  Columns that a later format added
   are not in the entry and do not count. */
static bool is_as_audited(struct arena *a, const struct standing *now)
{
    if (now->last == NULL || now->row == NULL) {
        return now->last == NULL && now->row == NULL;
    }
    struct image last;
    if (!image_parse(&last, a, now->last, strlen(now->last))) {
        return false;
    }
    for (size_t i = 0; i < last.n; i++) {
        const struct image_value *v = image_find(now->row, last.cols[i].name);
        if (v == NULL || !image_value_same(v, &last.cols[i].value)) {
            return false;
        }
    }
    return true;
}

static bool write_target(struct rowio_table *table,
                         const struct chain_entry *as, const struct touched *t,
                         const struct standing *now, struct arena *a,
                         struct err *err)
{
    const int64_t ver = now->last_ver;
    struct image to = {NULL, 0};
    if (t->target == NULL) {
        return rowio_delete(table, t->row_id, ver, now->row, err) &&
               rowio_seal(table, as, t->row_id, 0, NULL, err);
    }
    if (!image_parse(&to, a, t->target, strlen(t->target))) {
        return err_set(err, ERR_RULE, "E-UNDO-004",
                       "流水里这条记录原来的样子已读不出来，没有撤销。"
                       "请先检查账本。");
    }
    if (!rowio_names_ok(table, &to, err)) {
        return false;
    }
    bool ok = now->row != NULL
                  ? rowio_update(table, t->row_id, ver, now->row, &to, err)
                  : rowio_insert(table, t->row_id, ver + 1, &to, err);
    return ok && rowio_seal(table, as, t->row_id, ver + 1, &to, err);
}

/* SQLite's refusals that mean something to the clerk here. */
static bool explain_refusal(struct db *db, struct err *err)
{
    int rc = sqlite3_extended_errcode(db->raw);
    if (rc == SQLITE_CONSTRAINT_FOREIGNKEY) {
        err_set(err, ERR_RULE, "E-UNDO-005",
                "后来的记录用到了这里要去掉的内容，没有撤销。"
                "请先撤销或改掉后来的那一条。");
    } else if (rc == SQLITE_CONSTRAINT_TRIGGER) {
        err_set(err, ERR_RULE, "E-UNDO-006",
                "这里有已入账或已封存的记录，不能撤销。"
                "请用冲销或更正来改。");
    } else if (rc == SQLITE_CONSTRAINT_UNIQUE) {
        err_set(err, ERR_RULE, "E-UNDO-007",
                "原来的号码或名称现在被另一条记录占用，没有撤销。"
                "请先改掉那一条。");
    }
    return false;
}

static bool put_back(struct rowio *io, const struct chain_entry *as,
                     const struct touched *t, struct err *err)
{
    struct db *db = io->chain->db;
    struct rowio_table *table = rowio_table(io, t->table, err);
    if (table == NULL) {
        return false;
    }
    struct arena a = ARENA_INIT;
    struct standing now;
    bool ok = read_standing(db, table, &a, t, &now, err);
    if (ok && !is_as_audited(&a, &now)) {
        ok = err_set(err, ERR_RULE, "E-UNDO-008",
                     "这条记录与流水记的不一样，可能被别的程序改过，没有撤销。"
                     "请先检查账本。");
    }
    if (ok) {
        ok = write_target(table, as, t, &now, &a, err) ||
             explain_refusal(db, err);
    }
    arena_clear(&a);
    return ok;
}

static bool put_all_back(struct chain *chain, const struct chain_entry *as,
                         const struct touched *rows, size_t n, struct err *err)
{
    struct rowio io;
    rowio_begin(&io, chain);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = put_back(&io, as, &rows[i], err);
    }
    rowio_end(&io);
    return ok;
}

/* ---- the whole change --------------------------------------------------- */

/* The rows of a change in the order in which they go back. */
static bool list_touched(struct db *db, struct arena *a, int64_t number,
                         bool undo, struct touched **out, size_t *n,
                         struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, db,
        SQL("select a.seq, a.tbl, a.row_id, case when :undo then "
            "(select b.after from audit as b where b.tbl = a.tbl and "
            "b.row_id = a.row_id and b.seq < a.seq and b.op in " CHAIN_ROW_OPS
            " order by b.seq desc limit 1) "
            "else a.after end from audit as a "
            "where a.change = :n and a.op in ('do','post') and "
            "a.tbl <> 'pii' order by case when :undo then -a.seq "
            "else a.seq end"));
    stmt_int(&st, ":undo", undo);
    stmt_int(&st, ":n", number);
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    while (stmt_row(&st)) {
        if (*n == cap) {
            cap = cap == 0 ? 8 : cap * 2;
            struct touched *more = arena_array(a, cap, sizeof *more);
            if (*n > 0) {
                memcpy(more, *out, *n * sizeof *more);
            }
            *out = more;
        }
        struct touched *t = &(*out)[(*n)++];
        t->seq = stmt_col_int(&st, 0);
        t->table = arena_str(a, stmt_col_text(&st, 1));
        t->row_id = stmt_col_int(&st, 2);
        t->target = stmt_col_is_null(&st, 3)
                        ? NULL
                        : arena_str(a, stmt_col_text(&st, 3));
    }
    return stmt_done(&st, err);
}

/* The newest change in force that touched the row is the one to be undone. */
static bool is_last_on_row(struct db *db, const struct touched *t,
                           int64_t number, struct err *err)
{
    char label[256] = "";
    bool last = true;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select a.change, a.label from audit as a "
                  "where a.tbl = :tbl and a.row_id = :row and a.seq > :seq "
                  "and a.op in ('do','post') and " LAST_TURN(
                      "a") " = 'redo' order by a.seq desc limit 1"));
    stmt_text(&st, ":tbl", t->table);
    stmt_int(&st, ":row", t->row_id);
    stmt_int(&st, ":seq", t->seq);
    if (stmt_row(&st)) {
        last = stmt_col_int(&st, 0) == number;
        undo_copy_text(label, sizeof label, stmt_col_text(&st, 1));
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return last || err_set(err, ERR_RULE, "E-UNDO-001",
                           "这一步之后，同一条记录又做了“%s”，没有撤销。"
                           "请先撤销后面那一步。",
                           label);
}

static bool turn(struct chain *chain, const struct change_info *info, bool undo,
                 struct err *err)
{
    struct arena a = ARENA_INIT;
    struct touched *rows;
    size_t n;
    struct chain_entry as = {
        .op = undo ? "undo" : "redo",
        .label =
            arena_printf(&a, "%s：%s", undo ? "撤销" : "重做", info->label),
        .reason = "",
        .undoes = info->number};
    bool ok = list_touched(chain->db, &a, info->number, undo, &rows, &n, err);
    for (size_t i = 0; ok && undo && i < n; i++) {
        ok = is_last_on_row(chain->db, &rows[i], info->number, err);
    }
    ok = ok && put_all_back(chain, &as, rows, n, err);
    arena_clear(&a);
    return ok;
}

/* Closed on error: what cannot be proved open is not undone. */
static bool is_final(struct db *db, int64_t number, bool *final,
                     struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select 1 from audit where change = :n and op = 'post'"));
    stmt_int(&st, ":n", number);
    *final = stmt_row(&st);
    return stmt_done(&st, err);
}

/* What was final has counted all that was there before it: none of that is
   taken away under it, whichever number is asked for. */
static bool nothing_final_since(struct db *db, int64_t number, struct err *err)
{
    char label[256] = "";
    struct stmt st;
    stmt_open(&st, db,
              SQL("select label from audit where op = 'post' and seq >"
                  " (select min(seq) from audit where change = :n)"
                  " order by seq limit 1"));
    stmt_int(&st, ":n", number);
    if (stmt_row(&st)) {
        undo_copy_text(label, sizeof label, stmt_col_text(&st, 0));
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return label[0] == '\0' ||
           err_set(err, ERR_RULE, "E-UNDO-011",
                   "这一步之后已有“%s”，那是不能撤销的，这一步也就不撤销。"
                   "请直接改那条记录；那个月封了账的，先启封。",
                   label);
}

static bool may_undo(struct db *db, const struct change_info *info,
                     struct err *err)
{
    bool final;
    if (info->number == 0) {
        return err_set(err, ERR_RULE, "E-UNDO-002", "没有可以撤销的操作。");
    }
    if (info->undone) {
        return err_set(err, ERR_RULE, "E-UNDO-009",
                       "“%s”已经撤销过了。要恢复它，请用重做。", info->label);
    }
    if (!is_final(db, info->number, &final, err)) {
        return false;
    }
    if (final) {
        return err_set(err, ERR_RULE, "E-UNDO-003",
                       "“%s”不能撤销。封账要改的请启封；"
                       "入账要改的请用冲销或更正。",
                       info->label);
    }
    return nothing_final_since(db, info->number, err);
}

/* number 0: the newest one in force. */
/* `last`: it must still be the newest that is in force. */
static bool undo_inside(struct chain *chain, int64_t number, bool last,
                        struct change_info *info, struct err *err)
{
    bool read = number == 0 || last ? undo_next(chain->db, info, err)
                                    : undo_info(chain->db, number, info, err);
    if (read && last && info->number != number) {
        return err_set(err, ERR_RULE, "E-UNDO-012",
                       "另一个窗口刚保存过：%s。什么也没有撤销；要撤销它，请"
                       "再按一次。",
                       info->label);
    }
    return read && may_undo(chain->db, info, err) &&
           turn(chain, info, true, err);
}

static bool redo_inside(struct chain *chain, struct change_info *info,
                        struct err *err)
{
    if (!redo_next(chain->db, info, err)) {
        return false;
    }
    if (info->number == 0) {
        return err_set(
            err, ERR_RULE, "E-UNDO-010",
            "没有可以重做的操作：撤销之后又登记了新内容，或还没有撤销过。");
    }
    return turn(chain, info, false, err);
}

static bool undo(struct db *db, int64_t number, bool last,
                 struct change_info *done, struct err *err)
{
    struct chain chain;
    struct change_info info;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    bool ok = undo_inside(&chain, number, last, &info, err);
    bool saved = door_close(&chain, ok, err);
    if (saved && done != NULL) {
        info.undone = true;
        *done = info;
    }
    return saved;
}

bool change_undo_number(struct db *db, int64_t number, struct change_info *done,
                        struct err *err)
{
    return undo(db, number, false, done, err);
}

bool change_undo_last(struct db *db, int64_t number, struct change_info *done,
                      struct err *err)
{
    return undo(db, number, true, done, err);
}

bool change_undo(struct db *db, struct change_info *done, struct err *err)
{
    return undo(db, 0, false, done, err);
}

bool change_redo(struct db *db, struct change_info *done, struct err *err)
{
    struct chain chain;
    struct change_info info;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    bool ok = redo_inside(&chain, &info, err);
    bool saved = door_close(&chain, ok, err);
    if (saved && done != NULL) {
        info.undone = false;
        *done = info;
    }
    return saved;
}
