/* The replay: the newest image of every row in the audit against the rows as
   they are now.  Both come sorted by id, so one walk over both finds what was
   changed, what is missing and what nobody saved.

   A column that the image does not have was added by a later format; it must
   then hold null or its default.  A column that only the image has was dropped
   by a later format.  Values of pii are never shown. */
#include "checking.h"

#include <inttypes.h>
#include <string.h>

#include "chain.h"
#include "image.h"
#include "pbtui/text/utf8.h"
#include "pii_keep.h"

#define STEP_EVERY      2048
#define SHOWN_CHARS_MAX 40

/* The two walks over one table. */
struct walk {
    struct checking *c;
    const char *table;
    struct stmt images; /* row_id, seq, after */
    struct stmt rows;
    int id_column;
    bool is_pii;
    struct pii_key key;
    struct arena shape;   /* for `row` */
    struct image row;     /* the current one, lent by `rows` */
    struct arena scratch; /* for one row that differs */
    struct strbuf now;
};

/* ---- words -------------------------------------------------------------- */

/* 空, 数字, or “the first 40 characters”. */
static const char *shown(struct arena *a, const struct image_value *v)
{
    switch (v->kind) {
    case IMAGE_NULL:
        return "空";
    case IMAGE_INT:
        return arena_printf(a, "%" PRId64, v->i);
    case IMAGE_OTHER:
        return "看不懂的内容";
    case IMAGE_TEXT:
        break;
    }
    size_t bytes = 0;
    for (int i = 0; i < SHOWN_CHARS_MAX && bytes < v->n; i++) {
        uint32_t cp;
        bytes += utf8_next(v->s + bytes, v->n - bytes, &cp);
    }
    return arena_printf(a, "“%.*s%s”", (int)bytes, v->s,
                        bytes < v->n ? "…" : "");
}

static void tell_column(struct walk *w, int64_t id, int64_t seq,
                        const char *column, const char *was, const char *is)
{
    checking_add(w->c, "E-CHECK-050", w->table, id, seq,
                 "表 %s 第 %lld 行的 %s 不是用本程序改的："
                 "原来是%s（流水第 %lld 号），现在是%s。"
                 "请从备份恢复，或核对后重新登记。",
                 w->table, (long long)id, column, was, (long long)seq, is);
}

/* ---- one row ------------------------------------------------------------ */

/* The value is what a column has in rows that are older than the column. */
static bool is_default(struct walk *w, const char *column,
                       const struct image_value *v)
{
    if (v->kind == IMAGE_NULL || v->kind == IMAGE_OTHER) {
        return v->kind == IMAGE_NULL; /* a blob ends without a zero byte */
    }
    bool same = false;
    struct stmt st;
    stmt_open(&st, w->c->db,
              SQL("select dflt_value from pragma_table_info(:tbl) "
                  "where name = :col"));
    stmt_text(&st, ":tbl", w->table);
    stmt_text(&st, ":col", column);
    if (stmt_row(&st) && !stmt_col_is_null(&st, 0)) {
        const char *as_sql = v->kind == IMAGE_INT
                                 ? shown(&w->scratch, v)
                                 : arena_printf(&w->scratch, "'%s'", v->s);
        same = strcmp(stmt_col_text(&st, 0), as_sql) == 0;
    }
    return stmt_done(&st, NULL) && same;
}

static void compare_columns(struct walk *w, int64_t id, int64_t seq,
                            const struct image *was)
{
    for (size_t i = 0; i < w->row.n; i++) {
        const char *column = w->row.cols[i].name;
        const struct image_value *now = &w->row.cols[i].value;
        const struct image_value *old = image_find(was, column);
        if (old == NULL && !is_default(w, column, now)) {
            tell_column(w, id, seq, column, "没有这一栏",
                        shown(&w->scratch, now));
        } else if (old != NULL && !image_value_same(old, now)) {
            tell_column(w, id, seq, column, shown(&w->scratch, old),
                        shown(&w->scratch, now));
        }
    }
}

static void compare_row(struct walk *w, int64_t id)
{
    int64_t seq = stmt_col_int(&w->images, 1);
    const char *after = stmt_col_text(&w->images, 2);
    sb_reset(&w->now);
    arena_reset(&w->scratch);
    if (w->is_pii) {
        pii_image_of(&w->rows, &w->now);
    } else {
        image_lend(&w->row, &w->rows);
        image_encode(&w->now, &w->row);
    }
    if (strcmp(w->now.s, after) == 0) {
        return;
    }
    if (w->is_pii) {
        tell_column(w, id, seq, "value", "另一个号码（不显示）",
                    "别的内容（不显示）");
        return;
    }
    struct image was;
    if (image_parse(&was, &w->scratch, after, strlen(after))) {
        compare_columns(w, id, seq, &was);
    } else {
        checking_add(w->c, "E-CHECK-054", w->table, id, seq,
                     "流水第 %lld 号记的表 %s 第 %lld 行读不出来。"
                     "请从备份恢复。",
                     (long long)seq, w->table, (long long)id);
    }
}

/* The digest by which the value is found belongs to the value. */
static void check_lookup(struct walk *w, int64_t id)
{
    unsigned char right[PII_LOOKUP_BYTES];
    const char *value = stmt_col_text(&w->rows, 2);
    size_t n;
    const void *lookup = stmt_col_blob(&w->rows, 3, &n);
    bool same = n == 0;
    if (!stmt_col_is_null(&w->rows, 2)) {
        pii_lookup_with(&w->key, value, right);
        same = n == sizeof right && memcmp(lookup, right, n) == 0;
    }
    if (!same) {
        checking_add(w->c, "E-CHECK-055", "pii", id, 0,
                     "表 pii 第 %lld 行的查找码与号码不符，按号码会查不到。"
                     "请从备份恢复，或重新登记这个号码。",
                     (long long)id);
    }
}

