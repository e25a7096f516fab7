/* Reading the audit for people: history of a row, one column of an image, the
   head and its printed code.  Proving it whole is check.c. */
#include "pbtui/store/audit.h"

#include <inttypes.h>
#include <string.h>

#include "chain.h"
#include "image.h"

static void entry_of(struct stmt *st, struct arena *a, struct audit_entry *out)
{
    out->seq = stmt_col_int(st, 0);
    out->change = stmt_col_int(st, 1);
    out->at = arena_str(a, stmt_col_text(st, 2));
    out->actor = arena_str(a, stmt_col_text(st, 3));
    out->op = arena_str(a, stmt_col_text(st, 4));
    out->label = arena_str(a, stmt_col_text(st, 5));
    out->after =
        stmt_col_is_null(st, 6) ? NULL : arena_str(a, stmt_col_text(st, 6));
    out->reason = arena_str(a, stmt_col_text(st, 7));
}

bool audit_history(struct db *db, struct arena *a, const char *table,
                   int64_t row_id, struct audit_entry **out, size_t *n,
                   struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select seq, change, at, actor, op, label, after, reason, "
                  "count(*) over () from audit "
                  "where tbl = :tbl and row_id = :row order by seq"));
    stmt_text(&st, ":tbl", table);
    stmt_int(&st, ":row", row_id);
    *out = NULL;
    *n = 0;
    while (stmt_row(&st)) {
        if (*out == NULL) {
            *out = arena_array(a, (size_t)stmt_col_int(&st, 8), sizeof **out);
        }
        entry_of(&st, a, &(*out)[(*n)++]);
    }
    return stmt_done(&st, err);
}

bool audit_rows_beside(struct db *db, struct arena *a, const char *beside,
                       int64_t beside_id, const char *table,
                       struct audit_row **out, size_t *n, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, db,
        SQL("select t.row_id, not exists (select 1 from audit b where "
            "b.tbl = :tbl and b.row_id = t.row_id and b.seq < t.first), "
            "count(*) over () from (select row_id, min(seq) as first from "
            "audit where tbl = :tbl and change = (select change from audit "
            "where tbl = :beside and row_id = :id order by seq limit 1) "
            "group by row_id) t order by t.first"));
    stmt_text(&st, ":tbl", table);
    stmt_text(&st, ":beside", beside);
    stmt_int(&st, ":id", beside_id);
    *out = NULL;
    *n = 0;
    while (stmt_row(&st)) {
        if (*out == NULL) {
            *out = arena_array(a, (size_t)stmt_col_int(&st, 2), sizeof **out);
        }
        (*out)[(*n)++] =
            (struct audit_row){stmt_col_int(&st, 0), stmt_col_int(&st, 1) != 0};
    }
    return stmt_done(&st, err);
}

const char *audit_image_get(struct arena *a, const char *after,
                            const char *column)
{
    struct image im;
    if (after == NULL || !image_parse(&im, a, after, strlen(after))) {
        return NULL;
    }
    const struct image_value *v = image_find(&im, column);
    if (v == NULL) {
        return NULL;
    }
    switch (v->kind) {
    case IMAGE_INT:
        return arena_printf(a, "%" PRId64, v->i);
    case IMAGE_TEXT:
        return v->s;
    case IMAGE_NULL:
    case IMAGE_OTHER:
        break;
    }
    return NULL;
}

static void head_of(struct stmt *st, struct audit_head *out)
{
    size_t n;
    const void *hash = stmt_col_blob(st, 1, &n);
    out->seq = stmt_col_int(st, 0);
    if (n == sizeof out->hash) {
        memcpy(out->hash, hash, n);
    }
}

bool audit_head(struct db *db, struct audit_head *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    struct stmt st;
    stmt_open(&st, db,
              SQL("select seq, hash from audit order by seq desc limit 1"));
    if (stmt_row(&st)) {
        head_of(&st, out);
    }
    return stmt_done(&st, err);
}

bool audit_at(struct db *db, int64_t seq, struct audit_head *out,
              struct err *err)
{
    memset(out, 0, sizeof *out);
    struct stmt st;
    stmt_open(&st, db, SQL("select seq, hash from audit where seq = :seq"));
    stmt_int(&st, ":seq", seq);
    if (stmt_row(&st)) {
        head_of(&st, out);
    }
    return stmt_done(&st, err);
}

/* Crockford's alphabet: no I, L, O, U among the 32; five more only for the
   check character, which is the number modulo 37. */
void audit_code(const struct audit_head *head, char out[24])
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
    enum { CODE_BYTES = 10, GROUP = 4 };
    unsigned rest = 0;
    for (size_t i = 0; i < CODE_BYTES; i++) {
        rest = (rest * 256u + head->hash[i]) % 37u;
    }
    size_t n = 0;
    for (size_t digit = 0; digit < CODE_BYTES * 8 / 5; digit++) {
        size_t bit = digit * 5;
        unsigned high = head->hash[bit / 8];
        /* Byte 11 of the hash exists; its bits are shifted out again. */
        unsigned pair = high << 8 | head->hash[bit / 8 + 1];
        if (digit > 0 && digit % GROUP == 0) {
            out[n++] = '-';
        }
        out[n++] = alphabet[(pair >> (11 - bit % 8)) & 31u];
    }
    out[n++] = '-';
    out[n++] = alphabet[rest];
    out[n] = '\0';
}
