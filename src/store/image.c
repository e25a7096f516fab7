/* Row images: statement row → columns → JSON, and back.

   The JSON is one flat object.  Integers are decimal, texts are quoted with
   only `"`, `\` and C0 controls escaped, anything else is {"other":"hex"}.
   The parser reads exactly this form and nothing more: an image comes out of
   the audit, whose hash was checked or will be. */
#include "image.h"

#include <sqlite3.h>
#include <string.h>

#include "pbtui/base/json.h"

/* Texts and blobs stay in the memory of the statement. */
static struct image_value lent_value(sqlite3_stmt *raw, int i)
{
    struct image_value v = {IMAGE_NULL, 0, "", 0};
    switch (sqlite3_column_type(raw, i)) {
    case SQLITE_NULL:
        return v;
    case SQLITE_INTEGER:
        v.kind = IMAGE_INT;
        v.i = sqlite3_column_int64(raw, i);
        return v;
    case SQLITE_TEXT:
        v.kind = IMAGE_TEXT;
        v.s = (const char *)sqlite3_column_text(raw, i);
        break;
    default:
        v.kind = IMAGE_OTHER;
        v.s = (const char *)sqlite3_column_blob(raw, i);
    }
    v.n = (size_t)sqlite3_column_bytes(raw, i);
    v.s = v.s == NULL ? "" : v.s;
    return v;
}

void image_lend(struct image *im, struct stmt *st)
{
    for (size_t i = 0; i < im->n; i++) {
        im->cols[i].value = lent_value(st->raw, (int)i);
    }
}

static void name_columns(struct image *out, struct arena *a, struct stmt *st)
{
    out->n = (size_t)stmt_cols(st);
    out->cols = arena_array(a, out->n, sizeof *out->cols);
    for (size_t i = 0; i < out->n; i++) {
        out->cols[i].name = arena_str(a, stmt_col_name(st, (int)i));
        out->cols[i].value.s = "";
    }
}

void image_from_row(struct image *out, struct arena *a, struct stmt *st)
{
    name_columns(out, a, st);
    image_lend(out, st);
    for (size_t i = 0; i < out->n; i++) {
        struct image_value *v = &out->cols[i].value;
        v->s = arena_strn(a, v->s, v->n);
    }
}

bool image_read(struct image *out, struct arena *a, struct db *db,
                const char *table, int64_t id, bool *found, struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select * from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" where id = :id"));
    struct stmt st;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    stmt_int(&st, ":id", id);
    *found = stmt_row(&st);
    if (*found) {
        image_from_row(out, a, &st);
    } else {
        *out = (struct image){NULL, 0};
    }
    return stmt_done(&st, err);
}

static void put_value(struct strbuf *out, const struct image_value *v)
{
    switch (v->kind) {
    case IMAGE_NULL:
        sb_add(out, "null");
        break;
    case IMAGE_INT:
        json_int(out, v->i);
        break;
    case IMAGE_TEXT:
        json_text(out, v->s, v->n);
        break;
    case IMAGE_OTHER:
        sb_add(out, "{\"other\":\"");
        for (size_t i = 0; i < v->n; i++) {
            sb_addf(out, "%02x", (unsigned char)v->s[i]);
        }
        sb_add(out, "\"}");
        break;
    }
}

static void put_key(struct strbuf *out, const char *name)
{
    sb_addc(out, ',');
    json_text(out, name, strlen(name));
    sb_addc(out, ':');
}

void image_shape(struct image *out, struct arena *a, struct stmt *st)
{
    struct strbuf key;
    name_columns(out, a, st);
    sb_init(&key);
    for (size_t i = 0; i < out->n; i++) {
        struct image_column *col = &out->cols[i];
        sb_reset(&key);
        put_key(&key, col->name);
        col->key = arena_strn(a, key.s, key.len);
        col->n_key = key.len;
    }
    sb_clear(&key);
}

void image_encode(struct strbuf *out, const struct image *im)
{
    size_t from = out->len;
    for (size_t i = 0; i < im->n; i++) {
        const struct image_column *col = &im->cols[i];
        if (col->key != NULL) {
            sb_addn(out, col->key, col->n_key);
        } else {
            put_key(out, col->name);
        }
        put_value(out, &col->value);
    }
    if (im->n == 0) {
        sb_addc(out, '{');
    }
    out->s[from] = '{'; /* instead of the first comma */
    sb_addc(out, '}');
}

/* ---- reading back ------------------------------------------------------ */

struct reader {
    struct arena *arena;
    const char *at;
    const char *end;
};

