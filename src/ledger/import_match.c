/* Which record a row is.

   People are known by themselves (import_match_people.c).  Other books: by the
   number an export wrote, where the record of that number agrees, else by what
   the book is told apart by: the owner, what is required, people, the day; of
   several the one that says the same.

   Rows further up count as records: a second row of the same is told with the
   first one's number. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

uint64_t import_content(const struct import_job *j)
{
    uint64_t h = 0;
    for (size_t i = 0; i < j->n_fields; i++) {
        const struct import_typed *t = &j->typed[i];
        if (!t->given) {
            continue;
        }
        h = import_hash(h + i, &t->v.i, sizeof t->v.i);
        const char *s = t->masked != NULL         ? t->masked
                        : t->v.type == VALUE_TEXT ? t->v.s
                                                  : "";
        h = import_hash(h, s, strlen(s));
    }
    return h;
}

/* It stood further up already, and perhaps said something else there. */
void import_match_twin(const struct import_job *j, const struct import_known *k,
                       struct import_match *m)
{
    m->id = k->id;
    m->twin = k->row;
    m->differs = k->content != import_content(j);
}

void import_choice_add(struct import_choice *c, size_t at)
{
    if (c->n < IMPORT_CANDIDATES) {
        c->at[c->n] = (int64_t)at;
    }
    c->n++;
}

/* ---- other books ------------------------------------------------------------
 */

