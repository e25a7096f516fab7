/* Reading, masking, finding, showing and erasing personal data.  Writing is
   change_secret (pii_keep.c).

   What is shown in lists is always the mask; the one door to a full value for
   the eye is pii_reveal, which commits an entry first. */
#include "pbtui/store/pii.h"

#include <string.h>

#include "door.h"
#include "image.h"
#include "pbtui/base/clock.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/db.h"
#include "pbtui/text/utf8.h"
#include "pii_keep.h"

const char *pii_read(struct db *db, struct arena *a, int64_t pii_id)
{
    const char *value;
    return pii_value(db, a, pii_id, &value, NULL) ? value : "";
}

bool pii_print(struct db *db, const char *value, char out[PII_PRINT_CHARS + 1],
               struct err *err)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char whole[PII_LOOKUP_BYTES];
    if (!pii_lookup(db, value, whole, err)) {
        return false;
    }
    for (size_t i = 0; i < PII_PRINT_CHARS; i++) {
        out[i] = digits[i % 2 == 0 ? whole[i / 2] >> 4 : whole[i / 2] & 15];
    }
    out[PII_PRINT_CHARS] = '\0';
    return true;
}

/* ---- masks -------------------------------------------------------------- */

/* The first `head` and the last `tail` characters, stars between. */
static const char *mask_middle(struct arena *a, const char *value, size_t head,
                               size_t tail)
{
    size_t n_bytes = strlen(value);
    size_t n_chars = utf8_chars(value, n_bytes);
    struct strbuf sb;
    sb_init(&sb);
    size_t at_bytes = 0;
    for (size_t i = 0; i < n_chars; i++) {
        uint32_t cp;
        size_t step = utf8_next(value + at_bytes, n_bytes - at_bytes, &cp);
        if (i < head || i >= n_chars - tail) {
            sb_addn(&sb, value + at_bytes, step);
        } else {
            sb_addc(&sb, '*');
        }
        at_bytes += step;
    }
    const char *masked = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return masked;
}

static const char *mask_mail(struct arena *a, const char *value, const char *at)
{
    uint32_t cp;
    size_t first = utf8_next(value, (size_t)(at - value), &cp);
    return arena_printf(a, "%.*s***%s", (int)first, value, at);
}

const char *pii_mask(struct arena *a, const char *value)
{
    size_t n = strlen(value);
    size_t digits = strspn(value, "0123456789");
    const char *at = strchr(value, '@');
    if (at != NULL && at != value) {
        return mask_mail(a, value, at);
    }
    bool last_is_x = digits == 17 && n == 18 && strchr("xX", value[17]);
    if ((digits == n && (n == 15 || n == 18)) || last_is_x) {
        return mask_middle(a, value, 0, 4);
    }
    if (digits == n && n == 11 && value[0] == '1') {
        return mask_middle(a, value, 3, 4);
    }
    bool is_short = utf8_chars(value, n) <= 4;
    return mask_middle(a, value, 0, is_short ? 0 : 2);
}

/* ---- finding ------------------------------------------------------------ */

size_t pii_find(struct db *db, const char *table, const char *column,
                const char *value, int64_t *out, size_t max)
{
    unsigned char lookup[PII_LOOKUP_BYTES];
    if (!pii_lookup(db, value, lookup, NULL)) {
        return 0;
    }
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select t.id from pii cross join "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" as t on t."));
    sql_name(&sql, column);
    sql_lit(&sql, SQL(" = pii.id where pii.lookup = :lookup order by t.id"));
    struct stmt st;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    stmt_blob(&st, ":lookup", lookup, sizeof lookup);
    size_t n = 0;
    while (n < max && stmt_row(&st)) {
        out[n++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, NULL) ? n : 0;
}

bool pii_each(struct db *db, const char *table, const char *column,
              void (*take)(void *ctx, int64_t row_id, const char *value),
              void *ctx, struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select t.id, pii.value from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" as t join pii on pii.id = t."));
    sql_name(&sql, column);
    sql_lit(&sql, SQL(" where pii.value is not null"));
    struct stmt st;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    while (stmt_row(&st)) {
        take(ctx, stmt_col_int(&st, 0), stmt_col_text(&st, 1));
    }
    return stmt_done(&st, err);
}

/* ---- showing ------------------------------------------------------------ */

/* The pii id in table.column of a row; 0 when it is null. */
static bool pii_id_of(struct db *db, const char *table, int64_t row_id,
                      const char *column, int64_t *id, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct image row;
    bool found;
    bool ok = image_read(&row, &a, db, table, row_id, &found, err);
    const struct image_value *v = ok ? image_find(&row, column) : NULL;
    *id = v != NULL && v->kind == IMAGE_INT ? v->i : 0;
    arena_clear(&a);
    if (!ok) {
        return false;
    }
    if (!found) {
        return err_set(err, ERR_RULE, "E-PII-003",
                       "这条记录已经不在账本里，没有号码可看。"
                       "请返回列表重新打开。");
    }
    return true;
}