/* ---- the walk ----------------------------------------------------------- */

static void tell_missing(struct walk *w)
{
    int64_t id = stmt_col_int(&w->images, 0);
    int64_t seq = stmt_col_int(&w->images, 1);
    if (!stmt_col_is_null(&w->images, 2)) {
        checking_add(w->c, "E-CHECK-051", w->table, id, seq,
                     "表 %s 少了第 %lld 行，流水第 %lld 号记着它。"
                     "请从备份恢复。",
                     w->table, (long long)id, (long long)seq);
    }
}

static void tell_extra(struct walk *w, int64_t id)
{
    checking_add(w->c, "E-CHECK-052", w->table, id, 0,
                 "表 %s 第 %lld 行在流水里没有记录，不是用本程序登记的，"
                 "或流水被删过。请查明来历，再从备份恢复。",
                 w->table, (long long)id);
}

static void look_at_both(struct walk *w, int64_t id)
{
    if (stmt_col_is_null(&w->images, 2)) {
        int64_t seq = stmt_col_int(&w->images, 1);
        checking_add(w->c, "E-CHECK-053", w->table, id, seq,
                     "表 %s 第 %lld 行按流水第 %lld 号应已撤销，现在却还在。"
                     "请从备份恢复。",
                     w->table, (long long)id, (long long)seq);
        return;
    }
    compare_row(w, id);
}

static bool walk_both(struct walk *w, int percent, struct err *err)
{
    bool image = stmt_row(&w->images);
    bool row = stmt_row(&w->rows);
    /* One that failed has no more rows to give, and nothing follows from it. */
    while ((image || row) && !w->images.failed && !w->rows.failed) {
        int64_t image_id = image ? stmt_col_int(&w->images, 0) : INT64_MAX;
        int64_t id = row ? stmt_col_int(&w->rows, w->id_column) : INT64_MAX;
        bool take_image = image && (!row || image_id <= id);
        bool take_row = row && (!image || id <= image_id);
        if (take_image && take_row) {
            look_at_both(w, id);
        } else if (take_image) {
            tell_missing(w);
        } else {
            tell_extra(w, id);
        }
        if (take_row) {
            if (w->key.n > 0) {
                check_lookup(w, id);
            }
            w->c->rows++;
            if (w->c->rows % STEP_EVERY == 0 &&
                !checking_step(w->c, percent, err)) {
                return false;
            }
            row = stmt_row(&w->rows);
        }
        if (take_image) {
            image = stmt_row(&w->images);
        }
    }
    return true;
}

static int column_of_id(struct stmt *st)
{
    for (int i = 0; i < stmt_cols(st); i++) {
        if (strcmp(stmt_col_name(st, i), "id") == 0) {
            return i;
        }
    }
    return 0;
}

static void open_walk(struct walk *w, struct db *db)
{
    struct sql sql;
    sql_init(&sql);
    if (w->is_pii) {
        sql_lit(&sql, SQL("select " PII_COLUMNS " from "));
    } else {
        sql_lit(&sql, SQL("select * from "));
    }
    sql_name(&sql, w->table);
    sql_lit(&sql, SQL(" order by id"));
    stmt_open_built(&w->rows, db, &sql);
    sql_clear(&sql);
    image_shape(&w->row, &w->shape, &w->rows);
    w->id_column = column_of_id(&w->rows);
    stmt_open(&w->images, db,
              SQL("select m.row_id, m.seq, a.after from "
                  "(select row_id, max(seq) as seq from audit "
                  "where tbl = :tbl and op in " CHAIN_ROW_OPS
                  " group by row_id) as m "
                  "join audit as a on a.seq = m.seq order by m.row_id"));
    stmt_text(&w->images, ":tbl", w->table);
}

static bool check_table(struct checking *c, const char *table, int percent,
                        struct err *err)
{
    struct walk w = {.c = c,
                     .table = table,
                     .is_pii = strcmp(table, "pii") == 0,
                     .shape = ARENA_INIT,
                     .scratch = ARENA_INIT};
    if (w.is_pii && !pii_key_read(&w.key, c->db, err)) {
        return false;
    }
    sb_init(&w.now);
    open_walk(&w, c->db);
    bool ok = walk_both(&w, percent, err);
    /* Both must be ended; the first trouble is the one that is told. */
    bool images_ok = stmt_done(&w.images, ok ? err : NULL);
    bool rows_ok = stmt_done(&w.rows, ok && images_ok ? err : NULL);
    sb_clear(&w.now);
    arena_clear(&w.scratch);
    arena_clear(&w.shape);
    if (w.is_pii && w.key.n == 0) {
        checking_add(c, "E-CHECK-056", "meta", 0, 0,
                     "账本里查找证件号码用的密钥不见了，按号码会查不到。"
                     "请从备份恢复。");
    }
    return ok && images_ok && rows_ok;
}

bool check_rows(struct checking *c, int from, int to, struct err *err)
{
    if (c->pii_is_sound && !check_table(c, "pii", from, err)) {
        return false;
    }
    for (size_t i = 0; i < c->n_tables; i++) {
        int percent = from + (to - from) * (int)i / (int)c->n_tables;
        if (!checking_step(c, percent, err) ||
            !check_table(c, c->tables[i], percent, err)) {
            return false;
        }
    }
    return true;
}
