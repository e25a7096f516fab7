/* Who has talked with whom: the people of the day, the talks of two years, then
   what is missing.

   People are those of the roster on the day; a talk counts for a member by what
   the other was when they talked: who has left the committee since was of it
   then (the same as M09 counts).  Where anybody of a group would do, somebody
   is proposed: first the one of last year, then whoever has the fewest. */
#include "pbtui/ledger/talks.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "talk_sql.h"

const char *talk_need_text(enum talk_need need)
{
    static const char *const texts[N_TALK_NEEDS] = {
        [TALK_OF_COMMITTEE] = "委员之间",
        [TALK_WITH_MEMBER] = "委员与党员",
        [TALK_OF_MEMBERS] = "党员之间",
    };
    return texts[need];
}

/* What is remembered while counting; nothing of it leaves. */
struct counting {
    struct talk_matrix *m;
    struct arena *arena;
    struct talk_cell *mates; /* talks of a person with ordinary members */
    size_t *last_mate;       /* one of last year, or NOBODY */
    int *load;               /* talks of this year and proposals */
};
#define NOBODY SIZE_MAX

/* ---- people ------------------------------------------------------------- */

/* The first of somebody's posts of that day orders the committee. */
static bool read_people(struct book *b, struct arena *a, struct talk_matrix *m,
                        struct err *err)
{
    char day[11];
    size_t cap = 0;
    struct talk_person *list = NULL;
    struct stmt st;
    stmt_open(
        &st, b->db,
        SQL("select p.id, p.name, (select min(o.kind) from post o"
            " where o.person_id = p.id and o.branch_id = :branch"
            " and o.kind < '30' and o.voided_on is null"
            " and o.from_on <= :day and (o.to_on is null or o.to_on > :day))"
            " as post from member m join person p on p.id = m.person_id"
            " where m.branch_id = :branch and m.voided_on is null"
            " and m.from_on <= :day and (m.to_on is null or m.to_on > :day)"
            " and p.voided_on is null and p.join_on <= :day"
            " order by post is null, post, p.ord, p.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", date_text(m->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(list, m->n, cap);
        bool committee = !stmt_col_is_null(&st, 2);
        list[m->n++] = (struct talk_person){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(a, stmt_col_text(&st, 1)),
            .post = committee ? codes_name("post", stmt_col_text(&st, 2)) : "",
            .committee = committee,
        };
        m->n_committee += committee;
    }
    m->people = arena_array(a, m->n, sizeof *m->people);
    if (m->n > 0) {
        memcpy(m->people, list, m->n * sizeof *list);
    }
    mem_free(list);
    return stmt_done(&st, err);
}

static size_t person_at(const struct talk_matrix *m, int64_t id)
{
    for (size_t i = 0; i < m->n; i++) {
        if (m->people[i].id == id) {
            return i;
        }
    }
    return NOBODY;
}

/* ---- talks -------------------------------------------------------------- */

static struct talk_cell *cell_at(const struct talk_matrix *m, size_t committee,
                                 size_t other)
{
    return &m->cells[committee * m->n + other];
}

struct talk_cell talk_cell(const struct talk_matrix *m, size_t committee,
                           size_t other)
{
    return *cell_at(m, committee, other);
}

static void count(struct talk_cell *c, bool now)
{
    if (now) {
        c->now++;
    } else {
        c->before++;
    }
}

/* One side of a talk: `self` with somebody who may be gone by now. */
static void add_side(struct counting *k, size_t self, size_t other,
                     bool other_committee, bool of_members, bool now)
{
    struct talk_matrix *m = k->m;
    if (self == NOBODY) {
        return;
    }
    struct talk_person *p = &m->people[self];
    if (p->committee && other != NOBODY) {
        count(cell_at(m, self, other), now);
    }
    k->load[self] += now;
    p->with_committee += other_committee && now;
    if (of_members) {
        p->with_members += now;
        count(&k->mates[self], now);
        if (!now) {
            k->last_mate[self] = other;
        }
    }
}

static bool read_talks(struct book *b, struct counting *k, struct err *err)
{
    struct talk_matrix *m = k->m;
    char first[11];
    char last[11];
    char since[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select t.by_id, t.with_id, t.on_day >= :since,"
                  " " TALK_BY_COMMITTEE_SQL ", " TALK_WITH_COMMITTEE_SQL
                  ", " TALK_MEMBERS_SQL
                  " from talk t where t.branch_id = :branch"
                  " and t.voided_on is null"
                  " and t.on_day between :first and :last"
                  " order by t.on_day, t.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":since", date_text(date_of(m->year, 1, 1), since));
    stmt_text(&st, ":first", date_text(date_of(m->year - 1, 1, 1), first));
    stmt_text(&st, ":last", date_text(m->day, last));
    while (stmt_row(&st)) {
        size_t by = person_at(m, stmt_col_int(&st, 0));
        size_t with = person_at(m, stmt_col_int(&st, 1));
        bool now = stmt_col_int(&st, 2) != 0;
        bool by_committee = stmt_col_int(&st, 3) != 0;
        bool with_committee = stmt_col_int(&st, 4) != 0;
        bool of_members =
            stmt_col_int(&st, 5) != 0 && !by_committee && !with_committee;
        add_side(k, by, with, with_committee, of_members, now);
        add_side(k, with, by, by_committee, of_members, now);
    }
    return stmt_done(&st, err);
}

/* ---- what is missing ---------------------------------------------------- */

static void add_gap(struct counting *k, enum talk_need need, size_t one,
                    size_t other, struct talk_cell c)
{
    struct talk_matrix *m = k->m;
    m->gaps[m->n_gaps++] = (struct talk_gap){need, one, other, c};
    k->load[one]++;
    k->load[other]++;
}

static void committee_gaps(struct counting *k)
{
    struct talk_matrix *m = k->m;
    struct talk_cover *cover = &m->cover[TALK_OF_COMMITTEE];
    for (size_t i = 0; i < m->n_committee; i++) {
        for (size_t j = i + 1; j < m->n_committee; j++) {
            struct talk_cell c = talk_cell(m, i, j);
            cover->all++;
            if (c.now > 0) {
                cover->done++;
            } else {
                add_gap(k, TALK_OF_COMMITTEE, i, j, c);
            }
        }
    }
}

/* Who of the committee should talk with this member. */
static size_t propose_committee(const struct counting *k, size_t member)
{
    const struct talk_matrix *m = k->m;
    size_t best = 0;
    for (size_t i = 1; i < m->n_committee; i++) {
        int last = talk_cell(m, i, member).before;
        int best_last = talk_cell(m, best, member).before;
        if (last > best_last ||
            (last == best_last && k->load[i] < k->load[best])) {
            best = i;
        }
    }
    return best;
}

static void member_gaps(struct counting *k)
{
    struct talk_matrix *m = k->m;
    struct talk_cover *cover = &m->cover[TALK_WITH_MEMBER];
    for (size_t i = m->n_committee; i < m->n && m->n_committee > 0; i++) {
        cover->all++;
        if (m->people[i].with_committee > 0) {
            cover->done++;
            continue;
        }
        struct talk_cell c = {0, 0};
        for (size_t j = 0; j < m->n_committee; j++) {
            c.before += talk_cell(m, j, i).before;
        }
        add_gap(k, TALK_WITH_MEMBER, propose_committee(k, i), i, c);
    }
}

/* Somebody who still wants one himself, best the one of last year; else whoever
   has the fewest. */
static size_t propose_mate(const struct counting *k, const bool *served,
                           size_t member)
{
    const struct talk_matrix *m = k->m;
    size_t last = k->last_mate[member];
    size_t best = NOBODY;
    if (last != NOBODY && last >= m->n_committee && !served[last]) {
        return last;
    }
    for (size_t i = m->n_committee; i < m->n; i++) {
        if (i == member) {
            continue;
        }
        if (best == NOBODY || (served[best] && !served[i]) ||
            (served[best] == served[i] && k->load[i] < k->load[best])) {
            best = i;
        }
    }
    return best;
}

static void mate_gaps(struct counting *k)
{
    struct talk_matrix *m = k->m;
    struct talk_cover *cover = &m->cover[TALK_OF_MEMBERS];
    bool *served = arena_array(k->arena, m->n, sizeof *served);
    if (m->n < m->n_committee + 2) {
        return; /* nobody to talk with */
    }
    for (size_t i = m->n_committee; i < m->n; i++) {
        served[i] = m->people[i].with_members > 0;
        cover->all++;
        cover->done += served[i];
    }
    for (size_t i = m->n_committee; i < m->n; i++) {
        if (served[i]) {
            continue;
        }
        size_t mate = propose_mate(k, served, i);
        add_gap(k, TALK_OF_MEMBERS, i, mate, k->mates[i]);
        served[i] = true;
        served[mate] = true;
    }
}

/* ---- the whole ---------------------------------------------------------- */

static int roster_day(const struct book *b, int year)
{
    int last = date_of(year, 12, 31);
    return b->day < last ? b->day : last;
}

bool talk_matrix(struct book *b, struct arena *a, int year,
                 struct talk_matrix *out, struct err *err)
{
    struct talk_matrix m = {.year = year, .day = roster_day(b, year)};
    if (!read_people(b, a, &m, err)) {
        return err_doing(err, "读取名册");
    }
    size_t n = m.n;
    m.cells = arena_array(a, m.n_committee * n, sizeof *m.cells);
    m.gaps =
        arena_array(a, m.n_committee * m.n_committee + 2 * n, sizeof *m.gaps);
    struct counting k = {
        .m = &m,
        .arena = a,
        .mates = arena_array(a, n, sizeof *k.mates),
        .last_mate = arena_array(a, n, sizeof *k.last_mate),
        .load = arena_array(a, n, sizeof *k.load),
    };
    for (size_t i = 0; i < n; i++) {
        k.last_mate[i] = NOBODY;
    }
    if (!read_talks(b, &k, err)) {
        return err_doing(err, "读取谈心谈话");
    }
    committee_gaps(&k);
    member_gaps(&k);
    mate_gaps(&k);
    *out = m;
    return true;
}

bool talk_lines(struct book *b, struct arena *a, int64_t one, int64_t other,
                struct talk_line **out, size_t *n, struct err *err)
{
    struct talk_line *list = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select t.id, t.on_day, p.name, q.name, t.kind, t.topic"
                  " from talk t join person p on p.id = t.by_id"
                  " join person q on q.id = t.with_id"
                  " where t.voided_on is null and t.branch_id = :branch"
                  " and ((t.by_id = :one and :other in (0, t.with_id))"
                  " or (t.with_id = :one and :other in (0, t.by_id)))"
                  " order by t.on_day desc, t.id desc"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":one", one);
    stmt_int(&st, ":other", other);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[*n].id = stmt_col_int(&st, 0);
        /* stmt_col_text lends each column by itself, so all at once is fine. */
        list[(*n)++].text =
            arena_printf(a, "%s  %s→%s  %s  %s", stmt_col_text(&st, 1),
                         stmt_col_text(&st, 2), stmt_col_text(&st, 3),
                         codes_name("talk_kind", stmt_col_text(&st, 4)),
                         stmt_col_text(&st, 5));
    }
    *out = arena_array(a, *n, sizeof **out);
    if (*n > 0) {
        memcpy(*out, list, *n * sizeof *list);
    }
    mem_free(list);
    return stmt_done(&st, err);
}