/* Every value that the file gives for it. */
static bool says_the_same(struct import_job *j, const struct record *r)
{
    for (size_t i = 0; i < j->l->n_fields; i++) {
        const struct import_typed *t = &j->typed[i];
        bool own =
            (j->l->fields[i].flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
        if (t->given && own && !j->l->fields[i].kind->secret &&
            !value_same(&t->v, &r->values[i])) {
            return false;
        }
    }
    return true;
}

static bool agrees(const struct import_job *j, const struct record *r)
{
    for (size_t i = 0; i < j->n_key_fields; i++) {
        int f = j->key_fields[i];
        if (j->typed[f].given && value_same(&j->typed[f].v, &r->values[f])) {
            return true;
        }
    }
    return false;
}

static bool match_number(struct import_job *j, struct import_match *m,
                         bool *found, struct err *err)
{
    const struct import_typed *t = import_typed_number(j);
    size_t it = 0;
    size_t at;
    struct record r;
    *found = false;
    if (!t->given ||
        !import_index_next(&j->by_id, import_hash(9, &t->v.i, sizeof t->v.i),
                           &it, &at)) {
        return true;
    }
    if (!record_read(&r, j->l, j->b, &j->row, j->known[at].id, err)) {
        return false;
    }
    if (agrees(j, &r)) {
        m->known = (int64_t)at;
        m->id = r.id;
        m->by = "编号";
        *found = true;
        if (j->known[at].row != 0) {
            import_match_twin(j, &j->known[at], m);
        }
    }
    return true;
}

static void refuse_several(struct import_job *j, const struct import_choice *c)
{
    struct strbuf list;
    sb_init(&list);
    for (size_t i = 0; i < c->n && i < IMPORT_CANDIDATES; i++) {
        sb_addf(&list, "%s第 %lld 号", i > 0 ? "、" : "",
                (long long)j->known[c->at[i]].id);
    }
    size_t col = SIZE_MAX;
    for (size_t i = 0; i < j->n_key_fields && col == SIZE_MAX; i++) {
        const struct import_typed *t = &j->typed[j->key_fields[i]];
        col = t->given ? t->col : SIZE_MAX;
    }
    import_fault(j, col, "", "E-IMPORT-041",
                 arena_printf(&j->row,
                              "%s里有 %zu 条记录都像是这一行（%s%s），说不出改"
                              "哪一条；请加一列“编号”。",
                              j->l->title, c->n, list.s,
                              c->n > IMPORT_CANDIDATES ? "……" : ""));
    sb_clear(&list);
}

/* Of several records the one that says the same; -1: none does. */
static bool identical(struct import_job *j, const struct import_choice *c,
                      int64_t *out, struct err *err)
{
    *out = -1;
    for (size_t i = 0; i < c->n && i < IMPORT_CANDIDATES && *out < 0; i++) {
        struct record r;
        if (!record_read(&r, j->l, j->b, &j->row, j->known[c->at[i]].id, err)) {
            return false;
        }
        *out = says_the_same(j, &r) ? c->at[i] : -1;
    }
    return true;
}

/* What no row above has claimed; and of the claimed the one whose row says what
   this one says, or that a row has changed. */
static void candidates(struct import_job *j, uint64_t key,
                       struct import_choice *out, int64_t *twin)
{
    uint64_t content = import_content(j);
    size_t it = 0;
    size_t at;
    out->n = 0;
    *twin = -1;
    while (import_index_next(&j->by_key, key, &it, &at)) {
        const struct import_known *k = &j->known[at];
        if (k->row == 0) {
            import_choice_add(out, at);
        } else if (k->content == content || (!k->of_file && !k->same)) {
            *twin = (int64_t)at;
        }
    }
}

static bool match_key(struct import_job *j, const struct record *fresh,
                      struct import_match *m, struct err *err)
{
    struct import_choice c;
    int64_t twin;
    int64_t at = -1;
    candidates(j, import_key_hash(j, fresh), &c, &twin);
    if (c.n > 1) {
        if (!identical(j, &c, &at, err)) {
            return false;
        }
        if (at < 0) {
            refuse_several(j, &c);
            m->several = true;
            return true;
        }
    } else if (c.n == 1) {
        at = c.at[0];
    } else if (twin >= 0) {
        import_match_twin(j, &j->known[twin], m);
        m->known = twin;
        return true;
    }
    if (at >= 0) {
        m->known = at;
        m->id = j->known[at].id;
        m->by = "相同的必填项";
    }
    return true;
}

static bool match_door(struct import_job *j, const struct import_item *item,
                       struct import_match *m, struct err *err)
{
    int64_t id = 0;
    size_t it = 0;
    size_t at;
    if (!j->door->find(item, &id, err)) {
        return false;
    }
    m->id = id;
    m->by = "";
    if (id != 0 && import_index_next(&j->by_id, import_hash(9, &id, sizeof id),
                                     &it, &at)) {
        m->known = (int64_t)at;
        if (j->known[at].row != 0) {
            import_match_twin(j, &j->known[at], m);
        }
        return true;
    }
    uint64_t key = import_key_hash(j, item->record);
    it = 0;
    while (m->twin == 0 && import_index_next(&j->by_key, key, &it, &at)) {
        /* By a key of its own two rows are one record, whatever they say. */
        const struct import_known *k = &j->known[at];
        if (k->of_file &&
            (j->door->key != NULL || k->content == import_content(j))) {
            import_match_twin(j, k, m);
        }
    }
    return true;
}

bool import_match_row(struct import_job *j, const struct import_item *item,
                      struct import_match *m, struct err *err)
{
    bool found;
    *m = (struct import_match){.known = -1, .by = ""};
    if (j->l == &ledger_people) {
        import_match_person(j, m);
        return true;
    }
    if (j->door != NULL && j->door->find != NULL) {
        return match_door(j, item, m, err);
    }
    return match_number(j, m, &found, err) &&
           (found || match_key(j, item->record, m, err));
}

/* ---- claiming ---------------------------------------------------------------
 */

void import_match_claim(struct import_job *j, const struct import_match *m,
                        const struct record *r, bool same)
{
    struct import_known k = {.id = m->id,
                             .row = j->at->number,
                             .content = import_content(j),
                             .of_file = true,
                             .same = same};
    if (m->known >= 0) {
        struct import_known *of =
            j->l == &ledger_people ? &j->people[m->known] : &j->known[m->known];
        of->row = k.row;
        of->content = k.content;
        of->same = same;
    } else if (j->l == &ledger_people) {
        import_match_new_person(j, k);
    } else {
        MEM_PUSH(j->known, j->n_known, j->cap_known);
        j->known[j->n_known] = k;
        import_index_add(&j->by_key, import_key_hash(j, r), j->n_known);
        j->n_known++;
    }
}
