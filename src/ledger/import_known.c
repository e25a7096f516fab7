/* The records that are there already, by what they are told apart by.

   Before the first row all of the book (and all people, when rows name any) is
   read once; of each only hashes are kept, so that a row is compared with the
   few records that may be it and not with a hundred thousand. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

/* ---- hashes ----------------------------------------------------------------
 */

uint64_t import_hash(uint64_t seed, const void *p, size_t n)
{
    const unsigned char *s = p;
    uint64_t h = seed ^ UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < n; i++) {
        h = (h ^ s[i]) * UINT64_C(0x100000001B3);
    }
    h ^= h >> 32;
    h *= UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
    return h == 0 ? 1 : h;
}

uint64_t import_hash_text(const char *s)
{
    return import_hash(0, s, strlen(s));
}

uint64_t import_hash_name(struct import_job *j, const char *name)
{
    sb_reset(&j->scratch);
    text_compare_key(&j->scratch, name);
    return import_hash(7, j->scratch.s, j->scratch.len);
}

/* ---- an index --------------------------------------------------------------
 */

static void put(struct import_slot *slots, size_t cap, uint64_t key,
                uint32_t at)
{
    size_t i = key & (cap - 1);
    while (slots[i].used) {
        i = (i + 1) & (cap - 1);
    }
    slots[i] = (struct import_slot){key, at, true};
}

static void grow(struct import_index *ix)
{
    size_t cap = ix->cap == 0 ? 1024 : ix->cap * 2;
    struct import_slot *slots = mem_grow(NULL, cap, sizeof *slots);
    memset(slots, 0, cap * sizeof *slots);
    for (size_t i = 0; i < ix->cap; i++) {
        if (ix->slots[i].used) {
            put(slots, cap, ix->slots[i].key, ix->slots[i].at);
        }
    }
    mem_free(ix->slots);
    ix->slots = slots;
    ix->cap = cap;
}

void import_index_add(struct import_index *ix, uint64_t key, size_t at)
{
    if (ix->n * 2 >= ix->cap) {
        grow(ix);
    }
    put(ix->slots, ix->cap, key, (uint32_t)at);
    ix->n++;
}

/* *it: how many places from the first have been looked at. */
bool import_index_next(const struct import_index *ix, uint64_t key, size_t *it,
                       size_t *at)
{
    if (ix->cap == 0) {
        return false;
    }
    for (;;) {
        const struct import_slot *s = &ix->slots[(key + *it) & (ix->cap - 1)];
        if (!s->used) {
            return false;
        }
        ++*it;
        if (s->key == key) {
            *at = s->at;
            return true;
        }
    }
}

/* ---- people ----------------------------------------------------------------
 */

static void add_person(struct import_job *j, struct import_known k,
                       const char *name)
{
    MEM_PUSH(j->people, j->n_people, j->cap_people);
    j->people[j->n_people] = k;
    import_index_add(&j->by_name, import_hash_name(j, name), j->n_people);
    j->n_people++;
}

static bool read_people(struct import_job *j, struct err *err)
{
    struct stmt st;
    stmt_open(&st, j->b->db,
              SQL("select id, name, birth_on from person"
                  " where voided_on is null order by id"));
    while (stmt_row(&st)) {
        int birth;
        if (!date_read(stmt_col_text(&st, 2), &birth)) {
            birth = DATE_NONE;
        }
        add_person(
            j,
            (struct import_known){.id = stmt_col_int(&st, 0), .birth = birth},
            stmt_col_text(&st, 1));
    }
    return stmt_done(&st, err);
}