static bool note_reveal(struct db *db, const char *table, int64_t row_id,
                        const char *column, const char *reason, struct err *err)
{
    struct chain chain;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    struct strbuf after;
    sb_init(&after);
    sb_addf(&after, "{\"column\":\"%s\"}", column);
    struct chain_entry entry = {.op = "reveal",
                                .label = "查看完整号码",
                                .reason = reason == NULL ? "" : reason,
                                .table = table,
                                .row_id = row_id,
                                .after = after.s};
    bool ok = chain_append(&chain, &entry, err);
    sb_clear(&after);
    return door_close(&chain, ok, err);
}

bool pii_reveal(struct db *db, struct arena *a, const char *table,
                int64_t row_id, const char *column, const char *reason,
                const char **value, struct err *err)
{
    *value = "";
    if (db_is_read_only(db)) {
        return err_set(err, ERR_RULE, "E-PII-004",
                       "账本现在只能读，查看完整号码要留痕，所以不能查看。%s",
                       db_read_only_why(db));
    }
    int64_t id;
    if (!pii_id_of(db, table, row_id, column, &id, err)) {
        return false;
    }
    const char *full = "";
    if (id != 0 && !pii_value(db, a, id, &full, err)) {
        return false;
    }
    if (full[0] == '\0') {
        return true; /* nothing is shown, so nothing is noted */
    }
    if (!note_reveal(db, table, row_id, column, reason, err)) {
        return false;
    }
    *value = full;
    return true;
}

/* ---- erasing ------------------------------------------------------------ */

static bool erase_one(struct chain *chain, int64_t id, const char *reason,
                      struct err *err)
{
    char today[11];
    clock_today(today);
    struct stmt st;
    stmt_open(&st, chain->db,
              SQL("update pii set value = null, lookup = null, salt = x'', "
                  "erased = :day where id = :id"));
    stmt_text(&st, ":day", today);
    stmt_int(&st, ":id", id);
    if (!stmt_run(&st, err)) {
        return false;
    }
    struct strbuf after;
    sb_init(&after);
    stmt_open(&st, chain->db,
              SQL("select " PII_COLUMNS " from pii where id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        pii_image_of(&st, &after);
    }
    struct chain_entry entry = {.op = "erase",
                                .label = "清除号码",
                                .reason = reason,
                                .table = "pii",
                                .row_id = id,
                                .after = after.s};
    bool ok = stmt_done(&st, err) && chain_append(chain, &entry, err);
    sb_clear(&after);
    return ok;
}

/* Every value the column ever had: an old phone is as personal as the last. */
static bool ids_in_history(struct db *db, struct arena *a, const char *table,
                           int64_t row_id, const char *column, int64_t **ids,
                           size_t *n, struct err *err)
{
    struct audit_entry *entries;
    size_t n_entries;
    *n = 0;
    if (!audit_history(db, a, table, row_id, &entries, &n_entries, err)) {
        return false;
    }
    *ids = arena_array(a, n_entries, sizeof **ids);
    for (size_t i = 0; i < n_entries; i++) {
        struct image im;
        const char *after = entries[i].after;
        if (after == NULL || !image_parse(&im, a, after, strlen(after))) {
            continue;
        }
        const struct image_value *v = image_find(&im, column);
        if (v != NULL && v->kind == IMAGE_INT) {
            (*ids)[(*n)++] = v->i;
        }
    }
    return true;
}

/* Nothing to do for one that was erased before. */
static bool erase_if_held(struct chain *chain, int64_t id, const char *reason,
                          struct err *err)
{
    struct stmt st;
    stmt_open(&st, chain->db,
              SQL("select 1 from pii where id = :id and value is not null"));
    stmt_int(&st, ":id", id);
    bool held = stmt_row(&st);
    return stmt_done(&st, err) && (!held || erase_one(chain, id, reason, err));
}

bool pii_erase(struct db *db, const char *table, int64_t row_id,
               const char *column, const char *reason, struct err *err)
{
    struct chain chain;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    struct arena a = ARENA_INIT;
    int64_t *ids = NULL;
    size_t n = 0;
    bool ok = ids_in_history(db, &a, table, row_id, column, &ids, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        ok = erase_if_held(&chain, ids[i], reason == NULL ? "" : reason, err);
    }
    arena_clear(&a);
    return door_close(&chain, ok, err);
}