static bool take(struct reader *r, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0) {
        return false;
    }
    r->at += n;
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* After the backslash: `"`, `\` or u00XX. */
static bool read_escape(struct reader *r, char *c)
{
    if (take(r, "\"")) {
        *c = '"';
        return true;
    }
    if (take(r, "\\")) {
        *c = '\\';
        return true;
    }
    if (!take(r, "u00") || r->end - r->at < 2) {
        return false;
    }
    int high = hex_digit(r->at[0]);
    int low = hex_digit(r->at[1]);
    if (high < 0 || low < 0) {
        return false;
    }
    r->at += 2;
    *c = (char)(high * 16 + low);
    return true;
}

/* Bytes up to the closing quote: room enough for what they stand for. */
static size_t quoted_bytes(const struct reader *r)
{
    const char *p = r->at;
    while (p < r->end && *p != '"') {
        p += *p == '\\' && p + 1 < r->end ? 2 : 1;
    }
    return (size_t)(p - r->at);
}

static bool read_text(struct reader *r, const char **s, size_t *n)
{
    if (!take(r, "\"")) {
        return false;
    }
    char *out = arena_alloc(r->arena, quoted_bytes(r) + 1);
    size_t len = 0;
    while (r->at < r->end && *r->at != '"') {
        char c = *r->at++;
        if (c == '\\' && !read_escape(r, &c)) {
            return false;
        }
        out[len++] = c;
    }
    out[len] = '\0';
    *s = out;
    *n = len;
    return take(r, "\"");
}

static bool read_int(struct reader *r, int64_t *v)
{
    bool negative = take(r, "-");
    int64_t sum = 0;
    const char *first = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
        int digit = *r->at++ - '0';
        /* Downwards, because INT64_MIN has no positive twin. */
        if (__builtin_mul_overflow(sum, 10, &sum) ||
            __builtin_sub_overflow(sum, digit, &sum)) {
            return false;
        }
    }
    if (r->at == first || (!negative && sum == INT64_MIN)) {
        return false;
    }
    *v = negative ? sum : -sum;
    return true;
}

static bool read_other(struct reader *r, struct image_value *v)
{
    if (!take(r, "{\"other\":") || !read_text(r, &v->s, &v->n) ||
        v->n % 2 != 0 || !take(r, "}")) {
        return false;
    }
    char *bytes = arena_alloc(r->arena, v->n / 2 + 1);
    for (size_t i = 0; i < v->n / 2; i++) {
        int high = hex_digit(v->s[2 * i]);
        int low = hex_digit(v->s[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        bytes[i] = (char)(high * 16 + low);
    }
    v->kind = IMAGE_OTHER;
    v->s = bytes;
    v->n /= 2;
    return true;
}

static bool read_value(struct reader *r, struct image_value *v)
{
    *v = (struct image_value){IMAGE_NULL, 0, "", 0};
    if (take(r, "null")) {
        return true;
    }
    if (r->at < r->end && *r->at == '"') {
        v->kind = IMAGE_TEXT;
        return read_text(r, &v->s, &v->n);
    }
    if (r->at < r->end && *r->at == '{') {
        return read_other(r, v);
    }
    v->kind = IMAGE_INT;
    return read_int(r, &v->i);
}

bool image_parse(struct image *out, struct arena *a, const char *json, size_t n)
{
    struct reader r = {a, json, json + n};
    size_t cap = 8;
    *out = (struct image){arena_array(a, cap, sizeof *out->cols), 0};
    if (!take(&r, "{")) {
        return false;
    }
    while (!take(&r, "}")) {
        if (out->n == cap) {
            struct image_column *more =
                arena_array(a, cap * 2, sizeof *out->cols);
            memcpy(more, out->cols, cap * sizeof *more);
            out->cols = more;
            cap *= 2;
        }
        struct image_column *col = &out->cols[out->n];
        size_t name_bytes;
        if ((out->n > 0 && !take(&r, ",")) ||
            !read_text(&r, &col->name, &name_bytes) || !take(&r, ":") ||
            !read_value(&r, &col->value)) {
            return false;
        }
        out->n++;
    }
    return r.at == r.end;
}

const struct image_value *image_find(const struct image *im, const char *column)
{
    for (size_t i = 0; i < im->n; i++) {
        if (strcmp(im->cols[i].name, column) == 0) {
            return &im->cols[i].value;
        }
    }
    return NULL;
}

bool image_value_same(const struct image_value *x, const struct image_value *y)
{
    if (x->kind != y->kind) {
        return false;
    }
    switch (x->kind) {
    case IMAGE_NULL:
        return true;
    case IMAGE_INT:
        return x->i == y->i;
    case IMAGE_TEXT:
    case IMAGE_OTHER:
        break;
    }
    return x->n == y->n && memcmp(x->s, y->s, x->n) == 0;
}

int64_t image_ver(const struct image *im)
{
    const struct image_value *ver = image_find(im, "ver");
    return ver != NULL && ver->kind == IMAGE_INT ? ver->i : 0;
}
