/* 编号: the last number given of each series and year.

   A number is taken with the write lock held and written in the change it is
   for: two windows never get the same one, and a change that fails spends none.
   The book is for reading; nobody sets a number by hand. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "rows.h"

#define NUMBER_MAX 9999999

#define NUMBER_FIELDS(X)                                                       \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(SERIES, "series", "编号种类", text, FIELD_NEEDED | FIELD_FACET, 0, 12,   \
      NULL, "程序自己填")                                                      \
    X(YEAR, "year", "年度", year, FIELD_NEEDED | FIELD_FACET, 0, 6, NULL,      \
      "程序自己填")                                                            \
    X(LAST, "last", "已用到", count, FIELD_NEEDED, 0, 10, NULL,                \
      "程序自己填：这一年最后一个编号，中间没有空号")

static const struct field fields[] = {NUMBER_FIELDS(FIELD_AS_ROW)};
_Static_assert(ARRAY_LEN(fields) == NUMBER_LAST + 1, "enum number_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {NUMBER_YEAR, 6, 6, 1},
    {NUMBER_SERIES, 10, 12, 1},
    {NUMBER_LAST, 8, 10, 1},
};

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "编号", columns),
};

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_addf(out, "%s %d", record_text(r, NUMBER_SERIES),
            (int)record_int(r, NUMBER_YEAR));
}

static bool save(struct book *b, struct arena *a, struct record *r,
                 const struct record *old, const char *reason, struct err *err)
{
    (void)b;
    (void)a;
    (void)r;
    (void)old;
    (void)reason;
    return err_set(err, ERR_RULE, "E-NUMBER-002",
                   "编号由程序在入账时连续给出，不能自己登记或修改。");
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    return err_set(err, ERR_RULE, "E-NUMBER-003",
                   "编号不能作废；已用到第 %d 号，要冲销请冲销那一笔。",
                   (int)record_int(r, NUMBER_LAST));
}

const struct ledger ledger_number = {
    .name = "numbers",
    .aliases = "number 编号",
    .title = "编号",
    .noun = "编号",
    .table = "number",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "number t",
    .order = "t.year",
    .order_is_int = true,
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = NUMBER_BRANCH,
    .by_branch = true,
    .label = label,
    .save = save,
    .may_void = may_void,
    .link_column = "series",
};

/* ---- found by its number ------------------------------------------------ */

bool number_is_of(const struct ledger *l)
{
    return l->posts || l == &ledger_payment || l == &ledger_sitting;
}

bool number_find(struct book *b, const struct ledger *l, int year, int64_t no,
                 int64_t *id, struct err *err)
{
    struct sql sql;
    struct stmt st;
    *id = 0;
    sql_init(&sql);
    sql_lit(&sql, SQL("select id from "));
    sql_name(&sql, l->table);
    sql_lit(&sql, SQL(" where branch_id = :branch and year = :year"
                      " and no = :no"));
    stmt_open_built(&st, b->db, &sql);
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", year);
    stmt_int(&st, ":no", no);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

/* ---- taking ------------------------------------------------------------- */

/* 0: none was given in that year. */
static bool find_row(struct book *b, const char *series, int year, int64_t *id,
                     struct err *err)
{
    struct stmt st;
    *id = 0;
    stmt_open(&st, b->db,
              SQL("select id from number where branch_id = :branch"
                  " and series = :series and year = :year"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":series", series);
    stmt_int(&st, ":year", year);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

bool number_take(struct book *b, struct arena *a, const char *series, int year,
                 int n, struct record *now, struct record *was, int *first,
                 struct err *err)
{
    int64_t id;
    assert(n > 0 && tx_depth(b->db) > 0);
    if (!find_row(b, series, year, &id, err)) {
        return false;
    }
    if (id == 0) {
        *now = record_new(&ledger_number, b, a);
        *was = record_copy(now, a);
        record_set_int(now, NUMBER_BRANCH, b->branch);
        record_set_text(now, NUMBER_SERIES, arena_str(a, series));
        record_set_int(now, NUMBER_YEAR, year);
    } else {
        if (!record_read(was, &ledger_number, b, a, id, err)) {
            return false;
        }
        *now = record_copy(was, a);
    }
    int64_t last = record_int(now, NUMBER_LAST);
    if (last < 0 || last > NUMBER_MAX - n) {
        return err_set(err, ERR_RULE, "E-NUMBER-001",
                       "%d 年的编号已用到 %lld，再给就超出 %d 了，请运行 pbtui "
                       "check 核对账本。",
                       year, (long long)last, NUMBER_MAX);
    }
    *first = (int)last + 1;
    record_set_int(now, NUMBER_LAST, last + n);
    return true;
}

struct apply_part number_part(struct record *now, const struct record *was)
{
    return (struct apply_part){
        .r = now, .old = was->id != 0 ? was : NULL, APPLY_ALONE, .final = true};
}

const char *number_text(int year, int64_t no, char out[16])
{
    snprintf(out, 16, "%04d-%04lld", year, (long long)no);
    return out;
}
