/* Links: from a word to a record, from a record to its name. */
#include "pbtui/ledger/derived.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/query.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
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

/* "… #12" as a picker gives it, "12", or the day of a single record. */
static size_t find_among_many(struct book *b, struct arena *a,
                              const struct ledger *l, const char *typed,
                              int64_t *id)
{
    const char *mark = strrchr(typed, '#');
    const char *digits = mark != NULL ? mark + 1 : typed;
    struct query_row rows[2];
    size_t n = 0;
    int day;
    struct query q = query_of(l, ledger_view(l, "all"));
    q.limit = 2;
    if (digits[0] != '\0' && digits[strspn(digits, "0123456789")] == '\0' &&
        (mark != NULL || strlen(digits) < 4)) {
        struct record r;
        *id = strtoll(digits, NULL, 10);
        return record_read(&r, l, b, a, *id, NULL) && r.voided_on[0] == '\0';
    }
    if (l->day_column != NULL && date_parse(typed, b->today, &day, NULL)) {
        q.from = q.to = day;
    } else {
        q.find = typed;
    }
    if (!query_page(b, a, &q, rows, &n, NULL)) {
        return 0;
    }
    *id = n > 0 ? rows[0].id : 0;
    return n;
}

static size_t find_by_name(struct book *b, struct arena *a,
                           const struct ledger *l, const char *typed,
                           int64_t *id)
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

/* 一组, 第一组: how a group is called in speech. */
static const char *without_group(struct arena *a, const char *typed)
{
    static const char first[] = "第";
    static const char last[] = "组";
    size_t n = strlen(typed);
    if (n <= sizeof last - 1 ||
        strcmp(typed + n - (sizeof last - 1), last) != 0) {
        return NULL;
    }
    n -= sizeof last - 1;
    size_t skip =
        strncmp(typed, first, sizeof first - 1) == 0 ? sizeof first - 1 : 0;
    return n > skip ? arena_strn(a, typed + skip, n - skip) : NULL;
}

size_t derived_find_link(struct book *b, struct arena *a,
                         const struct ledger *l, const char *typed, int64_t *id)
{
    if (l->many) {
        return find_among_many(b, a, l, typed, id);
    }
    size_t n = find_by_name(b, a, l, typed, id);
    const char *rest = n == 0 ? without_group(a, typed) : NULL;
    return rest != NULL ? find_by_name(b, a, l, rest, id) : n;
}

static void label_of_many(struct book *b, const struct ledger *l, int64_t id,
                          struct strbuf *out)
{
    struct arena a = ARENA_INIT;
    struct record r;
    if (record_read(&r, l, b, &a, id, NULL)) {
        l->label(b, &r, out);
        sb_addf(out, " #%lld", (long long)id);
    }
    arena_clear(&a);
}

void derived_link_label(struct book *b, const struct ledger *l, int64_t id,
                        struct strbuf *out)
{
    if (l->many) {
        label_of_many(b, l, id, out);
        return;
    }
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
