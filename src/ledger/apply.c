/* Saving and voiding records: the rules, then the store's door. */
#include "pbtui/ledger/apply.h"

#include <assert.h>
#include <string.h>

#include "apply_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

bool apply_refuse_read_only(struct book *b, struct err *err)
{
    return err_set(err, ERR_IO, "E-SAVE-011",
                   "账本以只读方式打开，不能保存：%s", db_read_only_why(b->db));
}

bool apply_reason_is_short(const char *reason)
{
    return reason == NULL || text_visible_chars(reason) < APPLY_REASON_CHARS;
}

const char *apply_label(struct book *b, struct arena *a, const char *verb,
                        const struct record *r)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s%s ", verb, r->ledger->noun);
    r->ledger->label(b, r, &sb);
    const char *label = arena_str(a, sb.s);
    sb_clear(&sb);
    return label;
}

/* A blocking issue becomes the error. */
static bool check(struct book *b, struct arena *a, const struct record *r,
                  const struct record *old, struct err *err)
{
    if (old != NULL && old->voided_on[0] != '\0') {
        return err_set(
            err, ERR_RULE, "E-SAVE-012",
            "这条记录已在 %s 作废，不能再改；作废错了请撤销那次作废。",
            old->voided_on);
    }
    struct issues is = {.arena = a};
    record_check(r, b, old, &is);
    return issues_refuse(&is, err);
}

static bool write(struct book *b, struct arena *a, const char *verb,
                  struct record *r, const struct record *old,
                  const char *reason, struct err *err)
{
    const struct ledger *l = r->ledger;
    struct change *c =
        change_new(a, apply_label(b, a, verb, old == NULL ? r : old));
    if (reason != NULL) {
        change_set_reason(c, reason);
    }
    struct change_row *row = old == NULL
                                 ? change_insert(c, l->table)
                                 : change_update(c, l->table, r->id, old->ver);
    apply_put_values(row, r, old, NULL, 0);
    if (l->expand != NULL && !l->expand(b, a, r, old, c, row, err)) {
        return false;
    }
    if (change_is_empty(c)) {
        return true;
    }
    if (!change_apply(b->db, c, NULL, err)) {
        return false;
    }
    struct record saved;
    int64_t id = old == NULL ? change_row_id(row) : r->id;
    if (!record_read(&saved, l, b, a, id, err)) {
        return false;
    }
    *r = saved;
    return true;
}

bool apply_row(struct book *b, struct arena *a, const char *verb,
               struct record *r, const struct record *old, const char *reason,
               struct err *err)
{
    return check(b, a, r, old, err) && write(b, a, verb, r, old, reason, err);
}

/* Checked and written under one lock: what a rule saw of other records (an ID
   number that is free, a group that is not in use) still holds when the row is
   written, whatever other windows do. */
bool ledger_apply(struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason, struct err *err)
{
    assert((old == NULL) == (r->id == 0));
    if (db_is_read_only(b->db)) {
        return apply_refuse_read_only(b, err);
    }
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    struct record done = *r;
    const char *verb = old == NULL ? "登记" : "修改";
    bool ok = r->ledger->save != NULL
                  ? r->ledger->save(b, a, &done, old, reason, err)
                  : apply_row(b, a, verb, &done, old, reason, err);
    if (!tx_end(b->db, ok, err)) {
        return false;
    }
    *r = done;
    return true;
}

/* The records that belong to this one go with it, in the same change. */
static bool void_children(struct book *b, struct arena *a, struct change *c,
                          const struct record *r, const char *reason,
                          struct err *err)
{
    const struct ledger *children[REGISTRY_CHILDREN_MAX];
    size_t n = registry_children(b, r->ledger, children, ARRAY_LEN(children));
    for (size_t i = 0; i < n; i++) {
        const struct ledger *child = children[i];
        struct sql sql;
        sql_init(&sql);
        sql_lit(&sql, SQL("select id, ver from "));
        sql_name(&sql, child->table);
        sql_lit(&sql, SQL(" where voided_on is null and "));
        sql_name(&sql, child->fields[child->parent].column);
        sql_lit(&sql, SQL(" = :id"));
        struct stmt st;
        stmt_open_built(&st, b->db, &sql);
        stmt_int(&st, ":id", r->id);
        while (stmt_row(&st)) {
            apply_void_row(c, a, child->table, stmt_col_int(&st, 0),
                           stmt_col_int(&st, 1), b->today, reason);
        }
        bool ok = stmt_done(&st, err);
        sql_clear(&sql);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool refuse_in_use(struct book *b, const struct record *r,
                          struct err *err)
{
    int64_t n = 0;
    struct stmt st;
    stmt_open(&st, b->db, r->ledger->in_use);
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return n == 0 || err_set(err, ERR_RULE, "E-SAVE-020",
                             "还有 %lld 条记录用着这个%s，请先改掉那些记录。",
                             (long long)n, r->ledger->noun);
}

static bool void_it(struct book *b, struct arena *a, const struct ledger *l,
                    int64_t id, const char *reason, struct err *err)
{
    struct record r;
    if (!record_read(&r, l, b, a, id, err)) {
        return false;
    }
    if (r.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-SAVE-022", "这条记录已在 %s 作废。",
                       r.voided_on);
    }
    if (l->reverse != NULL) {
        int64_t reversal;
        return l->reverse(b, a, id, reason, &reversal, err);
    }
    if (l->may_void != NULL && !l->may_void(b, &r, err)) {
        return false;
    }
    if (l->in_use != NULL && !refuse_in_use(b, &r, err)) {
        return false;
    }
    struct change *c = change_new(a, apply_label(b, a, "作废", &r));
    change_set_reason(c, reason);
    apply_void_row(c, a, l->table, id, r.ver, b->today, reason);
    if (l->void_children && !void_children(b, a, c, &r, reason, err)) {
        return false;
    }
    return change_apply(b->db, c, NULL, err);
}

bool ledger_void(struct book *b, struct arena *a, const struct ledger *l,
                 int64_t id, const char *reason, struct err *err)
{
    if (db_is_read_only(b->db)) {
        return apply_refuse_read_only(b, err);
    }
    /* What is posted is taken back by its own door, which asks for it when it
       knows that it can be. */
    if (l->reverse == NULL && apply_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-SAVE-021",
                       "作废须写明原因（至少 %d 个字），请补充。",
                       APPLY_REASON_CHARS);
    }
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, void_it(b, a, l, id, reason, err), err);
}
