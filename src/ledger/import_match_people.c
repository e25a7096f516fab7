/* Which person a row is: by ID number, by name and day of birth, by the name
   alone when nothing speaks against it and nobody else is called so. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/rules/idno.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

/* ---- people ----------------------------------------------------------------
 */

struct person_row {
    const char *name;
    uint64_t idno; /* 0: not given */
    int birth;     /* DATE_NONE: not given */
};

static struct person_row person_row_of(const struct import_job *j)
{
    const struct import_typed *name = &j->typed[PEOPLE_NAME];
    const struct import_typed *idno = &j->typed[PEOPLE_IDNO];
    const struct import_typed *birth = &j->typed[PEOPLE_BIRTH];
    struct person_row p = {.name = name->given ? name->v.s : "",
                           .birth = DATE_NONE};
    struct idno id;
    if (idno->given && idno->masked == NULL) {
        p.idno = import_hash_text(idno->v.s);
        if (idno_parse(idno->v.s, j->b->today, &id, NULL)) {
            p.birth = id.birth;
        }
    }
    if (birth->given) {
        date_read(birth->v.s, &p.birth);
    }
    return p;
}

enum likeness { UNLIKE, LIKE, STRONG };

static enum likeness likeness_of(const struct import_known *k,
                                 const struct person_row *p)
{
    bool births = k->birth != DATE_NONE && p->birth != DATE_NONE;
    bool numbers = k->idno != 0 && p->idno != 0;
    if (numbers && k->idno != p->idno && (k->of_file || !births)) {
        return UNLIKE;
    }
    if (births) {
        return k->birth == p->birth ? STRONG : UNLIKE;
    }
    return LIKE;
}

static void choose(struct import_job *j, const struct person_row *p,
                   enum likeness want, struct import_choice *out)
{
    uint64_t hash = import_hash_name(j, p->name);
    size_t it = 0;
    size_t at;
    out->n = 0;
    while (import_index_next(&j->by_name, hash, &it, &at)) {
        if (likeness_of(&j->people[at], p) == want) {
            import_choice_add(out, at);
        }
    }
}

/* 第 12 号（男 1980-05 第一党小组）、文件第 7 行 */
static const char *people_listed(struct import_job *j,
                                 const struct import_choice *c)
{
    struct strbuf list;
    sb_init(&list);
    for (size_t i = 0; i < c->n && i < IMPORT_CANDIDATES; i++) {
        const struct import_known *k = &j->people[c->at[i]];
        const char *typed = arena_printf(&j->row, "#%lld", (long long)k->id);
        struct person_hit hit = {.about = ""};
        sb_add(&list, list.len > 0 ? "、" : "");
        if (k->of_file) {
            sb_addf(&list, "文件第 %zu 行", k->row);
        } else {
            people_find(j->b, &j->row, typed, &hit, 1);
            sb_addf(&list, "第 %lld 号（%s）", (long long)k->id, hit.about);
        }
    }
    const char *text = arena_str(&j->row, list.s);
    sb_clear(&list);
    return text;
}

static void take_person(struct import_job *j, int64_t at, const char *by,
                        struct import_match *m)
{
    const struct import_known *k = &j->people[at];
    m->known = at;
    m->by = by;
    m->id = k->id;
    if (k->row != 0) {
        import_match_twin(j, k, m);
    }
}

static void match_by_name(struct import_job *j, const struct person_row *p,
                          struct import_match *m)
{
    struct import_choice c;
    choose(j, p, STRONG, &c);
    if (c.n == 1) {
        take_person(j, c.at[0], "姓名和出生日期", m);
        return;
    }
    if (c.n == 0) {
        choose(j, p, LIKE, &c);
    }
    if (c.n == 1) {
        take_person(j, c.at[0], "姓名", m);
    } else if (c.n > 1) {
        m->several = true;
        import_fault(
            j, j->typed[PEOPLE_NAME].col, p->name, "E-IMPORT-040",
            arena_printf(&j->row,
                         "名册里叫“%s”的有几个人：%s；说不出是哪一个，请补上"
                         "身份证号或出生日期。",
                         p->name, people_listed(j, &c)));
    }
}

/* A day that was mistyped makes a second person of the same: he is taken as he
   stands there, but not without a word. */
static void tell_namesake(struct import_job *j, const struct person_row *p)
{
    struct import_choice c = {.n = 0};
    uint64_t hash = import_hash_name(j, p->name);
    size_t it = 0;
    size_t at;
    while (import_index_next(&j->by_name, hash, &it, &at)) {
        if (!j->people[at].of_file) {
            import_choice_add(&c, at);
        }
    }
    if (c.n > 0) {
        import_warns(
            j, j->typed[PEOPLE_NAME].col, p->name, "E-IMPORT-049",
            arena_printf(&j->row,
                         "名册里已有同名的：%s，出生日期或身份证号不同，这里按"
                         "另一个人新登记；是同一个人的，请先改正再导入。",
                         people_listed(j, &c)));
    }
}

/* The number of an export, where he is still called so. */
static bool match_by_id(struct import_job *j, const struct person_row *p,
                        struct import_match *m)
{
    const struct import_typed *t = import_typed_number(j);
    uint64_t hash = import_hash_name(j, p->name);
    size_t it = 0;
    size_t at;
    while (t->given && import_index_next(&j->by_name, hash, &it, &at)) {
        if (!j->people[at].of_file && j->people[at].id == t->v.i) {
            take_person(j, (int64_t)at, "编号", m);
            return true;
        }
    }
    return false;
}

void import_match_person(struct import_job *j, struct import_match *m)
{
    struct person_row p = person_row_of(j);
    size_t it = 0;
    size_t at;
    if (p.idno != 0 && import_index_next(&j->by_idno, p.idno, &it, &at)) {
        take_person(j, (int64_t)at, "身份证号", m);
    } else if (p.name[0] != '\0' && !match_by_id(j, &p, m)) {
        match_by_name(j, &p, m);
    }
    if (m->known < 0 && !m->several && p.name[0] != '\0') {
        tell_namesake(j, &p);
    }
}

void import_match_new_person(struct import_job *j, struct import_known k)
{
    struct person_row p = person_row_of(j);
    k.birth = p.birth;
    k.idno = p.idno;
    MEM_PUSH(j->people, j->n_people, j->cap_people);
    j->people[j->n_people] = k;
    import_index_add(&j->by_name, import_hash_name(j, p.name), j->n_people);
    if (k.idno != 0) {
        import_index_add(&j->by_idno, k.idno, j->n_people);
    }
    j->n_people++;
}
