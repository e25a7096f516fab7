/* The schema of the file against the one that this program would make: every
   trigger, view, table and index that is missing, added or altered is named.
   Text is compared as SQLite keeps it, so nothing can hide in a definition.

   The tables found sound here are those whose rows are compared later. */
#include "checking.h"

#include <assert.h>
#include <string.h>

#include "grown.h"
#include "internal.h"
#include "pbtui/base/mem.h"
#include "shape.h"

struct object {
    const char *type;
    const char *name;
    const char *sql;
};

struct objects {
    struct object *list;
    size_t n;
    size_t cap;
};

/* Statistics of the query planner come and go by themselves. */
static bool read_objects(struct db *db, struct arena *a, struct objects *out,
                         struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select type, name, sql from sqlite_schema "
                  "where name not like 'sqlite\\_stat%' escape '\\' "
                  "order by type, name"));
    while (stmt_row(&st)) {
        MEM_PUSH(out->list, out->n, out->cap);
        out->list[out->n++] =
            (struct object){arena_str(a, stmt_col_text(&st, 0)),
                            arena_str(a, stmt_col_text(&st, 1)),
                            arena_str(a, stmt_col_text(&st, 2))};
    }
    return stmt_done(&st, err);
}

static int compare(const struct object *x, const struct object *y)
{
    int by_type = strcmp(x->type, y->type);
    return by_type != 0 ? by_type : strcmp(x->name, y->name);
}

static const char *type_word(const char *type)
{
    static const char *const words[][2] = {{"table", "表"},
                                           {"index", "索引"},
                                           {"trigger", "触发器"},
                                           {"view", "视图"}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(type, words[i][0]) == 0) {
            return words[i][1];
        }
    }
    return "内容";
}

static void note_sound(struct checking *c, const struct object *o)
{
    if (strcmp(o->type, "table") != 0) {
        return;
    }
    if (strcmp(o->name, "pii") == 0) {
        c->pii_is_sound = true;
    }
    c->tables[c->n_tables++] = o->name;
}

/* Below 0: only the file has it; above: only the model.  NULL stands for the
   end of a list. */
static int order_of(const struct object *have, const struct object *want)
{
    assert(have != NULL || want != NULL);
    if (have == NULL) {
        return 1;
    }
    return want == NULL ? -1 : compare(have, want);
}

/* No step of the schema makes it: a table out of a declaration, or a stranger.
 */
static bool take_extra(struct checking *c, const struct object *o,
                       struct err *err)
{
    bool made = false;
    if (!grow_made(c->db, o->type, o->name, o->sql, &made, err)) {
        return false;
    }
    if (made) {
        note_sound(c, o);
    } else {
        checking_add(c, "E-CHECK-031", o->name, 0, 0,
                     "账本文件里多了%s %s，不是本程序建的。"
                     "请不要再登记，先查明来历。",
                     type_word(o->type), o->name);
    }
    return true;
}

/* Both lists are sorted; one walk over both. */
static bool compare_objects(struct checking *c, const struct objects *have,
                            const struct objects *want, struct err *err)
{
    size_t i = 0;
    size_t k = 0;
    while (i < have->n || k < want->n) {
        const struct object *h = i < have->n ? &have->list[i] : NULL;
        const struct object *w = k < want->n ? &want->list[k] : NULL;
        int order = order_of(h, w);
        if (order < 0 && !take_extra(c, h, err)) {
            return false;
        }
        if (order > 0) {
            checking_add(c, "E-CHECK-030", w->name, 0, 0,
                         "账本文件里少了%s %s。请从备份恢复。",
                         type_word(w->type), w->name);
        } else if (order == 0 && strcmp(h->sql, w->sql) != 0) {
            checking_add(c, "E-CHECK-032", h->name, 0, 0,
                         "账本文件里%s %s 的定义被改过。请从备份恢复。",
                         type_word(h->type), h->name);
        } else if (order == 0) {
            note_sound(c, h);
        }
        i += order <= 0;
        k += order >= 0;
    }
    return true;
}

/* Leaves the tables that the audit covers: ordinary ones, neither settings
   nor the audit nor the index for searching, neither virtual nor the shadow of
   a virtual one. */
static bool keep_tracked(struct checking *c, struct err *err)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_tables; i++) {
        struct stmt st;
        stmt_open(&st, c->db,
                  SQL("select 1 from pragma_table_list where schema = 'main' "
                      "and name = :name and type = 'table'"));
        stmt_text(&st, ":name", c->tables[i]);
        if (stmt_row(&st) && shape_is_tracked(c->tables[i])) {
            c->tables[n++] = c->tables[i];
        }
        if (!stmt_done(&st, err)) {
            return false;
        }
    }
    c->n_tables = n;
    return true;
}

/* A fresh database in memory.  No open ledger is older than the newest step,
   and one that is newer is not checked. */
static bool open_model(const struct db *db, struct db **model, struct err *err)
{
    const struct db_options opt = {.mode = DB_MEMORY, .schema = db->schema};
    return db_open(model, NULL, &opt, err);
}

bool check_schema(struct checking *c, struct err *err)
{
    struct db *model;
    if (!open_model(c->db, &model, err)) {
        return false;
    }
    struct objects have = {NULL, 0, 0};
    struct objects want = {NULL, 0, 0};
    bool ok = read_objects(c->db, c->arena, &have, err) &&
              read_objects(model, c->arena, &want, err);
    db_close(model);
    if (ok) {
        c->tables = arena_array(c->arena, have.n, sizeof *c->tables);
        ok = compare_objects(c, &have, &want, err) && keep_tracked(c, err);
    }
    mem_free(have.list);
    mem_free(want.list);
    return ok;
}
