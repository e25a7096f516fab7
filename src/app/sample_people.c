/* A roster of any size: invented people out of the words of
   data/sample/people-words.tsv, the same ones each time.

   A stream of numbers with a fixed seed decides everything; where the stream
   begins follows from the next free 顺序号, so a second call adds others.  ID
   numbers differ by area and sequence, never by luck. */
#include "pbtui/app/sample.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define SEED       0x5eed2026u
#define FIRST_AREA 990201 /* the cast of the sample has 990101 */
#define SEQUENCES  500    /* of each sex, in one area on one day */
#define MAX_GROUPS 16

struct words {
    const char **word;
    size_t n;
};

struct maker {
    struct book *book;
    uint64_t stream;
    struct words surnames, male, female, nations, education, jobs, units,
        villages;
    int64_t groups[MAX_GROUPS];
    size_t n_groups;
};

/* One person before it is typed in. */
struct figure {
    size_t number; /* never the same twice in a ledger */
    bool female;
    int birth;
    int join;
    int full; /* DATE_NONE: still on probation */
};

/* ---- chance ----------------------------------------------------------- */

/* splitmix64 */
static uint64_t draw(struct maker *m)
{
    uint64_t z = m->stream += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int below(struct maker *m, int n)
{
    return (int)(draw(m) % (uint64_t)n);
}

static const char *pick(struct maker *m, const struct words *w)
{
    return w->word[below(m, (int)w->n)];
}

/* ---- words ------------------------------------------------------------ */

static struct words read_words(struct arena *a, const char *name)
{
    const struct embed_file *file = embed_find("sample/people-words.tsv");
    assert(file != NULL);
    const char *s = file->text;
    size_t n_name = strlen(name);
    while (strncmp(s, name, n_name) != 0 || s[n_name] != '\t') {
        s += strcspn(s, "\n");
        assert(*s != '\0');
        s++;
    }
    s += n_name + 1;
    size_t n = strcspn(s, "\n");
    struct words w = {arena_array(a, n, sizeof *w.word), 0};
    for (const char *end = s + n; s < end; s += *s == ' ') {
        size_t len = strcspn(s, " \n");
        w.word[w.n++] = arena_strn(a, s, len);
        s += len;
    }
    return w;
}

static bool read_groups(struct maker *m, struct arena *a, struct err *err)
{
    struct query q = query_of(&ledger_grp, ledger_view(&ledger_grp, "current"));
    struct query_row rows[MAX_GROUPS];
    q.limit = MAX_GROUPS;
    if (!query_page(m->book, a, &q, rows, &m->n_groups, err)) {
        return false;
    }
    for (size_t i = 0; i < m->n_groups; i++) {
        m->groups[i] = rows[i].id;
    }
    return true;
}

static bool maker_init(struct maker *m, struct book *b, struct arena *a,
                       size_t *number, struct err *err)
{
    memset(m, 0, sizeof *m);
    m->book = b;
    m->surnames = read_words(a, "surnames");
    m->male = read_words(a, "male");
    m->female = read_words(a, "female");
    m->nations = read_words(a, "nations");
    m->education = read_words(a, "education");
    m->jobs = read_words(a, "jobs");
    m->units = read_words(a, "units");
    m->villages = read_words(a, "villages");
    struct record next = record_new(&ledger_people, b, a);
    *number = (size_t)record_int(&next, ledger_field(&ledger_people, "ord"));
    m->stream = SEED + *number;
    return read_groups(m, a, err);
}

/* ---- a person --------------------------------------------------------- */

/* Thirty to seventy-five years old, joined at twenty to thirty-nine; one in
   fifty within the last year. */
static struct figure figure_make(struct maker *m, size_t number)
{
    int today = m->book->today;
    int age = 30 + below(m, 46);
    struct figure f = {.number = number, .female = below(m, 2) == 0};
    f.birth = date_add_years(today, -age) - below(m, 365);
    f.join = date_add_years(f.birth, 20 + below(m, 20)) + below(m, 365);
    int newest = date_add_years(today, -1) - 1;
    f.join = f.join < newest ? f.join : newest;
    f.full = date_add_years(f.join, 1);
    if (below(m, 50) == 0) {
        f.join = today - below(m, 360);
        f.full = DATE_NONE;
    }
    return f;
}

/* GB 11643: the eighteenth character follows from the seventeen. */
static char check_character(const char *digits)
{
    static const int weights[] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                  3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(weights); i++) {
        sum += (digits[i] - '0') * weights[i];
    }
    return "10X98765432"[sum % 11];
}

/* Odd sequence numbers are men's. */
static const char *figure_idno(const struct figure *f, struct arena *a)
{
    int y;
    int mon;
    int d;
    date_split(f->birth, &y, &mon, &d);
    const char *digits = arena_printf(
        a, "%06zu%04d%02d%02d%03zu", FIRST_AREA + f->number / SEQUENCES, y, mon,
        d, f->number % SEQUENCES * 2 + (f->female ? 0 : 1));
    assert(strlen(digits) == 17);
    return arena_printf(a, "%s%c", digits, check_character(digits));
}

static bool type(struct maker *m, struct record *r, struct arena *a,
                 const char *column, const char *text, struct err *err)
{
    int field = ledger_field(r->ledger, column);
    assert(field >= 0);
    return record_type(r, m->book, a, field, text, err);
}

static bool save_person(struct maker *m, struct arena *a, size_t number,
                        struct err *err)
{
    struct figure f = figure_make(m, number);
    const char *given = pick(m, f.female ? &m->female : &m->male);
    const char *name = arena_printf(a, "%s%s", pick(m, &m->surnames), given);
    bool retired = date_full_years(f.birth, m->book->today, true) >= 60;
    struct record r = record_new(&ledger_people, m->book, a);
    bool ok = type(m, &r, a, "name", name, err) &&
              type(m, &r, a, "idno", figure_idno(&f, a), err) &&
              type(m, &r, a, "nation", pick(m, &m->nations), err) &&
              type(m, &r, a, "education", pick(m, &m->education), err) &&
              type(m, &r, a, "job", retired ? "离退休人员" : pick(m, &m->jobs),
                   err) &&
              type(m, &r, a, "unit",
                   arena_printf(a, "示例县%s%s", pick(m, &m->units),
                                retired ? "（退休）" : ""),
                   err) &&
              type(m, &r, a, "phone",
                   arena_printf(a, "1380%07zu", number % 10000000), err) &&
              type(m, &r, a, "address",
                   arena_printf(a, "示例县%s%d号", pick(m, &m->villages),
                                1 + below(m, 180)),
                   err);
    if (!ok) {
        return false;
    }
    record_set_day(&r, a, ledger_field(&ledger_people, "join_on"), f.join);
    record_set_day(&r, a, ledger_field(&ledger_people, "full_on"), f.full);
    if (m->n_groups > 0) {
        record_set_int(&r, ledger_field(&ledger_people, "grp"),
                       m->groups[below(m, (int)m->n_groups)]);
    }
    return ledger_apply(m->book, a, &r, NULL, NULL, err);
}

static bool save_people(struct maker *m, size_t first, size_t n,
                        struct err *err)
{
    struct arena one = ARENA_INIT;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = save_person(m, &one, first + i, err);
        arena_reset(&one);
    }
    arena_clear(&one);
    return ok;
}

bool sample_fill(struct session *s, size_t people, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct maker m;
    size_t number;
    bool ok = maker_init(&m, &s->book, &a, &number, err) &&
              tx_begin(s->db, TX_WRITE, err) &&
              tx_end(s->db, save_people(&m, number, people, err), err);
    arena_clear(&a);
    return ok;
}
