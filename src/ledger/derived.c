/* Links: from a word to a record, from a record to its name. */
#include "pbtui/ledger/derived.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/store/stmt.h"
#include "pbtui/text/pinyin.h"

#define MAX_NAMES 200

static void open_lookup(struct sql *sql, const struct ledger *l)
{
    sql_init(sql);
    sql_lit(sql, SQL("select id, "));
    sql_name(sql, l->link_column);
    sql_lit(sql, SQL(" from "));
    sql_name(sql, l->table);
}

size_t derived_find_link(struct book *b, struct arena *a,
                         const struct ledger *l, const char *typed, int64_t *id)
{
    struct sql sql;
    open_lookup(&sql, l);
    sql_lit(&sql, SQL(" where voided_on is null"));
    if (l->by_branch) {
        sql_lit(&sql, SQL(" and branch_id = :branch"));
    }
    struct stmt st;
    stmt_open_built(&st, b->db, &sql);
    if (l->by_branch) {
        stmt_int(&st, ":branch", b->branch);
    }
    size_t exact = 0;
    size_t part = 0;
    int64_t exact_id = 0;
    int64_t part_id = 0;
    int64_t number = typed[0] == '#' ? strtoll(typed + 1, NULL, 10) : 0;
    while (stmt_row(&st)) {
        int64_t row = stmt_col_int(&st, 0);
        const char *name = arena_str(a, stmt_col_text(&st, 1));
        if (row == number || strcmp(name, typed) == 0) {
            exact_id = row;
            exact++;
        } else if (pinyin_match(name, typed)) {
            part_id = part++ == 0 ? row : part_id;
        }
    }
    bool ok = stmt_done(&st, NULL);
    sql_clear(&sql);
    if (!ok) {
        return 0;
    }
    *id = exact > 0 ? exact_id : part_id;
    return exact > 0 ? exact : part;
}

void derived_link_label(struct book *b, const struct ledger *l, int64_t id,
                        struct strbuf *out)
{
    struct sql sql;
    open_lookup(&sql, l);
    sql_lit(&sql, SQL(" where id = :id"));
    struct stmt st;
    stmt_open_built(&st, b->db, &sql);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        sb_add(out, stmt_col_text(&st, 1));
    }
    stmt_done(&st, NULL);
    sql_clear(&sql);
}

const char *const *derived_link_names(struct book *b, struct arena *a,
                                      const struct ledger *l)
{
    const char **names = arena_array(a, MAX_NAMES + 1, sizeof *names);
    size_t n = 0;
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select t."));
    sql_name(&sql, l->link_column);
    sql_lit(&sql, SQL(" from "));
    sql_lit(&sql, l->from);
    sql_lit(&sql, SQL(" where t.voided_on is null"));
    if (l->by_branch) {
        sql_lit(&sql, SQL(" and t.branch_id = :branch"));
    }
    sql_lit(&sql, SQL(" order by "));
    sql_lit(&sql, l->order);
    struct stmt st;
    stmt_open_built(&st, b->db, &sql);
    if (l->by_branch) {
        stmt_int(&st, ":branch", b->branch);
    }
    while (n < MAX_NAMES && stmt_row(&st)) {
        names[n++] = arena_str(a, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
    sql_clear(&sql);
    return names;
}
