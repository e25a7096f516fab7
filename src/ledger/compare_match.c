/* Who the rows of the file are: by ID number, else by name and birth, else by a
   name that nobody else has, neither on the roster nor in the file.  Who is not
   on the roster may still be known: he left, or is in another branch.

   What could be two people is nobody, and is told. */
#include "compare_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

const char *compare_key(struct arena *a, const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    text_compare_key(&sb, name);
    const char *key = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return key;
}

/* ---- everybody of this ledger -------------------------------------------- */

struct reading {
    struct compare_work *work;
    size_t cap;
};

static void add_person(struct reading *r, struct stmt *st, bool here)
{
    struct compare_work *w = r->work;
    struct arena *a = w->arena;
    int birth = DATE_NONE;
    const char *name = arena_str(a, stmt_col_text(st, 1));
    date_read(stmt_col_text(st, 2), &birth);
    MEM_PUSH(w->people, w->n_people, r->cap);
    w->people[w->n_people++] = (struct compare_person){
        .id = stmt_col_int(st, 0),
        .name = name,
        .key = compare_key(a, name),
        .idno = pii_read(w->book->db, a, stmt_col_int(st, 3)),
        .birth = birth,
        .here = here};
}

/* Those of the roster in its order, then all others. */
static bool read_people(struct compare_work *w, struct err *err)
{
    char day[11];
    struct stmt st;
    struct reading r = {w, 0};
    static const char *const which[] = {
        SQL("select t.id, t.name, t.birth_on, t.idno from person t"
            " where t.voided_on is null and exists (select 1 from member m"
            " where m.person_id = t.id and m.branch_id = :branch"
            " and m.voided_on is null and m.from_on <= :day"
            " and (m.to_on is null or m.to_on > :day)) order by t.ord, t.id"),
        SQL("select t.id, t.name, t.birth_on, t.idno from person t"
            " where t.voided_on is null and not exists (select 1 from member m"
            " where m.person_id = t.id and m.branch_id = :branch"
            " and m.voided_on is null and m.from_on <= :day"
            " and (m.to_on is null or m.to_on > :day)) order by t.ord, t.id"),
    };
    for (size_t i = 0; i < ARRAY_LEN(which); i++) {
        stmt_open(&st, w->book->db, which[i]);
        stmt_int(&st, ":branch", w->book->branch);
        stmt_text(&st, ":day", date_text(w->book->day, day));
        while (stmt_row(&st)) {
            add_person(&r, &st, i == 0);
        }
        if (!stmt_done(&st, err)) {
            return err_doing(err, "读取名册");
        }
        w->n_here = i == 0 ? w->n_people : w->n_here;
    }
    return true;
}

/* ---- one row ------------------------------------------------------------- */

static bool same_number(const struct compare_row *r,
                        const struct compare_person *p)
{
    return r->idno[0] != '\0' && strcmp(r->idno, p->idno) == 0;
}

static bool same_birth(const struct compare_row *r,
                       const struct compare_person *p)
{
    return r->birth != DATE_NONE && r->birth == p->birth &&
           strcmp(r->key, p->key) == 0;
}

/* A namesake has another number and another birthday; one of them alone may be
   a slip. */
static bool same_name(const struct compare_row *r,
                      const struct compare_person *p)
{
    bool other_number = r->idno[0] != '\0' && p->idno[0] != '\0' &&
                        strcmp(r->idno, p->idno) != 0;
    bool other_birth =
        r->birth != DATE_NONE && p->birth != DATE_NONE && r->birth != p->birth;
    return strcmp(r->key, p->key) == 0 && !(other_number && other_birth);
}

typedef bool likeness(const struct compare_row *r,
                      const struct compare_person *p);

/* How many of people [from, to) are like the row; the first of them. */
static size_t count_like(const struct compare_work *w, size_t from, size_t to,
                         const struct compare_row *r, likeness *like,
                         struct compare_person **first)
{
    size_t n = 0;
    *first = NULL;
    for (size_t i = from; i < to; i++) {
        if (like(r, &w->people[i])) {
            *first = n++ == 0 ? &w->people[i] : *first;
        }
    }
    return n;
}

static size_t rows_named(const struct compare_work *w, const char *key)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n_rows; i++) {
        n += strcmp(w->rows[i].key, key) == 0;
    }
    return n;
}

/* The same by name alone only when both sides have just one of that name. */
static struct compare_person *by_name(struct compare_work *w,
                                      struct compare_row *r, size_t from,
                                      size_t to)
{
    struct compare_person *p;
    size_t n = count_like(w, from, to, r, same_name, &p);
    size_t rows = rows_named(w, r->key);
    if (n > 1) {
        r->unsure = arena_printf(w->arena,
                                 "名册里有 %zu 个%s，文件里没有能分清他们的"
                                 "身份证号或出生日期",
                                 n, r->name);
    } else if (n == 1 && rows > 1) {
        r->unsure = arena_printf(w->arena,
                                 "文件里有 %zu 行%s，没有能分清他们的身份证号"
                                 "或出生日期",
                                 rows, r->name);
    }
    return n == 1 && rows == 1 ? p : NULL;
}

static struct compare_person *find(struct compare_work *w,
                                   struct compare_row *r, size_t from,
                                   size_t to)
{
    static likeness *const sure[] = {same_number, same_birth};
    struct compare_person *p;
    for (size_t i = 0; i < ARRAY_LEN(sure); i++) {
        if (count_like(w, from, to, r, sure[i], &p) == 1) {
            return p;
        }
    }
    return by_name(w, r, from, to);
}

static void take(struct compare_work *w, struct compare_row *r)
{
    struct compare_person *p = find(w, r, 0, w->n_here);
    if (p != NULL && p->row != NULL) {
        r->unsure =
            arena_printf(w->arena, "文件里第 %zu 行已经是%s，这一行又是这个人",
                         p->row->row, p->name);
        return;
    }
    if (p != NULL) {
        p->row = r;
        r->person = p->id;
    }
}

/* Who left, or is of another branch; only for saying so. */
static void know(struct compare_work *w, struct compare_row *r)
{
    struct compare_person *p = find(w, r, w->n_here, w->n_people);
    r->known = p == NULL ? 0 : p->id;
    r->unsure = NULL;
}

bool compare_match(struct compare_work *w, struct err *err)
{
    if (!read_people(w, err)) {
        return false;
    }
    for (size_t i = 0; i < w->n_rows; i++) {
        take(w, &w->rows[i]);
    }
    for (size_t i = 0; i < w->n_rows; i++) {
        struct compare_row *r = &w->rows[i];
        if (r->person == 0 && r->unsure == NULL) {
            know(w, r);
        }
    }
    return true;
}