/* People were read in the order of their numbers. */
struct import_known *import_known_person(struct import_job *j, int64_t id)
{
    size_t low = 0;
    size_t high = j->n_people;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (j->people[mid].id < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < j->n_people && j->people[low].id == id ? &j->people[low]
                                                        : NULL;
}

static void take_idno(void *ctx, int64_t id, const char *value)
{
    struct import_job *j = ctx;
    struct import_known *k = import_known_person(j, id);
    if (k != NULL) {
        k->idno = import_hash_text(value);
        import_index_add(&j->by_idno, k->idno, (size_t)(k - j->people));
    }
}

static bool names_people(const struct import_job *j)
{
    for (size_t i = 0; i < j->n_fields; i++) {
        if (j->fields[i]->kind == &field_person) {
            return true;
        }
    }
    return j->l == &ledger_people;
}

/* ---- the book --------------------------------------------------------------
 */

static bool is_key(const struct import_job *j, size_t i)
{
    const struct field *f = &j->l->fields[i];
    const char *const *key = j->door == NULL ? NULL : j->door->key;
    for (size_t k = 0; key != NULL && key[k] != NULL; k++) {
        if (strcmp(key[k], f->column) == 0) {
            return true;
        }
    }
    if (key != NULL || f->kind->secret || strcmp(f->column, "ord") == 0 ||
        (f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY | FIELD_HIDDEN)) != 0) {
        return false;
    }
    bool day =
        j->l->day_column != NULL && strcmp(j->l->day_column, f->column) == 0;
    return (f->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0 || day ||
           f->kind == &field_person;
}

static void find_key(struct import_job *j)
{
    int *fields = arena_array(&j->kept, j->l->n_fields, sizeof *fields);
    size_t n = 0;
    for (size_t i = 0; i < j->l->n_fields; i++) {
        if (is_key(j, i)) {
            fields[n++] = (int)i;
        }
    }
    j->key_fields = fields;
    j->n_key_fields = n;
}

static uint64_t hash_value(uint64_t h, const struct value *v)
{
    switch (v->type) {
    case VALUE_INT:
        return import_hash(h + 1, &v->i, sizeof v->i);
    case VALUE_TEXT:
        return import_hash(h + 2, v->s, strlen(v->s));
    default:
        return import_hash(h + 3, "", 0);
    }
}

uint64_t import_key_hash(const struct import_job *j, const struct record *r)
{
    uint64_t h = 0;
    for (size_t i = 0; i < j->n_key_fields; i++) {
        h = hash_value(h, &r->values[j->key_fields[i]]);
    }
    return h == 0 ? 1 : h;
}

static void select_keys(const struct import_job *j, struct sql *sql)
{
    sql_init(sql);
    sql_lit(sql, SQL("select id"));
    for (size_t i = 0; i < j->n_key_fields; i++) {
        sql_lit(sql, SQL(", "));
        sql_name(sql, j->l->fields[j->key_fields[i]].column);
    }
    sql_lit(sql, SQL(" from "));
    sql_name(sql, j->l->table);
    sql_lit(sql, SQL(" where voided_on is null"));
    if (j->l->by_branch && ledger_field(j->l, "branch_id") >= 0) {
        sql_lit(sql, SQL(" and branch_id = :branch"));
    }
    sql_lit(sql, SQL(" order by id"));
}

static uint64_t hash_columns(const struct import_job *j, struct stmt *st)
{
    uint64_t h = 0;
    for (size_t i = 0; i < j->n_key_fields; i++) {
        const struct field *f = &j->l->fields[j->key_fields[i]];
        int c = (int)i + 1;
        struct value v = {VALUE_NULL, 0, NULL};
        if (stmt_col_is_null(st, c)) {
            v.type = VALUE_NULL;
        } else if (f->kind->stored == VALUE_INT) {
            v = value_int(stmt_col_int(st, c));
        } else {
            v = (struct value){VALUE_TEXT, 0, stmt_col_text(st, c)};
        }
        h = hash_value(h, &v);
    }
    return h == 0 ? 1 : h;
}

static bool read_book(struct import_job *j, struct err *err)
{
    struct sql sql;
    struct stmt st;
    select_keys(j, &sql);
    stmt_open_built(&st, j->b->db, &sql);
    if (j->l->by_branch && ledger_field(j->l, "branch_id") >= 0) {
        stmt_int(&st, ":branch", j->b->branch);
    }
    while (stmt_row(&st)) {
        int64_t id = stmt_col_int(&st, 0);
        MEM_PUSH(j->known, j->n_known, j->cap_known);
        j->known[j->n_known] = (struct import_known){.id = id};
        import_index_add(&j->by_key, hash_columns(j, &st), j->n_known);
        import_index_add(&j->by_id, import_hash(9, &id, sizeof id), j->n_known);
        j->n_known++;
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}

/* ---- all -------------------------------------------------------------------
 */

bool import_known_load(struct import_job *j, struct err *err)
{
    if (names_people(j) &&
        (!read_people(j, err) ||
         !pii_each(j->b->db, "person", "idno", take_idno, j, err))) {
        return false;
    }
    if (j->l == &ledger_people) {
        j->was_empty = j->n_people == 0;
        return true;
    }
    find_key(j);
    if (!read_book(j, err)) {
        return false;
    }
    j->was_empty = j->n_known == 0;
    return true;
}

static void index_clear(struct import_index *ix)
{
    mem_free(ix->slots);
    memset(ix, 0, sizeof *ix);
}

void import_known_clear(struct import_job *j)
{
    labels_clear(&j->labels);
    index_clear(&j->by_name);
    index_clear(&j->by_idno);
    index_clear(&j->by_key);
    index_clear(&j->by_id);
    mem_free(j->people);
    mem_free(j->known);
    j->people = j->known = NULL;
    j->n_people = j->cap_people = j->n_known = j->cap_known = 0;
}
